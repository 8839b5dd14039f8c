use belroute_shared::{
    calls::{Call, Direction, Outcome},
    ids::CallId,
};
use jiff::Timestamp;
use leptos::prelude::*;

use super::words;
use crate::{clock, intl, paths, text, ui::Icon};

/// One call. The whole row leads to its details; the telephone calls back.
#[component]
pub(super) fn CallRow(
    id: CallId,
    call: Memo<Option<Call>>,
    /// Renewed every second while a call goes on.
    second: Signal<Timestamp>,
    path_of: Callback<CallId, String>,
) -> impl IntoView {
    // One memo for each part, so that a tick of the clock touches the duration only.
    let part = move |of: fn(&Call) -> String| {
        move || call.with(|call| call.as_ref().map(of).unwrap_or_default())
    };
    let icon = Signal::derive(move || call.with(|call| call.as_ref().map_or("phone", words::icon)));
    let number = Memo::new(move |_| call.with(|call| call.as_ref()?.party.number.clone()));
    view! {
        <li class="call" data-state=move || call.with(|call| call.as_ref().map(state))>
            <span class="call-shape" title=part(words::shape)>
                <Icon name=icon />
                <span class="visually-hidden">{part(words::shape)}</span>
            </span>
            <span class="call-who">
                <a class="call-link" href=move || path_of.run(id)>
                    {part(words::who)}
                </a>
                <small class="call-detail">
                    <span class="call-number">{part(words::number)}</span>
                    <span>{part(words::outcome)}</span>
                </small>
            </span>
            <span class="call-via">
                <span class="chip" title=part(words::via_number)>{part(words::via)}</span>
            </span>
            <span class="call-duration">{move || call.with(|call| duration(call.as_ref(), second))}</span>
            <time
                class="call-time"
                datetime=part(|call| intl::for_programs(call.started_at))
                title=part(|call| intl::exact(call.started_at))
            >
                {part(when)}
            </time>
            <span class="call-tools">
                {move || {
                    number
                        .get()
                        .map(|number| {
                            let action = part(|call| words::call_again(call).to_owned());
                            let label = move || {
                                text!(calls.call_name, action = action(), name = part(words::who)())
                            };
                            view! {
                                <a
                                    class="icon-button"
                                    href=paths::call_number(&number)
                                    data-name=part(words::who)
                                    aria-label=label
                                    title=action
                                >
                                    <Icon name="phone" />
                                </a>
                            }
                        })
                }}
            </span>
        </li>
    }
}

/// What the style sheet makes of a row.
fn state(call: &Call) -> &'static str {
    match (call.outcome, call.direction) {
        (Outcome::Ringing | Outcome::Talking, _) => "live",
        (Outcome::Missed, Direction::Incoming) if call.is_new => "new",
        (Outcome::Missed, Direction::Incoming) => "missed",
        (
            Outcome::Answered
            | Outcome::AnsweredElsewhere
            | Outcome::Forwarded
            | Outcome::Voicemail,
            _,
        ) => "done",
        _ => "unanswered",
    }
}

/// The time; the day stands above the row.
fn when(call: &Call) -> String {
    if call.outcome.is_live() {
        text!(calls.now).to_owned()
    } else {
        intl::time(call.started_at)
    }
}

/// Talk time; of a call that goes on, how long it has lasted.
fn duration(call: Option<&Call>, second: Signal<Timestamp>) -> String {
    let Some(call) = call else {
        return String::new();
    };
    if call.outcome.is_live() {
        let since = call.answered_at.unwrap_or(call.started_at);
        return intl::stopwatch(clock::seconds_between(since, second.get()));
    }
    call.talk_seconds
        .map_or_else(|| "–".to_owned(), intl::stopwatch)
}
