//! My account: language, theme, who I am, and the way out.

mod api;
mod changes;
mod choices;
mod crop;
mod cropper;
mod email_addresses;
mod extra_numbers;
mod facts;
mod menu;
mod names;
mod personal_information;
mod picture;
mod switched_on;
mod user_settings;
mod words;

use crate::lazy_view;
use menu::{AccountMenu, AccountPage};
use personal_information::Information;

pub use personal_information::PersonalInformation;
pub(crate) use words::of_label;

lazy_view! {
    /// The menu behind the right avatar.
    pub fn menu() -> AccountMenu in account
}
lazy_view! {
    /// The same as a page.
    pub fn page() -> AccountPage in account
}
lazy_view! {
    /// Who I am in the telephone system.
    fn information() -> Information in account
}
