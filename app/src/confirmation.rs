//! The password once more, where the server wants a fresh proof.

use std::future::Future;

use belroute_shared::{
    error::{Code, FieldError},
    security::ConfirmPassword,
};
use leptos::{html, prelude::*};
use wasm_bindgen::JsValue;
use wasm_bindgen_futures::JsFuture;

use crate::{
    explain::{explain, explain_code},
    form::{Form, Submission},
    http::{self, HttpError},
    t, text,
    ui::{self, Dialog},
};

/// Asks for the password where the server wants a fresh proof, and then goes on with what was asked.
/// Offered by [`Confirming`] to everything below it.
#[derive(Clone, Copy)]
pub struct Confirmation {
    /// Goes on with what waits, told whether the password was given; there while the dialog is.
    waiting: StoredValue<Option<js_sys::Function>, LocalStorage>,
    is_open: RwSignal<bool>,
}

impl Confirmation {
    /// That of the page.
    pub fn get() -> Self {
        expect_context()
    }

    /// Does it; again when the password had to be asked first. `Aborted` when it was not given.
    pub async fn run<T, F>(self, act: impl Fn() -> F) -> Result<T, HttpError>
    where
        F: Future<Output = Result<T, HttpError>>,
    {
        match act().await {
            Err(refused) if refused.code() == Some(Code::ConfirmPassword) => {
                if self.ask().await {
                    act().await
                } else {
                    Err(HttpError::Aborted)
                }
            }
            answer => answer,
        }
    }

    async fn ask(self) -> bool {
        let given = js_sys::Promise::new(&mut |resolve, _| {
            // A second question takes the place of the first, which is then given up.
            self.answer(false);
            let _ = self.waiting.try_set_value(Some(resolve));
        });
        if self.is_open.try_set(true).is_some() {
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
        self.is_open.set(false);
        self.answer(is_given);
    }
}

/// The words for a failure; none for what the user himself has called off.
pub fn told(error: &HttpError) -> Option<String> {
    (*error != HttpError::Aborted).then(|| explain(error))
}

/// Gives the password.
pub async fn give(password: String) -> Result<(), HttpError> {
    http::send("/v1/session/confirm", &ConfirmPassword { password }).await
}

/// Part of a page where something may need the password once more.
#[component]
pub fn Confirming(children: Children) -> impl IntoView {
    let confirmation = Confirmation {
        waiting: StoredValue::new_local(None),
        is_open: RwSignal::new(false),
    };
    provide_context(confirmation);
    view! {
        {children()}
        <Show when=move || confirmation.is_open.get()>
            <ConfirmDialog confirmation />
        </Show>
    }
}

#[component]
fn ConfirmDialog(confirmation: Confirmation) -> impl IntoView {
    let password = RwSignal::new(String::new());
    let submission = Submission::new(&["password"]);
    let input = NodeRef::<html::Input>::new();
    // Opening puts the focus on the cross, and that comes after the field is there.
    Effect::new(move || {
        if input.get().is_some() {
            request_animation_frame(move || ui::focus(input));
        }
    });
    let on_submit = move |()| {
        let typed = password.get_untracked();
        let missing = || vec![FieldError::new("password", Code::Required)];
        if submission.passes(if typed.is_empty() {
            Err(missing())
        } else {
            Ok(())
        }) {
            submission.send(give(typed), move |()| confirmation.close(true));
        }
    };
    view! {
        <Dialog
            label=t!(security.confirm_title)
            close_label=t!(action.close)
            on_close=move |()| confirmation.close(false)
        >
            <p class="soft">{t!(security.confirm_text)}</p>
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
            </Form>
        </Dialog>
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
