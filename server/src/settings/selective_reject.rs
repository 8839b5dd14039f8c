//! Selectively reject.

use belroute_shared::{
    rule::{RuleFeature, WithRules},
    settings::selective::SelectiveReject,
};

use super::{rules::rules, setting};

setting! {
    /// Whether callers whom a rule names are turned away.
    SelectiveReject, WithRules<SelectiveReject>,
    "/v1/telephony/config/people/me/settings/selectiveReject"
}

rules! {
    RuleFeature::SelectiveReject,
    "/v1/telephony/config/people/me/settings/selectiveReject/criteria",
    "/v1/telephony/config/people/me/settings/selectiveReject/criteria/{id}"
}
