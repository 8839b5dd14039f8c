use belroute_shared::{
    error::Code,
    second_factors::{FactorCode, FactorKind},
    session::SecondFactorStep,
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

/// A code beside the password: of an authenticator app, or one of those that were kept for the day
/// when it is not at hand.
#[component]
pub(super) fn SecondFactorForm(step: SecondFactorStep) -> impl IntoView {
    let session = Session::get();
    let has = |kind| step.methods.contains(&kind);
    let has_both = has(FactorKind::Totp) && has(FactorKind::RecoveryCode);
    let first = if has(FactorKind::Totp) {
        FactorKind::Totp
    } else {
        FactorKind::RecoveryCode
    };
    let kind = RwSignal::new(first);
    let is_totp = Signal::derive(move || kind.get() == FactorKind::Totp);
    let (code, remember) = (RwSignal::new(String::new()), RwSignal::new(false));
    let error = RwSignal::new(None::<HttpError>);
    let broken = RwSignal::new(None::<Code>);
    let is_busy = RwSignal::new(false);
    let wait = Wait::new();
    let input = NodeRef::new();

    ui::focus_when_there(input);
    let on_submit = move |event: SubmitEvent| {
        event.prevent_default();
        if is_busy.get_untracked() || wait.is_on_untracked() {
            return;
        }
        let given = FactorCode {
            kind: kind.get_untracked(),
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
                    if let Some(seconds) = refused.retry_after() {
                        wait.start(seconds);
                    }
                    is_busy.set(false);
                    broken.set(refused.code_of("code"));
                    error.set(Some(refused));
                    ui::focus(input);
                }
            }
        });
    };
    let on_change = move |()| {
        code.set(String::new());
        broken.set(None);
        error.set(None);
    };
    let broken = Signal::derive(move || broken.get().map(|code| explain_code(code).to_owned()));
    view! {
        <h1>{t!(second_factor.title)}</h1>
        <p class="soft">
            {move || {
                if is_totp.get() { text!(second_factor.ask_app) } else { text!(second_factor.ask_recovery) }
            }}
        </p>
        <form class="form" novalidate on:submit=on_submit aria-busy=move || is_busy.get().to_string()>
            {move || {
                let is_number = is_totp.get();
                let label = if is_number {
                    t!(second_factor.code)
                } else {
                    t!(second_factor.recovery_code)
                };
                view! {
                    <ui::CodeField id="code" label value=code error=broken is_number node_ref=input />
                }
            }}
            {step
                .can_remember
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
        {has_both.then(|| view! { <OtherMethod kind on_change /> })}
    }
}

/// Changes between the app and the codes on paper.
#[component]
fn OtherMethod(kind: RwSignal<FactorKind>, #[prop(into)] on_change: Callback<()>) -> impl IntoView {
    let change = move |_| {
        kind.update(|kind| {
            *kind = match *kind {
                FactorKind::Totp => FactorKind::RecoveryCode,
                _ => FactorKind::Totp,
            };
        });
        on_change.run(());
    };
    view! {
        <button type="button" class="link door-back" on:click=change>
            {move || match kind.get() {
                FactorKind::Totp => text!(second_factor.use_recovery),
                _ => text!(second_factor.use_app),
            }}
        </button>
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
