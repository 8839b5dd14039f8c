//! Selectively accept.

use belroute_shared::{
    rule::{RuleFeature, WithRules},
    settings::selective::SelectiveAccept,
};

use super::{rules::rules, setting};

setting! {
    /// Whether only callers whom a rule lets in get through.
    SelectiveAccept, WithRules<SelectiveAccept>,
    "/v1/telephony/config/people/me/settings/selectiveAccept"
}

rules! {
    RuleFeature::SelectiveAccept,
    "/v1/telephony/config/people/me/settings/selectiveAccept/criteria",
    "/v1/telephony/config/people/me/settings/selectiveAccept/criteria/{id}"
}
