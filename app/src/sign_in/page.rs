use belroute_shared::{account::Language, session::SessionState};
use leptos::{either::EitherOf3, prelude::*};
use leptos_router::{
    NavigateOptions,
    hooks::{use_navigate, use_query_map},
};

use super::form::SignInForm;
use crate::{explain::explain, language, paths, session::Session, shell, t, text, ui};

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

/// The card in the middle, with the languages underneath.
#[component]
fn Door(children: Children) -> impl IntoView {
    view! {
        <main class="door">
            <section class="card door-card">
                <p class="brand">
                    <ui::Icon name="route" />
                    "Belroute"
                </p>
                {children()}
            </section>
            <p class="door-languages" role="group" aria-label=t!(account.language)>
                <LanguageButton language=Language::Nl name="Nederlands" />
                <span aria-hidden="true">"·"</span>
                <LanguageButton language=Language::En name="English" />
            </p>
        </main>
    }
}

/// A language under its own name, which everybody who speaks it can read.
#[component]
fn LanguageButton(language: Language, name: &'static str) -> impl IntoView {
    view! {
        <button
            type="button"
            class="door-language"
            lang=language.tag()
            aria-pressed=move || (language::current() == language).to_string()
            on:click=move |_| language::show(language)
        >
            {name}
        </button>
    }
}
