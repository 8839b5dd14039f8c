//! Calls as users lived them: the list, one call with its legs, and what was looked at.

mod endpoints;
mod history;
mod shown;
pub(crate) mod store;

use utoipa_axum::router::OpenApiRouter;

use crate::state::AppState;

pub(crate) fn router() -> OpenApiRouter<AppState> {
    endpoints::router().merge(history::router())
}
