//! Priority alert: another ring for chosen callers.

use belroute_shared::{
    routing::overruled::Acting, rule::RuleFeature, settings::priority_alert::PriorityAlert,
};
use leptos::prelude::*;

use super::{
    by_rules::{self, SwitchAndRules},
    headings,
    open::Open,
    opened::Opened,
    part::{InProfile, Part},
    row::Row,
    state::{State, Words, of_profile},
};
use crate::{t, text};

static PART: Part<PriorityAlert> = Part {
    profile: Some(InProfile {
        of: |profile| profile.settings.priority_alert,
        put: |profile, it| profile.settings.priority_alert = it,
    }),
    ..Part::new(|it, said| words(*it, said))
};

/// The row.
pub(super) static ROW: Row = Row {
    heading: &headings::ANOTHER_RING,
    state: || of_profile(&PART),
    told: &[&PART],
    acting: Some(Acting::PriorityAlert),
    body: || view! { <Open part=&PART form=form /> }.into_any(),
};

fn words(setting: PriorityAlert, words: &Words<'_>) -> State {
    let off = text!(features.alert.off);
    by_rules::state(setting.enabled, RuleFeature::PriorityAlert, off, words)
}

fn form(opened: Opened<PriorityAlert>) -> AnyView {
    view! {
        <SwitchAndRules
            opened
            feature=RuleFeature::PriorityAlert
            id="another-ring-on"
            label=t!(features.alert.label)
            detail=t!(features.alert.text)
            is_on=|it| it.enabled
            set=|it, is_on| it.enabled = is_on
        />
    }
    .into_any()
}
