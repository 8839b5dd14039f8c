//! The frame around every page of somebody who is signed in, and the gate before it.

mod away;
mod cover;
mod frame;
mod gate;
mod header;
mod idle;
mod navigation;
mod opened;

pub use gate::{Shell, remove_skeleton};
