use belroute_shared::{
    error::{Code, FieldError},
    schedules::{ScheduleEvent, ScheduleSettings, ScheduleType, Weekday, Weekdays, monday_of},
};
use leptos::prelude::*;
use leptos_router::{NavigateOptions, hooks::use_navigate};

use super::{
    api,
    calendar::{Calendar, CalendarChoice, Source},
    day_ticks::DayTicks,
    now::today,
    owner::Owner,
    typed::TypedEvent,
    words,
};
use crate::{
    explain::explain_code,
    form::{Form, Submission},
    t, text,
    ui::{self, Choice, Field, MomentField, Note},
};

/// The fields that can show an error.
const FIELDS: &[&str] = &[
    "name",
    "startTime",
    "endTime",
    "recurrence.recurWeekly",
    "events",
];

/// What a new schedule begins with.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Start {
    /// Hours of days of every week.
    Hours,
    /// Events of a calendar.
    Calendar(Source),
    /// Nothing.
    Nothing,
}

/// A new schedule while it is put together.
#[derive(Clone, Copy)]
struct Draft {
    owner: Owner,
    name: RwSignal<String>,
    kind: RwSignal<ScheduleType>,
    start: RwSignal<Start>,
    days: RwSignal<Weekdays>,
    from: RwSignal<String>,
    until: RwSignal<String>,
    calendar: Calendar,
}

impl Draft {
    fn new(owner: Owner) -> Self {
        let (weekend, week) = (Weekday::Saturday.number(), Weekday::ALL.into_iter());
        Self {
            owner,
            name: RwSignal::new(String::new()),
            kind: RwSignal::new(ScheduleType::BusinessHours),
            start: RwSignal::new(Start::Hours),
            days: RwSignal::new(week.filter(|day| day.number() < weekend).collect()),
            from: RwSignal::new("09:00".to_owned()),
            until: RwSignal::new("17:00".to_owned()),
            calendar: Calendar::new(owner, Signal::stored(Vec::new())),
        }
    }

    /// Another purpose, and what one begins that with as a rule.
    fn be_for(self, kind: ScheduleType) {
        self.kind.set(kind);
        self.begin_with(match kind {
            ScheduleType::BusinessHours => Start::Hours,
            ScheduleType::Holidays => Start::Calendar(Source::Holidays),
        });
    }

    fn begin_with(self, start: Start) {
        self.calendar.clear();
        self.start.set(start);
    }

    /// The schedule, if it may be made; all that is wrong with it otherwise.
    fn settings(self, today: jiff::civil::Date) -> Result<ScheduleSettings, Vec<FieldError>> {
        let settings = ScheduleSettings {
            name: self.name.get(),
            kind: self.kind.get(),
            events: Vec::new(),
        }
        .tidied();
        let level = self.owner.level();
        let named = settings.check(level);
        let events = self.events(today);
        match (named, events) {
            (Ok(()), Ok(events)) => {
                let settings = ScheduleSettings { events, ..settings };
                // Only that there are too many of them can be wrong now.
                let events = |_| vec![FieldError::new("events", Code::TooMany)];
                settings.check(level).map_err(events)?;
                Ok(settings)
            }
            (named, events) => {
                let broken = [named.err(), events.err()];
                Err(broken.into_iter().flatten().flatten().collect())
            }
        }
    }

    fn events(self, today: jiff::civil::Date) -> Result<Vec<ScheduleEvent>, Vec<FieldError>> {
        match self.start.get() {
            Start::Nothing => Ok(Vec::new()),
            Start::Hours => {
                let (from, until) = (self.from.get(), self.until.get());
                let name = words::of_kind(ScheduleType::BusinessHours);
                // From its Monday, so that the week that is shown first is a whole one.
                let monday = monday_of(today);
                let typed = TypedEvent::weekly(name, monday, self.days.get(), (&from, &until));
                typed
                    .event(None, self.owner.level())
                    .map(|event| vec![event])
            }
            Start::Calendar(_) => match self.calendar.sent_events() {
                events if events.is_empty() => Err(Vec::new()),
                events => Ok(events),
            },
        }
    }
}

