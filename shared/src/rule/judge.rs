//! What the rules of one setting make of a call.

use super::{CalledNumberType, CallsFrom, Rule};
use crate::{ids::ScheduleId, number::PhoneNumber, routing::call::Caller};

/// What came of asking all rules.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Judgement<'a> {
    /// The setting acts, because of this rule: the first that says so.
    Acts(&'a Rule),
    /// A rule keeps the setting from acting; it wins over all that would have it act.
    Exempt(&'a Rule),
    /// No rule fits the call.
    NoneFits,
}

/// What a rule is held against.
#[derive(Clone, Copy, Debug)]
pub struct Circumstances<'a> {
    /// Who calls.
    pub caller: &'a Caller,
    /// The number or extension that was called.
    pub called: Option<&'a str>,
    /// The user's public numbers, the first one first.
    pub own_numbers: &'a [PhoneNumber],
}

/// Asks the rules of a setting. `is_in_force` says whether a schedule is in force now; one that it
/// does not know counts as never.
pub fn judge<'a>(
    rules: &'a [Rule],
    circumstances: Circumstances<'_>,
    is_in_force: &mut dyn FnMut(ScheduleId) -> bool,
) -> Judgement<'a> {
    let mut acts = None;
    for rule in rules {
        // A rule that would only say the same again is not looked at.
        if rule.acts && acts.is_some() {
            continue;
        }
        if !rule.is_active || !rule.is_about(circumstances) {
            continue;
        }
        if !rule.schedule.is_none_or(&mut *is_in_force) {
            continue;
        }
        if !rule.acts {
            return Judgement::Exempt(rule);
        }
        acts = Some(rule);
    }
    acts.map_or(Judgement::NoneFits, Judgement::Acts)
}

impl Rule {
    /// Whether the caller, and the number that he called, are those that the rule names.
    pub fn is_about(&self, circumstances: Circumstances<'_>) -> bool {
        let caller = circumstances.caller;
        let fits = match self.calls_from {
            CallsFrom::AnyPhoneNumber => true,
            CallsFrom::AnyInternal => caller.is_internal,
            CallsFrom::AnyExternal => !caller.is_internal,
            CallsFrom::SelectPhoneNumbers if caller.is_anonymous => self.anonymous_callers,
            CallsFrom::SelectPhoneNumbers if caller.is_unavailable => self.unavailable_callers,
            CallsFrom::SelectPhoneNumbers => caller
                .numbers
                .iter()
                .any(|number| self.phone_numbers.iter().any(|wanted| wanted.fits(number))),
        };
        fits && self.is_called_at(circumstances)
    }

    fn is_called_at(&self, circumstances: Circumstances<'_>) -> bool {
        if self.calls_to.is_empty() {
            return true;
        }
        let Some(called) = circumstances.called else {
            return true;
        };
        let first = circumstances.own_numbers.first().map(PhoneNumber::as_str);
        let is_public = called.starts_with('+');
        self.calls_to.iter().any(|wanted| match wanted.kind {
            CalledNumberType::Primary => !is_public || first == Some(called),
            CalledNumberType::Secondary => match &wanted.phone_number {
                Some(number) => number.as_str() == called,
                None => is_public && first != Some(called),
            },
        })
    }
}

#[cfg(test)]
mod tests {
    use super::{super::CalledNumber, *};
    use crate::{ids::RuleId, typed_number::TypedNumber};

    const CAROL: &str = "+12025550150";

    fn rule(acts: bool, numbers: &[&str]) -> Rule {
        Rule {
            id: RuleId(uuid::Uuid::nil()),
            name: None,
            schedule: None,
            calls_from: if numbers.is_empty() {
                CallsFrom::AnyPhoneNumber
            } else {
                CallsFrom::SelectPhoneNumbers
            },
            anonymous_callers: false,
            unavailable_callers: false,
            phone_numbers: numbers.iter().map(|it| TypedNumber::new(*it)).collect(),
            acts,
            forward_to: None,
            destination_voicemail: false,
            calls_to: Vec::new(),
            is_active: true,
        }
    }

