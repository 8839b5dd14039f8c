use leptos::prelude::*;

/// A labelled date or time, picked as the browser lets one pick it, with what is wrong with it
/// underneath.
#[component]
pub fn MomentField(
    /// Its id, also the base of the id of its error.
    id: &'static str,
    /// The label.
    #[prop(into)]
    label: Signal<String>,
    /// `date` or `time`.
    kind: &'static str,
    /// What is picked: `2026-12-25` or `08:30`; empty while it is nothing.
    #[prop(into)]
    value: Signal<String>,
    /// Called with another one.
    #[prop(into)]
    on_change: Callback<String>,
    /// What is wrong with it.
    #[prop(into)]
    error: Signal<Option<String>>,
) -> impl IntoView {
    let error_id = move || format!("{id}-error");
    view! {
        <div class="field">
            <label for=id>{move || label.get()}</label>
            <input
                id=id
                name=id
                type=kind
                autocomplete="off"
                aria-invalid=move || error.with(Option::is_some).then_some("true")
                aria-describedby=move || error.with(Option::is_some).then(error_id)
                prop:value=move || value.get()
                on:input:target=move |event| on_change.run(event.target().value())
            />
            {move || {
                error
                    .get()
                    .map(|error| view! { <p class="field-error" id=error_id()>{error}</p> })
            }}
        </div>
    }
}
