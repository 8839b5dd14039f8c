use leptos::prelude::*;

use crate::intl;

/// What is offered, in minutes: a quarter of an hour to a day.
const STEPS: [u16; 13] = [15, 30, 45, 60, 90, 120, 180, 240, 360, 480, 600, 720, 1440];

/// How long something lasts, out of a list. A value that is saved and not in it is offered, too.
#[component]
pub(super) fn Minutes(
    /// Its id, also the base of the id of its error.
    id: &'static str,
    /// The label.
    label: fn() -> &'static str,
    /// What is chosen, in minutes.
    value: RwSignal<u16>,
    /// What is wrong with it.
    error: Signal<Option<String>>,
) -> impl IntoView {
    let error_id = format!("{id}-error");
    let described_by = error_id.clone();
    let mut offered = STEPS.to_vec();
    offered.push(value.get_untracked());
    offered.sort_unstable();
    offered.dedup();
    let option = move |minutes: u16| {
        view! {
            <option value=minutes.to_string() selected=value.get_untracked() == minutes>
                {move || intl::span(minutes)}
            </option>
        }
    };
    view! {
        <div class="field">
            <label for=id>{label}</label>
            <select
                id=id
                aria-invalid=move || error.with(Option::is_some).then_some("true")
                aria-describedby=move || error.with(Option::is_some).then(|| described_by.clone())
                on:change:target=move |event| {
                    if let Ok(minutes) = event.target().value().parse() {
                        value.set(minutes);
                    }
                }
            >
                {offered.into_iter().map(option).collect_view()}
            </select>
            {move || {
                error
                    .get()
                    .map(|error| view! { <p class="field-error" id=error_id.clone()>{error}</p> })
            }}
        </div>
    }
}
