//! Schedules: named sets of times that rules refer to. A user's own are changed at his panel, the
//! company's in the company panel; both go through the same functions, with another owner.

mod calendar;
mod change;
mod endpoints;
mod events;
mod holidays;
pub(crate) mod import;
mod own;
mod patch;
pub(crate) mod store;
mod uses;
mod whole;
pub(crate) mod working_day;

use axum::extract::DefaultBodyLimit;
use belroute_shared::schedules::import::LARGEST_FILE;
use utoipa_axum::router::OpenApiRouter;

use crate::state::AppState;

pub(crate) use change::{make, put_back, remove, replace};
pub(crate) use own::{changed, state_of};
pub(crate) use patch::{new, schedule as patched};
pub(crate) use store::{Owner, Stored};

/// What the log and browsers call them.
pub(crate) const SETTING: &str = "schedules";
/// A hundred events with long names take more than other bodies may, and so do calendars.
pub(crate) const MOST_BYTES: usize = LARGEST_FILE;

pub(crate) fn router() -> OpenApiRouter<AppState> {
    OpenApiRouter::new()
        .merge(endpoints::router())
        .merge(events::router())
        .merge(holidays::router())
        .merge(import::router())
        .merge(uses::router())
        .merge(whole::router())
        .layer(DefaultBodyLimit::max(MOST_BYTES))
}
