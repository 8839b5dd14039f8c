//! Voicemail: what callers have left behind, in which mailbox, and who may hear it.
//!
//! A mailbox is a user's own. Administrators may let others share it; what one of them marks or
//! deletes is so for all.

mod mailboxes;
mod messages;
pub mod pin;

pub use mailboxes::{Mailbox, Mailboxes};
pub use messages::{
    ForwardMessage, Forwarded, MarkMessages, MessageFilter, Reason, VoiceMessage, VoiceMessages,
};

/// The longest message, in seconds: callers are cut off there.
pub const LONGEST_MESSAGE_SECONDS: u32 = 180;
/// So many messages fill a mailbox.
pub const MOST_MESSAGES: u32 = 100;
/// Steps of a waveform.
pub const PEAKS: usize = 200;
/// For so long a deleted message can be fetched back.
pub const UNDO_MINUTES: i64 = 15;
/// The longest word beside a message that is sent on, in characters.
pub const LONGEST_COMMENT: usize = 500;
