use belroute_shared::{
    rule::{CallsFrom, Rule, RuleFeature, criterion::Criterion},
    typed_number::TypedNumber,
};

use crate::{intl, text};

/// So many numbers are named; of more the first, and how many others there are.
const NAMED: usize = 2;

/// Whose calls a rule is about.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Callers {
    pub(super) calls_from: CallsFrom,
    pub(super) numbers: Vec<TypedNumber>,
    pub(super) has_anonymous: bool,
    pub(super) has_unavailable: bool,
}

impl From<&Rule> for Callers {
    fn from(rule: &Rule) -> Self {
        Self {
            calls_from: rule.calls_from,
            numbers: rule.phone_numbers.clone(),
            has_anonymous: rule.anonymous_callers,
            has_unavailable: rule.unavailable_callers,
        }
    }
}

impl From<&Criterion> for Callers {
    fn from(criterion: &Criterion) -> Self {
        Self {
            calls_from: criterion.calls_from,
            numbers: criterion.phone_numbers.clone().unwrap_or_default(),
            has_anonymous: criterion.anonymous_callers_enabled == Some(true),
            has_unavailable: criterion.unavailable_callers_enabled == Some(true),
        }
    }
}

/// `Carol Smits and 2 others, callers who hide their number`.
pub(super) fn of_callers(callers: &Callers, who: &dyn Fn(&str) -> String) -> String {
    match callers.calls_from {
        CallsFrom::AnyPhoneNumber => text!(rules.everybody).to_owned(),
        CallsFrom::AnyInternal => text!(rules.colleagues).to_owned(),
        CallsFrom::AnyExternal => text!(rules.outside).to_owned(),
        CallsFrom::SelectPhoneNumbers => {
            let shown = callers.numbers.iter().take(NAMED);
            let names: Vec<String> = shown.map(|it| of_number(it, who)).collect();
            let mut parts = Vec::new();
            match (names.as_slice(), callers.numbers.len()) {
                ([], _) => {}
                ([first, ..], all) if all > NAMED => {
                    let first = first.clone();
                    let count = (all - 1).to_string();
                    parts.push(text!(rules.and_others, first, count));
                }
                (few, _) => parts.push(intl::list(few)),
            }
            if callers.has_anonymous {
                parts.push(text!(rules.anonymous).to_owned());
            }
            if callers.has_unavailable {
                parts.push(text!(rules.unavailable).to_owned());
            }
            parts.join(", ")
        }
    }
}

/// Who has a number, or which numbers a pattern is about.
fn of_number(number: &TypedNumber, who: &dyn Fn(&str) -> String) -> String {
    match number.as_str() {
        pattern if pattern.contains('?') => pattern.to_owned(),
        pattern => match pattern.strip_suffix('*') {
            Some(start) => text!(rules.beginning, start = start.to_owned()),
            None => who(pattern),
        },
    }
}

/// When a rule holds.
pub(super) fn of_when(schedule: Option<&str>) -> String {
    match schedule {
        Some(schedule) => text!(rules.during, schedule = schedule.to_owned()),
        None => text!(rules.always).to_owned(),
    }
}

/// What a setting does with a call that fits a rule.
pub(super) fn of_doing(feature: RuleFeature, acts: bool) -> &'static str {
    match (feature, acts) {
        (RuleFeature::SelectiveReject, true) => text!(rules.reject),
        (RuleFeature::SelectiveReject, false) => text!(rules.reject_not),
        (RuleFeature::SelectiveAccept, true) => text!(rules.accept),
        (RuleFeature::SelectiveAccept, false) => text!(rules.accept_not),
        (RuleFeature::SelectiveForward, true) => text!(rules.forward),
        (RuleFeature::SelectiveForward, false) => text!(rules.forward_not),
        (RuleFeature::SimultaneousRing | RuleFeature::SequentialRing, true) => text!(rules.ring),
        (RuleFeature::SimultaneousRing | RuleFeature::SequentialRing, false) => {
            text!(rules.ring_not)
        }
        (RuleFeature::CallNotify, true) => text!(rules.notify),
        (RuleFeature::CallNotify, false) => text!(rules.notify_not),
        (RuleFeature::PriorityAlert, true) => text!(rules.alert),
        (RuleFeature::PriorityAlert, false) => text!(rules.alert_not),
        (RuleFeature::ExecutiveCallFiltering, true) => text!(rules.filter),
        (RuleFeature::ExecutiveCallFiltering, false) => text!(rules.filter_not),
    }
}

/// Why the exceptions stand apart.
pub(super) fn of_exceptions(feature: RuleFeature) -> &'static str {
    match feature {
        RuleFeature::SelectiveAccept => text!(rules.accept_exceptions),
        _ => text!(rules.exceptions),
    }
}

/// A text whose first letter begins a line.
pub(super) fn capitalised(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map_or_else(String::new, |first| {
        first.to_uppercase().chain(letters).collect()
    })
}
