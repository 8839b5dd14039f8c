//! The history: what was changed in the user's settings, by whomever, and the way back.

mod api;
mod bar;
mod filters;
mod history;
mod line;
mod list;
mod page;
mod refused;
mod things;
mod words;

use crate::lazy_view;
use page::ChangesPage;

lazy_view! {
    /// `/calling/changes`. It tells settings in the words of their rows.
    pub fn page() -> ChangesPage in settings
}
