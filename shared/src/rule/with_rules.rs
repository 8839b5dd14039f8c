//! A setting that has rules, as clients read it.

use serde::{Deserialize, Serialize};

use super::criterion::CriterionEntry;

/// `GET …/settings/{feature}` of a setting that has rules. They have endpoints of their own; a `PUT`
/// of the setting passes over them.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase")]
pub struct WithRules<T> {
    /// The setting.
    #[serde(flatten)]
    pub setting: T,
    /// Its rules, in their order; at most 25.
    #[serde(default)]
    pub criteria: Vec<CriterionEntry>,
}
