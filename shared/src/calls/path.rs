//! Why a call went where it went: what it met at one user, with his settings as they were then.

use serde::{Deserialize, Serialize};

use crate::{
    ids::RuleId, number::Extension, routing::trace::Trace, rule::CallsFrom,
    typed_number::TypedNumber,
};

/// What one call met at the user whose call it is.
///
/// It says nothing of what others have set: of those who got the call after him it has names, and
/// of who came before him that he sent it on.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase")]
pub struct CallPath {
    /// The user's stops, and what was to follow. It has no `next`, and neither have its fallbacks.
    pub trace: Trace,
    /// Somebody sent the call on to the user; absent where he was the one who was called.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub sent_on: Option<SentOn>,
    /// The rules that the reasons name.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub rules: Vec<RuleThen>,
    /// Who was behind the numbers that the trace names, where that is a colleague or a dial plan.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub names: Vec<NameThen>,
}

/// The call came by somebody else.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase")]
pub struct SentOn {
    /// By whom; absent where that is not told.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub by: Option<ColleagueThen>,
}

/// A colleague, as he was called when the call came.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase")]
pub struct ColleagueThen {
    /// First and last name.
    pub name: String,
    /// The internal number.
    pub extension: Extension,
}

/// A rule, as it was when the call came: its name, and whose calls it was about, which is what a rule
/// without a name goes by.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase")]
pub struct RuleThen {
    /// The rule; it may be gone by now.
    pub id: RuleId,
    /// Its name, if it had one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// Name of the schedule that was in force; absent for a rule that always held.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub schedule: Option<String>,
    /// Whose calls it was about.
    pub calls_from: CallsFrom,
    /// The selected numbers and patterns.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub phone_numbers: Vec<TypedNumber>,
    /// With selected numbers: those who withhold their number too.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub anonymous_callers: bool,
    /// With selected numbers: those whose number did not come through too.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub unavailable_callers: bool,
}

/// Who was behind a number.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase")]
pub struct NameThen {
    /// The number or extension, as the trace has it.
    pub number: String,
    /// Name of the colleague or the dial plan.
    pub name: String,
}

impl CallPath {
    /// A rule that a reason names.
    pub fn rule(&self, id: RuleId) -> Option<&RuleThen> {
        self.rules.iter().find(|rule| rule.id == id)
    }

    /// Who was behind a number that the trace names.
    pub fn name(&self, number: &str) -> Option<&str> {
        let found = self.names.iter().find(|it| it.number == number);
        found.map(|it| it.name.as_str())
    }
}
