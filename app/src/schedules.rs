//! Schedules: the times that rules refer to. A user has some of his own and sees those of his company;
//! administrators change the company's in the company panel. Both look at the same pages, each as
//! another [`Owner`](owner::Owner).

mod api;
mod calendar;
mod change;
mod clash;
mod day_ticks;
mod days;
mod draft;
mod editor;
mod events;
mod feature;
mod fields;
mod list;
mod name;
mod near;
mod new;
mod now;
mod offers;
mod opened;
mod order;
mod owner;
mod page;
mod picked;
mod recurrence_fields;
mod said;
mod saving;
mod standing;
mod typed;
mod uses;
mod week;
mod words;

use belroute_shared::schedules::ScheduleEvent;
use jiff::civil::Date;
use leptos::prelude::*;

use crate::{intl, lazy_view, text};
use list::ScheduleLists;
use new::NewSchedule;
use owner::Owner;
use page::OneSchedule;

lazy_view! {
    /// `/calling/schedules`.
    pub fn page() -> MySchedulesPage in schedules
}
lazy_view! {
    /// `/calling/schedules/new`.
    pub fn new_page() -> MyNewSchedulePage in schedules
}
lazy_view! {
    /// `/calling/schedules/:type/:id`.
    pub fn one_page() -> MySchedulePage in schedules
}

/// Some of the events of a schedule, for who does not see where they stand.
pub(crate) fn events_in_words(events: &[ScheduleEvent], today: Date) -> String {
    const TOLD: usize = 3;
    let told = events.iter().take(TOLD).map(|event| {
        let when = words::of_event(event, today);
        format!("{} ({when})", event.name)
    });
    let told = told.collect::<Vec<_>>().join(", ");
    match events.len() {
        0 => text!(schedules.empty).to_owned(),
        count if count > TOLD => {
            let count = intl::count(u32::try_from(count - TOLD).unwrap_or(u32::MAX));
            text!(schedules.and_more, when = told, count)
        }
        _ => told,
    }
}

#[component]
fn MySchedulesPage() -> impl IntoView {
    view! { <ScheduleLists owner=Owner::Mine /> }
}

#[component]
fn MyNewSchedulePage() -> impl IntoView {
    view! { <NewSchedule owner=Owner::Mine /> }
}

#[component]
fn MySchedulePage() -> impl IntoView {
    view! { <OneSchedule owner=Owner::Mine /> }
}

/// `/company/schedules`.
#[component]
pub fn CompanySchedulesPage() -> impl IntoView {
    view! { <ScheduleLists owner=Owner::Company /> }
}

/// `/company/schedules/new`.
#[component]
pub fn CompanyNewSchedulePage() -> impl IntoView {
    view! { <NewSchedule owner=Owner::Company /> }
}

/// `/company/schedules/:type/:id`.
#[component]
pub fn CompanySchedulePage() -> impl IntoView {
    view! { <OneSchedule owner=Owner::Company /> }
}
