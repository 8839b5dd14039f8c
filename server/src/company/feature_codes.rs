//! What the organisation dials to switch settings, as administrators decide it.

mod endpoints;

pub(super) use endpoints::router;
