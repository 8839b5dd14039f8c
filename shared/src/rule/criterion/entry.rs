//! Rules in the list of their setting.

use serde::{Deserialize, Serialize};

use crate::{
    ids::RuleId,
    rule::{CallsFrom, Rule, RuleFeature},
};

/// Whose calls a rule is about, as lists say it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum Source {
    /// Everybody's.
    AllNumbers,
    /// Those of some numbers.
    SpecificNumbers,
    /// Executive call filtering: everybody's.
    AnyPhoneNumber,
    /// Executive call filtering: those of some numbers.
    SelectPhoneNumbers,
    /// Executive call filtering: those of colleagues.
    AnyInternal,
    /// Executive call filtering: those from outside.
    AnyExternal,
}

/// A rule in the list of its setting. It has exactly one field whose name ends in `Enabled` but for
/// executive call filtering: clients take the first such field for the flag.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase")]
pub struct CriterionEntry {
    /// The rule.
    pub id: RuleId,
    /// Executive call filtering: its name.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub filter_name: Option<String>,
    /// Name of the schedule; absent for always, and in executive call filtering, whose entries have
    /// none in the published API: strict clients refuse it there.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub schedule_name: Option<String>,
    /// Whose calls.
    pub source: Source,
    /// Selectively accept.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub accept_enabled: Option<bool>,
    /// Selectively reject.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reject_enabled: Option<bool>,
    /// Selectively forward.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub forward_enabled: Option<bool>,
    /// Simultaneous and sequential ring.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub ring_enabled: Option<bool>,
    /// Call notify and priority alert.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub notification_enabled: Option<bool>,
    /// Executive call filtering: whether it is asked at all.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub activation_enabled: Option<bool>,
    /// Executive call filtering: to the assistants, or not.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub filter_enabled: Option<bool>,
}

impl CriterionEntry {
    /// A rule as lists show it.
    pub fn of(rule: &Rule, feature: RuleFeature, schedule_name: Option<String>) -> Self {
        let is = |wanted: &[RuleFeature]| wanted.contains(&feature).then_some(rule.acts);
        let is_filter = feature == RuleFeature::ExecutiveCallFiltering;
        let source = match (rule.calls_from, is_filter) {
            (CallsFrom::AnyPhoneNumber, true) => Source::AnyPhoneNumber,
            (CallsFrom::SelectPhoneNumbers, true) => Source::SelectPhoneNumbers,
            (CallsFrom::AnyInternal, true) => Source::AnyInternal,
            (CallsFrom::AnyExternal, true) => Source::AnyExternal,
            (CallsFrom::SelectPhoneNumbers, false) => Source::SpecificNumbers,
            (_, false) => Source::AllNumbers,
        };
        Self {
            id: rule.id,
            filter_name: rule.name.clone().filter(|_| is_filter),
            schedule_name: schedule_name.filter(|_| !is_filter),
            source,
            accept_enabled: is(&[RuleFeature::SelectiveAccept]),
            reject_enabled: is(&[RuleFeature::SelectiveReject]),
            forward_enabled: is(&[RuleFeature::SelectiveForward]),
            ring_enabled: is(&[RuleFeature::SimultaneousRing, RuleFeature::SequentialRing]),
            notification_enabled: is(&[RuleFeature::CallNotify, RuleFeature::PriorityAlert]),
            activation_enabled: is_filter.then_some(rule.is_active),
            filter_enabled: is(&[RuleFeature::ExecutiveCallFiltering]),
        }
    }
}
