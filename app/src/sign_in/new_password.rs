use belroute_shared::session::{NewPassword, PasswordStep};
use leptos::{prelude::*, task::spawn_local};
use web_sys::SubmitEvent;

use super::{api, step::StepTitle};
use crate::{
    explain::explain,
    http::HttpError,
    password::{NewPasswordFields, PasswordDraft},
    session::Session,
    t, ui,
};

/// A password of one's own in place of a temporary one.
#[component]
pub(super) fn NewPasswordForm(step: PasswordStep) -> impl IntoView {
    let session = Session::get();
    let name = step.person.emails.first().cloned().unwrap_or_default();
    let draft = PasswordDraft::new(step);
    let error = RwSignal::new(None::<HttpError>);
    let is_busy = RwSignal::new(false);
    let on_submit = move |event: SubmitEvent| {
        event.prevent_default();
        if is_busy.get_untracked() {
            return;
        }
        error.set(None);
        let Some(password) = draft.checked() else {
            return;
        };
        is_busy.set(true);
        spawn_local(async move {
            match api::choose_password(&NewPassword { password }).await {
                Ok(state) => session.take(state),
                Err(refused) => {
                    is_busy.set(false);
                    if !draft.take_refusal(&refused) {
                        error.set(Some(refused));
                    }
                }
            }
        });
    };
    view! {
        <StepTitle text=t!(password.title) />
        <p class="soft">{t!(password.temporary)}</p>
        <form class="form" novalidate on:submit=on_submit aria-busy=move || is_busy.get().to_string()>
            <NewPasswordFields draft name />
            <div class="form-message" role="alert">
                {move || error.get().map(|error| view! { <ui::Note is_problem=true>{explain(&error)}</ui::Note> })}
            </div>
            <button
                type="submit"
                class="button main wide"
                aria-disabled=move || is_busy.get().to_string()
            >
                {t!(password.save_and_go_on)}
            </button>
        </form>
    }
}
