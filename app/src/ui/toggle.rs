use leptos::prelude::*;

use crate::{away, text};

/// Something that is on or off, and switched with a press.
#[component]
pub fn Toggle(
    /// Its id, unique on the page.
    #[prop(into)]
    id: String,
    /// What is switched.
    #[prop(into)]
    label: Signal<String>,
    /// What that means; empty where the label says it.
    #[prop(optional, into)]
    detail: Signal<String>,
    /// Whether it is on.
    #[prop(into)]
    checked: Signal<bool>,
    /// Called with how it should be.
    #[prop(into)]
    on_change: Callback<bool>,
    /// What stands between the words and the switch.
    #[prop(optional)]
    children: Option<Children>,
) -> impl IntoView {
    let detail_id = format!("{id}-detail");
    let described_by = detail_id.clone();
    let is_away = move || away::since().is_some();
    view! {
        <div class="toggle-line">
            <label for=id.clone()>{move || label.get()}</label>
            <small id=detail_id>{move || detail.get()}</small>
            {children.map(|children| children())}
            <input
                id=id
                type="checkbox"
                role="switch"
                class="toggle"
                aria-describedby=described_by
                aria-disabled=move || is_away().then_some("true")
                title=move || is_away().then_some(text!(errors.offline))
                prop:checked=move || checked.get()
                on:change:target=move |event| on_change.run(event.target().checked())
            />
        </div>
    }
}
