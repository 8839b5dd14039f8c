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
    type Value: Copy + PartialEq + Send + Sync + 'static;

    fn read(&self, whole: &Self::Whole) -> Option<Self::Value>;
    fn write(&self, whole: &mut Self::Whole, value: Self::Value);
    /// Saves it.
    fn send(&self, value: Self::Value) -> Request<()>;
}

/// One choice: on the screen at once, then on the server, and back where that refuses.
pub(super) struct Choosing<P: Part> {
    whole: Fetched<P::Whole>,
    part: StoredValue<P>,
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
        let request = self.part.with_value(|part| part.send(wanted));
        let answer = self.whole.saving(request);
        spawn_local(async move {
            let answer = answer.await;
            // What was chosen in its place meanwhile tells for itself.
            let now = self.whole.with_untracked(|whole| {
                let read = |part: &P| whole.and_then(|whole| part.read(whole));
                self.part.try_with_value(read).flatten()
            });
            if now == Some(wanted) {
                self.tell(answer, before);
            }
            self.whole.refetch();
        });
    }

    fn tell(self, answer: Result<(), HttpError>, before: P::Value) {
        let told = match answer {
            Ok(()) => Ok(text!(action.saved).to_owned()),
            Err(error) => {
                self.write(before);
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
