use leptos::{html, prelude::*};

/// The title of a step. A step takes the place of another without a new page, so the focus goes
/// here: it is where a screen reader begins.
#[component]
pub fn StepTitle(
    /// The title.
    text: fn() -> &'static str,
) -> impl IntoView {
    let title = NodeRef::<html::H1>::new();
    Effect::new(move || {
        if let Some(title) = title.get() {
            let _ = title.focus();
        }
    });
    view! {
        <h1 class="step-title" tabindex="-1" node_ref=title>
            {text}
        </h1>
    }
}
