//! The number others see: the allowed ones, the chosen one, and hiding it.

mod api;
mod choice;
mod choosing;

use belroute_shared::live::LiveEvent;
use leptos::prelude::*;

use crate::{fetched::Fetched, live::Live};
use api::Choices;

pub use choice::CallerNumberChoice;

/// What may be chosen and what is.
#[derive(Clone, Copy)]
pub struct CallerNumber(Fetched<Choices>);

impl CallerNumber {
    /// Offers the choices to everything below.
    pub fn provide(live: Live) {
        let choices = Fetched::idle(api::list).started();
        live.on(move |event| {
            if matches!(event, LiveEvent::CallerNumber | LiveEvent::Resync) {
                choices.refetch();
            }
        });
        provide_context(Self(choices));
    }

    /// The choices of this menu or page.
    pub fn get() -> Self {
        expect_context()
    }
}
