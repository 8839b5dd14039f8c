use leptos::prelude::*;

/// Something could not be shown: why, and a way on.
#[component]
pub fn Problem(
    /// Why, in words.
    #[prop(into)]
    text: Signal<String>,
    /// Text of the button that tries again.
    #[prop(into)]
    retry: Signal<String>,
    /// Tries again.
    #[prop(into)]
    on_retry: Callback<()>,
) -> impl IntoView {
    view! {
        <div class="problem" role="alert">
            <super::Icon name="alert" />
            <p>{move || text.get()}</p>
            <button type="button" class="button" on:click=move |_| on_retry.run(())>
                <super::Icon name="retry" />
                {move || retry.get()}
            </button>
        </div>
    }
}

/// There is nothing, which is no failure.
#[component]
pub fn Empty(
    /// A drawing that says what there is nothing of.
    icon: &'static str,
    /// In a few words.
    #[prop(into)]
    title: Signal<String>,
    /// What one could do.
    #[prop(into)]
    text: Signal<String>,
) -> impl IntoView {
    view! {
        <div class="empty">
            <span class="empty-icon">
                <super::Icon name=icon />
            </span>
            <p class="empty-title">{move || title.get()}</p>
            <p class="soft">{move || text.get()}</p>
        </div>
    }
}
