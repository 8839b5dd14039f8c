use belroute_shared::{email_addresses::OpenEmailConfirmation, error::Code};
use leptos::prelude::*;
use leptos_router::hooks::use_params_map;

use super::{api, dead, page::why_dead};
use crate::{
    awaited::Awaited,
    door::DoorPage,
    fetched::Fetched,
    form::{Form, Submission},
    paths, t, text, ui,
};

/// `/confirm-email/…`: whoever reads the mail says that the address is his.
#[component]
pub fn ConfirmEmailPage() -> impl IntoView {
    view! { <DoorPage title=t!(email_addresses.confirm_title) view=super::confirm_email rows=3 /> }
}

/// How far it is.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Stage {
    /// The link can be used.
    Open,
    /// The address is confirmed.
    Done,
    /// The link does not work, and why.
    Dead(Code),
}

/// What stands on the card.
#[component]
pub(super) fn ConfirmEmail() -> impl IntoView {
    let params = use_params_map();
    let token = Memo::new(move |_| params.with(|params| params.get("token").unwrap_or_default()));
    let stage = RwSignal::new(Stage::Open);
    let link = Fetched::idle(move || async move {
        let answer = api::show_confirmation(&token.get_untracked()).await;
        if let Some(why) = answer.as_ref().err().and_then(why_dead) {
            stage.set(Stage::Dead(why));
        }
        answer
    })
    .started();
    move || match stage.get() {
        Stage::Open => view! {
            <Awaited wait=link rows=3>
                {move || {
                    link.get()
                        .map(|link| view! { <Confirm token=token.get_untracked() link stage /> })
                }}
            </Awaited>
        }
        .into_any(),
        Stage::Done => view! { <Done /> }.into_any(),
        Stage::Dead(why) => view! { <Dead why /> }.into_any(),
    }
}

/// A press and no more: a program that looks at the links of mails must not confirm one.
#[component]
fn Confirm(token: String, link: OpenEmailConfirmation, stage: RwSignal<Stage>) -> impl IntoView {
    let submission = Submission::new(&[]);
    let on_submit = move |()| {
        let token = token.clone();
        let request = async move { api::confirm(&token).await };
        submission.send_and(request, move |answer| match answer {
            Ok(()) => stage.set(Stage::Done),
            Err(refused) => match why_dead(&refused) {
                Some(why) => stage.set(Stage::Dead(why)),
                None => submission.refuse(refused),
            },
        });
    };
    let OpenEmailConfirmation {
        address,
        name,
        organisation,
    } = link;
    view! {
        <h1>{t!(email_addresses.confirm_title)}</h1>
        <Form submission on_submit submit=t!(email_addresses.confirm) is_wide=true>
            <p class="soft">
                <ui::Emphasised text=Signal::derive(move || {
                    text!(
                        email_addresses.confirm_text,
                        name = name.clone(),
                        organisation = organisation.clone(),
                        address = ui::strong(&address)
                    )
                }) />
            </p>
        </Form>
    }
}

#[component]
fn Done() -> impl IntoView {
    view! {
        <ui::StepTitle text=t!(email_addresses.confirmed) />
        <p role="status">{t!(email_addresses.confirmed_text)}</p>
        <a class="button main wide" href=paths::ME>
            {t!(email_addresses.to_panel)}
        </a>
    }
}

#[component]
fn Dead(why: Code) -> impl IntoView {
    let text = match why {
        Code::LinkUsed => t!(email_addresses.used_text),
        _ => t!(email_addresses.dead_text),
    };
    view! {
        <ui::StepTitle text=dead::title(why) />
        <p class="soft">{text}</p>
        <a class="button main wide" href=paths::ME>
            {t!(email_addresses.to_panel)}
        </a>
    }
}
