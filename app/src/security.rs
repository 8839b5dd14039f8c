//! How safe my account is: password, second factors, and where I am signed in.

mod api;
mod browser_name;
mod factors;
mod in_place;
mod new_factor;
mod new_passkey;
mod page;
mod password;
mod recovery_codes;
mod remembered;
mod row;
mod sessions;

use crate::lazy_view;
use page::SecurityPage;

lazy_view! {
    /// `/account/security`.
    pub fn page() -> SecurityPage in security
}
