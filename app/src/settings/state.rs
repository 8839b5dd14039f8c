//! What a setting does, in a few words.

use belroute_shared::{routing::profile::Profile, typed_number::TypedNumber};
use jiff::Timestamp;
use leptos::prelude::*;

use super::part::{Kept, Part};
use crate::{
    fetched::Fetched, http, intl, live::Live, route::MyRoute, text, written_numbers::WrittenNumbers,
};

/// Whether a setting is on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Mark {
    /// It acts.
    On,
    /// It does not.
    Off,
    /// There is nothing to be switched.
    None,
}

impl Mark {
    /// Of something that is switched.
    pub(crate) fn of(is_on: bool) -> Self {
        if is_on { Self::On } else { Self::Off }
    }
}

/// A setting in one line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct State {
    /// What it does.
    pub(crate) words: String,
    /// Whether it is on.
    pub(crate) mark: Mark,
}

impl State {
    /// What something does that is switched.
    pub(crate) fn switched(is_on: bool, words: impl Into<String>) -> Self {
        Self {
            words: words.into(),
            mark: Mark::of(is_on),
        }
    }

    /// What there is, where nothing is switched.
    pub(crate) fn plain(words: impl Into<String>) -> Self {
        Self {
            words: words.into(),
            mark: Mark::None,
        }
    }
}

/// What words are made with.
#[derive(Clone, Copy)]
pub(crate) struct Words<'a> {
    /// How numbers are written, and who has them.
    pub(crate) numbers: WrittenNumbers,
    /// The moment that they are said at.
    pub(crate) now: Timestamp,
    /// What else the user has set; `None` before it has come, and for what was once set, because
    /// the rest was another then.
    pub(crate) profile: Option<&'a Profile>,
}

impl Words<'_> {
    /// Who has a number.
    pub(crate) fn who(&self, number: &TypedNumber) -> String {
        self.numbers.who(number.as_str())
    }

    /// Several of them, `A, B and C`.
    pub(crate) fn all<'b>(&self, numbers: impl Iterator<Item = &'b TypedNumber>) -> String {
        let names: Vec<String> = numbers.map(|it| self.who(it)).collect();
        intl::list(&names)
    }

    /// The same sentence with an end behind it, where there is one.
    pub(crate) fn until(&self, words: String, end: Option<Timestamp>) -> String {
        match end {
            Some(end) => {
                text!(calling.until_end, words, end = intl::moment(end, self.now))
            }
            None => words,
        }
    }

    /// What becomes of calls that no forward takes: the mailbox, or nothing.
    pub(crate) fn has_mailbox(&self) -> bool {
        self.profile
            .is_some_and(|it| it.mailbox.is_some() && it.settings.voicemail.enabled)
    }
}

/// The state of a setting that stands in the user's profile, which the whole page has.
pub(crate) fn of_profile<S: Kept>(part: &'static Part<S>) -> Signal<Option<State>> {
    let (route, numbers) = (MyRoute::get(), WrittenNumbers::get());
    let state = Memo::new(move |_| {
        let now = route.now();
        route.profile().with(|profile| {
            let of = part.profile.as_ref()?.of;
            let words = Words {
                numbers,
                now,
                profile,
            };
            Some((part.words)(&of(profile?), &words))
        })
    });
    state.into()
}

/// The state of a setting that bears on no call to the user, and is fetched by itself.
pub(crate) fn of_setting<S: Kept>(part: &'static Part<S>) -> Signal<Option<State>> {
    let (route, numbers) = (MyRoute::get(), WrittenNumbers::get());
    let setting = Fetched::idle(move || {
        let path = part.path();
        async move { http::get::<S>(&path).await }
    })
    .started();
    Live::get().on(move |event| {
        if part.follows(event) {
            setting.refetch();
        }
    });
    let state = Memo::new(move |_| {
        let now = route.now();
        route.profile().with(|profile| {
            let words = Words {
                numbers,
                now,
                profile,
            };
            setting.with(|setting| Some((part.words)(setting?, &words)))
        })
    });
    state.into()
}
