//! Where a schedule is referred to.

use serde::{Deserialize, Serialize};

/// Rules that refer to a schedule, by the setting that they belong to.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase")]
pub struct ScheduleUse {
    /// The setting, by the last part of its address, such as `selectiveReject`.
    pub feature: String,
    /// How many rules.
    pub rules: u64,
    /// How many users have such a rule; told to administrators about schedules of the company.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub users: Option<u64>,
}

/// Where a schedule is referred to. It cannot be deleted while that is anywhere.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase")]
pub struct ScheduleUses {
    /// By the names of the settings.
    pub uses: Vec<ScheduleUse>,
}
