//! The user's speed dials: his contacts among them, and colleagues.

mod api;
mod change;
mod dialog;
mod list;

pub(super) use list::SpeedDials;
