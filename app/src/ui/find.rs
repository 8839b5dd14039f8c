use leptos::prelude::*;

/// A box for words to find.
#[component]
pub fn Find(
    /// What is looked for here; there is no room for it beside the box.
    #[prop(into)]
    label: Signal<String>,
    /// What is typed.
    #[prop(into)]
    value: Signal<String>,
    /// Called with each letter.
    #[prop(into)]
    on_type: Callback<String>,
) -> impl IntoView {
    view! {
        <label class="find">
            <super::Icon name="search" />
            <span class="visually-hidden">{move || label.get()}</span>
            <input
                type="search"
                autocomplete="off"
                spellcheck="false"
                placeholder=move || label.get()
                prop:value=move || value.get()
                on:input:target=move |event| on_type.run(event.target().value())
            />
        </label>
    }
}
