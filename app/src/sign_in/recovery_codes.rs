use leptos::{prelude::*, task::spawn_local};

use super::api;
use crate::{
    awaited::Awaited, fetched::Fetched, form::FormMessage, http::HttpError,
    second_factors::KeepCodes, session::Session, t, ui,
};

/// The recovery codes of a new second factor. A reload shows others, and only those count.
#[component]
pub(super) fn RecoveryCodesStep() -> impl IntoView {
    let session = Session::get();
    let codes = Fetched::idle(api::create_codes).started();
    let error = RwSignal::new(None::<HttpError>);
    let is_busy = RwSignal::new(false);
    let on_kept = move |()| {
        error.set(None);
        is_busy.set(true);
        spawn_local(async move {
            match api::codes_are_kept().await {
                Ok(state) => session.take(state),
                Err(refused) => {
                    is_busy.set(false);
                    error.set(Some(refused));
                }
            }
        });
    };
    view! {
        <ui::StepTitle text=t!(recovery_codes.title) />
        <p class="soft">{t!(recovery_codes.text)}</p>
        <Awaited wait=codes rows=5>
            {move || {
                codes
                    .get()
                    .map(|it| {
                        view! {
                            <KeepCodes codes=it.codes submit=t!(second_factor.go_on) is_busy on_kept />
                        }
                    })
            }}
        </Awaited>
        <FormMessage error />
    }
}
