//! What was done to a user's account and settings, shown to himself, and undone; and the mail of the
//! day that tells what others did.

mod endpoints;
mod history;
mod letter;
mod store;
mod undo;

pub(crate) use endpoints::router;
pub use letter::mail_changes;
