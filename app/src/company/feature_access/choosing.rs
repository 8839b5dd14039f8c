use leptos::{prelude::*, task::spawn_local};

use crate::{
    explain::explain,
    fetched::Fetched,
    http::{HttpError, Request},
    text,
};

/// What can be chosen on its own.
pub(super) trait Part: Send + Sync + 'static {
    /// What it is a part of.
    type Whole: Clone + PartialEq + Send + Sync + 'static;
    /// What is chosen.
    type Value: Copy + Send + Sync + 'static;

    fn read(&self, whole: &Self::Whole) -> Option<Self::Value>;
    fn write(&self, whole: &mut Self::Whole, value: Self::Value);
    /// Saves it.
    fn send(&self, value: Self::Value) -> Request<()>;
}

/// One choice: on the screen at once, then on the server, and back where that refuses.
pub(super) struct Choosing<P: Part> {
    whole: Fetched<P::Whole>,
    part: StoredValue<P>,
    /// What was chosen last and is not on its way yet.
    next: StoredValue<Option<P::Value>>,
    is_sending: StoredValue<bool>,
    outcome: RwSignal<Option<Result<String, String>>>,
}

impl<P: Part> Clone for Choosing<P> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<P: Part> Copy for Choosing<P> {}

impl<P: Part> Choosing<P> {
    pub(super) fn new(whole: Fetched<P::Whole>, part: P) -> Self {
        Self {
            whole,
            part: StoredValue::new(part),
            next: StoredValue::new(None),
            is_sending: StoredValue::new(false),
            outcome: RwSignal::new(None),
        }
    }

    /// What is chosen; `None` before anything has come.
    pub(super) fn chosen(self) -> Option<P::Value> {
        self.whole
            .with(|whole| self.part.with_value(|part| part.read(whole?)))
    }

    /// What came of it.
    pub(super) fn outcome(self) -> Signal<Option<Result<String, String>>> {
        self.outcome.into()
    }

    pub(super) fn choose(self, wanted: P::Value) {
        let Some(before) = untrack(|| self.chosen()) else {
            return;
        };
        self.write(wanted);
        self.outcome.set(None);
        self.next.set_value(Some(wanted));
        // Sent one after the other, so that what was chosen last is what stays.
        if !self.is_sending.get_value() {
            self.is_sending.set_value(true);
            spawn_local(self.whole.saving(self.send(before)));
        }
    }

    async fn send(self, mut kept: P::Value) {
        while let Some(wanted) = self.next.try_update_value(Option::take).flatten() {
            let Some(request) = self.part.try_with_value(|part| part.send(wanted)) else {
                return;
            };
            let answer = request.await;
            if answer.is_ok() {
                kept = wanted;
            }
            if self.next.try_get_value().flatten().is_none() {
                self.tell(answer, kept);
            }
        }
        let _ = self.is_sending.try_set_value(false);
        self.whole.refetch();
    }

    fn tell(self, answer: Result<(), HttpError>, kept: P::Value) {
        let told = match answer {
            Ok(()) => Ok(text!(action.saved).to_owned()),
            Err(error) => {
                self.write(kept);
                Err(explain(&error))
            }
        };
        let _ = self.outcome.try_set(Some(told));
    }

    fn write(self, value: P::Value) {
        self.whole.update(|whole| {
            self.part.try_with_value(|part| part.write(whole, value));
        });
    }
}
