//! Barge-in.

use belroute_shared::settings::barge_in::BargeIn;

super::setting! {
    /// Whether colleagues may join the user's calls.
    BargeIn, BargeIn,
    "/v1/telephony/config/people/me/settings/bargeIn"
}
