//! The number others see: what the administrator allows, what the user chose, and hiding it.

mod endpoints;
pub(crate) mod store;

pub(crate) use endpoints::router;
