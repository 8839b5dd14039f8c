use belroute_shared::error::Code;
use leptos::prelude::*;

use super::api::{self, Kind};
use crate::{fetched::Fetched, intl, paths, t, text};

/// A link that no longer works: why, and the one way on.
#[component]
pub(super) fn DeadLink(kind: Kind, token: String, why: Code) -> impl IntoView {
    view! {
        <h1>{title(why)}</h1>
        {match kind {
            Kind::Reset => {
                let text = match why {
                    Code::LinkReplaced => t!(links.reset_replaced),
                    _ => t!(links.reset_text),
                };
                view! {
                    <p class="soft">{text}</p>
                    <a class="button main wide" href=paths::FORGOT>
                        {t!(links.ask_again)}
                    </a>
                }
                    .into_any()
            }
            Kind::Invitation => view! { <DeadInvitation token why /> }.into_any(),
        }}
    }
}

/// Why it does not work, in a few words.
pub(super) fn title(why: Code) -> fn() -> &'static str {
    match why {
        Code::LinkUsed => t!(links.used),
        Code::LinkExpired => t!(links.expired),
        Code::LinkReplaced => t!(links.replaced),
        _ => t!(links.unknown),
    }
}

/// Only an administrator can send another invitation, so it says who they are.
#[component]
fn DeadInvitation(token: String, why: Code) -> impl IntoView {
    let people = Fetched::idle(move || {
        let token = token.clone();
        async move { api::administrators(&token).await }
    });
    if why != Code::NotFound {
        people.refetch();
    }
    let whom = move || {
        let names = people.with(|people| people.map(|it| it.names.clone()).unwrap_or_default());
        match (why, names.is_empty()) {
            (Code::LinkUsed, true) => text!(links.invitation_used).to_owned(),
            (Code::LinkUsed, false) => {
                text!(links.invitation_used_ask, names = intl::list_or(&names))
            }
            (_, true) => text!(links.invitation_text).to_owned(),
            (_, false) => text!(links.invitation_ask, names = intl::list_or(&names)),
        }
    };
    view! {
        <p class="soft">{whom}</p>
        <a class="button main wide" href=paths::SIGN_IN>
            {t!(links.to_sign_in)}
        </a>
    }
}
