//! Signing in through one's organisation.

mod page;

use crate::lazy_view;
use page::SingleSignOn;

pub use page::SingleSignOnPage;

lazy_view! {
    /// What stands on the card.
    fn ask() -> SingleSignOn in links
}
