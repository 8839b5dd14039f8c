//! Whether users' calls are recorded, as administrators decide it.

mod endpoints;

pub(super) use endpoints::router;
