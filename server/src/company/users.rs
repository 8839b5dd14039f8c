//! People of an organisation, as its administrators manage them.
//!
//! An administrator starts what gives somebody a password, and never learns one that stays: he
//! mails an invitation, or is shown a temporary password that has to be replaced.

mod account;
mod endpoints;
mod grants;
mod store;

pub use account::{disable, invite, reset_second_factor};
pub(crate) use endpoints::{find, router};
pub(crate) use store::{change_email, rename};
pub use store::{find_by_email, insert};

/// The stored word of the role.
pub(crate) const ADMINISTRATOR: &str = "administrator";