/// A form that makes a schedule and leads to its page.
#[component]
pub(super) fn NewSchedule(owner: Owner) -> impl IntoView {
    ui::title(|| text!(schedules.add).to_owned());
    let draft = Draft::new(owner);
    let today = today();
    let submission = Submission::new(FIELDS);
    let navigate = use_navigate();
    let back = navigate.clone();
    let on_submit = move |()| {
        let navigate = navigate.clone();
        let checked = untrack(|| draft.settings(today.get()));
        let kind = draft.kind.get_untracked();
        submission.send_checked(
            checked,
            |settings| async move { api::create(owner, &settings).await },
            move |made| navigate(&owner.page(kind, made.id), NavigateOptions::default()),
        );
    };
    let on_cancel = move |()| back(owner.list(), NavigateOptions::default());
    let error = submission.error_in_words("events", |code| match code {
        Code::TooMany => text!(schedules.too_many),
        other => explain_code(other),
    });
    view! {
        <section class="card company-card schedule-new" aria-labelledby="new-schedule-heading">
            <h2 id="new-schedule-heading">{t!(schedules.add)}</h2>
            <p class="soft">{t!(schedules.add_text)}</p>
            <Form submission on_submit submit=t!(schedules.make) on_cancel>
                <Field
                    id="schedule-name"
                    label=t!(schedules.name)
                    value=draft.name
                    error=submission.error_of("name")
                    autocomplete="off"
                />
                <Purpose draft />
                <Beginning draft submission />
                {move || error.get().map(|text| view! { <Note is_problem=true>{text}</Note> })}
            </Form>
        </section>
    }
}

/// What it is for, and what it begins with.
#[component]
fn Purpose(draft: Draft) -> impl IntoView {
    let kind = |kind: ScheduleType| {
        (
            kind,
            Signal::derive(move || words::of_kind(kind).to_owned()),
        )
    };
    let start = |start: Start| {
        (
            start,
            Signal::derive(move || words::of_start(start).to_owned()),
        )
    };
    let starts = [
        Start::Hours,
        Start::Calendar(Source::Holidays),
        Start::Calendar(Source::File),
        Start::Nothing,
    ];
    view! {
        <Choice
            name="schedule-kind"
            label=t!(schedules.kind)
            options=[ScheduleType::BusinessHours, ScheduleType::Holidays].map(kind).to_vec()
            chosen=draft.kind
            on_change=move |kind| draft.be_for(kind)
        />
        <Choice
            name="schedule-start"
            label=t!(schedules.begin_with)
            options=starts.map(start).to_vec()
            chosen=draft.start
            on_change=move |start| draft.begin_with(start)
        />
    }
}

/// The fields of what it begins with.
#[component]
fn Beginning(draft: Draft, submission: Submission) -> impl IntoView {
    move || match draft.start.get() {
        Start::Hours => view! { <HourFields draft submission /> }.into_any(),
        Start::Calendar(source) => view! {
            <p class="soft">{t!(schedules.nothing_saved)}</p>
            <CalendarChoice calendar=draft.calendar source />
        }
        .into_any(),
        Start::Nothing => view! { <p class="soft">{t!(schedules.begin_empty)}</p> }.into_any(),
    }
}

#[component]
fn HourFields(draft: Draft, submission: Submission) -> impl IntoView {
    view! {
        <DayTicks
            id="schedule-days"
            label=t!(schedules.on_days)
            days=draft.days
            on_change=move |(day, is_in): (Weekday, bool)| {
                draft.days.update(|days| *days = days.with(day, is_in));
            }
            error=submission.error_in_words("recurrence.recurWeekly", |_| text!(schedules.no_day))
        />
        <div class="event-moments">
            <MomentField
                id="schedule-from"
                label=t!(schedules.start_time)
                kind="time"
                value=draft.from
                on_change=move |time| draft.from.set(time)
                error=submission.error_of("startTime")
            />
            <MomentField
                id="schedule-until"
                label=t!(schedules.end_time)
                kind="time"
                value=draft.until
                on_change=move |time| draft.until.set(time)
                error=submission.error_of("endTime")
            />
        </div>
    }
}
