//! What happens to calls, by example and by property.

mod examples;
mod fixture;
mod forwards;
mod properties;
mod strategies;
