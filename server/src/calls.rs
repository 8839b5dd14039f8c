//! Calls as users lived them: the list, one call with its legs, and what was looked at; and calls
//! that are placed by a click.

mod dial;
mod endpoints;
mod export;
mod history;
pub(crate) mod kept;
mod shown;
pub(crate) mod store;
mod wanted;

use utoipa_axum::router::OpenApiRouter;

use crate::state::AppState;

pub(crate) fn router() -> OpenApiRouter<AppState> {
    endpoints::router()
        .merge(export::router())
        .merge(dial::router())
        .merge(history::router())
}
