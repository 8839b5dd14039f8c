//! Phones that take guests.

mod api;
mod list;
mod stay;
mod user;

pub(super) use list::HostsSection;
pub(crate) use user::GuestsCard;
