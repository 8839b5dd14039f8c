//! Do not disturb.

use belroute_shared::settings::do_not_disturb::DoNotDisturb;

super::setting! {
    /// Whether the user's phones stay silent, and until when.
    DoNotDisturb, DoNotDisturb,
    "/v1/telephony/config/people/me/settings/doNotDisturb"
}
