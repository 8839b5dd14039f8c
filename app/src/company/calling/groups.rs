//! Groups of people who take one another's calls, or park calls for one another.

mod api;
mod form;
mod list;
mod new;
mod page;

pub(super) use list::GroupsSection;
pub(crate) use new::NewGroupPage;
pub(crate) use page::GroupPage;
