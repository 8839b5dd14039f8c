use belroute_shared::session::{PasswordStep, SecondFactorStep, SessionState};
use leptos::prelude::*;
use leptos_router::{
    NavigateOptions,
    hooks::{use_navigate, use_query_map},
};

use super::{form::SignInForm, second_factor::SecondFactorForm, step::StartAgain};
use crate::{
    door::Door,
    explain::explain,
    lazy::{Lazy, Place},
    paths,
    session::{News, Session},
    shell, t, text, ui,
};

/// What the page shows.
#[derive(Clone, PartialEq)]
enum Stage {
    Waiting,
    Failed,
    Credentials,
    SecondFactor(SecondFactorStep),
    NewPassword(PasswordStep),
    Enrolment,
    RecoveryCodes,
    Done,
}

impl Stage {
    /// The server waits ten minutes for the next one of these.
    fn is_under_way(&self) -> bool {
        matches!(
            self,
            Self::SecondFactor(_) | Self::NewPassword(_) | Self::Enrolment | Self::RecoveryCodes
        )
    }

    fn title(&self) -> &'static str {
        match self {
            Self::SecondFactor(_) => text!(second_factor.title),
            Self::NewPassword(_) => text!(password.title),
            Self::Enrolment => text!(second_factor.set_up_title),
            Self::RecoveryCodes => text!(recovery_codes.title),
            _ => text!(sign_in.title),
        }
    }
}

/// The page. Whoever is signed in is led on, and so is everybody who signs in here or in another
/// tab.
#[component]
pub fn SignInPage() -> impl IntoView {
    let session = Session::get();
    let stage = Memo::new(move |_| match session.state() {
        Some(SessionState::SignedIn(_)) => Stage::Done,
        Some(SessionState::Anonymous | SessionState::Idle(_)) => Stage::Credentials,
        Some(SessionState::SecondFactor(step)) => Stage::SecondFactor(step),
        Some(SessionState::NewPassword(step)) => Stage::NewPassword(step),
        Some(SessionState::Enrolment) => Stage::Enrolment,
        Some(SessionState::RecoveryCodes) => Stage::RecoveryCodes,
        None if session.error().is_some() => Stage::Failed,
        None => Stage::Waiting,
    });
    ui::title(move || stage.with(Stage::title).to_owned());
    let has_given_up = RwSignal::new(false);
    let query = use_query_map();
    let came_back = query.with_untracked(|query| query.get("singleSignOn"));
    if let Some(news) = came_back.as_deref().and_then(News::of_provider) {
        session.news().set(Some(news));
    }
    let navigate = use_navigate();
    // Changing the page is an act on the world outside.
    Effect::new(move |before: Option<Stage>| {
        let stage = stage.get();
        match &stage {
            Stage::Waiting => {}
            Stage::Done => {
                let next = query.with_untracked(|query| query.get("next"));
                let options = NavigateOptions {
                    replace: true,
                    ..NavigateOptions::default()
                };
                navigate(&paths::after_sign_in(next.as_deref()), options);
            }
            _ => shell::remove_skeleton(),
        }
        if stage == Stage::Credentials && before.is_some_and(|before| before.is_under_way()) {
            if !has_given_up.get_untracked() && session.news().with_untracked(Option::is_none) {
                session.news().set(Some(News::TookTooLong));
            }
            has_given_up.set(false);
        }
        stage
    });
    let within = move |step: AnyView| {
        view! {
            <Door>
                {step}
                <StartAgain has_given_up />
            </Door>
        }
        .into_any()
    };
    move || {
        match stage.get() {
        Stage::Waiting | Stage::Done => ().into_any(),
        Stage::Credentials => view! {
            <Door>
                <SignInForm />
            </Door>
        }
        .into_any(),
        Stage::SecondFactor(step) => within(view! { <SecondFactorForm step /> }.into_any()),
        Stage::NewPassword(_) => within(later(t!(password.title))),
        Stage::Enrolment => within(later(t!(second_factor.set_up_title))),
        Stage::RecoveryCodes => within(later(t!(recovery_codes.title))),
        Stage::Failed => view! {
            <Door>
                <ui::Problem
                    text=Signal::derive(move || session.error().as_ref().map(explain).unwrap_or_default())
                    retry=t!(action.retry)
                    on_retry=move |()| session.load()
                />
            </Door>
        }
        .into_any(),
    }
    }
}

fn later(title: fn() -> &'static str) -> AnyView {
    view! { <Lazy view=super::later rows=5 place=Place::Door(title) /> }.into_any()
}
