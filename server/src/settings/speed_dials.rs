//! Speed dials: as the panel shows them, with codes, and as clients of Webex Calling do.

mod change;
mod endpoints;
mod members;
mod named;
mod store;
mod webex;

use utoipa_axum::router::OpenApiRouter;

use crate::state::AppState;

pub(super) fn router() -> OpenApiRouter<AppState> {
    endpoints::router()
        .merge(webex::router())
        .merge(members::router())
}
