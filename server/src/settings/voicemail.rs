//! Voicemail.

use belroute_shared::settings::voicemail::Voicemail;

super::setting! {
    /// Which calls the mailbox answers, and when.
    Voicemail, Voicemail,
    "/v1/telephony/config/people/me/settings/voicemail"
}
