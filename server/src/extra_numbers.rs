//! Further numbers on which users can be reached: each user's own list, of which colleagues see what
//! he shows them.

mod endpoints;
pub(crate) mod store;

pub(crate) use endpoints::router;
