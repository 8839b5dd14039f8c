//! The user's own profile, and what it makes of calls.
//!
//! The first page does without: deciding, and all that can be set, come with the part that first
//! asks for them.

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
use leptos::{prelude::*, reactive::owner::WeakOwner};

use super::sentence;
use crate::{
    calls::Recent, clock::Minute, fetched::Fetched, http, live::Live,
    written_numbers::WrittenNumbers,
};

/// Where the page holds it.
#[derive(Clone)]
struct Place {
    page: WeakOwner,
    held: StoredValue<Option<MyRoute>>,
}

/// The user's own profile; one for the whole page.
#[derive(Clone, Copy)]
pub struct MyRoute {
    pub(super) profile: Fetched<Profile>,
    recent: Recent,
    minute: Signal<Timestamp>,
    numbers: WrittenNumbers,
}

impl MyRoute {
    /// Makes room for it in this page.
    pub fn provide() {
        if let Some(page) = Owner::current() {
            provide_context(Place {
                page: page.downgrade(),
                held: StoredValue::new(None),
            });
        }
    }

    /// That of this page, fetched when somebody asks for the first time.
    pub fn get() -> Self {
        let place: Place = expect_context();
        if let Some(route) = place.held.get_value() {
            return route;
        }
        // It stays for as long as the page, and not only for who asks first.
        let route = match place.page.upgrade() {
            Some(page) => page.with(Self::fetch),
            None => Self::fetch(),
        };
        place.held.set_value(Some(route));
        route
    }

    fn fetch() -> Self {
        let profile = Fetched::idle(|| http::get::<Profile>("/v1/route")).started();
        Live::get().on(move |event| {
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
        Self {
            profile,
            recent: Recent::get(),
            minute: Minute::signal(),
            numbers: WrittenNumbers::get(),
        }
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
    pub(super) fn summary(self) -> Option<Summary> {
        let call = self.call_now();
        self.profile
            .with(|profile| Some(self.summary_of(profile?, &call)))
    }
}
