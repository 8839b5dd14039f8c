//! Who sees whom when a call was forwarded: hiding oneself, and hiding who answers.

use belroute_shared::settings::call_policies::{BlockCallerId, CallPolicies, RedirectedPrivacy};
use leptos::prelude::*;

use super::{
    form::Switch,
    headings,
    open::Open,
    opened::Opened,
    part::{InProfile, Part},
    row::Row,
    state::{State, of_profile},
};
use crate::{
    t, text,
    ui::{Choice, SaveNote},
};

/// Name of the radio buttons of the policy.
const CHOICE: &str = "call-policies-choice";

static MINE: Part<BlockCallerId> = Part {
    elsewhere: Some("/v1/people/me/features/callerId"),
    profile: Some(InProfile {
        of: |profile| profile.settings.block_caller_id,
        put: |profile, it| profile.settings.block_caller_id = it,
    }),
    ..Part::new(|it, _| mine(*it))
};

static POLICIES: Part<CallPolicies> = Part {
    profile: Some(InProfile {
        of: |profile| profile.settings.call_policies,
        put: |profile, it| profile.settings.call_policies = it,
    }),
    ..Part::new(|it, _| policies(*it))
};

/// Hides the user in calls that others have sent to him.
pub(super) static HIDE_ME: Row = Row {
    heading: &headings::HIDE_ME_IN_FORWARDED_CALLS,
    state: || of_profile(&MINE),
    told: &[&MINE],
    acting: None,
    body: || view! { <Open part=&MINE form=mine_form /> }.into_any(),
};

/// Hides who answers calls that the user has sent on.
pub(super) static HIDE_OTHERS: Row = Row {
    heading: &headings::HIDE_WHO_ANSWERS_FORWARDED_CALLS,
    state: || of_profile(&POLICIES),
    told: &[&POLICIES],
    acting: None,
    body: || view! { <Open part=&POLICIES form=policies_form /> }.into_any(),
};

fn mine(setting: BlockCallerId) -> State {
    let is_hidden = setting.block_in_forward_calls_enabled;
    State::switched(
        is_hidden,
        if is_hidden {
            text!(calling.hide_forwarded.hidden)
        } else {
            text!(calling.hide_forwarded.shown)
        },
    )
}

fn policies(setting: CallPolicies) -> State {
    let (is_hidden, words) = match setting.connected_line_id_privacy_on_redirected_calls {
        RedirectedPrivacy::NoPrivacy => (false, text!(calling.policies.hides_nothing)),
        RedirectedPrivacy::PrivacyForExternalCalls => (true, text!(calling.policies.hides_outside)),
        RedirectedPrivacy::PrivacyForAllCalls => (true, text!(calling.policies.hides_all)),
    };
    State::switched(is_hidden, words)
}

fn mine_form(opened: Opened<BlockCallerId>) -> AnyView {
    view! {
        <Switch
            opened
            id="hide-me-in-forwarded-calls-on"
            label=t!(calling.hide_forwarded.name)
            detail=t!(calling.hide_forwarded.text)
            is_on=|it: &BlockCallerId| it.block_in_forward_calls_enabled
            set=|it: &mut BlockCallerId, is_on| it.block_in_forward_calls_enabled = is_on
        />
    }
    .into_any()
}

fn policies_form(opened: Opened<CallPolicies>) -> AnyView {
    let option = |value: RedirectedPrivacy, text: fn() -> &'static str| {
        (value, Signal::derive(move || text().to_owned()))
    };
    let options = vec![
        option(RedirectedPrivacy::NoPrivacy, t!(calling.policies.nobody)),
        option(
            RedirectedPrivacy::PrivacyForExternalCalls,
            t!(calling.policies.outside),
        ),
        option(
            RedirectedPrivacy::PrivacyForAllCalls,
            t!(calling.policies.everybody),
        ),
    ];
    view! {
        <p class="soft">{t!(calling.policies.text)}</p>
        <Choice
            name=CHOICE
            label=t!(calling.policies.label)
            options
            chosen=opened.signal(|it| it.connected_line_id_privacy_on_redirected_calls)
            on_change=move |privacy| {
                opened.set(CHOICE, |it| it.connected_line_id_privacy_on_redirected_calls = privacy);
            }
        />
        <SaveNote outcome=opened.outcome_of(CHOICE) />
    }
    .into_any()
}
