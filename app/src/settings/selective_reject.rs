//! Selectively reject: chosen callers are turned away.

use belroute_shared::{
    features::Feature, routing::overruled::Acting, rule::RuleFeature,
    settings::selective::SelectiveReject,
};
use leptos::prelude::*;

use super::{
    by_rules::{self, SwitchAndRules},
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
    anchor: "turn-away",
    name: t!(features.reject.name),
    synonyms: t!(features.reject.synonyms),
    is_shown: |features| features.shows(Some(Feature::SelectivelyRejectCalls)),
    state: || of_profile(&PART),
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
