//! What people find among their settings: shown or hidden, for all of them or for one.

mod api;
mod choosing;
mod differs;
mod groups;
mod page;
mod row;
mod user;

pub(super) use page::FeaturesPage;
pub(super) use user::FeaturesCard;
