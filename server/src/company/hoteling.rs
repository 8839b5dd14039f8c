//! Phones that take guests, as administrators decide about them.

mod endpoints;

pub(super) use endpoints::router;
