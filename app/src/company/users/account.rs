use belroute_shared::{
    company::users::{CompanyUser, UserStatus},
    ids::UserId,
};
use leptos::{prelude::*, task::spawn_local};

use super::api;
use crate::{
    confirmation::{Confirmation, told},
    fetched::Fetched,
    http::HttpError,
    paths, session, t, text,
    ui::{ConfirmedButton, Copy, Icon, Note},
};

/// What a press is about.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Act {
    Invite,
    MakeTemporaryPassword,
    ResetSecondFactor,
    Disable,
    Enable,
}

/// What came of a press.
#[derive(Clone)]
enum Outcome {
    Told(String),
    Password(String),
    Refused(String),
}

/// How somebody gets in, and how he is kept out. None of it tells the administrator a password that
/// stays.
#[component]
pub(super) fn AccountCard(user: Fetched<CompanyUser>) -> impl IntoView {
    let me = session::me();
    let confirmation = Confirmation::get();
    let id = Memo::new(move |_| user.with(|user| user.map(|user| user.id)));
    let status = Memo::new(move |_| user.with(|user| user.map(|user| user.status)));
    let is_disabled = move || status.get() == Some(UserStatus::Disabled);
    let is_me = Memo::new(move |_| id.get() == Some(me.with(|me| me.id)));
    let outcome = RwSignal::new(None::<Outcome>);
    let act = Callback::new(move |act: Act| {
        let Some((id, email)) =
            user.with_untracked(|user| user.map(|user| (user.id, user.settings.email.clone())))
        else {
            return;
        };
        outcome.set(None);
        spawn_local(async move {
            let email = email.as_str();
            let answer = confirmation.run(|| run(id, act, email)).await;
            let answer = match answer {
                Ok(outcome) => Some(outcome),
                Err(error) => told(&error).map(Outcome::Refused),
            };
            let _ = outcome.try_set(answer);
            user.refetch();
        });
    });
    let confirmed = move |it: Act, text: fn() -> &'static str, confirm: fn() -> &'static str| {
        view! {
            <ConfirmedButton
                text
                label=text
                confirm
                cancel=t!(action.cancel)
                on_confirm=move |()| act.run(it)
            />
        }
    };
    view! {
        <section class="card company-card" aria-labelledby="user-account">
            <h2 id="user-account">{t!(users.account)}</h2>
            <p class="soft">{t!(users.account_text)}</p>
            <div class="company-acts">
                <Show when=move || !is_me.get() && !is_disabled()>
                    <a
                        class="button"
                        target="_blank"
                        rel="noopener"
                        href=move || id.get().map(paths::company_open_panel)
                    >
                        <Icon name="open" />
                        {t!(users.open_panel)}
                    </a>
                </Show>
                <Show when=move || status.get() == Some(UserStatus::Invited)>
                    <button type="button" class="button" on:click=move |_| act.run(Act::Invite)>
                        {t!(users.invite_again)}
                    </button>
                </Show>
                <Show when=move || !is_disabled()>
                    {confirmed(
                        Act::MakeTemporaryPassword,
                        t!(users.temporary_password),
                        t!(users.temporary_password_confirm),
                    )}
                </Show>
                {confirmed(
                    Act::ResetSecondFactor,
                    t!(users.reset_factor),
                    t!(users.reset_factor_confirm),
                )}
                <Show
                    when=is_disabled
                    fallback=move || {
                        confirmed(Act::Disable, t!(users.disable), t!(users.disable_confirm))
                    }
                >
                    <button type="button" class="button" on:click=move |_| act.run(Act::Enable)>
                        {t!(users.enable)}
                    </button>
                </Show>
            </div>
            <div role="status">{move || outcome.get().map(|it| view! { <Told outcome=it /> })}</div>
        </section>
    }
}

async fn run(id: UserId, act: Act, email: &str) -> Result<Outcome, HttpError> {
    let told = |text: &str| Ok(Outcome::Told(text.to_owned()));
    match act {
        Act::Invite => {
            api::invite(id).await?;
            told(&text!(users.invitation_sent, email = email.to_owned()))
        }
        Act::MakeTemporaryPassword => api::make_temporary_password(id)
            .await
            .map(|it| Outcome::Password(it.password)),
        Act::ResetSecondFactor => {
            api::reset_second_factor(id).await?;
            told(text!(users.factor_was_reset))
        }
        Act::Disable => {
            api::disable(id).await?;
            told(text!(users.was_disabled))
        }
        Act::Enable => {
            api::enable(id).await?;
            told(text!(users.was_enabled))
        }
    }
}

#[component]
fn Told(outcome: Outcome) -> impl IntoView {
    match outcome {
        Outcome::Told(text) => view! { <Note>{text}</Note> }.into_any(),
        Outcome::Refused(text) => view! { <Note is_problem=true>{text}</Note> }.into_any(),
        Outcome::Password(password) => view! {
            <Note>
                <p>{t!(users.temporary_password_text)}</p>
                <p class="company-password">
                    <code>{password.clone()}</code>
                    <Copy
                        value=password
                        text=t!(action.copy)
                        label=t!(action.copy)
                        done=t!(action.copied)
                    />
                </p>
            </Note>
        }
        .into_any(),
    }
}
