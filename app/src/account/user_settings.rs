use leptos::prelude::*;

use crate::{
    caller_number::{CallerNumber, CallerNumberChoice},
    live::Live,
    t,
};

/// The number that others see, or none: the same choice as in the menu of the incoming route.
#[component]
pub(super) fn UserSettings() -> impl IntoView {
    CallerNumber::provide(Live::get());
    view! {
        <section class="user-settings" aria-labelledby="user-settings-title">
            <h2 id="user-settings-title">{t!(user_settings.title)}</h2>
            <CallerNumberChoice group="me-number" />
        </section>
    }
}
