//! Calls as the user lived them: the latest on the dashboard, all of them on a page of their own,
//! and each one in detail.

mod api;
mod details;
mod dial;
mod dialling;
mod filters;
mod list;
mod narrow;
mod page;
mod path;
mod recent;
mod row;
mod search;
mod tools;
mod why;
mod words;

use crate::lazy_view;
use details::Details;
use dialling::DialWindow;
use page::{CallPage, CallsPage};

pub use details::CallDialog;
pub use dial::{Dial, DialPlace};
pub use recent::{Recent, RecentCalls};

lazy_view! {
    /// All calls.
    pub fn page() -> CallsPage in calls
}
lazy_view! {
    /// One call over the list of all of them.
    pub fn call_page() -> CallPage in calls
}
lazy_view! {
    /// Everything about one call.
    fn details() -> Details in calls
}
lazy_view! {
    /// The call that is being placed.
    fn dialling() -> DialWindow in calls
}
