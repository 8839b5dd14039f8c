//! What happens to calls to me: one sentence, made by the same function that decides about calls.

mod clause;
mod findings;
mod for_a_while;
mod menu;
pub(crate) mod moments;
mod my_route;
mod page;
mod path;
mod reach;
mod sentence;
#[cfg(test)]
mod sentences;
pub(crate) mod temporary;
mod why;

use crate::lazy_view;
use menu::RouteMenu;
use page::RoutePage;
use path::RoutePath;
use sentence::Sentence;

pub(crate) use clause::names_of;
pub(crate) use findings::words as finding_words;
pub use my_route::MyRoute;
pub use reach::MyReach;
use temporary::TemporaryLine;
pub(crate) use why::Why;

lazy_view! {
    /// What happens now, in one sentence.
    pub fn now() -> Sentence in route
}
lazy_view! {
    /// What holds for a while, with the way back.
    pub fn temporary_line() -> TemporaryLine in route
}
lazy_view! {
    /// The menu behind the left avatar.
    pub fn menu() -> RouteMenu in route
}
lazy_view! {
    /// `/route`: everything about calls to me.
    pub fn page() -> RoutePage in route
}
lazy_view! {
    /// The path of a call, with the form of each stop.
    fn path() -> RoutePath in settings
}
