//! Call notify.

use belroute_shared::{
    rule::{RuleFeature, WithRules},
    settings::call_notify::CallNotify,
};

use super::{rules::rules, setting};

setting! {
    /// Whether calls that a rule names are told by mail, and to whom.
    CallNotify, WithRules<CallNotify>,
    "/v1/telephony/config/people/me/settings/callNotify"
}

rules! {
    RuleFeature::CallNotify,
    "/v1/telephony/config/people/me/settings/callNotify/criteria",
    "/v1/telephony/config/people/me/settings/callNotify/criteria/{id}"
}
