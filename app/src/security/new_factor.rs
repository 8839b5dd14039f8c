use belroute_shared::second_factors::{ConfirmTotp, SecondFactors};
use leptos::{html, prelude::*};

use super::api;
use crate::{
    confirmation::Confirmation, fetched::Fetched, form::Submission, http::HttpError,
    second_factors::AuthenticatorSetUp, t, text,
};

/// Adds an authenticator app, in place.
#[component]
pub(super) fn NewFactor(
    factors: Fetched<SecondFactors>,
    /// Set when it was the first one: recovery codes belong to it.
    wants_codes: RwSignal<bool>,
) -> impl IntoView {
    let confirmation = Confirmation::get();
    let is_open = RwSignal::new(false);
    let is_added = RwSignal::new(false);
    let opener = NodeRef::<html::Button>::new();
    let submission = Submission::new(&["code", "name"]);
    let key = Fetched::idle(move || async move {
        let answer = confirmation.run(api::create_key).await;
        // Whoever does not give his password wants no key.
        if answer.as_ref().err() == Some(&HttpError::Aborted) {
            let _ = is_open.try_set(false);
        }
        answer
    });
    let toggle = move |_| {
        is_added.set(false);
        submission.clear();
        is_open.update(|open| *open = !*open);
        if is_open.get_untracked() {
            // Another one each time: a key that was shown and left is worth nothing.
            key.restart();
        }
    };
    let on_code = Callback::new(move |first: ConfirmTotp| {
        let request = confirmation.run(move || {
            let first = first.clone();
            async move { api::confirm_key(&first).await }
        });
        submission.send(request, move |()| {
            let is_first = factors.with_untracked(|it| it.is_some_and(|it| it.factors.is_empty()));
            wants_codes.set(is_first);
            is_open.set(false);
            is_added.set(true);
            if let Some(opener) = opener.get_untracked() {
                let _ = opener.focus();
            }
            factors.refetch();
        });
    });
    view! {
        <div class="security-act">
            <button
                type="button"
                class="button"
                node_ref=opener
                aria-expanded=move || is_open.get().to_string()
                on:click=toggle
            >
                {move || {
                    if is_open.get() { text!(action.cancel) } else { text!(security.add_factor) }
                }}
            </button>
            <p role="status" class="security-done">
                {move || is_added.get().then(t!(security.added))}
            </p>
        </div>
        <Show when=move || is_open.get()>
            <div class="security-form">
                <AuthenticatorSetUp
                    key
                    has_name=true
                    submit=t!(action.save)
                    on_code
                    submission
                />
            </div>
        </Show>
    }
}
