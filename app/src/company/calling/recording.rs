//! Whose calls are recorded, and how.

mod api;
mod draft;
mod fields;
mod list;
mod user;

pub(super) use list::RecordingSection;
pub(crate) use user::RecordingCard;
