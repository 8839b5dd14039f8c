use leptos::prelude::*;

/// A labelled day that a list is narrowed down by, picked as the browser lets one pick it.
#[component]
pub fn DayField(
    /// Its id.
    id: &'static str,
    /// The label.
    label: fn() -> &'static str,
    /// What is picked: `2026-12-25`, or nothing.
    value: Signal<String>,
    /// Called when another day has been picked, or none.
    #[prop(into)]
    on_change: Callback<String>,
) -> impl IntoView {
    view! {
        <div class="field">
            <label for=id>{label}</label>
            <input
                id=id
                type="date"
                prop:value=move || value.get()
                on:change:target=move |event| on_change.run(event.target().value())
            />
        </div>
    }
}
