//! What happens to calls, by example and by property.

mod examples;
pub(in crate::routing) mod fixture;
mod forwards;
mod properties;
mod scarce;
pub(in crate::routing) mod strategies;
