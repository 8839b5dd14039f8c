//! What callers hear before they leave a message: the usual greeting, or one of the user's own.

mod api;
mod form;
mod listen;
mod own;

use belroute_shared::{
    features::Feature,
    settings::voicemail::{Greeting, Voicemail},
};
use leptos::prelude::*;

use self::form::GreetingForm;
use super::IN_PROFILE;
use crate::{
    settings::{
        headings::Heading,
        open::Open,
        part::Part,
        row::Row,
        state::{State, Words, of_profile},
    },
    t, text,
};

/// Whose calls hear it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Which {
    /// Those that find the user busy.
    Busy,
    /// Those that nobody answers, and those that go to the mailbox at once.
    Unanswered,
}

impl Which {
    fn greeting(self, setting: &Voicemail) -> Greeting {
        match self {
            Self::Busy => setting.send_busy_calls.greeting,
            Self::Unanswered => setting.send_unanswered_calls.greeting,
        }
    }

    fn choose(self, setting: &mut Voicemail, greeting: Greeting) {
        match self {
            Self::Busy => setting.send_busy_calls.greeting = greeting,
            Self::Unanswered => setting.send_unanswered_calls.greeting = greeting,
        }
    }

    /// Whether there is one of the user's own.
    fn has_own(self, setting: &Voicemail) -> bool {
        match self {
            Self::Busy => setting.send_busy_calls.greeting_uploaded,
            Self::Unanswered => setting.send_unanswered_calls.greeting_uploaded,
        }
    }

    /// What that file is called.
    fn name(self, setting: &Voicemail) -> String {
        let file = match self {
            Self::Busy => &setting.send_busy_calls.audio_file,
            Self::Unanswered => &setting.send_unanswered_calls.audio_file,
        };
        file.as_ref().map(|it| it.name.clone()).unwrap_or_default()
    }

    fn is_same(self, one: &Voicemail, other: &Voicemail) -> bool {
        let shown = |it| (self.greeting(it), self.has_own(it), self.name(it));
        shown(one) == shown(other)
    }

    fn words(self, setting: &Voicemail) -> State {
        State::plain(match self.greeting(setting) {
            Greeting::Default => text!(mailbox.greeting.usual_state),
            Greeting::Custom => text!(mailbox.greeting.own_state),
        })
    }
}

static BUSY_PART: Part<Voicemail> = Part {
    is_same: |one, other| Which::Busy.is_same(one, other),
    copy: |from, into| Which::Busy.choose(into, Which::Busy.greeting(from)),
    profile: Some(IN_PROFILE),
    ..Part::new(|it, _: &Words<'_>| Which::Busy.words(it))
};

static UNANSWERED_PART: Part<Voicemail> = Part {
    is_same: |one, other| Which::Unanswered.is_same(one, other),
    copy: |from, into| Which::Unanswered.choose(into, Which::Unanswered.greeting(from)),
    profile: Some(IN_PROFILE),
    ..Part::new(|it, _: &Words<'_>| Which::Unanswered.words(it))
};

static BUSY_HEADING: Heading = Heading {
    anchor: "greeting-busy",
    name: t!(mailbox.greeting.busy),
    synonyms: t!(mailbox.synonyms),
    is_shown: |features| features.shows(Some(Feature::Voicemail)),
};

static UNANSWERED_HEADING: Heading = Heading {
    anchor: "greeting-unanswered",
    name: t!(mailbox.greeting.unanswered),
    synonyms: t!(mailbox.synonyms),
    is_shown: |features| features.shows(Some(Feature::Voicemail)),
};

/// For calls that find the user busy.
pub(super) static BUSY: Row = Row {
    heading: &BUSY_HEADING,
    state: || of_profile(&BUSY_PART),
    told: &[&BUSY_PART],
    acting: None,
    body: || {
        let form = |opened| view! { <GreetingForm opened which=Which::Busy /> }.into_any();
        view! { <Open part=&BUSY_PART form /> }.into_any()
    },
};

/// For calls that nobody answers.
pub(super) static UNANSWERED: Row = Row {
    heading: &UNANSWERED_HEADING,
    state: || of_profile(&UNANSWERED_PART),
    told: &[&UNANSWERED_PART],
    acting: None,
    body: || {
        let form = |opened| view! { <GreetingForm opened which=Which::Unanswered /> }.into_any();
        view! { <Open part=&UNANSWERED_PART form /> }.into_any()
    },
};
