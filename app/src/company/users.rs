//! People, as their administrators see them.

mod account;
mod api;
mod caller_numbers;
mod form;
mod list;
mod mailbox;
mod new;
mod open;
mod page;

pub(super) use list::UsersPage;
pub(super) use new::NewUserPage;
pub(super) use open::OpenPanelPage;
pub(super) use page::UserPage;
