//! Selectively reject: chosen callers are turned away.

use belroute_shared::{
    routing::overruled::Acting, rule::RuleFeature, settings::selective::SelectiveReject,
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

static PART: Part<SelectiveReject> = Part {
    profile: Some(InProfile {
        of: |profile| profile.settings.selective_reject,
        put: |profile, it| profile.settings.selective_reject = it,
    }),
    ..Part::new(|it, said| words(*it, said))
};

/// The row.
pub(super) static ROW: Row = Row {
    heading: &headings::TURN_AWAY,
    state: || of_profile(&PART),
    told: &[&PART],
    acting: Some(Acting::SelectiveReject),
    body: || view! { <Open part=&PART form=form /> }.into_any(),
};

fn words(setting: SelectiveReject, words: &Words<'_>) -> State {
    let off = text!(features.reject.off);
    by_rules::state(setting.enabled, RuleFeature::SelectiveReject, off, words)
}

fn form(opened: Opened<SelectiveReject>) -> AnyView {
    view! {
        <SwitchAndRules
            opened
            feature=RuleFeature::SelectiveReject
            id="turn-away-on"
            label=t!(features.reject.label)
            detail=t!(features.reject.text)
            is_on=|it| it.enabled
            set=|it, is_on| it.enabled = is_on
        />
    }
    .into_any()
}
