use belroute_shared::{civil::read_date, error::Code, schedules::ScheduleLevel};
use leptos::prelude::*;

use super::{
    day_ticks::DayTicks,
    draft::Draft,
    typed::{Lasts, Repeats},
    words,
};
use crate::{
    explain::explain_code,
    form::Submission,
    t, text,
    ui::{Choice, Field, MomentField},
};

/// Whether and how an event comes again, and for how long. Only what this owner may have is offered.
#[component]
pub(super) fn RecurrenceFields(
    draft: Draft,
    level: ScheduleLevel,
    submission: Submission,
) -> impl IntoView {
    let repeats = Memo::new(move |_| draft.repeats.get());
    let start = move || draft.start_date.with(|day| read_date(day));
    let option = move |it: Repeats| {
        view! {
            <option value=it.word() prop:selected=move || draft.repeats.get() == it>
                {move || words::of_repeats(it, start())}
            </option>
        }
    };
    let error = submission.error_in_words("recurrence", of_recurrence);
    let fifth =
        submission.error_in_words("recurrence.recurYearlyByDay", |_| text!(schedules.fifth));
    let wrong = Signal::derive(move || error.get().or_else(|| fifth.get()));
    view! {
        <div class="field">
            <label for="event-repeats">{t!(schedules.repeats)}</label>
            <select
                id="event-repeats"
                aria-invalid=move || wrong.with(Option::is_some).then_some("true")
                aria-describedby=move || wrong.with(Option::is_some).then_some("event-repeats-error")
                on:change:target=move |event| {
                    draft.repeats.set(Repeats::of_word(&event.target().value()));
                }
            >
                {Repeats::offered(level).iter().copied().map(option).collect_view()}
            </select>
            {move || {
                wrong
                    .get()
                    .map(|text| {
                        view! { <p class="field-error" id="event-repeats-error">{text}</p> }
                    })
            }}
        </div>
        {move || match repeats.get() {
            Repeats::Daily => view! { <EveryDays draft submission /> }.into_any(),
            Repeats::Weekly => view! { <EveryWeeks draft submission /> }.into_any(),
            Repeats::Not | Repeats::YearlyByDate | Repeats::YearlyByDay => ().into_any(),
        }}
        <Show when=move || repeats.get() != Repeats::Not>
            <LastsFields draft level submission />
        </Show>
    }
}

fn of_recurrence(code: Code) -> &'static str {
    match code {
        Code::Overlaps => text!(schedules.overlaps),
        other => explain_code(other),
    }
}

#[component]
fn EveryDays(draft: Draft, submission: Submission) -> impl IntoView {
    view! {
        <div class="event-count">
            <Field
                id="event-interval"
                label=t!(schedules.days_between)
                value=draft.interval
                error=submission.error_of("recurrence.recurDaily.recurInterval")
                autocomplete="off"
                keys="numeric"
            />
        </div>
    }
}

#[component]
fn EveryWeeks(draft: Draft, submission: Submission) -> impl IntoView {
    view! {
        <DayTicks
            id="event-days"
            label=t!(schedules.on_days)
            days=draft.days
            on_change=move |(day, is_in)| draft.put_day(day, is_in)
            error=submission.error_in_words("recurrence.recurWeekly", |_| text!(schedules.no_day))
        />
        <div class="event-count">
            <Field
                id="event-interval"
                label=t!(schedules.weeks_between)
                value=draft.interval
                error=submission.error_of("recurrence.recurWeekly.recurInterval")
                autocomplete="off"
                keys="numeric"
            />
        </div>
    }
}

/// For how long it comes again.
#[component]
fn LastsFields(draft: Draft, level: ScheduleLevel, submission: Submission) -> impl IntoView {
    let lasts = Memo::new(move |_| draft.lasts.get());
    let option = |lasts: Lasts| {
        (
            lasts,
            Signal::derive(move || words::of_lasts(lasts).to_owned()),
        )
    };
    view! {
        <Choice
            name="event-lasts"
            label=t!(schedules.lasts)
            options=Lasts::offered(level).iter().copied().map(option).collect()
            chosen=draft.lasts
            on_change=move |lasts| draft.lasts.set(lasts)
        />
        {move || match lasts.get() {
            Lasts::Forever => ().into_any(),
            Lasts::Until => {
                view! {
                    <div class="event-moments">
                        <MomentField
                            id="event-last-date"
                            label=t!(schedules.last_date)
                            kind="date"
                            value=draft.last_date
                            on_change=move |day| draft.last_date.set(day)
                            error=submission.error_in_words("recurrence.recurEndDate", of_last_date)
                        />
                    </div>
                }
                    .into_any()
            }
            Lasts::Times => {
                view! {
                    <div class="event-count">
                        <Field
                            id="event-times"
                            label=t!(schedules.how_often)
                            value=draft.times
                            error=submission.error_of("recurrence.recurEndOccurrence")
                            autocomplete="off"
                            keys="numeric"
                        />
                    </div>
                }
                    .into_any()
            }
        }}
    }
}

fn of_last_date(code: Code) -> &'static str {
    match code {
        Code::EndBeforeStart => text!(schedules.never_comes),
        other => explain_code(other),
    }
}
