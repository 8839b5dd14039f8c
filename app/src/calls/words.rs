//! A call in words and shapes.

use belroute_shared::calls::{Call, Direction, Outcome, Via};

use crate::{intl, text};

/// Name of the other side: from the phonebook, else the number, never an invented one.
pub(super) fn who(call: &Call) -> String {
    let party = &call.party;
    let known = party
        .name
        .as_ref()
        .or(party.number_display.as_ref())
        .or(party.number.as_ref());
    match known {
        Some(known) => known.clone(),
        None if party.is_anonymous => text!(calls.anonymous).to_owned(),
        None => text!(calls.no_number).to_owned(),
    }
}

/// Under the name: the number, or that nobody in the phonebook has it.
pub(super) fn number(call: &Call) -> String {
    let party = &call.party;
    match (&party.name, &party.number_display, &party.number) {
        (Some(_), Some(number), _) | (Some(_), None, Some(number)) => number.clone(),
        (None, _, Some(_)) => text!(calls.unknown_number).to_owned(),
        _ => String::new(),
    }
}

/// Behind the number: what became of the call, where that needs words.
pub(super) fn outcome(call: &Call) -> String {
    what_became_of(call).unwrap_or_default()
}

/// What became of it, where the shape alone does not say it all.
pub(super) fn what_became_of(call: &Call) -> Option<String> {
    let is_incoming = call.direction == Direction::Incoming;
    let by = call.answered_by.clone();
    let fixed = |text: &str| Some(text.to_owned());
    match call.outcome {
        Outcome::Ringing => fixed(text!(calls.ringing)),
        Outcome::Talking => match by {
            Some(device) if is_incoming => Some(text!(calls.talking_on, device = device)),
            _ => fixed(text!(calls.talking)),
        },
        Outcome::Answered => {
            let device = by.filter(|_| is_incoming)?;
            Some(text!(calls.answered_on, device = device))
        }
        Outcome::Missed if is_incoming => Some(rang(call)),
        Outcome::Missed => fixed(text!(calls.not_answered)),
        Outcome::AnsweredElsewhere => Some(match by {
            Some(name) => text!(calls.answered_by, name = name),
            None => text!(calls.answered_elsewhere).to_owned(),
        }),
        Outcome::Forwarded => Some(match call.forwarded_to.clone() {
            Some(to) => text!(calls.forwarded_to, to = to),
            None => text!(calls.forwarded).to_owned(),
        }),
        Outcome::Voicemail => fixed(text!(calls.voicemail)),
        Outcome::Declined if is_incoming => fixed(text!(calls.you_declined)),
        Outcome::Declined => fixed(text!(calls.declined)),
        Outcome::Busy if is_incoming => fixed(text!(calls.you_were_busy)),
        Outcome::Busy => fixed(text!(calls.busy)),
        Outcome::Blocked => fixed(text!(calls.blocked)),
        Outcome::Cancelled if is_incoming => fixed(text!(calls.caller_hung_up)),
        Outcome::Cancelled => fixed(text!(calls.you_hung_up)),
        Outcome::Failed => fixed(text!(calls.failed)),
    }
}

/// What the telephone beside a call does.
pub(super) fn call_again(call: &Call) -> &'static str {
    match call.direction {
        Direction::Incoming => text!(calls.call_back),
        Direction::Outgoing => text!(calls.call_again),
    }
}

/// Direction and outcome in a few words, for the shape's name.
pub(super) fn shape(call: &Call) -> String {
    let is_incoming = call.direction == Direction::Incoming;
    let text = match call.outcome {
        Outcome::Ringing | Outcome::Talking if is_incoming => text!(calls.shape_incoming_live),
        Outcome::Ringing | Outcome::Talking => text!(calls.shape_outgoing_live),
        Outcome::Answered if is_incoming => text!(calls.shape_incoming),
        Outcome::Answered => text!(calls.shape_outgoing),
        Outcome::Missed if is_incoming => text!(calls.shape_missed),
        Outcome::AnsweredElsewhere if is_incoming => text!(calls.shape_elsewhere),
        Outcome::Forwarded if is_incoming => text!(calls.shape_forwarded),
        Outcome::Voicemail if is_incoming => text!(calls.shape_voicemail),
        _ if is_incoming => text!(calls.shape_incoming_not),
        _ => text!(calls.shape_outgoing_not),
    };
    text.to_owned()
}

/// Name of the drawing.
pub(super) fn icon(call: &Call) -> &'static str {
    let is_incoming = call.direction == Direction::Incoming;
    match call.outcome {
        Outcome::Ringing => "ringing",
        Outcome::Talking => "phone",
        Outcome::Answered if is_incoming => "incoming",
        Outcome::Answered => "outgoing",
        Outcome::AnsweredElsewhere | Outcome::Forwarded => "elsewhere",
        Outcome::Voicemail => "voicemail",
        Outcome::Declined | Outcome::Blocked => "blocked",
        _ if is_incoming => "missed",
        _ => "unanswered",
    }
}

/// The line used, as a chip.
pub(super) fn via(call: &Call) -> String {
    match &call.via {
        Via::Internal => text!(calls.via_internal).to_owned(),
        Via::Direct { .. } => text!(calls.via_direct).to_owned(),
        Via::Line { label, .. } if call.direction == Direction::Incoming => label.clone(),
        Via::Line { label, .. } => text!(calls.via_as, line = label.clone()),
        Via::Anonymous => text!(calls.anonymous).to_owned(),
    }
}

/// The number behind the chip, for its title.
pub(super) fn via_number(call: &Call) -> String {
    match &call.via {
        Via::Direct { number } | Via::Line { number, .. } => number.clone(),
        Via::Internal | Via::Anonymous => String::new(),
    }
}

fn rang(call: &Call) -> String {
    match call
        .ring_seconds
        .and_then(|seconds| u16::try_from(seconds).ok())
    {
        Some(seconds) if seconds > 0 => text!(calls.rang, time = intl::seconds(seconds)),
        _ => text!(calls.missed_plain).to_owned(),
    }
}
