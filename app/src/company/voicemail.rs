//! What holds for all mailboxes of the organisation: how long messages stay, where they may go, and
//! what a PIN has to be.

mod counted;
mod messages;
mod page;
mod pin;

pub(super) use page::VoicemailPage;
