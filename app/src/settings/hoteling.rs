//! Hoteling: the user takes his calls at somebody else's phone for a while.

mod hosts;

use belroute_shared::settings::{
    Setting as _,
    hoteling::{AvailableHost, HotelingGuest, ShownHotelingGuest},
};
use leptos::prelude::*;
use serde_json::Value;

use super::{
    edit_line::EditCount,
    form::{EditTick, SettingForm, Switch},
    headings,
    named::full_name,
    open::Open,
    opened::Opened,
    part::Part,
    row::Row,
    state::{State, Words, of_setting},
    told::Logged,
};
use crate::{intl, t, text, ui::SaveNote};
use hosts::Hosts;

static PART: Part<ShownHotelingGuest> = Part {
    elsewhere: Some("/v1/telephony/config/people/me/settings/hoteling/guest"),
    fields: &["associationLimitHours", "associationLimitEnabled", "hostId"],
    check: |it, now| it.guest.check(now),
    is_same: |one, other| one.guest == other.guest,
    details: |it, _| {
        let hours = it.guest.limit().map(|hours| hours.saturating_mul(60));
        let limit =
            hours.map(|minutes| text!(features.hoteling.limited, hours = intl::span(minutes)));
        limit.into_iter().collect()
    },
    ..Part::plain(HotelingGuest::NAME, words)
};

/// As it is written down: with the name of whoever has the phone.
static LOGGED: Logged = Logged {
    setting: HotelingGuest::NAME,
    heading: None,
    words: |json, words| {
        let mut shown: ShownHotelingGuest = serde_json::from_value(json.clone()).ok()?;
        shown.guest.host_id = None;
        let host = json.get("host").and_then(Value::as_str);
        let said = match host {
            Some(host) => text!(features.hoteling.at, who = host.to_owned()),
            None => (PART.words)(&shown, words).words,
        };
        let details = (PART.details)(&shown, words);
        Some([vec![said], details].concat().join(" · "))
    },
};

/// The row.
pub(super) static ROW: Row = Row {
    heading: &headings::SHARED_PHONE,
    state: || of_setting(&PART),
    told: &[&LOGGED],
    acting: None,
    body: || view! { <Open part=&PART form=form /> }.into_any(),
};

/// The button that leaves a phone.
const LEAVE: &str = "shared-phone-leave";

fn words(setting: &ShownHotelingGuest, _words: &Words<'_>) -> State {
    let guest = &setting.guest;
    match (guest.enabled, guest.host_id) {
        (false, _) => State::switched(false, text!(features.hoteling.off)),
        (true, None) => State::switched(true, text!(features.hoteling.free)),
        (true, Some(_)) => {
            let who = host_of(setting);
            State::switched(true, text!(features.hoteling.at, who))
        }
    }
}

/// Who has the phone that he sits at.
fn host_of(setting: &ShownHotelingGuest) -> String {
    let name = full_name(
        setting.host_first_name.as_deref().unwrap_or_default(),
        setting.host_last_name.as_deref().unwrap_or_default(),
    );
    match &setting.host_extension {
        Some(extension) => format!("{name} ({extension})"),
        None => name,
    }
}

/// Takes a phone, for no longer than it takes guests.
fn sit(setting: &mut ShownHotelingGuest, host: AvailableHost) {
    let guest = &mut setting.guest;
    guest.host_id = Some(host.host_id);
    if let Some(limit) = host.allowed_association_duration {
        guest.association_limit_enabled = true;
        guest.association_limit_hours = guest.association_limit_hours.clamp(1, limit.max(1));
    }
    setting.host_first_name = Some(host.first_name);
    setting.host_last_name = Some(host.last_name);
    setting.host_extension = host.extension;
    setting.host_phone_number = host.phone_number;
    setting.host_enforced_association_limit_enabled =
        Some(host.allowed_association_duration.is_some());
    setting.host_association_limit_hours = host.allowed_association_duration;
}

fn leave(setting: &mut ShownHotelingGuest) {
    let guest = setting.guest;
    *setting = ShownHotelingGuest::default();
    setting.guest = HotelingGuest {
        host_id: None,
        ..guest
    };
}

fn form(opened: Opened<ShownHotelingGuest>) -> AnyView {
    let switch = |it: &mut ShownHotelingGuest, is_on: bool| {
        if !is_on {
            leave(it);
        }
        it.guest.enabled = is_on;
    };
    let is_on = Memo::new(move |_| opened.with(|it| it.guest.enabled));
    view! {
        <SettingForm opened>
            <Switch
                opened
                id="shared-phone-on"
                label=t!(features.hoteling.label)
                detail=t!(features.hoteling.text)
                is_on=|it: &ShownHotelingGuest| it.guest.enabled
                set=switch
            />
            <Show when=move || is_on.get()>
                <Phone opened />
                <Limit opened />
            </Show>
        </SettingForm>
    }
    .into_any()
}

