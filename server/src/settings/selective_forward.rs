//! Selectively forward.

use belroute_shared::{
    rule::{RuleFeature, WithRules},
    settings::selective::SelectiveForward,
};

use super::{rules::rules, setting};

setting! {
    /// Whether callers whom a rule names are sent elsewhere, and where.
    SelectiveForward, WithRules<SelectiveForward>,
    "/v1/telephony/config/people/me/settings/selectiveForward"
}

rules! {
    RuleFeature::SelectiveForward,
    "/v1/telephony/config/people/me/settings/selectiveForward/criteria",
    "/v1/telephony/config/people/me/settings/selectiveForward/criteria/{id}"
}
