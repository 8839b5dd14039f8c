//! The phonebook: a column beside the dashboard, a drawer where there is less room, and a page.

mod api;
mod book;
mod page;
mod presence;
mod row;
mod search;
mod sections;

pub use book::Book;
pub use page::{Phonebook, PhonebookPage};
pub use search::{Found, Search};
