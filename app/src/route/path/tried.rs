//! The call that is tried: who calls and when, on settings that need not be saved.
//!
//! All of it is computed here in the browser. What changes over a day is decided once for the whole
//! day, so that moving through it only looks up.

use belroute_shared::{
    civil::{read_date, read_time},
    routing::{
        call::IncomingCall,
        directory::Blank,
        explain::{Summary, summarise},
        lanes::Lights,
        outlook::{Stretch, day},
        profile::Profile,
        trace::Trace,
    },
};
use jiff::{
    Timestamp,
    civil::{Date, DateTime, Time},
};
use leptos::prelude::*;
use leptos_router::hooks::use_query_map;

use super::caller::Who;
use crate::{clock, route::MyRoute, settings::Drafts, written_numbers::WrittenNumbers};

/// What is tried; one for a page.
#[derive(Clone, Copy)]
pub(super) struct Tried(StoredValue<Parts>);

#[derive(Clone, Copy)]
struct Parts {
    route: MyRoute,
    numbers: WrittenNumbers,
    /// Who calls.
    who: Who,
    /// Day and minute on the wall; `None` now.
    at: RwSignal<Option<DateTime>>,
    /// The user's profile with everything that is typed, and whether anything is.
    profile: Memo<Option<(Profile, bool)>>,
    stretches: Memo<Vec<Stretch>>,
    here: Memo<Option<usize>>,
    lights: Memo<Option<Lights>>,
}

impl Tried {
    /// Begins with what the address asks for, or with a call that comes in now.
    pub(super) fn provide(drafts: Drafts) -> Self {
        let route = MyRoute::get();
        let query = use_query_map().get_untracked();
        let at = query.get("at").and_then(|text| read_local(&text));
        let (who, at) = (
            Who::begin(query.get("caller").as_deref()),
            RwSignal::new(at),
        );
        let profile = Memo::new(move |_| {
            let mut profile = route.profile().get()?;
            let is_draft = drafts.put(&mut profile);
            Some((profile, is_draft))
        });
        let local_now = move || profile.with(|it| Some(it.as_ref()?.0.zone.local(route.now())));
        let date = Memo::new(move |_| at.get().or_else(local_now).map(DateTime::date));
        let call = Memo::new(move |_| IncomingCall {
            caller: who.caller(),
            is_blocked: who.is_blocked(),
            ..route.call_now()
        });
        let stretches = Memo::new(move |_| {
            let Some(date) = date.get() else {
                return Vec::new();
            };
            let of = |(profile, _): &(Profile, bool)| {
                call.with(|call| day(profile, &Blank::default(), call, date))
            };
            profile.with(|it| it.as_ref().map(of).unwrap_or_default())
        });
        let here = Memo::new(move |_| {
            let moment = match at.get() {
                Some(local) => profile.with(|it| it.as_ref()?.0.zone.moment(local))?,
                None => route.now(),
            };
            stretches.with(|all| {
                all.iter()
                    .position(|it| it.from <= moment && moment < it.until)
            })
        });
        let lights = Memo::new(move |_| {
            let at = here.get()?;
            stretches.with(|all| {
                let trace = &all.get(at)?.decision.trace;
                profile.with(|it| Some(Lights::of(trace, &it.as_ref()?.0)))
            })
        });
        let tried = Self(StoredValue::new(Parts {
            route,
            numbers: WrittenNumbers::get(),
            who,
            at,
            profile,
            stretches,
            here,
            lights,
        }));
        provide_context(tried);
        tried
    }

    /// That of this page.
    pub(super) fn get() -> Self {
        expect_context()
    }

    fn parts(self) -> Parts {
        self.0.get_value()
    }

    /// The user's route as it is saved.
    pub(super) fn route(self) -> MyRoute {
        self.parts().route
    }

    /// How numbers are written, and who has them.
    pub(super) fn numbers(self) -> WrittenNumbers {
        self.parts().numbers
    }

    /// Who calls.
    pub(super) fn who(self) -> Who {
        self.parts().who
    }

    /// Reads the profile that is tried, and whether it holds anything that is not saved.
    pub(super) fn with_profile<R>(self, read: impl FnOnce(&Profile, bool) -> R) -> Option<R> {
        self.parts().profile.with(|it| {
            it.as_ref()
                .map(|(profile, is_draft)| read(profile, *is_draft))
        })
    }

    /// What the call lights up.
    pub(super) fn lights(self) -> Memo<Option<Lights>> {
        self.parts().lights
    }

    /// Reads why it goes where it goes.
    pub(super) fn with_trace<R>(self, read: impl FnOnce(&Trace) -> R) -> Option<R> {
        let at = self.parts().here.get()?;
        self.parts()
            .stretches
            .with(|all| all.get(at).map(|it| read(&it.decision.trace)))
    }

    /// What happens to it.
    pub(super) fn summary(self) -> Option<Summary> {
        self.with_trace(summarise)
    }

    /// The day in parts in which the same happens.
    pub(super) fn stretches(self) -> Memo<Vec<Stretch>> {
        self.parts().stretches
    }

    /// Day and minute on the wall; `None` now.
    pub(super) fn at(self) -> Option<DateTime> {
        self.parts().at.get()
    }

    /// The moment; `None` now.
    pub(super) fn moment(self) -> Option<Timestamp> {
        let local = self.parts().at.get()?;
        self.parts()
            .profile
            .with(|it| it.as_ref()?.0.zone.moment(local))
    }

    /// The same, where now is a moment as well.
    pub(super) fn local(self) -> Option<DateTime> {
        let now = || {
            let now = self.parts().route.now();
            self.parts()
                .profile
                .with(|it| Some(it.as_ref()?.0.zone.local(now)))
        };
        self.parts().at.get().or_else(now)
    }

    /// Tries another day.
    pub(super) fn set_date(self, date: Date) {
        let time = untrack(|| self.local()).map_or(Time::midnight(), DateTime::time);
        self.parts().at.set(Some(date.to_datetime(minute(time))));
    }

    /// Tries another time of the same day.
    pub(super) fn set_time(self, time: Time) {
        let zone_now = || {
            let now = clock::now();
            let local = |it: &Option<(Profile, bool)>| Some(it.as_ref()?.0.zone.local(now));
            self.parts().profile.with_untracked(local)
        };
        if let Some(local) = self.parts().at.get_untracked().or_else(zone_now) {
            self.parts()
                .at
                .set(Some(local.date().to_datetime(minute(time))));
        }
    }

    /// Tries a call that comes in now.
    pub(super) fn set_now(self) {
        self.parts().at.set(None);
    }

    /// What the address has to ask for, so that somebody else sees the same try.
    pub(super) fn params(self) -> Vec<(&'static str, String)> {
        let caller = self.parts().who.word().map(|word| ("caller", word));
        let at = self
            .parts()
            .at
            .get()
            .map(|local| ("at", write_local(local)));
        caller.into_iter().chain(at).collect()
    }
}

fn minute(time: Time) -> Time {
    Time::new(time.hour(), time.minute(), 0, 0).unwrap_or(Time::midnight())
}

/// `2026-11-28T18:00`, by the clock on the wall.
fn read_local(text: &str) -> Option<DateTime> {
    let (date, time) = text.split_once('T')?;
    Some(read_date(date)?.to_datetime(read_time(time)?))
}

fn write_local(local: DateTime) -> String {
    format!("{}T{:02}:{:02}", local.date(), local.hour(), local.minute())
}
