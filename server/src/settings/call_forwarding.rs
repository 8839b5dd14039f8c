//! Call forwarding.

use belroute_shared::settings::call_forwarding::CallForwarding;

super::setting! {
    /// Where calls are sent: always, when the user is busy, does not answer, or cannot be reached.
    CallForwarding, CallForwarding,
    "/v1/telephony/config/people/me/settings/callForwarding"
}
