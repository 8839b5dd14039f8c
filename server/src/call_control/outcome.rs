//! What became of a call, for each of those who lived it.

use belroute_shared::calls::{LegKind, LegOutcome, Outcome};

use super::wire::{Event, EventOutcome, Kind};
use crate::{
    entity::{call, call_leg},
    words,
};

/// A user's part in a call.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Part {
    /// He calls.
    Caller,
    /// He was called.
    Called(Fate),
    /// Somebody sent the call on to him.
    SentOnTo(Fate),
    /// His phone rings beside those of somebody else.
    RungAlong,
}

/// What was decided about a call when it came to a user.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Fate {
    /// It may be answered.
    Open,
    /// A setting of his turned the caller away.
    Refused,
    /// It was sent on in a circle, or too often.
    Lost,
}

/// What became of a call that is over. An answer that is heard of after the end still counts.
pub(super) fn of(
    part: Part,
    event: &Event,
    row: &call::Model,
    legs: &[call_leg::Model],
) -> Outcome {
    let known = row.outcome.as_deref().and_then(words::of_word);
    let told = event.outcome.filter(|_| event.event == Kind::Ended);
    let is_answered = row.answered_at_ms.is_some() || event.outcome == Some(EventOutcome::Answered);
    let fate = match part {
        Part::Caller => return of_caller(is_answered, told, known),
        Part::Called(fate) | Part::SentOnTo(fate) => fate,
        Part::RungAlong => Fate::Open,
    };
    let kind = row.answered_by_kind.as_deref().and_then(words::of_word);
    match (kind, fate) {
        (Some(LegKind::Device), _) => return Outcome::Answered,
        (Some(LegKind::Mailbox), _) => return Outcome::Voicemail,
        (None, Fate::Refused) if row.rang_at_ms.is_none() => return Outcome::Blocked,
        (None, Fate::Lost) if row.rang_at_ms.is_none() => return Outcome::Failed,
        _ => {}
    }
    let is_called = matches!(part, Part::Called(_));
    if row.forwarded_to.is_some() {
        let is_answered = row.answered_at_ms.is_some()
            || (is_called && (is_answered || known == Some(Outcome::Answered)));
        // Sent on after it rang in vain, and in vain there too: nobody has spoken to the caller.
        let is_missed = row.rang_at_ms.is_some() && !is_answered;
        return if is_missed {
            Outcome::Missed
        } else {
            Outcome::Forwarded
        };
    }
    match kind {
        Some(LegKind::Colleague) => return Outcome::AnsweredElsewhere,
        Some(_) => return Outcome::Answered,
        None => {}
    }
    if !is_called && !legs.is_empty() {
        return of_legs(legs);
    }
    if is_answered {
        return Outcome::Answered;
    }
    match told {
        None => known.unwrap_or(Outcome::Missed),
        Some(EventOutcome::Busy) => Outcome::Busy,
        Some(EventOutcome::Rejected) => Outcome::Blocked,
        Some(EventOutcome::Declined) => Outcome::Declined,
        Some(EventOutcome::Elsewhere) => Outcome::AnsweredElsewhere,
        Some(EventOutcome::Failed) => Outcome::Failed,
        Some(_) => Outcome::Missed,
    }
}

fn of_caller(is_answered: bool, told: Option<EventOutcome>, known: Option<Outcome>) -> Outcome {
    if is_answered {
        return Outcome::Answered;
    }
    match told {
        None => known.unwrap_or(Outcome::Missed),
        Some(EventOutcome::Busy) => Outcome::Busy,
        Some(EventOutcome::Declined | EventOutcome::Rejected) => Outcome::Declined,
        Some(EventOutcome::Cancelled) => Outcome::Cancelled,
        Some(EventOutcome::Failed) => Outcome::Failed,
        Some(_) => Outcome::Missed,
    }
}

/// For whom the call came by another: how the whole of it ended says nothing of his part.
fn of_legs(legs: &[call_leg::Model]) -> Outcome {
    let any = |wanted: LegOutcome| {
        let mut outcomes = legs.iter().filter_map(|leg| leg.outcome.as_deref());
        outcomes.any(|outcome| words::of_word(outcome) == Some(wanted))
    };
    let all_busy = legs
        .iter()
        .all(|leg| leg.outcome.as_deref().and_then(words::of_word) == Some(LegOutcome::Busy));
    if any(LegOutcome::Declined) {
        Outcome::Declined
    } else if any(LegOutcome::Elsewhere) {
        Outcome::AnsweredElsewhere
    } else if all_busy {
        Outcome::Busy
    } else {
        Outcome::Missed
    }
}
