//! What the administrator lets this user see and change.

use belroute_shared::{
    features::{Feature, MyFeatures as Features},
    live::LiveEvent,
};
use leptos::prelude::*;

use crate::{awaited::Wait, fetched::Fetched, http, live::Live};

/// The features of the user whose panel this is.
#[derive(Clone, Copy)]
pub struct MyFeatures(Fetched<Features>);

impl MyFeatures {
    /// Offers them to everything below.
    pub fn provide(live: Live) -> Self {
        let features = Fetched::idle(|| http::get::<Features>("/v1/features")).started();
        live.on(move |event| {
            if matches!(event, LiveEvent::Access | LiveEvent::Resync) {
                features.refetch();
            }
        });
        let features = Self(features);
        provide_context(features);
        features
    }

    /// Those of this part of the page.
    pub fn get() -> Self {
        expect_context()
    }

    /// For what has to wait for them.
    pub fn wait(self) -> Wait {
        self.0.into()
    }

    /// Fetches them again, because the server has said that one of them is withdrawn.
    pub fn refetch(self) {
        self.0.refetch();
    }

    /// Reads them. Before they have come, nothing is shown of what could be hidden.
    pub fn with<R>(self, read: impl FnOnce(&Features) -> R) -> Option<R> {
        self.0.with(|features| features.map(read))
    }

    /// Whether the user may see and change a feature.
    pub fn shows(self, feature: Option<Feature>) -> bool {
        self.with(|features| features.shows(feature))
            .unwrap_or(false)
    }

    /// Whether he has a mailbox that he may see.
    pub fn has_mailbox(self) -> bool {
        self.with(|features| features.has_mailbox && features.shows(Some(Feature::Voicemail)))
            .unwrap_or(false)
    }
}
