use belroute_shared::company::users::Grant;
use leptos::prelude::*;
use leptos_router::{components::Outlet, hooks::use_location};

use super::tabs::Tabs;
use crate::{confirmation::Confirming, paths, session, t, text, ui};

/// Who may not use it is told so, whatever address he typed; the server refuses him as well.
#[component]
pub(super) fn CompanyPanel() -> impl IntoView {
    ui::title(|| text!(company.title).to_owned());
    let me = session::me();
    let here = use_location().pathname;
    // The link that led to another page may have gone with the page that it stood on.
    Effect::new(move |before: Option<()>| {
        here.track();
        if before.is_some() {
            request_animation_frame(|| ui::catch_focus(""));
        }
    });
    // A user who was given the phonebook has that page of the panel, and no other.
    let is_at_phonebook = move || here.with(|here| here.starts_with(paths::COMPANY_PHONEBOOK));
    let may = Memo::new(move |_| {
        me.with(|me| {
            let may_here = me.is_administrator
                || me.grants.contains(&Grant::PhonebookManager) && is_at_phonebook();
            may_here && me.opened_panel.is_none()
        })
    });
    view! {
        <Show
            when=move || may.get()
            fallback=|| view! { <ui::Shut title=t!(company.title) text=t!(company.not_for_you) /> }
        >
            <Confirming>
                <div class="company">
                    <header class="company-head">
                        <h1>{t!(company.title)}</h1>
                        <p class="soft">{move || me.with(|me| me.organisation.clone())}</p>
                    </header>
                    <Tabs />
                    <Outlet />
                </div>
            </Confirming>
        </Show>
    }
}
