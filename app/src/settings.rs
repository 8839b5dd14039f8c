//! Call settings: one page with a row for each, and the mailbox.

mod page;
mod voicemail;

use crate::lazy_view;
use page::CallSettingsPage;
use voicemail::VoicemailPage;

lazy_view! {
    /// `/calling/settings`.
    pub fn page() -> CallSettingsPage in calling
}
lazy_view! {
    /// `/calling/voicemail`: which calls the mailbox answers.
    pub fn voicemail_page() -> VoicemailPage in calling
}
