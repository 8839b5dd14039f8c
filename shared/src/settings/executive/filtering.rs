//! Call filtering as clients read and write it: the choice, together with its rules.

use serde::{Deserialize, Serialize};

use super::CallFiltering;
use crate::{ids::RuleId, rule::criterion::CriterionEntry};

/// `GET …/settings/executive/callFiltering`.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase")]
pub struct ShownCallFiltering {
    /// What the executive decides.
    #[serde(flatten)]
    pub filtering: CallFiltering,
    /// His rules, at most 25, in their order.
    #[serde(default)]
    pub criteria: Vec<CriterionEntry>,
}

/// The part of `PUT …/settings/executive/callFiltering` that switches rules on and off; the rest is
/// [`CallFiltering`]. Rules that are not named keep their state.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase", default)]
pub struct ChangeActivation {
    /// Rules, each with whether it is asked.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub criteria_activation: Option<Vec<CriterionActivation>>,
}

/// Whether a rule is asked.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase")]
pub struct CriterionActivation {
    /// The rule.
    pub id: RuleId,
    /// One that is off is passed over.
    pub activation_enabled: bool,
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::settings::executive::FilterType;

    #[test]
    fn choice_and_rules_stand_side_by_side() {
        let json = r#"{"enabled":true,"filterType":"ALL_CALLS","criteria":[]}"#;
        let shown: ShownCallFiltering = serde_json::from_str(json).unwrap();
        assert_eq!(shown.filtering.filter_type, FilterType::AllCalls);
        assert_eq!(serde_json::to_string(&shown).unwrap(), json);
    }
}
