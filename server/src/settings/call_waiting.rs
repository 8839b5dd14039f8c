//! Call waiting.

use belroute_shared::settings::call_waiting::CallWaiting;

super::setting! {
    /// Whether a second call is offered while one goes on.
    CallWaiting, CallWaiting,
    "/v1/telephony/config/people/me/settings/callWaiting"
}
