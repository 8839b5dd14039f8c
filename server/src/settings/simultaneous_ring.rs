//! Simultaneous ring.

use belroute_shared::{
    rule::{RuleFeature, WithRules},
    settings::simultaneous_ring::SimultaneousRing,
};

use super::{rules::rules, setting};

setting! {
    /// Which other numbers ring together with the user's phones.
    SimultaneousRing, WithRules<SimultaneousRing>,
    "/v1/telephony/config/people/me/settings/simultaneousRing"
}

rules! {
    RuleFeature::SimultaneousRing,
    "/v1/telephony/config/people/me/settings/simultaneousRing/criteria",
    "/v1/telephony/config/people/me/settings/simultaneousRing/criteria/{id}"
}
