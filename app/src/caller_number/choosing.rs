use belroute_shared::features::Feature;
use leptos::{prelude::*, task::spawn_local};

use super::api::{self, Choices, Chosen};
use crate::{explain::explain, features::MyFeatures, fetched::Fetched};

/// Choosing: at once on the screen, then on the server, and back where that refuses.
#[derive(Clone, Copy)]
pub(super) struct Choosing {
    choices: Fetched<Choices>,
    features: MyFeatures,
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
        let request = {
            let chosen = chosen.clone();
            async move { api::replace(&chosen, can_hide).await }
        };
        let answer = self.choices.saving(request);
        spawn_local(async move {
            let answer = answer.await;
            // What was chosen in its place meanwhile tells for itself.
            let holds = self.choices.with_untracked(|choices| {
                choices.is_some_and(|choices| choices.chosen(can_hide).is(&chosen))
            });
            match answer {
                Ok(()) if holds => {
                    let _ = self.saved.try_set(Some(chosen));
                }
                Ok(()) => {}
                Err(error) => {
                    let _ = self.refusal.try_set(Some((title, explain(&error))));
                    if holds {
                        self.choices.update(|choices| *choices = before);
                    }
                    // The list may be older than what the administrator allows now.
                    self.choices.refetch();
                }
            }
        });
    }
}
