//! Who did what, told in plain words: for administrators, and for a user about himself.

mod changed;
mod line;
mod values;
mod words;

pub use line::{Line, Reader};
