use leptos::prelude::*;

/// A drawing from the sprite in `index.html`. Decoration: what it means stands beside it or in a label.
#[component]
pub fn Icon(
    /// Name of a symbol there, without its `icon-`.
    #[prop(into)]
    name: Signal<&'static str>,
) -> impl IntoView {
    view! {
        <svg class="icon" aria-hidden="true">
            <use href=move || format!("#icon-{}", name.get())></use>
        </svg>
    }
}
