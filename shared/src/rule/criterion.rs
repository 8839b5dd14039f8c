//! Rules as clients of Webex Calling write and read them.
//!
//! The shape is the same for all settings but for the name of the flag, and a few fields that only
//! one of them has. So one type holds them all; a setting reads and writes its own.

mod entry;
#[cfg(test)]
mod tests;

use serde::{Deserialize, Serialize};

use super::{CalledNumber, CallsFrom, LONGEST_NAME, MOST_NUMBERS, Rule, RuleFeature};
use crate::{
    error::{Code, FieldError},
    ids::{RuleId, ScheduleId},
    schedules::{ScheduleLevel, ScheduleType},
    settings::{Findings, NumberField},
    typed_number::{self, Takes, TypedNumber},
};

pub use entry::{CriterionEntry, Source};

/// `GET`, `POST` and `PUT …/settings/{feature}/criteria/{id}`.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase", default)]
pub struct Criterion {
    /// The rule; passed over when written.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub id: Option<RuleId>,
    /// At most 50 characters.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// The same, as executive call filtering calls it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub filter_name: Option<String>,
    /// Name of the schedule; absent for always.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub schedule_name: Option<String>,
    /// Its type.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub schedule_type: Option<ScheduleType>,
    /// Whose it is; absent, the user's own is meant before the company's.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub schedule_level: Option<ScheduleLevel>,
    /// Whose calls.
    pub calls_from: CallsFrom,
    /// With selected numbers: those who withhold their number too.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub anonymous_callers_enabled: Option<bool>,
    /// With selected numbers: those whose number did not come through too.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub unavailable_callers_enabled: Option<bool>,
    /// The selected numbers and patterns, at most 12.
    #[serde(alias = "numbers", skip_serializing_if = "Option::is_none")]
    pub phone_numbers: Option<Vec<TypedNumber>>,
    /// Selectively accept.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub accept_enabled: Option<bool>,
    /// Selectively reject.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub reject_enabled: Option<bool>,
    /// Selectively forward.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub forward_enabled: Option<bool>,
    /// Simultaneous and sequential ring.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub ring_enabled: Option<bool>,
    /// Call notify and priority alert.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub notification_enabled: Option<bool>,
    /// Executive call filtering.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub filter_enabled: Option<bool>,
    /// Selectively forward: where such calls go; absent for the default number.
    #[serde(
        deserialize_with = "typed_number::optional",
        skip_serializing_if = "Option::is_none"
    )]
    pub forward_to_phone_number: Option<TypedNumber>,
    /// Selectively forward: to the mailbox behind that number.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub destination_voicemail_enabled: Option<bool>,
    /// Executive call filtering: which of his numbers must have been called.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub calls_to_numbers: Option<Vec<CalledNumber>>,
}

/// A schedule by the words that rules name it with.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ScheduleName {
    /// Its name.
    pub name: String,
    /// Its type.
    pub kind: ScheduleType,
    /// Whose it is; `None`, the user's own before the company's.
    pub owner: Option<ScheduleLevel>,
}

impl Criterion {
    /// The flag of a setting, by its place in this type.
    fn flag(&mut self, feature: RuleFeature) -> &mut Option<bool> {
        match feature {
            RuleFeature::SelectiveAccept => &mut self.accept_enabled,
            RuleFeature::SelectiveReject => &mut self.reject_enabled,
            RuleFeature::SelectiveForward => &mut self.forward_enabled,
            RuleFeature::SimultaneousRing | RuleFeature::SequentialRing => &mut self.ring_enabled,
            RuleFeature::CallNotify | RuleFeature::PriorityAlert => &mut self.notification_enabled,
            RuleFeature::ExecutiveCallFiltering => &mut self.filter_enabled,
        }
    }

    /// Whether the setting acts on a call that fits; `None` where the rule does not say so.
    pub fn acts(&self, feature: RuleFeature) -> Option<bool> {
        *self.clone().flag(feature)
    }

    /// The same rule, as *do* or as *don't*.
    #[must_use]
    pub fn with_acts(mut self, feature: RuleFeature, acts: bool) -> Self {
        *self.flag(feature) = Some(acts);
        self
    }

    /// A rule as clients read it.
    pub fn of(rule: &Rule, feature: RuleFeature, schedule: Option<ScheduleName>) -> Self {
        let is_selected = rule.calls_from == CallsFrom::SelectPhoneNumbers;
        let is_filter = feature == RuleFeature::ExecutiveCallFiltering;
        let is_forward = feature == RuleFeature::SelectiveForward;
        let criterion = Self {
            id: Some(rule.id),
            name: rule.name.clone().filter(|_| !is_filter),
            filter_name: rule.name.clone().filter(|_| is_filter),
            schedule_name: schedule.as_ref().map(|it| it.name.clone()),
            schedule_type: schedule.as_ref().map(|it| it.kind),
            schedule_level: schedule.and_then(|it| it.owner),
            calls_from: rule.calls_from,
            anonymous_callers_enabled: Some(rule.anonymous_callers),
            unavailable_callers_enabled: Some(rule.unavailable_callers),
            phone_numbers: is_selected.then(|| rule.phone_numbers.clone()),
            forward_to_phone_number: rule.forward_to.clone().filter(|_| is_forward),
            destination_voicemail_enabled: is_forward.then_some(rule.destination_voicemail),
            calls_to_numbers: is_filter.then(|| rule.calls_to.clone()),
            ..Self::default()
        };
        criterion.with_acts(feature, rule.acts)
    }

