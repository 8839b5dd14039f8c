//! Choosing a password: the rules, met one by one while somebody types.

mod draft;
mod fields;
mod words;

pub use draft::PasswordDraft;
pub use fields::NewPasswordFields;
pub use words::of_rule;
