//! The password once more, or more than that, where the server wants a fresh proof.

use std::future::Future;

use belroute_shared::{
    error::Code,
    security::ConfirmPassword,
    session::{SignInProvider, SingleSignOn},
};
use leptos::{html, prelude::*};
use wasm_bindgen::JsValue;
use wasm_bindgen_futures::JsFuture;

use crate::{
    explain::{explain, explain_code},
    form::{Form, Submission},
    http::{self, HttpError},
    session::me,
    t, text,
    ui::{self, Dialog},
};

/// What the server wants once more.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Proof {
    Password,
    PasswordAndFactor,
    /// Who has nothing that could be asked signs in again.
    SignIn,
}

impl Proof {
    /// What a refusal is about; none when it wants something else.
    fn wanted(refused: &HttpError) -> Option<Self> {
        match refused.code()? {
            Code::ConfirmPassword => Some(Self::Password),
            Code::ConfirmFactor => Some(Self::PasswordAndFactor),
            Code::SignInAgain => Some(Self::SignIn),
            _ => None,
        }
    }
}

/// Asks for a proof where the server wants a fresh one, and then goes on with what was asked.
/// Offered by [`Confirming`] to everything below it.
#[derive(Clone, Copy)]
pub struct Confirmation {
    /// Goes on with what waits, told whether the proof was given; there while the dialog is.
    waiting: StoredValue<Option<js_sys::Function>, LocalStorage>,
    asked: RwSignal<Option<Proof>>,
}

impl Confirmation {
    /// That of the page.
    pub fn get() -> Self {
        expect_context()
    }

    /// Does it; again when a proof had to be asked first. `Aborted` when it was not given.
    pub async fn run<T, F>(self, act: impl Fn() -> F) -> Result<T, HttpError>
    where
        F: Future<Output = Result<T, HttpError>>,
    {
        let answer = act().await;
        let wanted = answer.as_ref().err().and_then(Proof::wanted);
        match wanted {
            Some(proof) if self.ask(proof).await => act().await,
            Some(_) => Err(HttpError::Aborted),
            None => answer,
        }
    }

    async fn ask(self, proof: Proof) -> bool {
        let given = js_sys::Promise::new(&mut |resolve, _| {
            // A second question takes the place of the first, which is then given up.
            self.answer(false);
            let _ = self.waiting.try_set_value(Some(resolve));
        });
        if self.asked.try_set(Some(proof)).is_some() {
            return false;
        }
        JsFuture::from(given)
            .await
            .is_ok_and(|given| given.is_truthy())
    }

    fn answer(self, is_given: bool) {
        let waiting = self.waiting.try_update_value(Option::take).flatten();
        if let Some(resolve) = waiting {
            let _ = resolve.call1(&JsValue::NULL, &JsValue::from_bool(is_given));
        }
    }

    fn close(self, is_given: bool) {
        self.asked.set(None);
        self.answer(is_given);
    }
}

/// The words for a failure; none for what the user himself has called off.
pub fn told(error: &HttpError) -> Option<String> {
    (*error != HttpError::Aborted).then(|| explain(error))
}

/// Gives the password.
pub async fn give(password: String) -> Result<(), HttpError> {
    let code = None;
    http::send("/v1/session/confirm", &ConfirmPassword { password, code }).await
}

/// Part of a page where something may need a proof once more.
#[component]
pub fn Confirming(children: Children) -> impl IntoView {
    let confirmation = Confirmation {
        waiting: StoredValue::new_local(None),
        asked: RwSignal::new(None),
    };
    provide_context(confirmation);
    view! {
        {children()}
        {move || confirmation.asked.get().map(|proof| view! { <ConfirmDialog confirmation proof /> })}
    }
}

