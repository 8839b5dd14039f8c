//! Who did what, told in plain words: for administrators, and for a user about himself.

mod changed;
mod line;
mod values;
mod words;

pub(crate) use line::Details;
pub use line::{Line, Reader};
