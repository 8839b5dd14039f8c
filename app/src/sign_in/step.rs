use leptos::{prelude::*, task::spawn_local};

use crate::{session::Session, t};

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