#[component]
fn ConfirmDialog(confirmation: Confirmation, proof: Proof) -> impl IntoView {
    view! {
        <Dialog
            label=t!(security.confirm_title)
            close_label=t!(action.close)
            on_close=move |()| confirmation.close(false)
        >
            {match proof {
                Proof::Password => view! { <PasswordForm confirmation has_code=false /> }.into_any(),
                Proof::PasswordAndFactor => {
                    view! { <PasswordForm confirmation has_code=true /> }.into_any()
                }
                Proof::SignIn => view! { <ProviderForm /> }.into_any(),
            }}
        </Dialog>
    }
}

#[component]
fn PasswordForm(
    confirmation: Confirmation,
    /// A code of the second step is asked beside the password.
    has_code: bool,
) -> impl IntoView {
    let password = RwSignal::new(String::new());
    let code = RwSignal::new(String::new());
    let submission = Submission::new(&["password", "code"]);
    let input = NodeRef::<html::Input>::new();
    // Opening puts the focus on the cross, and that comes after the field is there.
    Effect::new(move || {
        if input.get().is_some() {
            request_animation_frame(move || ui::focus(input));
        }
    });
    let on_submit = move |()| {
        let given = ConfirmPassword {
            password: password.get_untracked(),
            code: has_code.then(|| code.get_untracked()),
        };
        if submission.passes(given.check()) {
            let request = async move { http::send("/v1/session/confirm", &given).await };
            submission.send(request, move |()| confirmation.close(true));
        }
    };
    view! {
        <p class="soft">
            {move || {
                if has_code {
                    text!(security.confirm_factor_text)
                } else {
                    text!(security.confirm_text)
                }
            }}
        </p>
        <Form submission on_submit submit=t!(action.confirm) is_wide=true>
            <ui::PasswordField
                id="confirm-password"
                label=t!(sign_in.password)
                show_label=t!(sign_in.show_password)
                value=password
                error=submission.error_in_words("password", wrong_password)
                autocomplete="current-password"
                node_ref=input
            />
            {has_code.then(|| view! { <FactorField code submission /> })}
        </Form>
    }
}

/// A code of an authenticator app, or one of those that were kept for the day when it is not at
/// hand.
#[component]
fn FactorField(code: RwSignal<String>, submission: Submission) -> impl IntoView {
    let error = submission.error_of("code");
    let is_recovery = RwSignal::new(false);
    let turn = move |_| {
        // What was refused was a code of the other kind.
        submission.clear();
        code.set(String::new());
        is_recovery.update(|is_recovery| *is_recovery = !*is_recovery);
    };
    let field = move || {
        let is_number = !is_recovery.get();
        let label = Signal::derive(move || {
            let words = if is_number {
                text!(second_factor.code)
            } else {
                text!(second_factor.recovery_code)
            };
            words.to_owned()
        });
        view! { <ui::CodeField id="confirm-code" label value=code error is_number /> }
    };
    let other = move || {
        if is_recovery.get() {
            text!(second_factor.use_app)
        } else {
            text!(second_factor.use_recovery)
        }
    };
    view! {
        {field}
        <button type="button" class="link" on:click=turn>
            {other}
        </button>
    }
}

/// Leads to the sign-in page of the organisation, and back to the panel.
#[component]
fn ProviderForm() -> impl IntoView {
    let me = me();
    let submission = Submission::new(&[]);
    let on_submit = move |()| {
        let wanted = SingleSignOn {
            email: me.with_untracked(|me| me.email.clone()),
        };
        let request =
            async move { http::post::<SignInProvider>("/v1/session/singleSignOn", &wanted).await };
        submission.send(request, |provider| {
            // Another page takes the place of this one; it refuses only what is no address.
            let _ = window().location().assign(&provider.url);
        });
    };
    view! {
        <Form submission on_submit submit=t!(single_sign_on.go) is_wide=true>
            <p class="soft">{t!(security.sign_in_again_text)}</p>
        </Form>
    }
}

/// Beside a password of now, there is no name that could be wrong.
pub fn wrong_password(code: Code) -> &'static str {
    match code {
        Code::WrongCredentials => text!(security.wrong_password),
        Code::Required => text!(sign_in.password_missing),
        other => explain_code(other),
    }
}
