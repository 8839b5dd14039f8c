//! The organisation's public numbers.
//!
//! A number is unique over the installation, because calls from outside find their organisation by
//! it. What follows from one, the numbers that users may show and what they are found by, is set
//! right in the same transaction ([`following`]).

mod endpoints;
mod following;
mod store;

pub(super) use endpoints::router;
pub(super) use following::{retag, users_showing};
