//! What the administrator lets the user of this page see and change.

use belroute_shared::{
    features::{Feature, MyFeatures as Features},
    live::LiveEvent,
};
use leptos::{prelude::*, reactive::owner::WeakOwner};

use crate::{awaited::Wait, fetched::Fetched, http, live::Live};

/// Where the page holds them. The first page does not need them: what fetches and reads them comes
/// with the part that first asks.
#[derive(Clone)]
struct Place {
    page: WeakOwner,
    held: StoredValue<Option<MyFeatures>>,
}

/// The features of the user whose panel this is; the same for everything on the page.
#[derive(Clone, Copy)]
pub struct MyFeatures(Fetched<Features>);

impl MyFeatures {
    /// Makes room for them in this page.
    pub fn provide() {
        if let Some(page) = Owner::current() {
            provide_context(Place {
                page: page.downgrade(),
                held: StoredValue::new(None),
            });
        }
    }

    /// Those of this page, fetched when somebody asks for the first time.
    pub fn get() -> Self {
        let place: Place = expect_context();
        if let Some(features) = place.held.get_value() {
            return features;
        }
        // They stay for as long as the page, and not only for who asks first.
        let features = match place.page.upgrade() {
            Some(page) => page.with(Self::fetch),
            None => Self::fetch(),
        };
        place.held.set_value(Some(features));
        features
    }

    fn fetch() -> Self {
        let features = Fetched::idle(|| http::get::<Features>("/v1/features")).started();
        Live::get().on(move |event| {
            if matches!(event, LiveEvent::Access | LiveEvent::Resync) {
                features.refetch();
            }
        });
        Self(features)
    }

    /// How the fetching goes.
    pub fn fetched(self) -> Fetched<Features> {
        self.0
    }

    /// Reads them. Before they have come, nothing is shown of what could be hidden.
    pub fn with<R>(self, read: impl FnOnce(&Features) -> R) -> Option<R> {
        self.0.with(|features| features.map(read))
    }

    /// Whether he may see and change a feature; `None` is what nobody can hide.
    pub fn shows(self, feature: impl Into<Option<Feature>>) -> bool {
        let feature = feature.into();
        self.with(|features| features.shows(feature))
            .unwrap_or(false)
    }

    /// Whether he has a mailbox that he may see.
    pub fn has_mailbox(self) -> bool {
        self.shows(Feature::Voicemail)
    }

    /// For what has to wait for them.
    pub fn wait(self) -> Wait {
        self.0.into()
    }

    /// Fetches them again, because the server has said that one of them is withdrawn.
    pub fn refetch(self) {
        self.0.refetch();
    }
}
