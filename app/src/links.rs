//! What mailed links lead to: the first password, and one in place of a forgotten one.

mod api;
mod dead;
mod forgot;
mod page;

pub use forgot::ForgotPage;
pub use page::{InvitationPage, ResetPage};
