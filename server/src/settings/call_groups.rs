//! Call park and call pickup: groups that administrators make and their members read.

mod endpoints;
pub(crate) mod store;

pub(super) use endpoints::router;
