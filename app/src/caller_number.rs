//! The number others see: the allowed ones, the chosen one, and hiding it.

mod api;
mod choice;
mod choosing;

use belroute_shared::live::LiveEvent;
use leptos::prelude::*;

use crate::{fetched::Fetched, http::HttpError, live::Live};
use api::Choices;

pub use choice::CallerNumberChoice;

/// A number that the user may show.
#[derive(Clone, Debug, PartialEq)]
pub struct NumberToShow {
    /// As the server takes it.
    pub number: String,
    /// As people write it.
    pub display: String,
    /// What the administrator calls it.
    pub label: String,
}

/// The numbers that the user may show, for one call alone.
pub async fn numbers_to_show() -> Result<Vec<NumberToShow>, HttpError> {
    let allowed = api::list_allowed().await?.into_iter();
    let numbers = allowed.filter_map(|one| {
        let number = one.caller_id.direct_number?;
        Some(NumberToShow {
            number: number.to_string(),
            display: one.display,
            label: one.caller_id.name.unwrap_or_default(),
        })
    });
    Ok(numbers.collect())
}

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
