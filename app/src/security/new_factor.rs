use belroute_shared::second_factors::{ConfirmTotp, SecondFactors};
use leptos::prelude::*;

use super::{
    api,
    in_place::{InPlace, OpensInPlace},
};
use crate::{
    confirmation::Confirmation, fetched::Fetched, form::Submission, http::HttpError,
    second_factors::AuthenticatorSetUp, t,
};

/// Adds an authenticator app, in place.
#[component]
pub(super) fn NewFactor(
    factors: Fetched<SecondFactors>,
    /// Set when it was the first one: recovery codes belong to it.
    wants_codes: RwSignal<bool>,
) -> impl IntoView {
    let confirmation = Confirmation::get();
    let form = InPlace::new();
    let submission = Submission::new(&["code", "name"]);
    let key = Fetched::idle(move || async move {
        let answer = confirmation.run(api::create_key).await;
        // Whoever does not give his password wants no key.
        if answer.as_ref().err() == Some(&HttpError::Aborted) {
            form.close();
        }
        answer
    });
    let on_open = move |()| {
        submission.clear();
        // Another one each time: a key that was shown and left is worth nothing.
        key.restart();
    };
    let on_code = Callback::new(move |first: ConfirmTotp| {
        let request = confirmation.run(move || {
            let first = first.clone();
            async move { api::confirm_key(&first).await }
        });
        submission.send(request, move |()| {
            let is_first = factors.with_untracked(|it| it.is_some_and(|it| it.factors.is_empty()));
            wants_codes.set(is_first);
            form.finish();
            factors.refetch();
        });
    });
    view! {
        <OpensInPlace form text=t!(security.add_factor) done=t!(security.added) on_open>
            <AuthenticatorSetUp key has_name=true submit=t!(action.save) on_code submission />
        </OpensInPlace>
    }
}
