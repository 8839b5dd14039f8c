//! What is likely not meant, told before it is saved.

use belroute_shared::rule::RuleFeature;

use crate::{intl, text};

/// What a warning needs to know of a rule.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Outline {
    pub(super) acts: bool,
    /// Name of its schedule; `None` for always.
    pub(super) schedule: Option<String>,
    /// A rule that is switched off counts for nothing.
    pub(super) is_active: bool,
}

/// What the rules of a setting come to, where that is likely not meant.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Warning {
    /// Without a rule nothing happens.
    NoRule,
    /// There are exceptions, and nothing that they are exceptions of.
    OnlyExceptions,
    /// The same where it means that every caller is turned away.
    NobodyAtAll,
    /// Every caller is turned away while none of these schedules is in force.
    NobodyOutside(Vec<String>),
}

/// Looks at all rules of a setting.
pub(super) fn of(feature: RuleFeature, rules: &[Outline]) -> Option<Warning> {
    let active = || rules.iter().filter(|rule| rule.is_active);
    if active().next().is_none() {
        return Some(Warning::NoRule);
    }
    let is_accept = feature == RuleFeature::SelectiveAccept;
    let mut schedules = Vec::new();
    let mut has_doing = false;
    for rule in active().filter(|rule| rule.acts) {
        has_doing = true;
        let Some(schedule) = &rule.schedule else {
            return None;
        };
        if !schedules.contains(schedule) {
            schedules.push(schedule.clone());
        }
    }
    match (has_doing, is_accept) {
        (false, true) => Some(Warning::NobodyAtAll),
        (false, false) => Some(Warning::OnlyExceptions),
        (true, true) => Some(Warning::NobodyOutside(schedules)),
        (true, false) => None,
    }
}

/// A warning in words.
pub(super) fn words(warning: &Warning) -> String {
    match warning {
        Warning::NoRule => text!(rules.without_rule).to_owned(),
        Warning::OnlyExceptions => text!(rules.only_exceptions).to_owned(),
        Warning::NobodyAtAll => text!(rules.nobody_at_all).to_owned(),
        Warning::NobodyOutside(schedules) => {
            text!(rules.nobody_outside, schedules = intl::list_or(schedules))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rule(acts: bool, schedule: Option<&str>) -> Outline {
        Outline {
            acts,
            schedule: schedule.map(str::to_owned),
            is_active: true,
        }
    }

    const ACCEPT: RuleFeature = RuleFeature::SelectiveAccept;
    const REJECT: RuleFeature = RuleFeature::SelectiveReject;

    #[test]
    fn without_a_rule_every_setting_does_nothing() {
        for feature in RuleFeature::ALL {
            assert_eq!(of(feature, &[]), Some(Warning::NoRule));
        }
        let off = Outline {
            is_active: false,
            ..rule(true, None)
        };
        let filtering = RuleFeature::ExecutiveCallFiltering;
        assert_eq!(of(filtering, &[off]), Some(Warning::NoRule));
    }

    #[test]
    fn exceptions_alone_let_nobody_through_or_do_nothing() {
        let rules = [rule(false, None), rule(false, Some("Office hours"))];
        assert_eq!(of(ACCEPT, &rules), Some(Warning::NobodyAtAll));
        assert_eq!(of(REJECT, &rules), Some(Warning::OnlyExceptions));
    }

    #[test]
    fn who_is_let_through_at_some_times_only_is_turned_away_at_all_others() {
        let office = || "Office hours".to_owned();
        let rules = [
            rule(true, Some("Office hours")),
            rule(true, Some("Office hours")),
            rule(false, None),
        ];
        assert_eq!(
            of(ACCEPT, &rules),
            Some(Warning::NobodyOutside(vec![office()]))
        );
        assert_eq!(of(REJECT, &rules), None);
        let with_always = [rule(true, Some("Office hours")), rule(true, None)];
        assert_eq!(of(ACCEPT, &with_always), None);
    }
}
