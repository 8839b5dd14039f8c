use belroute_shared::{
    error::{Code, FieldError},
    session::SignIn,
};
use leptos::{prelude::*, task::spawn_local};
use web_sys::SubmitEvent;

use super::{passkey::PasskeyDoor, wait::Wait};
use crate::{
    explain::{explain, explain_code},
    http::HttpError,
    paths,
    session::{News, Session},
    t, text, ui,
};

/// Login name or e-mail address, and password. Whatever goes wrong, nothing typed is lost.
#[component]
pub(super) fn SignInForm() -> impl IntoView {
    let session = Session::get();
    let (identifier, password) = (session.name(), RwSignal::new(String::new()));
    let (identifier_input, password_input) = (NodeRef::new(), NodeRef::new());
    let broken = RwSignal::new(Vec::<FieldError>::new());
    let error = RwSignal::new(None::<HttpError>);
    let wait = Wait::new();
    let is_busy = RwSignal::new(false);

    let is_known = identifier.with_untracked(|name| !name.is_empty());
    ui::focus_when_there(if is_known {
        password_input
    } else {
        identifier_input
    });
    let on_submit = move |event: SubmitEvent| {
        event.prevent_default();
        if is_busy.get_untracked() || wait.is_on_untracked() {
            return;
        }
        let form = SignIn {
            identifier: identifier.get_untracked(),
            password: password.get_untracked(),
        };
        error.set(None);
        broken.set(form.check().err().unwrap_or_default());
        let first = broken.with_untracked(|broken| broken.first().map(|error| error.field.clone()));
        match first.as_deref() {
            Some("identifier") => return ui::focus(identifier_input),
            Some(_) => return ui::focus(password_input),
            None => is_busy.set(true),
        }
        spawn_local(async move {
            // After a success this form is gone, and its signals with it.
            if let Err(refused) = session.sign_in(&form).await {
                if let Some(seconds) = refused.retry_after() {
                    wait.start(seconds);
                }
                is_busy.set(false);
                error.set(Some(refused));
                ui::focus(password_input);
            }
        });
    };
    let error_of = move |field: &'static str| {
        Signal::derive(move || {
            broken
                .with(|broken| {
                    broken
                        .iter()
                        .find(|error| error.field == field)
                        .map(|e| e.code)
                })
                .map(|code| words(field, code))
        })
    };
    view! {
        <h1>{t!(sign_in.title)}</h1>
        <div class="form-message" role="status">
            {move || session.news().get().map(|news| view! { <ui::Note>{told(news)}</ui::Note> })}
        </div>
        <form class="form" novalidate on:submit=on_submit aria-busy=move || is_busy.get().to_string()>
            <ui::Field
                id="identifier"
                label=t!(sign_in.identifier)
                value=identifier
                error=error_of("identifier")
                autocomplete="username"
                node_ref=identifier_input
            />
            <ui::PasswordField
                id="password"
                label=t!(sign_in.password)
                show_label=t!(sign_in.show_password)
                value=password
                error=error_of("password")
                autocomplete="current-password"
                node_ref=password_input
            />
            <div class="form-message" role="alert">
                {move || {
                    message(error.get().as_ref(), wait)
                        .map(|text| view! { <ui::Note is_problem=true>{text}</ui::Note> })
                }}
            </div>
            <button
                type="submit"
                class="button main wide"
                aria-disabled=move || (is_busy.get() || wait.is_on()).to_string()
            >
                {move || {
                    if is_busy.get() { text!(sign_in.busy) } else { text!(sign_in.submit) }
                }}
            </button>
        </form>
        <PasskeyDoor />
        <a class="door-back" href=paths::FORGOT>
            {t!(sign_in.forgot)}
        </a>
        <a class="door-back" href=paths::SINGLE_SIGN_ON>
            {t!(single_sign_on.title)}
        </a>
    }
}

fn message(error: Option<&HttpError>, wait: Wait) -> Option<String> {
    let error = error?;
    if error.code() != Some(Code::TooManyAttempts) {
        return Some(explain(error));
    }
    Some(match wait.left() {
        Some(left) => text!(sign_in.wait, left = left),
        None => text!(sign_in.try_again).to_owned(),
    })
}

fn told(news: News) -> &'static str {
    match news {
        News::PasswordSaved => text!(sign_in.password_saved),
        News::TookTooLong => text!(sign_in.took_too_long),
        News::TooManyCodes => text!(sign_in.too_many_codes),
        News::ProviderDenied => text!(single_sign_on.denied),
        News::ProviderRefused => text!(single_sign_on.refused),
        News::ProviderLate => text!(single_sign_on.late),
        News::ProviderFailed => text!(single_sign_on.failed),
    }
}

fn words(field: &str, code: Code) -> String {
    match (field, code) {
        ("identifier", Code::Required) => text!(sign_in.identifier_missing).to_owned(),
        (_, Code::Required) => text!(sign_in.password_missing).to_owned(),
        (_, code) => explain_code(code).to_owned(),
    }
}
