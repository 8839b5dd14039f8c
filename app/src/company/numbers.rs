//! The organisation's numbers, as its administrators see them.

mod api;
mod form;
mod list;
mod new;
mod page;

pub(super) use list::NumbersPage;
pub(super) use new::NewNumberPage;
pub(super) use page::NumberPage;
