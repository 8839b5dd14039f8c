//! What calls are narrowed down by, each with its field.

use belroute_shared::{
    calls::{CallLine, CallOrder, CallQuery, Days, Line, OUTCOMES, Outcome, PERIODS, Period, Via},
    civil::{read_date, write_date},
    session::Me,
};
use jiff::civil::Date;
use leptos::prelude::*;

use super::{api, search::Go};
use crate::{
    features::MyFeatures,
    fetched::Fetched,
    intl, t, text,
    ui::{DayField, Select},
};

/// Lengths that are offered, in seconds.
const LENGTHS: [u16; 6] = [10, 30, 60, 300, 600, 1800];

type Choices = Vec<(String, String)>;

fn choice(word: &str, text: &str) -> (String, String) {
    (word.to_owned(), text.to_owned())
}

/// What became of them.
#[component]
pub(super) fn Outcomes(query: Memo<CallQuery>) -> impl IntoView {
    let go = Go::from(query);
    let words = move |outcome: Option<Outcome>| {
        let mut all = OUTCOMES.iter();
        let found = all.find(|(it, _)| Some(*it) == outcome);
        found.map_or("", |(_, word)| word).to_owned()
    };
    let options = move || -> Choices {
        let all = choice("", text!(calls.outcome_all));
        let each = OUTCOMES.map(|(outcome, word)| choice(word, outcome_text(outcome)));
        [all].into_iter().chain(each).collect()
    };
    view! {
        <Select
            id="calls-outcome"
            label=t!(calls.outcome)
            value=Signal::derive(move || words(query.with(|it| it.outcome)))
            options=Signal::derive(options)
            on_change=move |word: String| {
                let found = OUTCOMES.iter().find(|(_, it)| *it == word);
                go.to(|query| query.outcome = found.map(|(outcome, _)| *outcome));
            }
        />
    }
}

fn outcome_text(outcome: Outcome) -> &'static str {
    match outcome {
        Outcome::Answered | Outcome::Talking => text!(calls.outcome_answered),
        Outcome::Missed | Outcome::Ringing => text!(calls.outcome_missed),
        Outcome::AnsweredElsewhere => text!(calls.outcome_elsewhere),
        Outcome::Forwarded => text!(calls.outcome_forwarded),
        Outcome::Voicemail => text!(calls.outcome_voicemail),
        Outcome::Declined => text!(calls.outcome_declined),
        Outcome::Busy => text!(calls.outcome_busy),
        Outcome::Blocked => text!(calls.outcome_blocked),
        Outcome::Cancelled => text!(calls.outcome_cancelled),
        Outcome::Failed => text!(calls.outcome_failed),
    }
}

/// What stands for own dates among the days that have a name.
const OWN: &str = "own";

/// Days that have a name, and the first and the last of one's own.
#[component]
pub(super) fn When(query: Memo<CallQuery>) -> impl IntoView {
    let go = Go::from(query);
    let word = move || match query.with(|it| it.days) {
        Days::Any => String::new(),
        Days::Own { .. } => OWN.to_owned(),
        Days::Of(period) => {
            let mut all = PERIODS.iter();
            let found = all.find(|(it, _)| *it == period);
            found.map_or("", |(_, word)| word).to_owned()
        }
    };
    let options = move || -> Choices {
        let all = choice("", text!(calls.period_all));
        let each = PERIODS.map(|(period, word)| choice(word, period_text(period)));
        let is_own = query.with(|it| matches!(it.days, Days::Own { .. }));
        let own = is_own.then(|| choice(OWN, text!(calls.period_own)));
        [all].into_iter().chain(each).chain(own).collect()
    };
    let own = move || match query.with(|it| it.days) {
        Days::Own { from, until } => (from, until),
        Days::Any | Days::Of(_) => (None, None),
    };
    let day = |day: Option<Date>| day.map(write_date).unwrap_or_default();
    // A day that does not go with the other takes its place.
    let set = move |from: Option<Date>, until: Option<Date>| {
        go.to(|query| {
            query.days = match (from, until) {
                (None, None) => Days::Any,
                (from, until) => Days::Own { from, until },
            };
        });
    };
    let goes_with = |from: Option<Date>, until: Option<Date>| match (from, until) {
        (Some(from), Some(until)) => from <= until,
        _ => true,
    };
    view! {
        <Select
            id="calls-period"
            label=t!(calls.period)
            value=Signal::derive(word)
            options=Signal::derive(options)
            on_change=move |word: String| {
                let found = PERIODS.iter().find(|(_, it)| *it == word);
                let days = found.map_or(Days::Any, |(period, _)| Days::Of(*period));
                if word != OWN {
                    go.to(|query| query.days = days);
                }
            }
        />
        <DayField
            id="calls-from"
            label=t!(audit.from)
            value=Signal::derive(move || day(own().0))
            on_change=move |text: String| {
                let (from, until) = (read_date(&text), untrack(own).1);
                set(from, until.filter(|_| goes_with(from, until)));
            }
        />
        <DayField
            id="calls-until"
            label=t!(audit.until)
            value=Signal::derive(move || day(own().1))
            on_change=move |text: String| {
                let (from, until) = (untrack(own).0, read_date(&text));
                set(from.filter(|_| goes_with(from, until)), until);
            }
        />
    }
}

