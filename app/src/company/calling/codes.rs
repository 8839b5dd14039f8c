//! What is dialled on a phone to change a setting.

mod api;
mod list;
mod row;

pub(super) use list::CodesSection;
