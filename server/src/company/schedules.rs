//! The company's schedules: its administrators change them, everybody's rules may refer to them.

mod endpoints;
mod import;

use axum::extract::DefaultBodyLimit;
use utoipa_axum::router::OpenApiRouter;

use crate::{schedules, state::AppState};

pub(super) fn router() -> OpenApiRouter<AppState> {
    endpoints::router()
        .merge(import::router())
        .layer(DefaultBodyLimit::max(schedules::MOST_BYTES))
}
