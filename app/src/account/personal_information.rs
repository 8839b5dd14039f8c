use leptos::prelude::*;
use leptos_router::{NavigateOptions, hooks::use_navigate};

use super::{
    changes::ChangesByOthers, choices::Choices, extra_numbers::ExtraNumbersGroup,
    switched_on::SwitchedOnGroup, user_settings::UserSettings,
};
use crate::{
    lazy::Lazy,
    paths, session, t,
    ui::{Avatar, Dialog, Icon},
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

/// What the dialog holds.
#[component]
pub(super) fn Information() -> impl IntoView {
    let me = session::me();
    let name = Signal::derive(move || me.with(belroute_shared::session::Me::name));
    let seed = Signal::derive(move || me.with(|me| me.id.to_string()));
    let fact = |label: fn() -> &'static str, value: Signal<String>| {
        view! {
            <div>
                <dt>{label}</dt>
                <dd>{move || value.get()}</dd>
            </div>
        }
    };
    let of = move |read: fn(&belroute_shared::session::Me) -> String| {
        Signal::derive(move || me.with(read))
    };
    let direct = Signal::derive(move || {
        me.with(|me| me.direct_number_display.clone())
            .unwrap_or_else(|| "–".to_owned())
    });
    view! {
        <div class="call-title">
            <Avatar name seed />
            <div>
                <p class="call-name">{move || name.get()}</p>
                <p class="soft">{move || me.with(|me| me.organisation.clone())}</p>
            </div>
        </div>
        <h2>{t!(account.profile)}</h2>
        <dl class="facts">
            {fact(t!(account.first_name), of(|me| me.first_name.clone()))}
            {fact(t!(account.last_name), of(|me| me.last_name.clone()))}
            {fact(t!(account.email), of(|me| me.email.clone()))}
            {fact(t!(account.extension), of(|me| me.extension.to_string()))}
            {fact(t!(account.direct_number), direct)}
            {fact(t!(account.time_zone), of(|me| me.time_zone.replace('_', " ")))}
        </dl>
        <p class="soft small">{t!(account.by_administrator)}</p>
        <h2>{t!(account.preferences)}</h2>
        <div class="menu-choices">
            <Choices names=("me-language", "me-theme") />
        </div>
        <ExtraNumbersGroup />
        <UserSettings />
        <SwitchedOnGroup />
        <h2>{t!(audit.by_others)}</h2>
        <ChangesByOthers />
        <Show when=move || me.with(|me| me.opened_panel.is_none())>
            <h2>{t!(security.title)}</h2>
            <a class="button" href=paths::SECURITY>
                <Icon name="lock" />
                {t!(security.open)}
            </a>
        </Show>
    }
}
