//! Rules: conditions on caller and moment, with *do* or *don't*. Webex calls them criteria.
//!
//! One shape serves eight settings ([`RuleFeature`]). [`Rule`] is what is stored and what
//! [`decide`](crate::routing::decide) reads; [`criterion`] is how clients write it; [`judge`] says
//! what the rules of one setting make of a call.

pub mod criterion;
pub mod judge;
mod with_rules;

use serde::{Deserialize, Serialize};

use crate::{
    features::Feature,
    ids::{RuleId, ScheduleId},
    typed_number::TypedNumber,
};

pub use with_rules::WithRules;

/// The most rules of one setting.
pub const MOST_RULES: usize = 25;
/// The most numbers in one rule (`BroadWorks`).
pub const MOST_NUMBERS: usize = 12;
/// The longest name of a rule, in characters (`BroadWorks`).
pub const LONGEST_NAME: usize = 50;

/// The settings that have rules.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase")]
pub enum RuleFeature {
    /// A mail about the call, or none.
    CallNotify,
    /// To the assistants, or not.
    ExecutiveCallFiltering,
    /// Another ring, or the usual one.
    PriorityAlert,
    /// Through, or not.
    SelectiveAccept,
    /// Sent elsewhere, or not.
    SelectiveForward,
    /// Turned away, or not.
    SelectiveReject,
    /// Looked for at other numbers, or not.
    SequentialRing,
    /// Other numbers ring along, or not.
    SimultaneousRing,
}

impl RuleFeature {
    /// All of them.
    pub const ALL: [Self; 8] = [
        Self::CallNotify,
        Self::ExecutiveCallFiltering,
        Self::PriorityAlert,
        Self::SelectiveAccept,
        Self::SelectiveForward,
        Self::SelectiveReject,
        Self::SequentialRing,
        Self::SimultaneousRing,
    ];

    /// The name of the setting, as in its path and in the log.
    pub fn name(self) -> &'static str {
        match self {
            Self::CallNotify => "callNotify",
            Self::ExecutiveCallFiltering => "executiveCallFiltering",
            Self::PriorityAlert => "priorityAlert",
            Self::SelectiveAccept => "selectiveAccept",
            Self::SelectiveForward => "selectiveForward",
            Self::SelectiveReject => "selectiveReject",
            Self::SequentialRing => "sequentialRing",
            Self::SimultaneousRing => "simultaneousRing",
        }
    }

    /// The setting of a name, if it is one that has rules.
    pub fn of_setting(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|it| it.name() == name)
    }

    /// What an administrator hides it by.
    pub fn feature(self) -> Feature {
        match self {
            Self::CallNotify => Feature::CallNotify,
            Self::ExecutiveCallFiltering => Feature::Executive,
            Self::PriorityAlert => Feature::PriorityAlert,
            Self::SelectiveAccept => Feature::SelectivelyAcceptCalls,
            Self::SelectiveForward => Feature::SelectivelyForwardCalls,
            Self::SelectiveReject => Feature::SelectivelyRejectCalls,
            Self::SequentialRing => Feature::SequentialRing,
            Self::SimultaneousRing => Feature::SimultaneousRing,
        }
    }

    /// Whether its rules can name all colleagues or everybody outside.
    pub fn takes_classes(self) -> bool {
        matches!(
            self,
            Self::PriorityAlert | Self::ExecutiveCallFiltering | Self::SelectiveForward
        )
    }
}

/// Whose calls a rule is about.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum CallsFrom {
    /// Everybody's, also of those who withhold their number.
    #[default]
    AnyPhoneNumber,
    /// Those of the numbers in the rule.
    SelectPhoneNumbers,
    /// Those of colleagues.
    AnyInternal,
    /// Those from outside.
    AnyExternal,
}

/// A number of the executive's own that was called, in the words of the API.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum CalledNumberType {
    /// The user's extension, and the first of his public numbers.
    Primary,
    /// Another public number of his.
    #[serde(alias = "ALTERNATE")]
    Secondary,
}

/// A number of the executive's own that a rule is limited to.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase")]
pub struct CalledNumber {
    /// Which of his numbers.
    #[serde(rename = "type")]
    pub kind: CalledNumberType,
    /// The number, of a secondary one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub phone_number: Option<TypedNumber>,
}

/// A rule, as it is stored.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase")]
#[expect(
    clippy::struct_excessive_bools,
    reason = "each stands for itself, as in the published API"
)]
pub struct Rule {
    /// The rule.
    pub id: RuleId,
    /// Its name, if it has one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// When it holds; `None` always.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub schedule: Option<ScheduleId>,
    /// Whose calls it is about.
    pub calls_from: CallsFrom,
    /// With selected numbers: those who withhold their number too.
    #[serde(default)]
    pub anonymous_callers: bool,
    /// With selected numbers: those whose number did not come through too.
    #[serde(default)]
    pub unavailable_callers: bool,
    /// The selected numbers and patterns.
    #[serde(default)]
    pub phone_numbers: Vec<TypedNumber>,
    /// Whether the setting acts on a call that fits, or is kept from it.
    pub acts: bool,
    /// Selectively forward: where such calls go; `None` for the default number.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub forward_to: Option<TypedNumber>,
    /// Selectively forward: to the mailbox behind that number.
    #[serde(default)]
    pub destination_voicemail: bool,
    /// Executive call filtering: which of his numbers must have been called; empty for any.
    #[serde(default)]
    pub calls_to: Vec<CalledNumber>,
    /// Executive call filtering: a rule that is switched off is passed over.
    #[serde(default = "yes")]
    pub is_active: bool,
}

/// What making a rule answers.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct MadeRule {
    /// The rule.
    pub id: RuleId,
}

fn yes() -> bool {
    true
}
