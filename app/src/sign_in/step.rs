use leptos::{html, prelude::*, task::spawn_local};

use crate::{session::Session, t};

/// The title of a step. A step takes the place of another without a new page, so the focus goes
/// here: it is where a screen reader begins.
#[component]
pub(super) fn StepTitle(text: fn() -> &'static str) -> impl IntoView {
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

/// The way back to name and password.
#[component]
pub(super) fn StartAgain(
    /// Set before, so that nobody is told that he took too long.
    has_given_up: RwSignal<bool>,
) -> impl IntoView {
    let session = Session::get();
    let start_again = move |_| {
        has_given_up.set(true);
        spawn_local(async move {
            if session.sign_out().await.is_err() {
                has_given_up.set(false);
            }
        });
    };
    view! {
        <button type="button" class="link door-back" on:click=start_again>
            {t!(sign_in.start_again)}
        </button>
    }
}
