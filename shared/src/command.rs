//! What people type into the command palette, in Dutch or English or both at once: `niet storen
//! tot half drie`, `forward to anouk until monday`.
//!
//! Only understanding happens here. The app says in its own words what would be done, before anybody
//! presses Enter, and does it. A text that is no command, such as a name, is none: the palette
//! searches people and pages with the same text.
//!
//! # What is read from ambiguous words
//!
//! - A command whose words are not all typed is suggested, from three letters on, and is never
//!   complete: who looks for a colleague called Stilma must not silence his phone.
//! - An hour is read on a clock of 24 hours: the next moment at which the clock on the wall shows it.
//!   A bare 1 to 7 (also `half 3`, `2:30`; not `02:30` or `2 am`) is on the face of a clock:
//!   whichever of its two hours comes first. So `2` is the afternoon all morning long. For a bare 8
//!   to 12, the other half of the day is offered beneath where that comes sooner.
//! - On a named day, a bare 1 to 6 is in the afternoon and 7 to 9 in the morning, with the other
//!   half of the day beneath.
//! - A day without a time is eight o'clock; today is the end of the working day, or midnight; behind
//!   `t/m` or `through` it is the midnight at which that day ends. Midnight of a named day is that
//!   too.
//! - A day of the week is never today, and `next friday` is the next Friday there is. `next week` is
//!   its Monday.
//! - `tot 2 uur` is a time on the clock, `voor 2 uur` lasts two hours; without either word both are
//!   offered, in the other order.
//! - Somebody's name ends at the last `until` behind which a moment is understood.
//! - No moment is given that is not in the future, or that is further away than two years.

mod clock;
mod day;
mod heads;
mod moment;
mod span;
mod tail;
#[cfg(test)]
mod tests;
mod words;

use jiff::Timestamp;

use crate::zone::Zone;
use heads::Head;

/// The longest text that is read, in characters. What is longer was pasted by mistake.
pub const LONGEST_TEXT: usize = 200;

/// How many readings of a text are given at most.
pub const MOST_READINGS: usize = 6;

/// When and where somebody types.
#[derive(Clone, Copy, Debug)]
pub struct Circumstances<'a> {
    /// The moment of typing.
    pub now: Timestamp,
    /// The zone in which his clock on the wall goes.
    pub zone: &'a Zone,
    /// When his working day ends; `None` where that is not known, or today is none.
    pub end_of_working_day: Option<Timestamp>,
}

/// What somebody wants to be done.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Command {
    /// Do not disturb.
    DoNotDisturb {
        /// When it ends by itself; `None` means by hand.
        until: Option<Timestamp>,
    },
    /// No longer do not disturb.
    DoNotDisturbOff,
    /// Every call is sent to somebody.
    Forward {
        /// Name or number exactly as typed; empty when it is still to come.
        to: String,
        /// When it ends by itself; `None` means by hand.
        until: Option<Timestamp>,
    },
    /// Calls are no longer all sent to somebody.
    ForwardOff,
    /// Every call goes to the mailbox.
    AllToVoicemail {
        /// The end that was typed. The setting knows of no end of its own, so the app must not
        /// promise one.
        until: Option<Timestamp>,
    },
    /// The route as it is without do not disturb and without forwarding every call.
    FollowOriginalRoute,
    /// Somebody is called.
    Call {
        /// Name or number exactly as typed; empty when it is still to come.
        to: String,
    },
    /// What would happen to a call is shown.
    Try {
        /// Who calls, exactly as typed; empty for anybody.
        from: String,
        /// When the call comes; `None` means now.
        at: Option<Timestamp>,
    },
}

/// What a command still needs before it can be carried out.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Missing {
    /// The rest of its own words.
    Words,
    /// Somebody's name or number.
    Whom,
    /// The moment behind a word such as *until*: it was not typed yet, or it is not understood.
    Moment,
}

/// One reading of what was typed.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Understood {
    /// The command, as far as it was typed.
    pub command: Command,
    /// What it still needs; `None` when nothing.
    pub missing: Option<Missing>,
}

impl Understood {
    /// Whether it can be carried out as it stands.
    pub fn is_complete(&self) -> bool {
        self.missing.is_none()
    }

    fn complete(command: Command) -> Self {
        Self {
            command,
            missing: None,
        }
    }

    fn without(missing: Missing, command: Command) -> Self {
        Self {
            command,
            missing: Some(missing),
        }
    }
}

/// The readings of a text, best first; none when it is no command.
pub fn read(text: &str, circumstances: &Circumstances) -> Vec<Understood> {
    if text.chars().nth(LONGEST_TEXT).is_some() {
        return Vec::new();
    }
    let words = words::words(text);
    let heads = heads::find(&words);
    let mut readings = Vec::new();
    if let Some((head, length)) = heads.whole {
        let (own, rest) = words.split_at(length);
        let tail = tail::Tail {
            text,
            words: rest,
            circumstances,
        };
        readings = match head {
            Head::Quiet => tail.quiet(),
            Head::Forward => tail.forward(own.last().is_some_and(|word| word.is(&heads::TO))),
            Head::Call => tail.call(),
            Head::Try => tail.attempt(),
            Head::QuietOff | Head::ForwardOff | Head::Follow if rest.is_empty() => {
                vec![Understood::complete(bare(head))]
            }
            Head::QuietOff | Head::ForwardOff | Head::Follow => Vec::new(),
        };
    }
    let begun = heads.begun.into_iter();
    readings.extend(begun.map(|head| Understood::without(Missing::Words, bare(head))));
    let mut given = Vec::new();
    for reading in readings {
        if !given.contains(&reading) {
            given.push(reading);
        }
    }
    given.truncate(MOST_READINGS);
    given
}

/// A command of which nothing is known but which it is.
fn bare(head: Head) -> Command {
    match head {
        Head::Quiet => Command::DoNotDisturb { until: None },
        Head::QuietOff => Command::DoNotDisturbOff,
        Head::Forward => Command::Forward {
            to: String::new(),
            until: None,
        },
        Head::ForwardOff => Command::ForwardOff,
        Head::Follow => Command::FollowOriginalRoute,
        Head::Call => Command::Call { to: String::new() },
        Head::Try => Command::Try {
            from: String::new(),
            at: None,
        },
    }
}