/// The phone that he sits at, or those that he could take.
#[component]
fn Phone(opened: Opened<ShownHotelingGuest>) -> impl IntoView {
    let has_host = Memo::new(move |_| opened.with(|it| it.guest.host_id.is_some()));
    let is_saved = move || {
        let saved = opened.saved().and_then(|it| it.guest.host_id);
        saved.is_some() && saved == opened.with(|it| it.guest.host_id)
    };
    let error = opened.error_of("hostId");
    let on_pick = Callback::new(move |host| opened.edit(|it| sit(it, host)));
    let give_back = move |_| {
        if is_saved() {
            opened.set(LEAVE, leave);
        } else {
            opened.edit(leave);
        }
    };
    view! {
        <Show
            when=move || has_host.get()
            fallback=move || view! { <Hosts on_pick /> }
        >
            <p class="hoteling-host">
                <b>{move || text!(features.hoteling.chosen, who = opened.with(host_of))}</b>
                <button type="button" class="button" on:click=give_back>
                    {move || {
                        if is_saved() {
                            text!(features.hoteling.leave)
                        } else {
                            text!(features.hoteling.another)
                        }
                    }}
                </button>
            </p>
        </Show>
        <SaveNote outcome=opened.outcome_of(LEAVE) />
        {move || error.get().map(|error| view! { <p class="field-error">{error}</p> })}
    }
}

/// How long he stays.
#[component]
fn Limit(opened: Opened<ShownHotelingGuest>) -> impl IntoView {
    let is_limited = Memo::new(move |_| opened.with(|it| it.guest.association_limit_enabled));
    let allowed = move || {
        opened.with(|it| {
            let is_enforced = it.host_enforced_association_limit_enabled == Some(true);
            it.host_association_limit_hours.filter(|_| is_enforced)
        })
    };
    let told = move || {
        let hours = intl::span(allowed()?.saturating_mul(60));
        Some(view! { <p class="soft small">{text!(features.hoteling.host_limit, hours)}</p> })
    };
    let error = opened.error_of("associationLimitEnabled");
    view! {
        <EditTick
            opened
            id="shared-phone-limit"
            label=t!(features.hoteling.limit)
            is_on=|it: &ShownHotelingGuest| it.guest.association_limit_enabled
            set=|it: &mut ShownHotelingGuest, is_on| it.guest.association_limit_enabled = is_on
        />
        <Show
            when=move || is_limited.get()
            fallback=|| view! { <p class="soft small">{t!(features.hoteling.limit_text)}</p> }
        >
            <EditCount
                opened
                id="shared-phone-hours"
                label=t!(features.hoteling.hours)
                read=|it: &ShownHotelingGuest| it.guest.association_limit_hours
                write=|it: &mut ShownHotelingGuest, hours| it.guest.association_limit_hours = hours
                error=opened.error_of("associationLimitHours")
            />
        </Show>
        {told}
        {move || error.get().map(|error| view! { <p class="field-error">{error}</p> })}
    }
}

#[cfg(test)]
mod tests {
    use belroute_shared::ids::UserId;

    use super::*;

    fn host(limit: Option<u16>) -> AvailableHost {
        AvailableHost {
            host_id: UserId(
                serde_json::from_str("\"019f0000-0000-7000-8000-000000000002\"").unwrap(),
            ),
            first_name: "Bas".to_owned(),
            last_name: "de Vries".to_owned(),
            phone_number: None,
            extension: None,
            allowed_association_duration: limit,
        }
    }

    #[test]
    fn who_takes_a_phone_stays_no_longer_than_it_takes_guests() {
        let mut setting = ShownHotelingGuest::default();
        sit(&mut setting, host(Some(8)));
        assert!(setting.guest.association_limit_enabled);
        assert_eq!(setting.guest.association_limit_hours, 8);
        let mut setting = ShownHotelingGuest::default();
        sit(&mut setting, host(None));
        assert_eq!(setting.guest.limit(), None);
    }

    #[test]
    fn who_leaves_a_phone_keeps_his_own_choices() {
        let mut setting = ShownHotelingGuest::default();
        setting.guest.enabled = true;
        sit(&mut setting, host(Some(8)));
        leave(&mut setting);
        assert_eq!(setting.guest.host_id, None);
        assert_eq!(setting.host_first_name, None);
        assert!(setting.guest.enabled && setting.guest.association_limit_enabled);
    }
}
