use leptos::prelude::*;

use crate::{
    caller_number::{CallerNumber, CallerNumberChoice},
    live::Live,
};

/// The number that others see, or none: the same choice as in the menu of the incoming route.
#[component]
pub(super) fn UserSettings() -> impl IntoView {
    CallerNumber::provide(Live::get());
    view! { <CallerNumberChoice group="me-number" /> }
}