    fn ask<'a>(rules: &'a [Rule], caller: &Caller) -> Judgement<'a> {
        let circumstances = Circumstances {
            caller,
            called: None,
            own_numbers: &[],
        };
        judge(rules, circumstances, &mut |_| true)
    }

    #[test]
    fn an_exception_wins_wherever_it_stands() {
        let carol = Caller::outside(CAROL);
        let erik = Caller::outside("+12025550160");
        for rules in [
            [rule(true, &[]), rule(false, &[CAROL])],
            [rule(false, &[CAROL]), rule(true, &[])],
        ] {
            assert!(matches!(ask(&rules, &carol), Judgement::Exempt(_)));
            assert!(matches!(ask(&rules, &erik), Judgement::Acts(_)));
        }
        assert_eq!(ask(&[], &carol), Judgement::NoneFits);
    }

    #[test]
    fn the_first_rule_that_acts_is_named() {
        let mut rules = [rule(true, &[]), rule(true, &[CAROL])];
        rules[0].name = Some("first".into());
        let carol = Caller::outside(CAROL);
        assert_eq!(ask(&rules, &carol), Judgement::Acts(&rules[0]));
    }

    #[test]
    fn who_withholds_his_number_is_never_matched_by_it() {
        let hidden = Caller {
            is_anonymous: true,
            ..Caller::outside(CAROL)
        };
        let by_number = [rule(true, &[CAROL])];
        assert_eq!(ask(&by_number, &hidden), Judgement::NoneFits);
        let mut with_flag = rule(true, &[CAROL]);
        with_flag.anonymous_callers = true;
        assert!(matches!(ask(&[with_flag], &hidden), Judgement::Acts(_)));
        assert!(matches!(
            ask(&[rule(true, &[])], &hidden),
            Judgement::Acts(_)
        ));
    }

    #[test]
    fn classes_of_callers_are_told_apart() {
        let colleague = Caller::colleague("1002");
        let carol = Caller::outside(CAROL);
        let mut internal = rule(true, &[]);
        internal.calls_from = CallsFrom::AnyInternal;
        let mut external = rule(true, &[]);
        external.calls_from = CallsFrom::AnyExternal;
        let internal = [internal];
        let external = [external];
        assert!(matches!(ask(&internal, &colleague), Judgement::Acts(_)));
        assert_eq!(ask(&internal, &carol), Judgement::NoneFits);
        assert_eq!(ask(&external, &colleague), Judgement::NoneFits);
        assert!(matches!(ask(&external, &carol), Judgement::Acts(_)));
    }

    #[test]
    fn a_rule_outside_its_schedule_says_nothing() {
        let mut dont = rule(false, &[]);
        dont.schedule = Some(ScheduleId(uuid::Uuid::nil()));
        let rules = [dont, rule(true, &[])];
        let carol = Caller::outside(CAROL);
        let circumstances = Circumstances {
            caller: &carol,
            called: None,
            own_numbers: &[],
        };
        let ask = |is_now: bool| judge(&rules, circumstances, &mut |_| is_now);
        assert!(matches!(ask(false), Judgement::Acts(_)));
        assert!(matches!(ask(true), Judgement::Exempt(_)));
    }

    #[test]
    fn a_filter_can_be_limited_to_one_of_the_executives_numbers() {
        let own = ["+12025550101", "+12025550102"].map(|it| PhoneNumber::new(it).unwrap());
        let carol = Caller::outside(CAROL);
        let fits = |kind, number: Option<&str>, called: &str| {
            let mut rule = rule(true, &[]);
            rule.calls_to = vec![CalledNumber {
                kind,
                phone_number: number.map(TypedNumber::new),
            }];
            rule.is_about(Circumstances {
                caller: &carol,
                called: Some(called),
                own_numbers: &own,
            })
        };
        assert!(fits(CalledNumberType::Primary, None, "1001"));
        assert!(fits(CalledNumberType::Primary, None, "+12025550101"));
        assert!(!fits(CalledNumberType::Primary, None, "+12025550102"));
        let second = Some("+12025550102");
        assert!(fits(CalledNumberType::Secondary, second, "+12025550102"));
        assert!(!fits(CalledNumberType::Secondary, second, "1001"));
    }
}
