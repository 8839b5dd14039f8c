//! What mailed links lead to: the first password, and one in place of a forgotten one.

mod api;
mod dead;
mod forgot;
mod page;

use crate::lazy_view;
use forgot::Forgot;
use page::{Invitation, Reset};

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
