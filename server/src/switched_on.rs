//! What is switched on for a user, and who gave it to him: his settings, his features and the log,
//! read together.

mod endpoints;
mod functions;
mod granted;
mod store;

pub(crate) use endpoints::router;
