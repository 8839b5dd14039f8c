//! The company's block list: who is on it reaches nobody of the organisation from outside.

mod endpoints;
mod store;

pub(super) use endpoints::router;
pub(crate) use store::is_blocked;
