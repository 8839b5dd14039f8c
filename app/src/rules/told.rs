//! Rules that are written down: in the history, and in calls that they decided about.

use belroute_shared::{
    calls::RuleThen,
    rule::{CalledNumber, RuleFeature, criterion::Criterion},
};
use serde_json::Value;

use super::words::{Callers, capitalised, of_callers, of_doing, of_when};
use crate::{intl, text};

/// A rule of the history.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct ToldRule {
    feature: RuleFeature,
    rule: Criterion,
    is_active: bool,
}

impl ToldRule {
    /// Reads it; `None` for what is no rule.
    pub(crate) fn read(feature: RuleFeature, json: &Value) -> Option<Self> {
        json.get("callsFrom")?;
        let is_active = json.get("activationEnabled").and_then(Value::as_bool);
        Some(Self {
            feature,
            rule: serde_json::from_value(json.clone()).ok()?,
            is_active: is_active.unwrap_or(true),
        })
    }

    /// What it is called, if anything.
    pub(crate) fn name(&self) -> Option<&str> {
        let name = self.rule.name.as_deref();
        name.or(self.rule.filter_name.as_deref())
    }

    /// What it does: with whose calls, when, and where to.
    pub(crate) fn words(&self, who: &dyn Fn(&str) -> String) -> String {
        let rule = &self.rule;
        let acts = rule.acts(self.feature) == Some(true);
        let does = of_doing(self.feature, acts);
        let when = of_when(rule.schedule_name.as_deref());
        let callers = of_callers(&Callers::from(rule), who);
        let mut parts = vec![text!(rules.short, does, who = callers, when)];
        parts.extend(self.called(who));
        if let Some(number) = rule.forward_to_phone_number.as_ref().filter(|_| acts) {
            let number = who(number.as_str());
            parts.push(if rule.destination_voicemail_enabled == Some(true) {
                text!(rules.sends_to_mailbox, number)
            } else {
                text!(rules.sends_to, number)
            });
        }
        if !self.is_active {
            parts.push(text!(rules.not_in_use).to_owned());
        }
        parts.join(", ")
    }

    /// Which of his own numbers must have been called.
    fn called(&self, who: &dyn Fn(&str) -> String) -> Option<String> {
        let all = self.rule.calls_to_numbers.as_ref()?;
        let of = |called: &CalledNumber| match &called.phone_number {
            Some(number) => who(number.as_str()),
            None => text!(rules.called_first).to_owned(),
        };
        let numbers: Vec<String> = all.iter().map(of).collect();
        (!numbers.is_empty()).then(|| text!(rules.called_at, numbers = intl::list_or(&numbers)))
    }
}

/// Whose calls a rule was about that decided about a call: what one without a name goes by.
pub(crate) fn callers_then(rule: &RuleThen, who: &dyn Fn(&str) -> String) -> String {
    let callers = Callers {
        calls_from: rule.calls_from,
        numbers: rule.phone_numbers.clone(),
        has_anonymous: rule.anonymous_callers,
        has_unavailable: rule.unavailable_callers,
    };
    capitalised(&of_callers(&callers, who))
}
