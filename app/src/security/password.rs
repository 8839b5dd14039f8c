use belroute_shared::{
    error::{Code, FieldError},
    security::ChangePassword,
    session::PasswordStep,
};
use leptos::prelude::*;

use super::{
    api,
    in_place::{InPlace, OpensInPlace},
};
use crate::{
    awaited::Awaited,
    confirmation::{self, wrong_password},
    fetched::Fetched,
    form::{Form, Submission},
    http::HttpError,
    password::{NewPasswordFields, PasswordDraft},
    t, ui,
};

/// A new password, in place.
#[component]
pub(super) fn PasswordCard() -> impl IntoView {
    let rules = Fetched::idle(api::show_rules);
    let form = InPlace::new();
    // The name may have changed since, and the rules with it.
    let on_open = move |()| rules.refetch();
    view! {
        <section class="card security-card" aria-labelledby="password-heading">
            <h2 id="password-heading">{t!(sign_in.password)}</h2>
            <p class="soft">{t!(security.password_text)}</p>
            <OpensInPlace
                form
                text=t!(security.change_password)
                done=t!(security.password_changed)
                on_open
            >
                <Awaited wait=rules rows=4>
                    {move || {
                        rules
                            .get()
                            .map(|rules| view! { <ChangeForm rules on_saved=move |()| form.finish() /> })
                    }}
                </Awaited>
            </OpensInPlace>
        </section>
    }
}

#[component]
fn ChangeForm(rules: PasswordStep, #[prop(into)] on_saved: Callback<()>) -> impl IntoView {
    let name = rules.person.emails.first().cloned().unwrap_or_default();
    let draft = PasswordDraft::new(rules);
    let current = RwSignal::new(String::new());
    let submission = Submission::new(&["current"]);
    let input = NodeRef::new();
    ui::focus_when_there(input);
    let on_submit = move |()| {
        let is_missing = current.with_untracked(String::is_empty);
        let new = draft.checked();
        let missing = || vec![FieldError::new("current", Code::Required)];
        if !submission.passes(if is_missing { Err(missing()) } else { Ok(()) }) {
            return;
        }
        let Some(password) = new else {
            return;
        };
        let change = ChangePassword {
            current: current.get_untracked(),
            password,
        };
        submission.send_and(
            async move { save(&change).await },
            move |answer| match answer {
                Ok(()) => on_saved.run(()),
                // The same password is called `password` where it is confirmed alone.
                Err(refused) if refused.code() == Some(Code::WrongCredentials) => {
                    let wrong = FieldError::new("current", Code::WrongCredentials);
                    submission.passes(Err(vec![wrong]));
                }
                Err(refused) if draft.take_refusal(&refused) => {}
                Err(refused) => submission.refuse(refused),
            },
        );
    };
    view! {
        <Form submission on_submit submit=t!(action.save) is_wide=true>
            <ui::PasswordField
                id="current-password"
                label=t!(security.current)
                show_label=t!(security.show_current)
                value=current
                error=submission.error_in_words("current", wrong_password)
                autocomplete="current-password"
                node_ref=input
            />
            <NewPasswordFields draft name=Signal::stored(name) />
        </Form>
    }
}

/// The password of now stands in this form: where the server asks for it once more, it is given
/// without asking twice.
async fn save(change: &ChangePassword) -> Result<(), HttpError> {
    match api::change_password(change).await {
        Err(refused) if refused.code() == Some(Code::ConfirmPassword) => {
            confirmation::give(change.current.clone()).await?;
            api::change_password(change).await
        }
        answer => answer,
    }
}
