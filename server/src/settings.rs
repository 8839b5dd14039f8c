//! Call settings: what users decide about calls to them.

pub(crate) mod rules;
pub(crate) mod store;
