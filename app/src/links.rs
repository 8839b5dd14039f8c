//! What mailed links lead to: the first password, one in place of a forgotten one, and an e-mail address
//! that is confirmed.

mod api;
mod confirm_email;
mod dead;
mod forgot;
mod page;

use crate::lazy_view;
use confirm_email::ConfirmEmail;
use forgot::Forgot;
use page::{Invitation, Reset};

pub use confirm_email::ConfirmEmailPage;
pub use forgot::ForgotPage;
pub use page::{InvitationPage, ResetPage};

lazy_view! {
    /// Asking for a link.
    fn ask() -> Forgot in links
}
lazy_view! {
    /// The first password.
    fn invitation() -> Invitation in links
}
lazy_view! {
    /// A password in place of a forgotten one.
    fn reset() -> Reset in links
}
lazy_view! {
    /// An e-mail address that is confirmed.
    fn confirm_email() -> ConfirmEmail in links
}
