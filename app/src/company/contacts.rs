//! The company's phonebook, for those who may change it.

mod api;
mod dialog;
mod list;

pub(super) use list::ContactsPage;
