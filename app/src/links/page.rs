use belroute_shared::{
    error::Code,
    security::OpenLink,
    session::{NewPassword, SessionState},
};
use leptos::prelude::*;
use leptos_router::{
    NavigateOptions,
    hooks::{use_navigate, use_params_map},
};

use super::{
    api::{self, Kind},
    dead::DeadLink,
};
use crate::{
    awaited::Awaited,
    door::DoorPage,
    fetched::Fetched,
    form::{Form, Submission},
    http::HttpError,
    password::{NewPasswordFields, PasswordDraft},
    paths,
    session::{News, Session},
    t, text, ui,
};

/// `/invite/…`: somebody new chooses a first password.
#[component]
pub fn InvitationPage() -> impl IntoView {
    view! { <DoorPage title=t!(links.welcome) view=super::invitation rows=5 /> }
}

/// `/reset/…`: a password in place of a forgotten one.
#[component]
pub fn ResetPage() -> impl IntoView {
    view! { <DoorPage title=t!(password.title) view=super::reset rows=5 /> }
}

/// What stands on the card of an invitation.
#[component]
pub(super) fn Invitation() -> impl IntoView {
    view! { <Link kind=Kind::Invitation /> }
}

/// What stands on the card of a reset.
#[component]
pub(super) fn Reset() -> impl IntoView {
    view! { <Link kind=Kind::Reset /> }
}

#[component]
fn Link(kind: Kind) -> impl IntoView {
    let params = use_params_map();
    let token = Memo::new(move |_| params.with(|params| params.get("token").unwrap_or_default()));
    // Why it does not work, as the first look or the last press of the button has told.
    let dead = RwSignal::new(None::<Code>);
    let link = Fetched::idle(move || async move {
        let answer = api::show(kind, &token.get_untracked()).await;
        dead.set(answer.as_ref().err().and_then(why_dead));
        answer
    })
    .started();
    move || match dead.get() {
        Some(why) => view! { <DeadLink kind token=token.get_untracked() why /> }.into_any(),
        None => view! {
            <Awaited wait=link rows=4>
                {move || {
                    link.get()
                        .map(|link| view! { <Choose kind token=token.get_untracked() link dead /> })
                }}
            </Awaited>
        }
        .into_any(),
    }
}

#[component]
fn Choose(
    kind: Kind,
    token: String,
    link: OpenLink,
    dead: RwSignal<Option<Code>>,
) -> impl IntoView {
    let session = Session::get();
    let navigate = use_navigate();
    let name = link.email.clone();
    let draft = PasswordDraft::new(link.rules);
    let submission = Submission::new(&[]);
    let saved_for = name.clone();
    let on_submit = move |()| {
        let Some(password) = draft.checked() else {
            return;
        };
        let (token, name, navigate) = (token.clone(), saved_for.clone(), navigate.clone());
        let request = async move {
            api::use_up(kind, &token, &NewPassword { password }).await?;
            // Somebody else may be signed in in this browser, and would be led on as himself.
            let is_signed_in = matches!(session.state_untracked(), Some(SessionState::SignedIn(_)));
            if is_signed_in && session.sign_out().await.is_err() {
                session.load();
            }
            Ok(())
        };
        submission.send_and(request, move |answer| match answer {
            Ok(()) => {
                session.name().set(name);
                session.news().set(Some(News::PasswordSaved));
                navigate(paths::SIGN_IN, NavigateOptions::default());
            }
            Err(refused) => match why_dead(&refused) {
                Some(why) => dead.set(Some(why)),
                None if draft.take_refusal(&refused) => {}
                None => submission.refuse(refused),
            },
        });
    };
    let title = match kind {
        Kind::Invitation => t!(links.welcome),
        Kind::Reset => t!(password.title),
    };
    let (whom, organisation) = (link.name, link.organisation);
    let whose = name.clone();
    view! {
        <h1>{title}</h1>
        <p class="soft">
            <ui::Emphasised text=Signal::derive(move || {
                text!(
                    links.for_whom,
                    name = whom.clone(),
                    email = ui::strong(&whose),
                    organisation = organisation.clone()
                )
            }) />
        </p>
        <Form submission on_submit submit=t!(links.save) is_wide=true>
            <NewPasswordFields draft name=Signal::stored(name) />
        </Form>
    }
}

/// Whether an answer means that the link will never work, and why.
pub(super) fn why_dead(error: &HttpError) -> Option<Code> {
    error.code().filter(|code| {
        matches!(
            code,
            Code::LinkUsed | Code::LinkExpired | Code::LinkReplaced | Code::NotFound
        )
    })
}
