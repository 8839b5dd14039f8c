//! What the first page has to know of the user's own phones.

use belroute_shared::{live::LiveEvent, routing::profile::ReachableDevice};
use jiff::Timestamp;
use leptos::prelude::*;
use serde::Deserialize;

use super::temporary::{Kind, Temporary};
use crate::{calls::Recent, clock::Minute, fetched::Fetched, http, live::Live, ui::Dot};

/// The little of the profile that is read here.
#[derive(Clone, Debug, PartialEq, Deserialize)]
struct Phones {
    devices: Vec<ReachableDevice>,
    settings: Settings,
}

/// What can hold for a while. Whole settings would bring all that can be set into the first page.
#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
#[serde(rename_all = "camelCase", default)]
struct Settings {
    do_not_disturb: Switched,
    call_forwarding: Forwarding,
}

#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
#[serde(rename_all = "camelCase", default)]
struct Forwarding {
    call_forwarding: Forwards,
}

#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
#[serde(default)]
struct Forwards {
    always: Switched,
}

/// Something that is on, perhaps for a while.
#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
#[serde(rename_all = "camelCase", default)]
struct Switched {
    enabled: bool,
    destination: Option<String>,
    #[serde(deserialize_with = "belroute_shared::instant::optional")]
    enabled_until: Option<Timestamp>,
}

impl Switched {
    fn is_active_at(&self, now: Timestamp) -> bool {
        self.enabled && self.enabled_until.is_none_or(|until| now < until)
    }
}

/// Whether the user's own phones can be reached; one for the whole page.
#[derive(Clone, Copy)]
pub struct MyReach {
    phones: Fetched<Phones>,
    recent: Recent,
    minute: Signal<Timestamp>,
}

impl MyReach {
    /// Offers it to everything below.
    pub fn provide(live: Live) {
        let phones = Fetched::idle(|| http::get::<Phones>("/v1/route")).started();
        live.on(move |event| {
            let is_of_it = match event {
                LiveEvent::Setting { setting } => Kind::of_setting(setting).is_some(),
                event => matches!(event, LiveEvent::Devices | LiveEvent::Resync),
            };
            if is_of_it {
                phones.refetch();
            }
        });
        provide_context(Self {
            phones,
            recent: Recent::get(),
            minute: Minute::signal(),
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

    /// What holds for a while, or until it is switched off: the one that decides first.
    pub fn temporary(self) -> Option<Temporary> {
        let now = self.minute.get();
        self.phones.with(|phones| {
            let settings = &phones?.settings;
            let always = &settings.call_forwarding.call_forwarding.always;
            let silence = &settings.do_not_disturb;
            let forwards = always.is_active_at(now) && always.destination.is_some();
            if forwards {
                Some(Temporary {
                    kind: Kind::Forward,
                    to: always.destination.clone(),
                    until: always.enabled_until,
                })
            } else {
                silence.is_active_at(now).then_some(Temporary {
                    kind: Kind::DoNotDisturb,
                    to: None,
                    until: silence.enabled_until,
                })
            }
        })
    }

    /// Where calls went the last time that all were sent elsewhere.
    pub fn last_destination(self) -> Option<String> {
        let read = |phones: &Phones| {
            let forwards = &phones.settings.call_forwarding.call_forwarding;
            forwards.always.destination.clone()
        };
        self.phones.with(|phones| phones.and_then(read))
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
