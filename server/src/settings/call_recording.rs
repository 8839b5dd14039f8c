//! Whether a user's calls are recorded: decided by administrators, read by the user.

pub(crate) mod store;
