//! Call park and call pickup: groups that administrators make and their members read.

pub(crate) mod store;
