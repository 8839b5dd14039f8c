use belroute_shared::calls::{Call, Direction, Leg, LegKind, LegOutcome};
use leptos::prelude::*;

use super::words;
use crate::{intl, text};

/// What was tried, from top to bottom, with what came of it.
#[component]
pub(super) fn Path(call: Call, legs: Vec<Leg>) -> impl IntoView {
    let started_at = call.started_at;
    let start = move || match call.direction {
        Direction::Incoming => text!(calls.path_incoming),
        Direction::Outgoing => text!(calls.path_outgoing),
    };
    let end = call.ended_at.map(|ended_at| {
        let call = call.clone();
        view! {
            <li class="stop">
                <p>{move || words::what_became_of(&call).map_or_else(|| text!(calls.path_end).to_owned(), capitalised)}</p>
                <time>{move || intl::time_with_seconds(ended_at)}</time>
            </li>
        }
    });
    view! {
        <ol class="stops">
            <li class="stop" data-state="passed">
                <p>{start}</p>
                <time>{move || intl::time_with_seconds(started_at)}</time>
            </li>
            {legs.into_iter().map(stop).collect_view()}
            {end}
        </ol>
    }
}

fn stop(leg: Leg) -> impl IntoView {
    let state = match leg.outcome {
        LegOutcome::Answered => "decided",
        LegOutcome::Ringing => "live",
        _ => "passed",
    };
    let started_at = leg.started_at;
    let target = leg.target.clone();
    let is_mailbox = leg.kind == LegKind::Mailbox;
    let name = move || {
        if is_mailbox {
            text!(leg.mailbox).to_owned()
        } else {
            target.clone()
        }
    };
    view! {
        <li class="stop" data-state=state>
            <p>
                <b>{name}</b>
                <small>{move || leg_words(&leg)}</small>
            </p>
            <time>{move || intl::time_with_seconds(started_at)}</time>
        </li>
    }
}

fn leg_words(leg: &Leg) -> String {
    let outcome = match leg.outcome {
        LegOutcome::Ringing => text!(leg.ringing),
        LegOutcome::Answered => text!(leg.answered),
        LegOutcome::NoAnswer => text!(leg.no_answer),
        LegOutcome::Busy => text!(leg.busy),
        LegOutcome::Declined => text!(leg.declined),
        LegOutcome::Unreachable => text!(leg.unreachable),
        LegOutcome::Elsewhere => text!(leg.elsewhere),
        LegOutcome::Cancelled => text!(leg.cancelled),
        LegOutcome::Failed => text!(leg.failed),
    };
    match leg
        .ring_seconds
        .and_then(|seconds| u16::try_from(seconds).ok())
    {
        Some(seconds) if seconds > 0 => {
            let rang = text!(calls.rang, time = intl::seconds(seconds));
            format!("{rang}, {outcome}")
        }
        _ => outcome.to_owned(),
    }
}

fn capitalised(text: String) -> String {
    let mut letters = text.chars();
    letters.next().map_or_else(String::new, |first| {
        first.to_uppercase().chain(letters).collect()
    })
}
