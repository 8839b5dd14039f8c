//! Phones and apps, and connecting a new one.

mod add_phone;
mod api;
mod connect_page;
mod credentials;
mod device;
mod dialog;
mod list;
mod pairing;

use leptos::prelude::*;

use crate::{lazy_view, opened_panel};
use connect_page::ConnectAPhone;
use dialog::NewAndKnown;

pub use connect_page::ConnectPage;
pub use dialog::ConnectTheAppDialog;

lazy_view! {
    /// What a phone does with a code.
    fn connect_a_phone() -> ConnectAPhone in devices
}
lazy_view! {
    /// A code for a new phone, and the phones there are.
    pub fn new_and_known() -> NewAndKnown in devices
}

/// Whether the dialog is open; it can be opened from anywhere.
#[derive(Clone, Copy)]
pub struct ConnectTheApp(RwSignal<bool>);

impl ConnectTheApp {
    /// Offers it to everything below.
    pub fn provide() -> Self {
        let connect = Self(RwSignal::new(false));
        provide_context(connect);
        connect
    }

    /// That of this page.
    pub fn get() -> Self {
        expect_context()
    }

    /// Whether it is offered: who has opened somebody's panel gets no credentials of his.
    pub fn is_offered() -> bool {
        !opened_panel::is_open()
    }

    /// Shows it.
    pub fn open(self) {
        self.0.set(true);
    }

    /// Whether it is shown.
    pub fn is_open(self) -> bool {
        self.0.get()
    }

    fn close(self) {
        self.0.set(false);
    }
}
