use belroute_shared::schedules::{Weekday, Weekdays};
use leptos::prelude::*;

use crate::intl::wall;

/// The seven days of a week, each in or out.
#[component]
pub(super) fn DayTicks(
    /// Its id, also the base of the id of its error.
    id: &'static str,
    /// What they are for.
    label: fn() -> &'static str,
    /// The days that are in.
    #[prop(into)]
    days: Signal<Weekdays>,
    /// Called with a day that goes in or out.
    #[prop(into)]
    on_change: Callback<(Weekday, bool)>,
    /// What is wrong with them.
    error: Signal<Option<String>>,
) -> impl IntoView {
    let is_wrong = move || error.with(Option::is_some);
    let error_id = move || format!("{id}-error");
    let day = move |day: Weekday| {
        view! {
            <label class="day-tick">
                <input
                    type="checkbox"
                    aria-invalid=move || is_wrong().then_some("true")
                    aria-describedby=move || is_wrong().then(error_id)
                    prop:checked=move || days.get().has(day)
                    on:change:target=move |event| on_change.run((day, event.target().checked()))
                />
                <span aria-hidden="true">{move || wall::short_weekday(day)}</span>
                <span class="visually-hidden">{move || wall::weekday(day)}</span>
            </label>
        }
    };
    view! {
        <fieldset class="day-ticks" id=id>
            <legend>{label}</legend>
            <div class="day-row">{Weekday::ALL.map(day).collect_view()}</div>
            {move || {
                error
                    .get()
                    .map(|error| view! { <p class="field-error" id=error_id()>{error}</p> })
            }}
        </fieldset>
    }
}
