//! What settings have in common that act by rules.

use belroute_shared::{rule::RuleFeature, settings::Setting};
use leptos::prelude::*;

use super::{
    form::Switch,
    opened::Opened,
    part::Kept,
    state::{State, Words},
};
use crate::{
    rules::{RuleLists, in_short},
    text,
};

/// What such a setting does: what its rules say, while it is on.
pub(super) fn state(is_on: bool, feature: RuleFeature, off: &str, words: &Words<'_>) -> State {
    if !is_on {
        return State::switched(false, off);
    }
    // What the rules were when it was written down, nobody knows now.
    if words.profile.is_none() {
        return State::switched(true, text!(calling.on));
    }
    State::switched(true, rules_of(feature, words))
}

/// The rules of a setting in a few words.
pub(super) fn rules_of(feature: RuleFeature, words: &Words<'_>) -> String {
    let said = said_by_rules(feature, words);
    said.unwrap_or_else(|| text!(rules.needs_rule).to_owned())
}

/// The same; `None` where no rule counts.
pub(super) fn said_by_rules(feature: RuleFeature, words: &Words<'_>) -> Option<String> {
    in_short(feature, words.profile?, words.numbers)
}

/// A switch and the rules: all that some settings have.
#[component]
pub(super) fn SwitchAndRules<S: Kept + Setting>(
    /// The setting.
    opened: Opened<S>,
    /// Which it is.
    feature: RuleFeature,
    /// Id of the switch.
    id: &'static str,
    /// What is switched.
    label: fn() -> &'static str,
    /// What that means.
    detail: fn() -> &'static str,
    /// Whether it is on.
    is_on: fn(&S) -> bool,
    /// Switches it.
    set: fn(&mut S, bool),
) -> impl IntoView {
    view! {
        <Switch opened id label detail is_on set />
        <RuleLists feature is_on=opened.signal(is_on) />
    }
}
