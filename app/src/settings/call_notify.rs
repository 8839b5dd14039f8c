//! Call notify: a mail for each call that a rule names.

use belroute_shared::{
    routing::overruled::Acting, rule::RuleFeature, settings::call_notify::CallNotify,
};
use leptos::prelude::*;

use super::{
    by_rules,
    edit_line::EditLine,
    form::{SettingForm, Switch},
    headings,
    open::Open,
    opened::Opened,
    part::{InProfile, Part},
    row::Row,
    state::{State, Words, of_profile},
};
use crate::{rules::RuleLists, session, t, text};

static PART: Part<CallNotify> = Part {
    fields: &["emailAddress"],
    profile: Some(InProfile {
        of: |profile| profile.settings.call_notify.clone(),
        put: |profile, it| profile.settings.call_notify = it,
    }),
    details: |it, _| {
        let is_left_out = !it.enabled && !it.email_address.is_empty();
        let address = is_left_out.then(|| it.email_address.clone());
        address.into_iter().collect()
    },
    ..Part::new(words)
};

/// The row.
pub(super) static ROW: Row = Row {
    heading: &headings::MAIL_ABOUT_CALLS,
    state: || of_profile(&PART),
    told: &[&PART],
    acting: Some(Acting::CallNotify),
    body: || view! { <Open part=&PART form=form /> }.into_any(),
};

fn words(setting: &CallNotify, words: &Words<'_>) -> State {
    let feature = RuleFeature::CallNotify;
    let rules = by_rules::said_by_rules(feature, words).filter(|_| setting.enabled);
    match rules {
        Some(rules) => {
            let address = setting.email_address.clone();
            State::switched(true, text!(features.notify.to, rules, address))
        }
        None if setting.enabled && words.profile.is_none() => {
            State::switched(true, setting.email_address.clone())
        }
        None => by_rules::state(setting.enabled, feature, text!(features.notify.off), words),
    }
}

fn form(opened: Opened<CallNotify>) -> AnyView {
    let me = session::me();
    let switch = move |it: &mut CallNotify, is_on: bool| {
        it.enabled = is_on;
        // It cannot be on without an address, and most people mean their own.
        if is_on && it.email_address.is_empty() {
            it.email_address = me.with_untracked(|me| me.email.clone());
        }
    };
    view! {
        <SettingForm opened>
            <Switch
                opened
                id="mail-about-calls-on"
                label=t!(features.notify.label)
                detail=t!(features.notify.text)
                is_on=|it: &CallNotify| it.enabled
                set=switch
            />
            <EditLine
                opened
                id="mail-about-calls-to"
                label=t!(features.notify.address)
                keys="email"
                read=|it: &CallNotify| it.email_address.clone()
                write=|it: &mut CallNotify, text| text.trim().clone_into(&mut it.email_address)
                error=opened.error_of("emailAddress")
            />
        </SettingForm>
        <RuleLists feature=RuleFeature::CallNotify is_on=opened.signal(|it| it.enabled) />
    }
    .into_any()
}
