//! The phonebook: colleagues, dial plans, the company's contacts and one's own.

mod endpoints;
pub(crate) mod keys;
mod search;
pub(crate) mod store;

pub(crate) use endpoints::router;
