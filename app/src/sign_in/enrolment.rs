use belroute_shared::second_factors::ConfirmTotp;
use leptos::prelude::*;

use super::api;
use crate::{
    fetched::Fetched, form::Submission, second_factors::AuthenticatorSetUp, session::Session, t, ui,
};

/// The first second factor, where the organisation requires one. Leaving halfway keeps nothing.
#[component]
pub(super) fn Enrolment() -> impl IntoView {
    let session = Session::get();
    let key = Fetched::idle(api::create_key).started();
    let submission = Submission::new(&["code"]);
    let on_code = Callback::new(move |first: ConfirmTotp| {
        let request = async move { api::confirm_key(&first).await };
        submission.send(request, move |state| session.take(state));
    });
    view! {
        <ui::StepTitle text=t!(second_factor.set_up_title) />
        <p class="soft">{t!(second_factor.set_up_text)}</p>
        <AuthenticatorSetUp key submit=t!(second_factor.go_on) on_code submission />
    }
}
