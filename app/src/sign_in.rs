//! Signing in, step by step. The server says which step is next, so that a reload shows it again;
//! the address stays the same.

mod api;
mod code;
mod enrolment;
mod form;
mod later;
mod new_password;
mod page;
mod passkey;
mod passkey_attempt;
mod recovery_codes;
mod second_factor;
mod step;
mod wait;

use crate::lazy_view;
use later::Later;
use passkey_attempt::PasskeyAttempt;

pub use page::SignInPage;

lazy_view! {
    /// The steps that hardly anybody takes twice.
    fn later() -> Later in way_in
}

lazy_view! {
    /// What follows when somebody wants to show a passkey.
    fn passkey_attempt() -> PasskeyAttempt in passkey
}