fn period_text(period: Period) -> &'static str {
    match period {
        Period::Today => text!(calls.period_today),
        Period::Yesterday => text!(calls.period_yesterday),
        Period::ThisWeek => text!(calls.period_this_week),
        Period::Last7Days => text!(calls.period_last_7),
        Period::Last30Days => text!(calls.period_last_30),
        Period::ThisMonth => text!(calls.period_this_month),
        Period::LastMonth => text!(calls.period_last_month),
    }
}

/// The lines that the user's calls have used.
#[component]
pub(super) fn Lines(query: Memo<CallQuery>) -> impl IntoView {
    let go = Go::from(query);
    let lines = Fetched::idle(api::lines).started();
    let word = move || {
        query.with(|it| {
            it.via
                .as_ref()
                .map_or_else(String::new, |it| it.word().to_owned())
        })
    };
    let options = move || -> Choices {
        let all = choice("", text!(calls.line_all));
        let known = lines.get().unwrap_or_default();
        let here = word();
        // One that no call has used, or that is on its way.
        let is_known = here.is_empty() || known.iter().any(|it| it.word == here);
        let other = (!is_known).then(|| choice(&here, text!(calls.line_gone)));
        let known = known.iter().map(|it| choice(&it.word, &line_text(it)));
        [all].into_iter().chain(known).chain(other).collect()
    };
    view! {
        <Select
            id="calls-line"
            label=t!(calls.line)
            value=Signal::derive(word)
            options=Signal::derive(options)
            on_change=move |word: String| go.to(|query| query.via = Line::of_word(&word))
        />
    }
}

fn line_text(line: &CallLine) -> String {
    match &line.via {
        Via::Internal => text!(calls.via_internal).to_owned(),
        Via::Anonymous => text!(calls.anonymous).to_owned(),
        Via::Direct { number } => format!("{} · {number}", text!(calls.via_direct)),
        Via::Line { label, number } if label == number => number.clone(),
        Via::Line { label, number } => format!("{label} · {number}"),
    }
}

/// How long was talked.
#[component]
pub(super) fn Lengths(query: Memo<CallQuery>) -> impl IntoView {
    let go = Go::from(query);
    let word = move || query.with(|it| it.longer_than.map(|it| it.to_string()).unwrap_or_default());
    let options = move || -> Choices {
        let all = choice("", text!(calls.longer_all));
        // The address may name any length.
        let here = query
            .with(|it| it.longer_than)
            .and_then(|it| u16::try_from(it).ok());
        let mut lengths = LENGTHS.to_vec();
        lengths.extend(here);
        lengths.sort_unstable();
        lengths.dedup();
        let each = lengths.into_iter().map(|seconds| {
            let time = length(seconds);
            (seconds.to_string(), text!(calls.longer_than, time))
        });
        [all].into_iter().chain(each).collect()
    };
    view! {
        <Select
            id="calls-longer"
            label=t!(calls.longer)
            value=Signal::derive(word)
            options=Signal::derive(options)
            on_change=move |word: String| go.to(|query| query.longer_than = word.parse().ok())
        />
    }
}

fn length(seconds: u16) -> String {
    match seconds {
        0 => intl::seconds(0),
        whole if whole % 60 == 0 => intl::span(whole / 60),
        other => intl::seconds(other),
    }
}

/// Which of them come first.
#[component]
pub(super) fn Orders(query: Memo<CallQuery>) -> impl IntoView {
    let go = Go::from(query);
    let options = move || -> Choices {
        vec![
            choice(CallOrder::NewestFirst.word(), text!(calls.order_newest)),
            choice(CallOrder::OldestFirst.word(), text!(calls.order_oldest)),
        ]
    };
    view! {
        <Select
            id="calls-order"
            label=t!(calls.order)
            value=Signal::derive(move || query.with(|it| it.order.word().to_owned()))
            options=Signal::derive(options)
            on_change=move |word: String| {
                go.to(|query| query.order = CallOrder::of_word(&word).unwrap_or_default());
            }
        />
    }
}

/// Only calls with a message, where the user has a mailbox and looks himself.
#[component]
pub(super) fn WithMessage(query: Memo<CallQuery>) -> impl IntoView {
    let go = Go::from(query);
    let me: Signal<Me> = expect_context();
    let features = MyFeatures::get();
    let is_offered =
        Memo::new(move |_| features.has_mailbox() && me.with(|me| me.opened_panel.is_none()));
    view! {
        <Show when=move || is_offered.get()>
            <div class="tick">
                <input
                    id="calls-message"
                    type="checkbox"
                    prop:checked=move || query.with(|it| it.has_message)
                    on:change:target=move |event| {
                        go.to(|query| query.has_message = event.target().checked());
                    }
                />
                <label for="calls-message">{t!(calls.with_message)}</label>
            </div>
        </Show>
    }
}
