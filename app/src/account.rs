//! My account: language, theme, who I am, and the way out.

mod api;
mod choices;
mod menu;
mod personal_information;

pub use menu::{AccountMenu, AccountPage};
pub use personal_information::PersonalInformation;
