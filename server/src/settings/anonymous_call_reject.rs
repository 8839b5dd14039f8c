//! Anonymous call rejection.

use belroute_shared::settings::anonymous_call_reject::AnonymousCallReject;

super::setting! {
    /// Whether callers from outside who withhold their number are turned away.
    AnonymousCallReject, AnonymousCallReject,
    "/v1/telephony/config/people/me/settings/anonymousCallReject"
}
