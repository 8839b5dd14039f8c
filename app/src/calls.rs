//! Calls as the user lived them: the latest on the dashboard, all of them on a page of their own,
//! and each one in detail.

mod api;
mod details;
mod filters;
mod list;
mod page;
mod path;
mod recent;
mod row;
mod words;

pub use details::CallDialog;
pub use page::{CallPage, CallsPage};
pub use recent::{Recent, RecentCalls};
