//! Signing in, step by step. The server says which step is next, so that a reload shows it again;
//! the address stays the same.

mod api;
mod enrolment;
mod form;
mod new_password;
mod page;
mod recovery_codes;
mod second_factor;
mod step;
mod wait;

pub use page::SignInPage;
