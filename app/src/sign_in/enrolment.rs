use belroute_shared::second_factors::ConfirmTotp;
use leptos::{prelude::*, task::spawn_local};

use super::{api, step::StepTitle};
use crate::{
    fetched::Fetched, http::HttpError, second_factors::AuthenticatorSetUp, session::Session, t,
};

/// The first second factor, where the organisation requires one. Leaving halfway keeps nothing.
#[component]
pub(super) fn Enrolment() -> impl IntoView {
    let session = Session::get();
    let key = Fetched::idle(api::create_key).started();
    let error = RwSignal::new(None::<HttpError>);
    let is_busy = RwSignal::new(false);
    let on_code = Callback::new(move |first: ConfirmTotp| {
        error.set(None);
        is_busy.set(true);
        spawn_local(async move {
            match api::confirm_key(&first).await {
                Ok(state) => session.take(state),
                Err(refused) => {
                    is_busy.set(false);
                    error.set(Some(refused));
                }
            }
        });
    });
    view! {
        <StepTitle text=t!(second_factor.set_up_title) />
        <p class="soft">{t!(second_factor.set_up_text)}</p>
        <AuthenticatorSetUp key submit=t!(second_factor.go_on) on_code is_busy error />
    }
}
