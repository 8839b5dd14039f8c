use leptos::prelude::*;
use leptos_router::{NavigateOptions, hooks::use_navigate};

use super::{
    changes::ChangesByOthers,
    choices::Choices,
    email_addresses::EmailAddresses,
    facts::{Address, Facts},
    names::NamesForm,
    picture::Picture,
};
use crate::{
    lazy::Lazy,
    paths, session, t,
    ui::{Dialog, Icon},
};

/// `/me`: who I am in the telephone system, over the dashboard.
#[component]
pub fn PersonalInformation() -> impl IntoView {
    let navigate = use_navigate();
    let on_close = move |()| navigate(paths::DASHBOARD, NavigateOptions::default());
    view! {
        <Dialog label=t!(account.personal) close_label=t!(action.close) on_close>
            <Lazy view=super::information rows=4 />
        </Dialog>
    }
}

/// What the dialog holds: three groups, of which each part saves on its own, and what was done to
/// the account.
#[component]
pub(super) fn Information() -> impl IntoView {
    let me = session::me();
    view! {
        <section class="personal-group" aria-labelledby="personal-profile">
            <h2 id="personal-profile">{t!(account.profile)}</h2>
            <Picture />
            <NamesForm />
            <div class="menu-choices">
                <Choices names=("me-language", "me-theme") />
            </div>
        </section>
        <section class="personal-group" aria-labelledby="personal-extra">
            <h2 id="personal-extra">{t!(personal.extra)}</h2>
            <Address />
        </section>
        <section class="personal-group" aria-labelledby="personal-settings">
            <h2 id="personal-settings">{t!(personal.settings)}</h2>
            <Facts />
        </section>
        <h2>{t!(audit.by_others)}</h2>
        <ChangesByOthers />
        <Show when=move || me.with(|me| me.opened_panel.is_none())>
            <EmailAddresses />
            <h2>{t!(security.title)}</h2>
            <a class="button" href=paths::SECURITY>
                <Icon name="lock" />
                {t!(security.open)}
            </a>
        </Show>
    }
}
