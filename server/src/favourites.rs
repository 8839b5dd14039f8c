//! Entries of the phonebook that a user has starred, in his own order.

mod endpoints;
pub(crate) mod store;

pub(crate) use endpoints::router;
