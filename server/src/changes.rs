//! What was done to a user's account and settings, shown to himself; and the mail of the day that
//! tells what others did.

mod endpoints;
mod letter;
mod store;

pub(crate) use endpoints::router;
pub use letter::mail_changes;
