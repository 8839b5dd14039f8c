use belroute_shared::{
    error::Code,
    schedules::{ScheduleEvent, ScheduleType},
};
use leptos::{html, prelude::*};
use web_sys::KeyboardEvent;

use super::{
    change::Change, clash::ClashNote, draft::Draft, fields::EventFields, opened::Opened,
    recurrence_fields::RecurrenceFields, saving::Saving, typed::TypedEvent, words,
};
use crate::{
    explain::explain_code,
    form::Form,
    t, text,
    ui::{self, ConfirmedButton, Note},
};

/// The fields that can show an error.
pub(super) const FIELDS: &[&str] = &[
    "name",
    "startDate",
    "startTime",
    "endDate",
    "endTime",
    "recurrence",
    "recurrence.recurDaily.recurInterval",
    "recurrence.recurWeekly",
    "recurrence.recurWeekly.recurInterval",
    "recurrence.recurYearlyByDay",
    "recurrence.recurEndDate",
    "recurrence.recurEndOccurrence",
    "events",
];

/// The form of an event, new or saved. What is typed is drawn in the week at once, and stays when
/// it is refused.
#[component]
pub(super) fn Editor(
    opened: Opened,
    /// The event as it was when the form was opened; none for a new one.
    was: Option<ScheduleEvent>,
    /// Called when the form should go.
    on_close: Callback<()>,
) -> impl IntoView {
    let level = opened.owner.level();
    let id = was.as_ref().and_then(|it| it.id);
    let draft = Draft::of(match &was {
        Some(was) => TypedEvent::of(was),
        None => TypedEvent::new(opened.today.get_untracked(), is_of_days(opened)),
    });
    let event = Memo::new(move |_| draft.event(id, level));
    opened.draw(id, event);
    let saving = Saving::new(opened, FIELDS);
    let was = StoredValue::new(was);
    let on_submit = move |()| {
        let checked = untrack(|| draft.typed()).event(id, level);
        match checked {
            Ok(becomes) => {
                let change = match was.get_value() {
                    Some(was) => Change::Replace { was, becomes },
                    None => Change::Add(becomes),
                };
                saving.save(change, move || on_close.run(()));
            }
            Err(broken) => {
                saving.submission.passes(Err(broken));
            }
        }
    };
    let input = NodeRef::<html::Input>::new();
    ui::focus_when_there(input);
    let on_key = move |event: KeyboardEvent| {
        if event.key() == "Escape" && !event.default_prevented() {
            on_close.run(());
        }
    };
    let whole = move || saving.submission.error_in_words("events", of_all).get();
    view! {
        <div class="event-body" on:keydown=on_key>
            <Form
                submission=saving.submission
                on_submit
                submit=t!(action.save)
                on_cancel=on_close
            >
                <EventFields draft submission=saving.submission input />
                <RecurrenceFields draft level submission=saving.submission />
                <Sentence event opened />
                {move || whole().map(|text| view! { <Note is_problem=true>{text}</Note> })}
            </Form>
            <ClashNote opened saving on_close />
            {move || was.get_value().map(|was| view! { <Removal saving was on_close /> })}
        </div>
    }
}

/// Days off are whole days as a rule, working hours are not.
fn is_of_days(opened: Opened) -> bool {
    untrack(|| opened.with(|it| it.kind == ScheduleType::Holidays)).unwrap_or(false)
}

fn of_all(code: Code) -> &'static str {
    match code {
        Code::TooMany => text!(schedules.too_many),
        other => explain_code(other),
    }
}

/// What the form comes to, said before it is saved.
#[component]
fn Sentence(event: Memo<Option<ScheduleEvent>>, opened: Opened) -> impl IntoView {
    let words = move || {
        let today = opened.today.get();
        event.with(|it| it.as_ref().map(|it| words::of_event(it, today)))
    };
    move || {
        words().map(|words| {
            view! {
                <p class="event-sentence">
                    <b>{t!(schedules.in_force_when)}</b>
                    " "
                    {words}
                </p>
            }
        })
    }
}

#[component]
fn Removal(saving: Saving, was: ScheduleEvent, on_close: Callback<()>) -> impl IntoView {
    let on_confirm = move |()| {
        saving.save(Change::Remove(was.clone()), move || {
            on_close.run(());
            // The row goes, and the button that opened the form with it.
            request_animation_frame(|| ui::lead_focus("events-heading"));
        });
    };
    view! {
        <div class="event-removal">
            <ConfirmedButton
                text=t!(schedules.remove_event)
                label=t!(schedules.remove_event)
                confirm=t!(schedules.remove_event_confirm)
                cancel=t!(action.cancel)
                on_confirm
            />
        </div>
    }
}
