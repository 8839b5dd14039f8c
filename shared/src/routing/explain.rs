//! A decision in the few facts that a sentence is made of. The browser adds the words.

use super::trace::{End, Reason, Rings, StopName, Trace, When};
use crate::number::Extension;

/// What happens to a call, as a sentence would tell it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Summary {
    /// Phones ring, and then something follows.
    Rings {
        /// What rings.
        rings: Rings,
        /// What follows when nobody answers.
        then: End,
    },
    /// The call is sent on.
    Forwards {
        /// Why it was decided so.
        reason: Reason,
    },
    /// Assistants get the call.
    Assistants {
        /// Those who are alerted; none where nobody takes calls now.
        extensions: Vec<Extension>,
        /// What follows when none of them takes it.
        then: End,
    },
    /// Every call goes to the mailbox.
    AllToMailbox,
    /// The user does not want to be disturbed.
    Silenced {
        /// Until when, and whether that is known.
        reason: Reason,
        /// What the caller gets.
        then: End,
    },
    /// The caller is turned away.
    Refused {
        /// By what.
        stop: StopName,
        /// Why.
        reason: Reason,
    },
    /// Nothing can ring.
    NoDevice {
        /// What the caller gets.
        then: End,
    },
    /// The user takes no further call.
    Busy {
        /// What the caller gets.
        then: End,
    },
}

/// Sums a decision up. Reads the trace alone, so that it cannot tell another story than the plan.
pub fn summarise(trace: &Trace) -> Summary {
    let then = |when: &[When]| {
        let found = trace.then.iter().find(|it| when.contains(&it.when));
        found.map_or(End::Released, |fallback| fallback.goes_to.clone())
    };
    let at_once = [When::Unreachable, When::Busy, When::NoAnswer, When::AtOnce];
    let Some((stop, reason)) = trace.decided() else {
        // There is none without a stop that decides.
        return Summary::Refused {
            stop: StopName::Redirections,
            reason: Reason::Loop,
        };
    };
    match (stop, reason) {
        (StopName::Ring, Reason::Rings(rings)) if !is_silent(rings) => Summary::Rings {
            rings: rings.clone(),
            then: then(&[When::NoAnswer]),
        },
        (StopName::SelectiveForward | StopName::ForwardAlways, Reason::Forwards { .. }) => {
            Summary::Forwards {
                reason: reason.clone(),
            }
        }
        (StopName::Executive, Reason::Assistants { extensions, .. }) => Summary::Assistants {
            extensions: extensions.clone(),
            then: then(&at_once),
        },
        (StopName::SendAllCalls, _) => Summary::AllToMailbox,
        (StopName::DoNotDisturb, _) => Summary::Silenced {
            reason: reason.clone(),
            then: then(&at_once),
        },
        (StopName::Busy, _) => Summary::Busy {
            then: then(&at_once),
        },
        (StopName::Reachable | StopName::Ring, _) => Summary::NoDevice {
            then: then(&at_once),
        },
        (stop, reason) => Summary::Refused {
            stop,
            reason: reason.clone(),
        },
    }
}

fn is_silent(rings: &Rings) -> bool {
    !rings.base && rings.numbers.is_empty() && rings.search.is_empty()
}
