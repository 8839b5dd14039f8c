use leptos::prelude::*;

/// A drawing from the sprite. Decoration: what it means stands beside it or in a label.
#[component]
pub fn Icon(
    /// Name of a symbol in `public/icons.svg`.
    #[prop(into)]
    name: Signal<&'static str>,
) -> impl IntoView {
    view! {
        <svg class="icon" aria-hidden="true">
            <use href=move || format!("/icons.svg#{}", name.get())></use>
        </svg>
    }
}
