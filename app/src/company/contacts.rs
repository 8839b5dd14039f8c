//! The company's phonebook, for those who may change it.

mod api;
mod dialog;
mod form;
mod import;
mod list;
mod preview;
mod words;

pub(super) use list::ContactsPage;
