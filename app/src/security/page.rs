use leptos::prelude::*;

use super::{
    api, factors::FactorsCard, password::PasswordCard, remembered::RememberedCard,
    sessions::SessionsCard,
};
use crate::{confirmation::Confirming, fetched::Fetched, live::Live, session, t, text, ui};

/// `/account/security`. Nobody but the user himself has anything to look for here.
#[component]
pub(super) fn SecurityPage() -> impl IntoView {
    ui::title(|| text!(security.title).to_owned());
    let me = session::me();
    view! {
        <Show
            when=move || me.with(|me| me.opened_panel.is_none())
            fallback=|| view! { <ui::Shut title=t!(security.title) text=t!(errors.opened_panel) /> }
        >
            <Cards />
        </Show>
    }
}

#[component]
fn Cards() -> impl IntoView {
    let factors = Fetched::idle(api::list_factors).started();
    let signed_in = Fetched::idle(api::list_sessions).started();
    // Nothing tells of these alone; after a gap anything may have changed.
    Live::get().on(move |event| {
        if matches!(event, belroute_shared::live::LiveEvent::Resync) {
            factors.refetch();
            signed_in.refetch();
        }
    });
    view! {
        <Confirming>
            <div class="security">
                <h1>{t!(security.title)}</h1>
                <PasswordCard />
                <FactorsCard factors />
                <SessionsCard signed_in />
                <RememberedCard signed_in />
            </div>
        </Confirming>
    }
}
