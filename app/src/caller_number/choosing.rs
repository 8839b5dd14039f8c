use leptos::{prelude::*, task::spawn_local};

use super::api::{self, Choices, Chosen};
use crate::{explain::explain, fetched::Fetched};

/// Choosing: at once on the screen, then on the server, and back where that refuses.
#[derive(Clone, Copy)]
pub(super) struct Choosing {
    choices: Fetched<Choices>,
    /// What was chosen here and has been saved.
    saved: RwSignal<Option<Chosen>>,
    /// What was refused, as the list showed it, and why.
    refusal: RwSignal<Option<(String, String)>>,
}

impl Choosing {
    pub(super) fn new(choices: Fetched<Choices>) -> Self {
        Self {
            choices,
            saved: RwSignal::new(None),
            refusal: RwSignal::new(None),
        }
    }

    pub(super) fn is_saved(self, chosen: &Chosen) -> bool {
        self.saved.with(|saved| saved.as_ref() == Some(chosen))
    }

    pub(super) fn refusal(self) -> Option<(String, String)> {
        self.refusal.get()
    }

    /// Chooses what the list shows under this title.
    pub(super) fn choose(self, wanted: Chosen, title: String) {
        let Some(before) = self.choices.get_untracked().map(|choices| choices.chosen) else {
            return;
        };
        if before == wanted {
            return;
        }
        self.choices
            .update(|choices| choices.chosen = wanted.clone());
        self.saved.set(None);
        self.refusal.set(None);
        spawn_local(async move {
            match api::replace(&wanted).await {
                Ok(()) => {
                    let _ = self.saved.try_set(Some(wanted));
                }
                Err(error) => {
                    let _ = self.refusal.try_set(Some((title, explain(&error))));
                    self.choices.update(|choices| choices.chosen = before);
                    // The list may be older than what the administrator allows now.
                    self.choices.refetch();
                }
            }
        });
    }
}
