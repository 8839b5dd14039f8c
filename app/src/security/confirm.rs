use std::future::Future;

use belroute_shared::error::Code;
use leptos::{html, prelude::*, task::spawn_local};
use wasm_bindgen::JsValue;
use wasm_bindgen_futures::JsFuture;
use web_sys::SubmitEvent;

use super::api;
use crate::{
    explain::{explain, explain_code},
    http::HttpError,
    t, text,
    ui::{self, Dialog},
};

/// Asks for the password where the server wants a fresh proof, and then goes on with what was asked.
/// A context of the page.
#[derive(Clone, Copy)]
pub(super) struct Confirmation {
    /// Goes on with what waits, told whether the password was given; there while the dialog is.
    waiting: StoredValue<Option<js_sys::Function>, LocalStorage>,
    is_open: RwSignal<bool>,
}

impl Confirmation {
    pub(super) fn provide() -> Self {
        let confirmation = Self {
            waiting: StoredValue::new_local(None),
            is_open: RwSignal::new(false),
        };
        provide_context(confirmation);
        confirmation
    }

    pub(super) fn get() -> Self {
        expect_context()
    }

    pub(super) fn is_open(self) -> bool {
        self.is_open.get()
    }

    /// Does it; again when the password had to be asked first. `Aborted` when it was not given.
    pub(super) async fn run<T, F>(self, act: impl Fn() -> F) -> Result<T, HttpError>
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
pub(super) fn told(error: &HttpError) -> Option<String> {
    (*error != HttpError::Aborted).then(|| explain(error))
}

#[component]
pub(super) fn ConfirmDialog() -> impl IntoView {
    let confirmation = Confirmation::get();
    let password = RwSignal::new(String::new());
    let error = RwSignal::new(None::<HttpError>);
    let is_missing = RwSignal::new(false);
    let is_busy = RwSignal::new(false);
    let input = NodeRef::<html::Input>::new();
    // Opening puts the focus on the cross, and that comes after the field is there.
    Effect::new(move || {
        if input.get().is_some() {
            request_animation_frame(move || ui::focus(input));
        }
    });
    let on_submit = move |event: SubmitEvent| {
        event.prevent_default();
        if is_busy.get_untracked() {
            return;
        }
        error.set(None);
        is_missing.set(password.with_untracked(String::is_empty));
        if is_missing.get_untracked() {
            return ui::focus(input);
        }
        is_busy.set(true);
        let typed = password.get_untracked();
        spawn_local(async move {
            match api::confirm(typed).await {
                Ok(()) => confirmation.close(true),
                Err(refused) => {
                    let _ = is_busy.try_set(false);
                    let _ = error.try_set(Some(refused));
                    ui::focus(input);
                }
            }
        });
    };
    let beside = Signal::derive(move || {
        if is_missing.get() {
            return Some(text!(sign_in.password_missing).to_owned());
        }
        let code = error.with(|error| error.as_ref()?.code_of("password"))?;
        Some(wrong_password(code).to_owned())
    });
    let other = move || {
        let refused = error
            .get()
            .filter(|error| error.code_of("password").is_none())?;
        Some(view! { <ui::Note is_problem=true>{explain(&refused)}</ui::Note> })
    };
    view! {
        <Dialog
            label=t!(security.confirm_title)
            close_label=t!(action.close)
            on_close=move |()| confirmation.close(false)
        >
            <p class="soft">{t!(security.confirm_text)}</p>
            <form class="form" novalidate on:submit=on_submit aria-busy=move || is_busy.get().to_string()>
                <ui::PasswordField
                    id="confirm-password"
                    label=t!(sign_in.password)
                    show_label=t!(sign_in.show_password)
                    value=password
                    error=beside
                    autocomplete="current-password"
                    node_ref=input
                />
                <div class="form-message" role="alert">
                    {other}
                </div>
                <button
                    type="submit"
                    class="button main wide"
                    aria-disabled=move || is_busy.get().to_string()
                >
                    {t!(action.confirm)}
                </button>
            </form>
        </Dialog>
    }
}

/// Beside a password of now, there is no name that could be wrong.
pub(super) fn wrong_password(code: Code) -> &'static str {
    match code {
        Code::WrongCredentials => text!(security.wrong_password),
        Code::Required => text!(sign_in.password_missing),
        other => explain_code(other),
    }
}
