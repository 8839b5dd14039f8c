//! Selectively accept: chosen callers alone get through.

use belroute_shared::{
    routing::overruled::Acting, rule::RuleFeature, settings::selective::SelectiveAccept,
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

static PART: Part<SelectiveAccept> = Part {
    profile: Some(InProfile {
        of: |profile| profile.settings.selective_accept,
        put: |profile, it| profile.settings.selective_accept = it,
    }),
    ..Part::new(|it, said| words(*it, said))
};

/// The row.
pub(super) static ROW: Row = Row {
    heading: &headings::LET_THROUGH,
    state: || of_profile(&PART),
    told: &[&PART],
    acting: Some(Acting::SelectiveAccept),
    body: || view! { <Open part=&PART form=form /> }.into_any(),
};

fn words(setting: SelectiveAccept, words: &Words<'_>) -> State {
    let off = text!(features.accept.off);
    by_rules::state(setting.enabled, RuleFeature::SelectiveAccept, off, words)
}

fn form(opened: Opened<SelectiveAccept>) -> AnyView {
    view! {
        <SwitchAndRules
            opened
            feature=RuleFeature::SelectiveAccept
            id="let-through-on"
            label=t!(features.accept.label)
            detail=t!(features.accept.text)
            is_on=|it| it.enabled
            set=|it, is_on| it.enabled = is_on
        />
    }
    .into_any()
}
