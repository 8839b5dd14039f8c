//! The phonebook: a column beside the dashboard, a drawer where there is less room, and a page.

mod api;
mod book;
mod colleagues;
mod page;
mod presence;
mod row;
mod search;
mod sections;

pub use book::Book;
pub use colleagues::find_colleagues;
pub use page::{Phonebook, PhonebookPage};
pub use search::{Found, Search};
