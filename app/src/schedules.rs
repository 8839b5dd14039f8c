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

use leptos::prelude::*;

use crate::lazy_view;
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
