//! Calling: what the user decides about calls to him, and the schedules that his rules refer to.

mod panel;

use crate::lazy_view;
use panel::CallingPanel;

lazy_view! {
    /// `/calling`: the tabs, and the page of one of them.
    pub fn panel() -> CallingPanel in calling
}
