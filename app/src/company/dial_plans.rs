//! The organisation's dial plans, as its administrators see them.

mod api;
mod form;
mod list;
mod new;
mod page;

pub(super) use list::DialPlansPage;
pub(super) use new::NewDialPlanPage;
pub(super) use page::DialPlanPage;
