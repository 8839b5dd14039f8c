//! What happens to calls to me: one sentence, made by the same function that decides about calls.

mod menu;
mod sentence;

use belroute_shared::{
    live::LiveEvent,
    routing::{
        call::IncomingCall,
        decide::decide,
        directory::Blank,
        explain::{Summary, summarise},
        profile::Profile,
        trace::End,
    },
};
use jiff::Timestamp;
use leptos::prelude::*;

use crate::{
    calls::Recent, clock::Minute, fetched::Fetched, http, lazy_view, live::Live, ui::Dot,
    written_numbers::WrittenNumbers,
};
use menu::{RouteMenu, RoutePage};

pub use sentence::Sentence;

lazy_view! {
    /// The menu behind the left avatar.
    pub fn menu() -> RouteMenu in route
}
lazy_view! {
    /// The same as a page.
    pub fn page() -> RoutePage in route
}

/// The user's own profile; one for the whole page.
#[derive(Clone, Copy)]
pub struct MyRoute {
    profile: Fetched<Profile>,
    recent: Recent,
    minute: Signal<Timestamp>,
    numbers: WrittenNumbers,
}

impl MyRoute {
    /// Offers the profile to everything below.
    pub fn provide(live: Live) {
        let profile = Fetched::idle(|| http::get::<Profile>("/v1/route")).started();
        live.on(move |event| {
            if matches!(
                event,
                LiveEvent::Devices
                    | LiveEvent::Setting { .. }
                    | LiveEvent::Access
                    | LiveEvent::Resync
            ) {
                profile.refetch();
            }
        });
        provide_context(Self {
            profile,
            recent: Recent::get(),
            minute: Minute::signal(),
            numbers: WrittenNumbers::get(),
        });
    }

    /// The profile of this page.
    pub fn get() -> Self {
        expect_context()
    }

    /// The profile, as last fetched.
    pub fn profile(self) -> Fetched<Profile> {
        self.profile
    }

    /// The moment that is decided for; follows the clock.
    pub fn now(self) -> Timestamp {
        self.minute.get()
    }

    /// A call that comes in now.
    pub fn call_now(self) -> IncomingCall {
        let (_, talking) = self.recent.live_calls();
        IncomingCall {
            active_calls: Some(u16::try_from(talking).unwrap_or(u16::MAX)),
            ..IncomingCall::default()
        }
    }

    /// What happens to a call, where a profile holds that need not be saved.
    pub fn summary_of(self, profile: &Profile, call: &IncomingCall) -> Summary {
        summarise(&decide(profile, &Blank::default(), call, self.now()).trace)
    }

    /// The same in one sentence.
    pub fn sentence_of(self, profile: &Profile, summary: &Summary) -> String {
        sentence::told(profile, summary, self.numbers)
    }

    /// What a caller gets, as the end of a sentence.
    pub fn gets(self, end: &End) -> String {
        sentence::gets(end, self.numbers)
    }

    /// What happens to a call that comes in now.
    fn summary(self) -> Option<Summary> {
        let call = self.call_now();
        self.profile
            .with(|profile| Some(self.summary_of(profile?, &call)))
    }

    /// Whether nothing can ring.
    pub fn has_no_device(self) -> bool {
        matches!(self.summary(), Some(Summary::NoDevice { .. }))
    }

    /// The user's own state, by the rule that colleagues are shown with.
    pub fn dot(self) -> Option<Dot> {
        let (ringing, talking) = self.recent.live_calls();
        let has_device = self
            .profile
            .with(|profile| Some(!profile?.devices.is_empty()))?;
        Some(match (talking, ringing, has_device) {
            (1.., _, _) => Dot::Talking,
            (0, 1.., _) => Dot::Ringing,
            (0, 0, true) => Dot::Free,
            (0, 0, false) => Dot::Off,
        })
    }
}
