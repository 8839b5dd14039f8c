//! Signing in. The page shows the step that the session is at; so far there is one.

mod form;
mod page;
mod wait;

pub use page::SignInPage;
