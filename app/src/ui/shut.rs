use leptos::prelude::*;

/// In the place of a page that is not for whoever looks at it.
#[component]
pub fn Shut(
    /// What the page is called.
    title: fn() -> &'static str,
    /// Why it is shut.
    text: fn() -> &'static str,
) -> impl IntoView {
    view! {
        <section class="card page-message">
            <super::Icon name="lock" />
            <h1>{title}</h1>
            <p class="soft">{text}</p>
        </section>
    }
}
