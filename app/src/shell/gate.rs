use belroute_shared::{
    ids::UserId,
    session::{Me, SessionState},
};
use leptos::{either::EitherOf4, prelude::*};
use leptos_router::{components::Redirect, hooks::use_url};

use super::{cover::Cover, frame::Frame, opened::PanelClosed};
use crate::{explain::explain, opened_panel, paths, session::Session, t, ui};

/// What the gate does.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Stage {
    Waiting,
    Failed,
    Closed,
    /// For this user, and for nobody else: another one finds a page of his own.
    Open(UserId),
}

/// Lets those in who are signed in and sends the others to sign in, from where they come back.
#[component]
pub fn Shell() -> impl IntoView {
    let session = Session::get();
    let stage = Memo::new(move |last: Option<&Stage>| match session.state() {
        Some(SessionState::SignedIn(me)) => Stage::Open(me.id),
        Some(SessionState::Idle(idle)) if is_kept(last, idle.id) => Stage::Open(idle.id),
        Some(_) => Stage::Closed,
        None if session.error().is_some() => Stage::Failed,
        None => Stage::Waiting,
    });
    Effect::new(move || {
        if !matches!(stage.get(), Stage::Waiting | Stage::Closed) {
            remove_skeleton();
        }
    });
    let url = use_url();
    // The last user known: while the frame is taken down after signing out it still has one.
    let me = Memo::new(move |last: Option<&Option<Me>>| match session.state() {
        Some(SessionState::SignedIn(me)) => Some(*me),
        _ => last.cloned().flatten(),
    });
    move || match stage.get() {
        Stage::Waiting => EitherOf4::A(None),
        Stage::Failed => EitherOf4::B(view! {
            <main class="door">
                <ui::Problem
                    text=Signal::derive(move || session.error().as_ref().map(explain).unwrap_or_default())
                    retry=t!(action.retry)
                    on_retry=move |()| session.load()
                />
            </main>
        }),
        Stage::Closed if opened_panel::is_open() => {
            remove_skeleton();
            EitherOf4::A(Some(view! { <PanelClosed /> }))
        }
        Stage::Closed => {
            let here = url.with_untracked(|url| {
                let query = url.search();
                let mark = if query.is_empty() { "" } else { "?" };
                format!("{}{mark}{query}", url.path())
            });
            EitherOf4::C(view! { <Redirect path=paths::sign_in_and_return(&here) /> })
        }
        Stage::Open(_) => EitherOf4::D(me.get_untracked().map(|first| {
            let me = Signal::derive(move || me.get().unwrap_or_else(|| first.clone()));
            view! {
                <Frame me />
                <Cover />
            }
        })),
    }
}

/// Whether the page of somebody who was away stays, under a cover, until he is back. A panel that an
/// administrator has opened closes instead.
fn is_kept(last: Option<&Stage>, whose: UserId) -> bool {
    last == Some(&Stage::Open(whose)) && !opened_panel::is_open()
}

/// Takes away what `index.html` painted before this program ran.
pub fn remove_skeleton() {
    if let Some(skeleton) = document().get_element_by_id("skeleton") {
        skeleton.remove();
    }
}
