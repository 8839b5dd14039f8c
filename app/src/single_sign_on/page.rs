use belroute_shared::{
    company::users::check_email,
    error::FieldError,
    session::{SignInProvider, SingleSignOn as Wanted},
};
use leptos::prelude::*;

use crate::{
    door::DoorPage,
    form::{Form, Submission},
    http, paths,
    session::Session,
    t, ui,
};

/// `/single-sign-on`: asks whose organisation it is, and leads there.
#[component]
pub fn SingleSignOnPage() -> impl IntoView {
    view! {
        <DoorPage title=t!(single_sign_on.title) view=super::ask rows=3>
            <a class="door-back" href=paths::SIGN_IN>
                {t!(links.back)}
            </a>
        </DoorPage>
    }
}

/// What stands on the card.
#[component]
pub(super) fn SingleSignOn() -> impl IntoView {
    // What was typed at the door.
    let email = Session::get().name();
    let submission = Submission::new(&["email"]);
    let input = NodeRef::new();
    ui::focus_when_there(input);
    let on_submit = move |()| {
        let wanted = Wanted {
            email: email.get_untracked().trim().to_lowercase(),
        };
        let outcome =
            check_email(&wanted.email).map_err(|code| vec![FieldError::new("email", code)]);
        if submission.passes(outcome) {
            let request = async move {
                http::post::<SignInProvider>("/v1/session/singleSignOn", &wanted).await
            };
            submission.send(request, |provider| {
                // Another page takes the place of this one; it refuses only what is no address.
                let _ = window().location().assign(&provider.url);
            });
        }
    };
    view! {
        <h1>{t!(single_sign_on.title)}</h1>
        <p class="soft">{t!(single_sign_on.text)}</p>
        <Form submission on_submit submit=t!(single_sign_on.go) is_wide=true>
            <ui::Field
                id="email"
                label=t!(single_sign_on.email)
                value=email
                error=submission.error_of("email")
                autocomplete="username"
                node_ref=input
            />
        </Form>
    }
}
