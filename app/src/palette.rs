//! The command palette: people, numbers, pages and actions, by what one types (Ctrl or ⌘ with K).

mod button;
mod doing;
mod hits;
mod pages;
mod preview;
mod view;

use leptos::prelude::*;

use crate::lazy_view;
use view::PaletteView;

pub use button::{PaletteButton, PaletteDialog};

lazy_view! {
    /// What the window holds.
    pub fn view_of() -> PaletteView in palette
}

/// Whether it is open; one for the whole page.
#[derive(Clone, Copy)]
pub struct Palette {
    is_open: RwSignal<bool>,
}

impl Palette {
    /// Offers it to everything below.
    pub fn provide() {
        provide_context(Self {
            is_open: RwSignal::new(false),
        });
    }

    fn get() -> Self {
        expect_context()
    }

    fn close(self) {
        self.is_open.set(false);
    }
}
