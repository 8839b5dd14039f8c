//! A code that connects one app: shown as a picture, used once within five minutes.

mod endpoints;
mod picture;
mod store;

pub(super) use endpoints::router;
