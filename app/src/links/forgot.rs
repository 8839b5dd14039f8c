use belroute_shared::security::ForgottenPassword;
use leptos::{either::Either, prelude::*};

use super::api;
use crate::{
    door::DoorPage,
    form::{Form, Submission},
    paths,
    session::Session,
    t, text, ui,
};

/// `/forgot`: asks for a link. What it says afterwards is the same for everybody.
#[component]
pub fn ForgotPage() -> impl IntoView {
    view! {
        <DoorPage title=t!(links.forgot) view=super::ask rows=3>
            <a class="door-back" href=paths::SIGN_IN>
                {t!(links.back)}
            </a>
        </DoorPage>
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
    let submission = Submission::new(&["identifier"]);
    let input = NodeRef::new();
    ui::focus_when_there(input);
    let on_submit = move |()| {
        let who = ForgottenPassword {
            identifier: identifier.get_untracked(),
        };
        if submission.passes(who.check().map_err(|error| vec![error])) {
            let request = async move { api::ask(&who).await };
            submission.send(request, move |()| is_sent.set(true));
        }
    };
    let error = submission.error_in_words("identifier", |_| text!(sign_in.identifier_missing));
    view! {
        <h1>{t!(links.forgot)}</h1>
        <p class="soft">{t!(links.forgot_text)}</p>
        <Form submission on_submit submit=t!(links.send) is_wide=true>
            <ui::Field
                id="identifier"
                label=t!(sign_in.identifier)
                value=identifier
                error
                autocomplete="username"
                node_ref=input
            />
        </Form>
    }
}

/// Says nothing about whether there is such an account.
#[component]
fn Sent() -> impl IntoView {
    view! {
        <ui::StepTitle text=t!(links.sent) />
        <p role="status">{t!(links.sent_text)}</p>
    }
}
