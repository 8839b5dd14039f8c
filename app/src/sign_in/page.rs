use belroute_shared::session::SessionState;
use leptos::{either::EitherOf3, prelude::*};
use leptos_router::{
    NavigateOptions,
    hooks::{use_navigate, use_query_map},
};

use super::form::SignInForm;
use crate::{door::Door, explain::explain, paths, session::Session, shell, t, text, ui};

/// What the page shows.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Stage {
    Waiting,
    Failed,
    Credentials,
    Done,
}

/// The page. Whoever is signed in is led on, and so is everybody who signs in here or in another
/// tab.
#[component]
pub fn SignInPage() -> impl IntoView {
    ui::title(|| text!(sign_in.title).to_owned());
    let session = Session::get();
    let stage = Memo::new(move |_| match session.state() {
        Some(SessionState::SignedIn(_)) => Stage::Done,
        Some(SessionState::Anonymous) => Stage::Credentials,
        None if session.error().is_some() => Stage::Failed,
        None => Stage::Waiting,
    });
    let query = use_query_map();
    let navigate = use_navigate();
    // Changing the page is an act on the world outside.
    Effect::new(move || match stage.get() {
        Stage::Waiting => {}
        Stage::Failed | Stage::Credentials => shell::remove_skeleton(),
        Stage::Done => {
            let next = query.with_untracked(|query| query.get("next"));
            let options = NavigateOptions {
                replace: true,
                ..NavigateOptions::default()
            };
            navigate(&paths::after_sign_in(next.as_deref()), options);
        }
    });
    move || match stage.get() {
        Stage::Waiting | Stage::Done => EitherOf3::A(()),
        Stage::Credentials => EitherOf3::B(view! {
            <Door>
                <SignInForm />
            </Door>
        }),
        Stage::Failed => EitherOf3::C(view! {
            <Door>
                <ui::Problem
                    text=Signal::derive(move || session.error().as_ref().map(explain).unwrap_or_default())
                    retry=t!(action.retry)
                    on_retry=move |()| session.load()
                />
            </Door>
        }),
    }
}
