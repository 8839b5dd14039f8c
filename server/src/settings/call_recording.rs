//! Whether a user's calls are recorded: decided by administrators, read by the user.

mod endpoints;
pub(crate) mod store;

pub(super) use endpoints::router;
