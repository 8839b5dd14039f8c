//! How safe my account is: password, second factors, and where I am signed in.

mod api;
mod browser_name;
mod confirm;
mod factors;
mod new_factor;
mod page;
mod password;
mod recovery_codes;
mod remembered;
mod sessions;

pub use page::SecurityPage;
