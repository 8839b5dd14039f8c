//! Priority alert.

use belroute_shared::{
    rule::{RuleFeature, WithRules},
    settings::priority_alert::PriorityAlert,
};

use super::{rules::rules, setting};

setting! {
    /// Whether calls that a rule names ring otherwise.
    PriorityAlert, WithRules<PriorityAlert>,
    "/v1/telephony/config/people/me/settings/priorityAlert"
}

rules! {
    RuleFeature::PriorityAlert,
    "/v1/telephony/config/people/me/settings/priorityAlert/criteria",
    "/v1/telephony/config/people/me/settings/priorityAlert/criteria/{id}"
}
