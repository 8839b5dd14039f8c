use leptos::{prelude::*, task::spawn_local};
use wasm_bindgen_futures::JsFuture;

/// Copies a text. Absent where the browser keeps the clipboard from pages: there it can still be
/// marked and copied by hand.
#[component]
pub fn Copy(
    /// What is copied.
    #[prop(into)]
    value: Signal<String>,
    /// What stands on the button.
    #[prop(into)]
    text: Signal<String>,
    /// What it is called, where several stand below each other.
    #[prop(into)]
    label: Signal<String>,
    /// What stands on it afterwards.
    #[prop(into)]
    done: Signal<String>,
) -> impl IntoView {
    let is_done = RwSignal::new(false);
    let on_press = move |_| {
        let written = window()
            .navigator()
            .clipboard()
            .write_text(&value.get_untracked());
        spawn_local(async move {
            let outcome = JsFuture::from(written).await;
            let _ = is_done.try_set(outcome.is_ok());
        });
    };
    let button = move || {
        view! {
            <button
                type="button"
                class="button quiet"
                aria-label=move || (!is_done.get()).then(|| label.get())
                on:click=on_press
            >
                {move || if is_done.get() { done.get() } else { text.get() }}
            </button>
            <span class="visually-hidden" role="status">
                {move || is_done.get().then(|| done.get())}
            </span>
        }
    };
    // Other pages have no clipboard at all.
    window().is_secure_context().then(button)
}
