use belroute_shared::security::ForgottenPassword;
use leptos::{either::Either, html, prelude::*, task::spawn_local};
use web_sys::SubmitEvent;

use super::api;
use crate::{
    door::Door,
    explain::explain,
    http::HttpError,
    lazy::{Lazy, Place},
    paths,
    session::Session,
    shell, t, text, ui,
};

/// `/forgot`: asks for a link. What it says afterwards is the same for everybody.
#[component]
pub fn ForgotPage() -> impl IntoView {
    ui::title(|| text!(links.forgot).to_owned());
    Effect::new(shell::remove_skeleton);
    view! {
        <Door>
            <Lazy view=super::ask rows=3 place=Place::Door(t!(links.forgot)) />
            <a class="door-back" href=paths::SIGN_IN>
                {t!(links.back)}
            </a>
        </Door>
    }
}

/// What stands on the card.
#[component]
pub(super) fn Forgot() -> impl IntoView {
    let is_sent = RwSignal::new(false);
    move || {
        if is_sent.get() {
            Either::Left(view! { <Sent /> })
        } else {
            Either::Right(view! { <Ask is_sent /> })
        }
    }
}

#[component]
fn Ask(is_sent: RwSignal<bool>) -> impl IntoView {
    // The name that was typed at the door is the one that is meant.
    let identifier = Session::get().name();
    let is_missing = RwSignal::new(false);
    let error = RwSignal::new(None::<HttpError>);
    let is_busy = RwSignal::new(false);
    let input = NodeRef::new();
    ui::focus_when_there(input);
    let on_submit = move |event: SubmitEvent| {
        event.prevent_default();
        if is_busy.get_untracked() {
            return;
        }
        let who = ForgottenPassword {
            identifier: identifier.get_untracked(),
        };
        error.set(None);
        is_missing.set(who.check().is_err());
        if is_missing.get_untracked() {
            return ui::focus(input);
        }
        is_busy.set(true);
        spawn_local(async move {
            match api::ask(&who).await {
                Ok(()) => is_sent.set(true),
                Err(refused) => {
                    is_busy.set(false);
                    error.set(Some(refused));
                }
            }
        });
    };
    let missing = Signal::derive(move || {
        is_missing
            .get()
            .then(|| text!(sign_in.identifier_missing).to_owned())
    });
    view! {
        <h1>{t!(links.forgot)}</h1>
        <p class="soft">{t!(links.forgot_text)}</p>
        <form class="form" novalidate on:submit=on_submit aria-busy=move || is_busy.get().to_string()>
            <ui::Field
                id="identifier"
                label=t!(sign_in.identifier)
                value=identifier
                error=missing
                autocomplete="username"
                node_ref=input
            />
            <div class="form-message" role="alert">
                {move || error.get().map(|error| view! { <ui::Note is_problem=true>{explain(&error)}</ui::Note> })}
            </div>
            <button
                type="submit"
                class="button main wide"
                aria-disabled=move || is_busy.get().to_string()
            >
                {t!(links.send)}
            </button>
        </form>
    }
}

/// Says nothing about whether there is such an account.
#[component]
fn Sent() -> impl IntoView {
    let title = NodeRef::<html::H1>::new();
    Effect::new(move || {
        if let Some(title) = title.get() {
            let _ = title.focus();
        }
    });
    view! {
        <h1 class="step-title" tabindex="-1" node_ref=title>
            {t!(links.sent)}
        </h1>
        <p role="status">{t!(links.sent_text)}</p>
    }
}
