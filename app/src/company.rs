//! The company panel, for administrators.

mod listing;
mod panel;
mod tabs;
mod users;

use crate::lazy_view;
use panel::CompanyPanel;
use users::{NewUserPage, OpenPanelPage, UserPage, UsersPage};

lazy_view! {
    /// `/company`: the tabs, and the page of one of them.
    pub fn panel() -> CompanyPanel in company
}
lazy_view! {
    /// `/company/users`.
    pub fn users() -> UsersPage in company
}
lazy_view! {
    /// `/company/users/new`.
    pub fn new_user() -> NewUserPage in company
}
lazy_view! {
    /// `/company/users/:id`.
    pub fn user() -> UserPage in company
}
lazy_view! {
    /// `/company/users/:id/panel`: opens the user's panel in this tab.
    pub fn open_panel() -> OpenPanelPage in company
}
