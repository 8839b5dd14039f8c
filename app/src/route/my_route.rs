//! The user's own profile, and what it makes of calls.
//!
//! The first page does without: deciding, and all that can be set, come with the part that first
//! asks for them.

use std::time::Duration;

use belroute_shared::{
    live::LiveEvent,
    routing::{
        call::IncomingCall,
        decide::decide,
        directory::Blank,
        explain::{Summary, summarise},
        outlook::{Outlook, next_moment, outlook},
        profile::Profile,
        trace::End,
    },
};
use jiff::Timestamp;
use leptos::{prelude::*, reactive::owner::WeakOwner};

use super::clause::Told;
use crate::{
    calls::Recent,
    clock::{self, Minute},
    fetched::Fetched,
    http,
    live::Live,
    written_numbers::WrittenNumbers,
};

/// A browser takes no time-out of more than some weeks; what is further away can wait.
const LONGEST_WAIT: Duration = Duration::from_hours(24);

/// Where the page holds it.
#[derive(Clone)]
struct Place {
    page: WeakOwner,
    held: StoredValue<Option<MyRoute>>,
}

/// The user's own profile; one for the whole page.
#[derive(Clone, Copy)]
pub struct MyRoute {
    profile: Fetched<Profile>,
    recent: Recent,
    now: Memo<Timestamp>,
    outlook: Memo<Option<Outlook>>,
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
        let (recent, now) = (Recent::get(), moment_of(profile));
        let outlook = Memo::new(move |_| {
            let (call, now) = (call_beside(recent), now.get());
            profile.with(|profile| Some(outlook(profile?, &Blank::default(), &call, now)))
        });
        Self {
            profile,
            recent,
            now,
            outlook,
            numbers: WrittenNumbers::get(),
        }
    }

    /// The profile, as last fetched.
    pub fn profile(self) -> Fetched<Profile> {
        self.profile
    }

    /// The moment that is decided for: follows the clock, and is renewed at the very moment at which
    /// something changes by itself.
    pub fn now(self) -> Timestamp {
        self.now.get()
    }

    /// A call that comes in now.
    pub fn call_now(self) -> IncomingCall {
        call_beside(self.recent)
    }

    /// What happens to a call, where a profile holds that need not be saved.
    pub fn summary_of(self, profile: &Profile, call: &IncomingCall) -> Summary {
        summarise(&decide(profile, &Blank::default(), call, self.now()).trace)
    }

    /// The same in one sentence.
    pub fn sentence_of(self, profile: &Profile, summary: &Summary) -> String {
        self.telling(profile, |told| told.now(summary))
    }

    /// What happens to a call that comes in now, and until when, under a profile that need not be
    /// saved.
    pub fn outlook_of(self, profile: &Profile) -> String {
        let outlook = outlook(profile, &Blank::default(), &self.call_now(), self.now());
        self.telling(profile, |told| told.outlook(&outlook))
    }

    /// What a caller gets, as the end of a sentence.
    pub fn gets(self, profile: &Profile, end: &End) -> String {
        self.telling(profile, |told| told.gets(end))
    }

    /// What happens when somebody calls now, and until when; `None` before the profile has come.
    pub(super) fn sentence_now(self) -> Option<String> {
        let outlook = self.outlook.get()?;
        self.profile
            .with(|profile| Some(self.telling(profile?, |told| told.outlook(&outlook))))
    }

    /// Puts something into words.
    pub(super) fn telling(
        self,
        profile: &Profile,
        tell: impl FnOnce(&Told<'_>) -> String,
    ) -> String {
        tell(&Told {
            profile,
            who: &|number| self.numbers.who(number),
            now: self.now(),
        })
    }
}

/// A call beside those that the user has now.
fn call_beside(recent: Recent) -> IncomingCall {
    let (_, talking) = recent.live_calls();
    IncomingCall {
        active_calls: Some(u16::try_from(talking).unwrap_or(u16::MAX)),
        ..IncomingCall::default()
    }
}

/// The moment that a route is looked at, renewed twice a minute and whenever something changes.
fn moment_of(profile: Fetched<Profile>) -> Memo<Timestamp> {
    let minute = Minute::signal();
    let changed_at = RwSignal::new(None::<Timestamp>);
    let now = Memo::new(move |_| {
        let minute = minute.get();
        changed_at.get().map_or(minute, |it| it.max(minute))
    });
    Effect::new(move || {
        let moment = now.get();
        let next = profile.with(|profile| next_moment(profile?, moment));
        let Some(next) = next else { return };
        let wait = next.duration_since(clock::now());
        let wait = Duration::try_from(wait).unwrap_or_default();
        if wait > LONGEST_WAIT {
            // The minutes that go by come here again.
            return;
        }
        // A browser's time-out may come a moment early.
        let renew = move || {
            let _ = changed_at.try_set(Some(clock::now().max(next)));
        };
        let timer = set_timeout_with_handle(renew, wait);
        on_cleanup(move || {
            if let Ok(timer) = timer {
                timer.clear();
            }
        });
    });
    now
}
