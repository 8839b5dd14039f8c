//! Contacts: the user's own as a page, with his speed dials, and what those of the company have in
//! common with them: the fields, removing one, and files that are imported.

mod api;
mod codes;
mod dialog;
mod draft;
mod fields;
mod files;
mod import;
mod known;
mod notes;
mod numbers;
mod own_fields;
mod page;
mod preview;
mod remove;
mod row;
mod speed_dials;
mod words;
mod writing;

use crate::lazy_view;
use page::MyContactsPage;

pub use fields::{ContactFields, Draft, Written};
pub use files::Whose;
pub use import::ImportDialog;
pub use remove::RemoveContact;
pub use row::ContactRow;

lazy_view! {
    /// `/calling/contacts`.
    pub fn page() -> MyContactsPage in contacts
}
