use belroute_shared::features::Feature;
use leptos::{prelude::*, task::spawn_local};

use super::api::{self, Choices, Chosen};
use crate::{explain::explain, features::MyFeatures, fetched::Fetched};

/// What was chosen, as the list shows it.
struct Wanted {
    chosen: Chosen,
    title: String,
}

/// Choosing: at once on the screen, then on the server, and back where that refuses.
#[derive(Clone, Copy)]
pub(super) struct Choosing {
    choices: Fetched<Choices>,
    features: MyFeatures,
    /// What was chosen last and is not on its way yet.
    next: StoredValue<Option<Wanted>>,
    is_sending: StoredValue<bool>,
    /// What was chosen here and has been saved.
    saved: RwSignal<Option<Chosen>>,
    /// What was refused, as the list showed it, and why.
    refusal: RwSignal<Option<(String, String)>>,
}

impl Choosing {
    pub(super) fn new(choices: Fetched<Choices>) -> Self {
        Self {
            choices,
            features: MyFeatures::get(),
            next: StoredValue::new(None),
            is_sending: StoredValue::new(false),
            saved: RwSignal::new(None),
            refusal: RwSignal::new(None),
        }
    }

    /// Whether the user may decide that calls show no number.
    pub(super) fn can_hide(self) -> bool {
        self.features.shows(Feature::BlockCallerId)
    }

    /// Whether this is what is chosen.
    pub(super) fn is_chosen(self, this: &Chosen) -> bool {
        let can_hide = self.can_hide();
        self.choices
            .with(|choices| choices.is_some_and(|it| it.chosen(can_hide).is(this)))
    }

    pub(super) fn is_saved(self, chosen: &Chosen) -> bool {
        self.saved.with(|saved| saved.as_ref() == Some(chosen))
    }

    pub(super) fn refusal(self) -> Option<(String, String)> {
        self.refusal.get()
    }

    /// Chooses what the list shows under this title.
    pub(super) fn choose(self, chosen: Chosen, title: String) {
        let can_hide = untrack(|| self.can_hide());
        let Some(before) = self.choices.get_untracked() else {
            return;
        };
        if before.chosen(can_hide) == chosen {
            return;
        }
        self.choices
            .update(|choices| choices.choose(&chosen, can_hide));
        self.saved.set(None);
        self.refusal.set(None);
        self.next.set_value(Some(Wanted { chosen, title }));
        // Sent one after the other, so that what was chosen last is what stays.
        if !self.is_sending.get_value() {
            self.is_sending.set_value(true);
            spawn_local(self.choices.saving(self.send(before, can_hide)));
        }
    }

    async fn send(self, mut kept: Choices, can_hide: bool) {
        while let Some(Wanted { chosen, title }) = self.take_next() {
            let answer = api::replace(&chosen, can_hide).await;
            if answer.is_ok() {
                kept.choose(&chosen, can_hide);
            }
            if self.next.try_with_value(Option::is_some) == Some(true) {
                continue;
            }
            match answer {
                Ok(()) => {
                    let _ = self.saved.try_set(Some(chosen));
                }
                Err(error) => {
                    let _ = self.refusal.try_set(Some((title, explain(&error))));
                    self.choices.update(|choices| *choices = kept.clone());
                    // The list may be older than what the administrator allows now.
                    self.choices.refetch();
                }
            }
        }
        let _ = self.is_sending.try_set_value(false);
    }

    fn take_next(self) -> Option<Wanted> {
        self.next.try_update_value(Option::take).flatten()
    }
}
