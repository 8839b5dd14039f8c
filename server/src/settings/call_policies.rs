//! Call policies: from whom it is hidden who answered a call that was sent on.

use belroute_shared::settings::call_policies::CallPolicies;

super::setting! {
    /// From whom it is hidden who answered a call that the user sent on.
    CallPolicies, CallPolicies,
    "/v1/telephony/config/people/me/settings/callPolicies"
}
