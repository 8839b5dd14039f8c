use belroute_shared::{error::Code, passkeys::PasskeyAnswer, session::SessionState};
use leptos::{prelude::*, task::spawn_local};

use super::{api, passkey::Wish};
use crate::{
    explain::explain,
    http::HttpError,
    passkeys::{self, Failure},
    session::{News, Session},
    t, ui,
};

/// Why it did not open.
enum Refusal {
    Browser(Failure),
    Server(HttpError),
}

/// Shows a passkey at each press, and tells why it did not open.
#[component]
pub(super) fn PasskeyAttempt() -> impl IntoView {
    let session = Session::get();
    let wish: Wish = expect_context();
    let problem = RwSignal::new(None::<String>);
    // The browser's own window is the world outside.
    Effect::new(move || {
        wish.presses.track();
        problem.set(None);
        wish.is_busy.set(true);
        spawn_local(async move {
            match attempt(wish).await {
                Ok(state) => {
                    session.news().set(None);
                    session.take(state);
                }
                Err(Refusal::Server(refused)) if refused.code() == Some(Code::StartOver) => {
                    session.start_over(News::TooManyCodes);
                }
                Err(refusal) => {
                    let words = match refusal {
                        Refusal::Browser(failure) => failure.explain().to_owned(),
                        Refusal::Server(refused) => explain(&refused),
                    };
                    let _ = wish.is_busy.try_set(false);
                    let _ = problem.try_set(Some(words));
                }
            }
        });
    });
    view! {
        <div class="form-message" role="status">
            {move || match problem.get() {
                Some(words) => view! { <ui::Note is_problem=true>{words}</ui::Note> }.into_any(),
                None => view! { <p class="soft">{t!(passkeys.waiting)}</p> }.into_any(),
            }}
        </div>
    }
}

async fn attempt(wish: Wish) -> Result<SessionState, Refusal> {
    let place = match wish.remember {
        Some(_) => api::PASSKEY_BESIDE,
        None => api::PASSKEY,
    };
    let question = api::ask_passkey(place).await.map_err(Refusal::Server)?;
    let credential = passkeys::answer(&question.options)
        .await
        .map_err(Refusal::Browser)?;
    // He may have come in another way meanwhile.
    if wish.is_busy.try_get_untracked().is_none() {
        return Err(Refusal::Server(HttpError::Aborted));
    }
    let answer = PasskeyAnswer {
        ticket: question.ticket,
        credential,
        remember: wish
            .remember
            .is_some_and(|remember| remember.try_get_untracked() == Some(true)),
    };
    api::give_passkey(place, &answer)
        .await
        .map_err(Refusal::Server)
}
