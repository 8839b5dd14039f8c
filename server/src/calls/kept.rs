//! What a call met at a user, as it is kept: short, because there is one for every call.
//!
//! Most stops pass a call because nothing is set there. Such a stop is two letters, one for itself
//! and one for its reason, and a number where the reason has one; so is the user's phone that simply
//! rings. Whatever else there is to say stands in full. Stops act in the order of their names, so
//! the two sorts need no order between them.

use belroute_shared::{
    calls::{CallPath, NameThen, RuleThen, SentOn},
    ids::UserId,
    number::Extension,
    routing::trace::{End, Fallback, Reason, Rings, Stop, StopName, Trace, Verdict, When},
};
use serde::{Deserialize, Serialize};

/// The form in the database. Letters that were written once keep their meaning.
#[derive(Debug, Serialize, Deserialize)]
struct Kept {
    name: String,
    extension: Extension,
    /// Stops in letters.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    plain: String,
    /// The others.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    stops: Vec<Stop>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    then: Vec<Then>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    sent_on: Option<SentOn>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    rules: Vec<RuleThen>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    names: Vec<NameThen>,
}

/// What follows: a letter for the case and one for the end, or in full.
#[derive(Debug, Serialize, Deserialize)]
#[serde(untagged)]
enum Then {
    Plain(String),
    Full(Fallback),
}

const STOPS: [(char, StopName); 15] = [
    ('r', StopName::Redirections),
    ('c', StopName::CompanyBlockList),
    ('b', StopName::CallBlock),
    ('a', StopName::AnonymousCallReject),
    ('j', StopName::SelectiveReject),
    ('t', StopName::SelectiveAccept),
    ('g', StopName::Group),
    ('f', StopName::SelectiveForward),
    ('e', StopName::Executive),
    ('w', StopName::ForwardAlways),
    ('m', StopName::SendAllCalls),
    ('d', StopName::DoNotDisturb),
    ('v', StopName::Reachable),
    ('y', StopName::Busy),
    ('p', StopName::Ring),
];

const PASSED: [(char, Reason); 9] = [
    ('o', Reason::Off),
    ('r', Reason::NoRules),
    ('u', Reason::NoRuleFits),
    ('i', Reason::FirstTime),
    ('l', Reason::NotListed),
    ('s', Reason::NotAnonymous),
    ('g', Reason::OfferedByGroup),
    ('f', Reason::Free),
    ('w', Reason::Waiting),
];
/// So many devices can be reached.
const DEVICES: char = 'n';
/// The user's own phones ring for so many seconds, and nothing else does.
const RINGS: char = 'R';

const CASES: [(char, When); 4] = [
    ('a', When::AtOnce),
    ('b', When::Busy),
    ('n', When::NoAnswer),
    ('u', When::Unreachable),
];

const ENDS: [(char, End); 5] = [
    (
        'm',
        End::Mailbox {
            is_busy_greeting: false,
        },
    ),
    (
        'M',
        End::Mailbox {
            is_busy_greeting: true,
        },
    ),
    ('g', End::Group),
    ('b', End::BusyTone),
    ('r', End::Released),
];

/// Writes it. The user is not in it: it is kept beside a row of his.
pub(crate) fn write(path: &CallPath) -> Option<String> {
    let trace = &path.trace;
    let mut plain = String::new();
    let mut stops = Vec::new();
    for stop in &trace.stops {
        match letters(stop) {
            Some(letters) => plain.push_str(&letters),
            None => stops.push(stop.clone()),
        }
    }
    let kept = Kept {
        name: trace.name.clone(),
        extension: trace.extension.clone(),
        plain,
        stops,
        then: trace.then.iter().map(Then::of).collect(),
        sent_on: path.sent_on.clone(),
        rules: path.rules.clone(),
        names: path.names.clone(),
    };
    serde_json::to_string(&kept).ok()
}

/// Reads what is kept beside a row of this user; `None` for what a newer program wrote.
pub(crate) fn read(text: &str, owner: UserId) -> Option<CallPath> {
    let kept: Kept = serde_json::from_str(text).ok()?;
    let mut stops = kept.stops;
    let mut rest = kept.plain.as_str();
    while !rest.is_empty() {
        let (stop, behind) = stop(rest)?;
        stops.push(stop);
        rest = behind;
    }
    stops.sort_by_key(|stop| stop.name);
    let then: Option<Vec<Fallback>> = kept.then.into_iter().map(Then::fallback).collect();
    Some(CallPath {
        trace: Trace {
            user: owner,
            name: kept.name,
            extension: kept.extension,
            stops,
            then: then?,
            next: None,
        },
        sent_on: kept.sent_on,
        rules: kept.rules,
        names: kept.names,
    })
}

fn letters(stop: &Stop) -> Option<String> {
    let name = letter(&STOPS, &stop.name)?;
    let (reason, number) = match &stop.verdict {
        Verdict::Passed(Reason::DevicesRegistered { count }) => (DEVICES, Some(*count)),
        Verdict::Passed(reason) => (letter(&PASSED, reason)?, None),
        Verdict::Decided(Reason::Rings(rings)) if *rings == alone(rings.seconds) => {
            (RINGS, Some(usize::from(rings.seconds)))
        }
        Verdict::Decided(_) => return None,
    };
    let number = number.map(|it| it.to_string()).unwrap_or_default();
    Some(format!("{name}{reason}{number}"))
}

/// The first stop of a line of letters, and what is behind it.
fn stop(letters: &str) -> Option<(Stop, &str)> {
    let mut all = letters.chars();
    let (name, reason) = (of_letter(&STOPS, all.next()?)?, all.next()?);
    let rest = all.as_str();
    let behind = rest.trim_start_matches(|it: char| it.is_ascii_digit());
    let number = &rest[..rest.len() - behind.len()];
    let verdict = match reason {
        DEVICES => Verdict::Passed(Reason::DevicesRegistered {
            count: number.parse().ok()?,
        }),
        RINGS => Verdict::Decided(Reason::Rings(alone(number.parse().ok()?))),
        _ => Verdict::Passed(of_letter(&PASSED, reason)?),
    };
    Some((Stop { name, verdict }, behind))
}

/// The user's own phones, and nothing else.
fn alone(seconds: u16) -> Rings {
    Rings {
        seconds,
        base: true,
        ..Rings::default()
    }
}

impl Then {
    fn of(fallback: &Fallback) -> Self {
        let letters = letter(&CASES, &fallback.when).zip(letter(&ENDS, &fallback.goes_to));
        match letters {
            Some((when, end)) => Self::Plain(String::from_iter([when, end])),
            None => Self::Full(fallback.clone()),
        }
    }

    fn fallback(self) -> Option<Fallback> {
        let letters = match self {
            Self::Full(fallback) => return Some(fallback),
            Self::Plain(letters) => letters,
        };
        let mut letters = letters.chars();
        Some(Fallback {
            when: of_letter(&CASES, letters.next()?)?,
            goes_to: of_letter(&ENDS, letters.next()?)?,
            next: None,
        })
    }
}

fn letter<T: PartialEq>(table: &[(char, T)], wanted: &T) -> Option<char> {
    let found = table.iter().find(|(_, it)| it == wanted);
    found.map(|(letter, _)| *letter)
}

fn of_letter<T: Clone>(table: &[(char, T)], wanted: char) -> Option<T> {
    let found = table.iter().find(|(letter, _)| *letter == wanted);
    found.map(|(_, it)| it.clone())
}

#[cfg(test)]
mod tests;
