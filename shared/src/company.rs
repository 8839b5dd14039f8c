//! The company panel: what administrators see and decide.

pub mod blocked_numbers;
pub mod contacts;
pub mod users;