    /// The schedule that it names.
    pub fn schedule(&self) -> Option<ScheduleName> {
        Some(ScheduleName {
            name: self.schedule_name.clone()?,
            kind: self.schedule_type?,
            owner: self.schedule_level,
        })
    }

    /// The rule that it describes; checked before.
    pub fn into_rule(
        self,
        id: RuleId,
        feature: RuleFeature,
        schedule: Option<ScheduleId>,
        is_active: bool,
    ) -> Rule {
        let acts = self.acts(feature).unwrap_or(true);
        let is_selected = self.calls_from == CallsFrom::SelectPhoneNumbers;
        let name = self
            .filter_name
            .or(self.name)
            .map(|it| it.trim().to_owned());
        Rule {
            id,
            name: name.filter(|it| !it.is_empty()),
            schedule,
            calls_from: self.calls_from,
            anonymous_callers: is_selected && self.anonymous_callers_enabled.unwrap_or(false),
            unavailable_callers: is_selected && self.unavailable_callers_enabled.unwrap_or(false),
            phone_numbers: self
                .phone_numbers
                .filter(|_| is_selected)
                .unwrap_or_default(),
            acts,
            forward_to: self
                .forward_to_phone_number
                .filter(|_| feature == RuleFeature::SelectiveForward),
            destination_voicemail: feature == RuleFeature::SelectiveForward
                && self.destination_voicemail_enabled.unwrap_or(false),
            calls_to: self.calls_to_numbers.unwrap_or_default(),
            is_active,
        }
    }

    /// Refuses what can be told from the rule alone.
    pub fn check(&self, feature: RuleFeature) -> Result<(), Vec<FieldError>> {
        let mut findings = Findings::default();
        let is_filter = feature == RuleFeature::ExecutiveCallFiltering;
        let (field, name) = if is_filter {
            ("filterName", &self.filter_name)
        } else {
            ("name", &self.name)
        };
        let name = name.as_deref().unwrap_or_default().trim();
        findings.refuse_if(name.chars().count() > LONGEST_NAME, field, Code::TooLong);
        findings.refuse_if(name.contains(char::is_control), field, Code::NotOffered);
        findings.refuse_if(is_filter && name.is_empty(), field, Code::Required);
        let has_name = self.schedule_name.is_some();
        findings.refuse_if(
            has_name != self.schedule_type.is_some(),
            if has_name {
                "scheduleType"
            } else {
                "scheduleName"
            },
            Code::Required,
        );
        let is_class = matches!(
            self.calls_from,
            CallsFrom::AnyInternal | CallsFrom::AnyExternal
        );
        findings.refuse_if(
            is_class && !feature.takes_classes(),
            "callsFrom",
            Code::NotOffered,
        );
        findings.refuse_if(
            self.acts(feature).is_none(),
            flag_name(feature),
            Code::Required,
        );
        self.check_numbers(&mut findings);
        findings.outcome()
    }

    fn check_numbers(&self, findings: &mut Findings) {
        let numbers = self.phone_numbers.as_deref().unwrap_or_default();
        let is_selected = self.calls_from == CallsFrom::SelectPhoneNumbers;
        let has_flag = self.anonymous_callers_enabled == Some(true)
            || self.unavailable_callers_enabled == Some(true);
        findings.refuse_if(
            is_selected && numbers.is_empty() && !has_flag,
            "phoneNumbers",
            Code::Required,
        );
        findings.refuse_if(numbers.len() > MOST_NUMBERS, "phoneNumbers", Code::TooMany);
        findings.refuse_twice(numbers.iter().zip(0..).map(|(it, at)| (place(at), it)));
        let called = self.calls_to_numbers.as_deref().unwrap_or_default();
        findings.refuse_if(called.len() > MOST_NUMBERS, "callsToNumbers", Code::TooMany);
    }

    /// Shows every number in it.
    pub fn numbers(&mut self, visit: &mut dyn FnMut(NumberField<'_>)) {
        for (number, at) in self.phone_numbers.iter_mut().flatten().zip(0..) {
            visit(NumberField::new(place(at), Takes::CallerPattern, number));
        }
        if let Some(number) = &mut self.forward_to_phone_number {
            visit(NumberField::new(
                "forwardToPhoneNumber",
                Takes::Destination,
                number,
            ));
        }
        let called = self.calls_to_numbers.iter_mut().flatten().zip(0..);
        for (called, at) in called {
            if let Some(number) = &mut called.phone_number {
                let field = format!("callsToNumbers.{at}.phoneNumber");
                visit(NumberField::new(field, Takes::ShownNumber, number));
            }
        }
    }
}

fn place(at: usize) -> String {
    format!("phoneNumbers.{at}")
}

/// The name of a setting's flag.
pub fn flag_name(feature: RuleFeature) -> &'static str {
    match feature {
        RuleFeature::SelectiveAccept => "acceptEnabled",
        RuleFeature::SelectiveReject => "rejectEnabled",
        RuleFeature::SelectiveForward => "forwardEnabled",
        RuleFeature::SimultaneousRing | RuleFeature::SequentialRing => "ringEnabled",
        RuleFeature::CallNotify | RuleFeature::PriorityAlert => "notificationEnabled",
        RuleFeature::ExecutiveCallFiltering => "filterEnabled",
    }
}
