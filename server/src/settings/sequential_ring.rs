//! Sequential ring.

use belroute_shared::{
    rule::{RuleFeature, WithRules},
    settings::sequential_ring::SequentialRing,
};

use super::{rules::rules, setting};

setting! {
    /// At which numbers the user is looked for, one after the other.
    SequentialRing, WithRules<SequentialRing>,
    "/v1/telephony/config/people/me/settings/sequentialRing"
}

rules! {
    RuleFeature::SequentialRing,
    "/v1/telephony/config/people/me/settings/sequentialRing/criteria",
    "/v1/telephony/config/people/me/settings/sequentialRing/criteria/{id}"
}
