use belroute_shared::session::{NewPassword, PasswordStep};
use leptos::prelude::*;

use super::api;
use crate::{
    form::{Form, Submission},
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
    let submission = Submission::new(&[]);
    let on_submit = move |()| {
        let Some(password) = draft.checked() else {
            return;
        };
        let request = async move { api::choose_password(&NewPassword { password }).await };
        submission.send_and(request, move |answer| match answer {
            Ok(state) => session.take(state),
            Err(refused) if draft.take_refusal(&refused) => {}
            Err(refused) => submission.refuse(refused),
        });
    };
    view! {
        <ui::StepTitle text=t!(password.title) />
        <p class="soft">{t!(password.temporary)}</p>
        <Form submission on_submit submit=t!(password.save_and_go_on) is_wide=true>
            <NewPasswordFields draft name />
        </Form>
    }
}
