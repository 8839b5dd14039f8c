//! What the first page has to know of the user's own phones.

use belroute_shared::{live::LiveEvent, routing::profile::ReachableDevice};
use leptos::prelude::*;
use serde::Deserialize;

use crate::{calls::Recent, fetched::Fetched, http, live::Live, ui::Dot};

/// The little of the profile that is read here.
#[derive(Clone, Debug, PartialEq, Deserialize)]
struct Phones {
    devices: Vec<ReachableDevice>,
}

/// Whether the user's own phones can be reached; one for the whole page.
#[derive(Clone, Copy)]
pub struct MyReach {
    phones: Fetched<Phones>,
    recent: Recent,
}

impl MyReach {
    /// Offers it to everything below.
    pub fn provide(live: Live) {
        let phones = Fetched::idle(|| http::get::<Phones>("/v1/route")).started();
        live.on(move |event| {
            if matches!(event, LiveEvent::Devices | LiveEvent::Resync) {
                phones.refetch();
            }
        });
        provide_context(Self {
            phones,
            recent: Recent::get(),
        });
    }

    /// That of this page.
    pub fn get() -> Self {
        expect_context()
    }

    fn has_device(self) -> Option<bool> {
        self.phones.with(|phones| Some(!phones?.devices.is_empty()))
    }

    /// Whether none of his phones is connected.
    pub fn has_no_device(self) -> bool {
        self.has_device() == Some(false)
    }

    /// The user's own state, by the rule that colleagues are shown with.
    pub fn dot(self) -> Option<Dot> {
        let (ringing, talking) = self.recent.live_calls();
        Some(match (talking, ringing, self.has_device()?) {
            (1.., _, _) => Dot::Talking,
            (0, 1.., _) => Dot::Ringing,
            (0, 0, true) => Dot::Free,
            (0, 0, false) => Dot::Off,
        })
    }
}
