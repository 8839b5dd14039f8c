//! The company panel: what administrators see and decide.

pub mod users;
