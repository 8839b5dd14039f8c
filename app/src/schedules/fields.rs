use leptos::{html, prelude::*};

use super::draft::Draft;
use crate::{
    form::Submission,
    t,
    ui::{Field, MomentField, Tick},
};

/// What an event is called, and from when to when it lasts.
#[component]
pub(super) fn EventFields(
    draft: Draft,
    submission: Submission,
    /// To move the focus to the name.
    input: NodeRef<html::Input>,
) -> impl IntoView {
    let is_timed = move || !draft.is_all_day.get();
    view! {
        <Field
            id="event-name"
            label=t!(schedules.event_name)
            value=draft.name
            error=submission.error_of("name")
            autocomplete="off"
            node_ref=input
        />
        <Tick id="event-all-day" label=t!(schedules.takes_all_day) value=draft.is_all_day />
        <div class="event-moments">
            <MomentField
                id="event-start-date"
                label=t!(schedules.start_date)
                kind="date"
                value=draft.start_date
                on_change=move |day| draft.start_on(day)
                error=submission.error_of("startDate")
            />
            <Show when=is_timed>
                <MomentField
                    id="event-start-time"
                    label=t!(schedules.start_time)
                    kind="time"
                    value=draft.start_time
                    on_change=move |time| draft.start_time.set(time)
                    error=submission.error_of("startTime")
                />
            </Show>
            <MomentField
                id="event-end-date"
                label=t!(schedules.end_date)
                kind="date"
                value=draft.end_date
                on_change=move |day| draft.end_date.set(day)
                error=submission.error_of("endDate")
            />
            <Show when=is_timed>
                <MomentField
                    id="event-end-time"
                    label=t!(schedules.end_time)
                    kind="time"
                    value=draft.end_time
                    on_change=move |time| draft.end_time.set(time)
                    error=submission.error_of("endTime")
                />
            </Show>
        </div>
    }
}
