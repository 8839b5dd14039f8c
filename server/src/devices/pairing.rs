//! A code that connects one app: shown as a picture, used once within five minutes.

mod endpoints;
mod store;

pub(super) use endpoints::router;
