//! What a row shows of a setting, and how.

use belroute_shared::{
    error::FieldError,
    live::LiveEvent,
    routing::{call::IncomingCall, profile::Profile},
    settings::{NumberField, Setting},
};
use jiff::Timestamp;
use serde::{Serialize, de::DeserializeOwned};

use super::state::{State, Words};

/// Where the settings are.
const SETTINGS: &str = "/v1/telephony/config/people/me/settings";

/// What can be fetched, changed and compared.
pub(crate) trait Kept:
    Clone + PartialEq + Serialize + DeserializeOwned + Send + Sync + 'static
{
}

impl<T: Clone + PartialEq + Serialize + DeserializeOwned + Send + Sync + 'static> Kept for T {}

/// Where a setting stands in a profile.
pub(crate) struct InProfile<S> {
    /// Takes it out.
    pub(crate) of: fn(&Profile) -> S,
    /// Puts another one in.
    pub(crate) put: fn(&mut Profile, S),
}

/// The call by which a setting is explained.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Case {
    /// One that comes in now.
    Now,
    /// One that finds the user busy.
    Busy,
    /// One that nobody answers.
    Unanswered,
    /// One that comes while none of his phones can be reached.
    Unreachable,
}

impl Case {
    /// The call.
    pub(super) fn call(self, now: IncomingCall, profile: &Profile) -> IncomingCall {
        match self {
            Self::Now => now,
            // Whether his phones are connected at this moment says nothing of either.
            Self::Busy => IncomingCall {
                active_calls: Some(profile.capacity),
                is_registered: Some(true),
                ..now
            },
            Self::Unanswered => IncomingCall {
                active_calls: Some(0),
                is_registered: Some(true),
                ..now
            },
            Self::Unreachable => IncomingCall {
                active_calls: Some(0),
                is_registered: Some(false),
                ..now
            },
        }
    }
}

/// Shows every number of a setting.
type VisitNumbers<S> = fn(&mut S, &mut dyn FnMut(NumberField<'_>));

/// A setting, or what one of its rows shows of it.
pub(crate) struct Part<S: 'static> {
    /// The name of the setting, as in its path.
    pub(crate) name: &'static str,
    /// What tells, with that name, that it was changed.
    pub(crate) event: fn(&str) -> LiveEvent,
    /// What it is called inside its row, where that holds several.
    pub(crate) heading: Option<fn() -> &'static str>,
    /// Where it is, if not among the others.
    pub(crate) elsewhere: Option<&'static str>,
    /// The fields that can show an error, with `*` at the end for all that begin so.
    pub(crate) fields: &'static [&'static str],
    /// What it does.
    pub(crate) words: fn(&S, &Words<'_>) -> State,
    /// What those words leave out, and two values may differ in.
    pub(crate) details: fn(&S, &Words<'_>) -> Vec<String>,
    /// Refuses what can be told from the setting alone.
    pub(crate) check: fn(&S, Timestamp) -> Result<(), Vec<FieldError>>,
    /// Shows its numbers.
    pub(crate) numbers: VisitNumbers<S>,
    /// Whether two are the same as far as the row shows them.
    pub(crate) is_same: fn(&S, &S) -> bool,
    /// Puts what the row shows of the first into the second.
    pub(crate) copy: fn(&S, &mut S),
    /// Where it stands in a profile.
    pub(crate) profile: Option<InProfile<S>>,
    /// The call by which it is explained.
    pub(crate) case: Case,
}

fn changed(name: &str) -> LiveEvent {
    LiveEvent::Setting {
        setting: name.to_owned(),
    }
}

fn is_same<S: PartialEq>(one: &S, other: &S) -> bool {
    one == other
}

fn copy<S: Clone>(from: &S, into: &mut S) {
    into.clone_from(from);
}

impl<S: Setting + 'static> Part<S> {
    /// The whole of a setting.
    pub(crate) const fn new(words: fn(&S, &Words<'_>) -> State) -> Self {
        Self {
            name: S::NAME,
            event: changed,
            heading: None,
            elsewhere: None,
            fields: &[],
            words,
            details: |_, _| Vec::new(),
            check: S::check,
            numbers: S::numbers,
            is_same: is_same::<S>,
            copy: copy::<S>,
            profile: None,
            case: Case::Now,
        }
    }
}

impl<S: Clone + PartialEq + 'static> Part<S> {
    /// The whole of something that is kept like a setting and has no limits.
    pub(crate) const fn plain(name: &'static str, words: fn(&S, &Words<'_>) -> State) -> Self {
        Self {
            name,
            event: changed,
            heading: None,
            elsewhere: None,
            fields: &[],
            words,
            details: |_, _| Vec::new(),
            check: |_, _| Ok(()),
            numbers: |_, _| {},
            is_same: is_same::<S>,
            copy: copy::<S>,
            profile: None,
            case: Case::Now,
        }
    }
}

impl<S: 'static> Part<S> {
    /// Where it is.
    pub(crate) fn path(&self) -> String {
        self.elsewhere
            .map_or_else(|| format!("{SETTINGS}/{}", self.name), str::to_owned)
    }

    /// A value with all that it may differ in from another one.
    pub(super) fn in_full(&self, value: &S, words: &Words<'_>) -> String {
        let mut all = vec![(self.words)(value, words).words];
        all.extend((self.details)(value, words));
        all.join(" · ")
    }

    /// Tells that it was changed.
    pub(super) fn changed(&self) -> LiveEvent {
        (self.event)(self.name)
    }

    /// Whether it may be another one after an event.
    pub(super) fn follows(&self, event: &LiveEvent) -> bool {
        matches!(event, LiveEvent::Access | LiveEvent::Resync) || *event == self.changed()
    }
}
