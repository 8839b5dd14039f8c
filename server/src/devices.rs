//! Phones and apps of a user, and connecting a new one by a code.

mod endpoints;
mod pairing;
pub(crate) mod store;

pub(crate) use endpoints::router;
