//! What the administrator lets this user see and change.

use belroute_shared::{
    features::{Feature, MyFeatures as Features},
    live::LiveEvent,
};
use leptos::prelude::*;

use crate::{fetched::Fetched, http, live::Live};

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

    /// Reads them. Before they have come, nothing is shown of what could be hidden.
    pub fn with<R>(self, read: impl FnOnce(&Features) -> R) -> Option<R> {
        self.0.with(|features| features.map(read))
    }

    /// Whether he has a mailbox that he may see.
    pub fn has_mailbox(self) -> bool {
        self.with(|features| features.has_mailbox && features.shows(Some(Feature::Voicemail)))
            .unwrap_or(false)
    }
}
