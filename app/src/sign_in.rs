//! Signing in, step by step. The server says which step is next, so that a reload shows it again;
//! the address stays the same.

mod api;
mod enrolment;
mod form;
mod later;
mod new_password;
mod page;
mod recovery_codes;
mod second_factor;
mod step;
mod wait;

use crate::lazy_view;
use later::Later;

pub use page::SignInPage;

lazy_view! {
    /// The steps that hardly anybody takes twice.
    fn later() -> Later in way_in
}
