//! The number others see: what the administrator allows, what the user chose, and hiding it.

pub(crate) mod change;
mod endpoints;
pub(crate) mod store;

pub(crate) use endpoints::router;

/// What the log calls the choice.
pub(crate) const SELECTED: &str = "selectedCallerId";
/// What the log calls hiding.
pub(crate) const HIDING: &str = "callerId";
