//! What is typed on this page and not saved yet, so that it can be tried as if it were.

use std::sync::Arc;

use belroute_shared::routing::profile::Profile;
use leptos::prelude::*;

/// Puts what is typed of one setting into a profile; false where nothing is, or it is not whole.
type Put = Arc<dyn Fn(&mut Profile) -> bool + Send + Sync>;

/// The settings that are open on a page.
#[derive(Clone, Copy)]
pub(crate) struct Drafts {
    all: RwSignal<Vec<(u32, Put)>>,
    next: StoredValue<u32>,
}

impl Drafts {
    /// Collects what is typed in everything below.
    pub(crate) fn provide() -> Self {
        let drafts = Self {
            all: RwSignal::default(),
            next: StoredValue::new(0),
        };
        provide_context(drafts);
        drafts
    }

    /// Those of this page, where it collects them.
    pub(super) fn here() -> Option<Self> {
        use_context()
    }

    /// A setting was opened, and stays until this part of the page goes.
    pub(super) fn join(self, put: Put) {
        let id = self.next.get_value();
        self.next.set_value(id + 1);
        self.all.update(|all| all.push((id, put)));
        on_cleanup(move || {
            let _ = self
                .all
                .try_update(|all| all.retain(|(known, _)| *known != id));
        });
    }

    /// Puts everything that is typed into a profile; says whether there was anything. Follows what
    /// is typed.
    pub(crate) fn put(self, profile: &mut Profile) -> bool {
        self.all.with(|all| {
            let mut is_any = false;
            for (_, put) in all {
                is_any |= put(profile);
            }
            is_any
        })
    }
}
