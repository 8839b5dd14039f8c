//! Call forwarding: one setting, shown as the four cases in which it acts.

mod access;
mod body;
mod words;

use belroute_shared::{routing::overruled::Acting, settings::call_forwarding::CallForwarding};
use leptos::prelude::*;

use super::{
    headings,
    open::Open,
    part::{Case, InProfile, Part},
    row::Row,
    state::of_profile,
};
use access::Which;
use body::ForwardForm;

/// What a row shows of it.
macro_rules! part {
    ($which:ident, $words:path, $case:ident, $($field:literal),+) => {
        Part {
            fields: &[$($field),+],
            is_same: |one, other| Which::$which.is_same(one, other),
            copy: |from, into| Which::$which.copy(from, into),
            profile: Some(InProfile {
                of: |profile| profile.settings.call_forwarding.clone(),
                put: |profile, it| profile.settings.call_forwarding = it,
            }),
            case: Case::$case,
            details: |it, said| words::details(Which::$which, it, said),
            ..Part::new($words)
        }
    };
}

static EVERYONE_PART: Part<CallForwarding> = part!(
    Always,
    words::everyone,
    Now,
    "callForwarding.always.destination",
    "callForwarding.always.enabledUntil"
);
static BUSY_PART: Part<CallForwarding> =
    part!(Busy, words::busy, Busy, "callForwarding.busy.destination");
static NO_ANSWER_PART: Part<CallForwarding> = part!(
    NoAnswer,
    words::no_answer,
    Unanswered,
    "callForwarding.noAnswer.destination"
);
static UNREACHABLE_PART: Part<CallForwarding> = part!(
    NotReachable,
    words::unreachable,
    Unreachable,
    "businessContinuity.destination"
);

/// A row of it.
macro_rules! row {
    ($heading:ident, $part:ident, $which:ident, $acting:ident) => {
        Row {
            heading: &headings::$heading,
            state: || of_profile(&$part),
            told: &[&$part],
            acting: Some(Acting::$acting),
            body: || {
                let form = |opened| view! { <ForwardForm opened which=Which::$which /> }.into_any();
                view! { <Open part=&$part form /> }.into_any()
            },
        }
    };
}

/// Every call.
pub(super) static EVERYONE: Row = row!(FORWARD_EVERYONE, EVERYONE_PART, Always, ForwardAlways);
/// Calls that find the user busy.
pub(super) static BUSY: Row = row!(WHEN_BUSY, BUSY_PART, Busy, ForwardBusy);
/// Calls that nobody answers.
pub(super) static NO_ANSWER: Row =
    row!(WHEN_NOT_ANSWERED, NO_ANSWER_PART, NoAnswer, ForwardNoAnswer);
/// Calls that come while no phone can be reached.
pub(super) static UNREACHABLE: Row = row!(
    WHEN_NOT_REACHABLE,
    UNREACHABLE_PART,
    NotReachable,
    ForwardNotReachable
);
