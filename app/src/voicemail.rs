//! What callers have left behind, and what one does with it.

mod api;
mod deleted;
mod forward;
mod list;
mod mailbox;
mod message;
mod page;
mod player;
mod tools;
mod unread;
mod words;

use crate::lazy_view;
use page::VoicemailPage;

pub use unread::Unread;

lazy_view! {
    /// All messages.
    pub fn page() -> VoicemailPage in voicemail
}
