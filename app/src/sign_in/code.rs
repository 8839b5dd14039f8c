use belroute_shared::{
    error::Code,
    second_factors::{FactorCode, FactorKind},
};
use leptos::{prelude::*, task::spawn_local};
use web_sys::SubmitEvent;

use super::{api, wait::Wait};
use crate::{
    explain::{explain, explain_code},
    http::HttpError,
    session::{News, Session},
    t, text, ui,
};

/// A code that is typed beside the password.
#[component]
pub(super) fn CodeForm(
    /// What it is a code of.
    kind: FactorKind,
    /// The user may have this browser remembered.
    can_remember: bool,
    /// Whether he wants that.
    remember: RwSignal<bool>,
    /// How long the server makes him wait.
    wait: Wait,
) -> impl IntoView {
    let session = Session::get();
    let code = RwSignal::new(String::new());
    let error = RwSignal::new(None::<HttpError>);
    let broken = RwSignal::new(None::<Code>);
    let is_busy = RwSignal::new(false);
    let input = NodeRef::new();

    ui::focus_when_there(input);
    let on_submit = move |event: SubmitEvent| {
        event.prevent_default();
        if is_busy.get_untracked() || wait.is_on_untracked() {
            return;
        }
        let given = FactorCode {
            kind,
            code: code.get_untracked(),
            remember: remember.get_untracked(),
        };
        error.set(None);
        broken.set(given.check().err().map(|error| error.code));
        if broken.with_untracked(Option::is_some) {
            return ui::focus(input);
        }
        is_busy.set(true);
        spawn_local(async move {
            match api::give_factor(&given).await {
                Ok(state) => session.take(state),
                Err(refused) if refused.code() == Some(Code::StartOver) => {
                    session.start_over(News::TooManyCodes);
                }
                Err(refused) => {
                    // Whoever has changed to another way meanwhile needs no words about this one.
                    if is_busy.try_set(false).is_some() {
                        return;
                    }
                    if let Some(seconds) = refused.retry_after() {
                        wait.start(seconds);
                    }
                    broken.set(refused.code_of("code"));
                    error.set(Some(refused));
                    ui::focus(input);
                }
            }
        });
    };
    let broken = Signal::derive(move || broken.get().map(|code| explain_code(code).to_owned()));
    let is_number = kind == FactorKind::Totp;
    let label = if is_number {
        t!(second_factor.code)
    } else {
        t!(second_factor.recovery_code)
    };
    view! {
        <form class="form" novalidate on:submit=on_submit aria-busy=move || is_busy.get().to_string()>
            <ui::CodeField id="code" label value=code error=broken is_number node_ref=input />
            {can_remember
                .then(|| view! { <ui::Tick id="remember" label=t!(second_factor.remember) value=remember /> })}
            <div class="form-message" role="alert">
                {move || error.with(|error| message(error.as_ref()?, wait))
                    .map(|words| view! { <ui::Note is_problem=true>{words}</ui::Note> })}
            </div>
            <button
                type="submit"
                class="button main wide"
                aria-disabled=move || (is_busy.get() || wait.is_on()).to_string()
            >
                {t!(sign_in.submit)}
            </button>
        </form>
    }
}

/// What went wrong beside the code itself.
fn message(error: &HttpError, wait: Wait) -> Option<String> {
    if error.code_of("code").is_some() {
        return None;
    }
    Some(match (error.code(), wait.left()) {
        (Some(Code::TooManyAttempts), Some(left)) => text!(sign_in.wait, left = left),
        (Some(Code::TooManyAttempts), None) => text!(sign_in.try_again).to_owned(),
        _ => explain(error),
    })
}
