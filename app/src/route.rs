//! What happens to calls to me: one sentence, made by the same function that decides about calls.

mod menu;
mod my_route;
mod reach;
mod sentence;

use crate::lazy_view;
use menu::{RouteMenu, RoutePage};
use sentence::Sentence;

pub use my_route::MyRoute;
pub use reach::MyReach;

lazy_view! {
    /// What happens now, in one sentence.
    pub fn now() -> Sentence in route
}
lazy_view! {
    /// The menu behind the left avatar.
    pub fn menu() -> RouteMenu in route
}
lazy_view! {
    /// The same as a page.
    pub fn page() -> RoutePage in route
}
