use leptos::prelude::*;
use leptos_router::{NavigateOptions, hooks::use_navigate};

use super::{
    changes::ChangesByOthers,
    choices::Choices,
    email_addresses::EmailAddresses,
    extra_numbers::ExtraNumbersGroup,
    facts::{Address, Facts},
    names::NamesForm,
    picture::Picture,
    switched_on::SwitchedOnGroup,
    user_settings::UserSettings,
};
use crate::{
    lazy::Lazy,
    paths, session, t,
    ui::{Dialog, Icon},
    undo::UndoOffer,
};

/// `/me`: who I am in the telephone system, over the dashboard.
#[component]
pub fn PersonalInformation() -> impl IntoView {
    let navigate = use_navigate();
    let on_close = move |()| navigate(paths::DASHBOARD, NavigateOptions::default());
    view! {
        <Dialog label=t!(account.personal) close_label=t!(action.close) on_close>
            <Lazy view=super::information rows=4 />
            <UndoOffer />
        </Dialog>
    }
}

/// What the dialog holds: three groups, of which each part saves on its own, and what was done to
/// the account.
#[component]
pub(super) fn Information() -> impl IntoView {
    let me = session::me();
    let is_own = Memo::new(move |_| me.with(|me| me.opened_panel.is_none()));
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
            <ExtraNumbersGroup />
            <Show when=move || is_own.get() fallback=|| view! { <Address /> }>
                <EmailAddresses />
            </Show>
        </section>
        <section class="personal-group" aria-labelledby="personal-settings">
            <h2 id="personal-settings">{t!(personal.settings)}</h2>
            <UserSettings />
            <SwitchedOnGroup />
            <Facts />
        </section>
        <h2>{t!(audit.by_others)}</h2>
        <ChangesByOthers />
        <Show when=move || is_own.get()>
            <h2>{t!(security.title)}</h2>
            <a class="button" href=paths::SECURITY>
                <Icon name="lock" />
                {t!(security.open)}
            </a>
        </Show>
    }
}
