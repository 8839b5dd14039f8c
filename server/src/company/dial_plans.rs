//! The organisation's queues, hunt groups and menus. Another service runs them; here they have a
//! name and an internal number, for the phonebook and for the numbers that users show.

mod endpoints;
mod store;

pub(super) use endpoints::router;
