use leptos::{oco::Oco, prelude::*};

/// Something to agree to: a box to tick, and its sentence.
#[component]
pub fn Tick(
    /// Its id, also the base of the id of its error.
    #[prop(into)]
    id: Oco<'static, str>,
    /// The sentence.
    #[prop(into)]
    label: Signal<String>,
    /// Whether it is ticked.
    value: RwSignal<bool>,
    /// What is wrong with it.
    #[prop(optional, into)]
    error: Signal<Option<String>>,
) -> impl IntoView {
    let error_id = format!("{id}-error");
    let described_by = error_id.clone();
    view! {
        <div class="tick">
            <input
                id=id.clone()
                type="checkbox"
                aria-invalid=move || error.with(Option::is_some).then_some("true")
                aria-describedby=move || error.with(Option::is_some).then(|| described_by.clone())
                prop:checked=move || value.get()
                on:change:target=move |event| value.set(event.target().checked())
            />
            <label for=id>{move || label.get()}</label>
            {move || {
                error
                    .get()
                    .map(|error| view! { <p class="field-error" id=error_id.clone()>{error}</p> })
            }}
        </div>
    }
}
