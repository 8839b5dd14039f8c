//! What an organisation asks of its people when they sign in, and where they do.

mod endpoints;
mod provider;
mod store;

use utoipa_axum::router::OpenApiRouter;

use crate::state::AppState;

pub(super) fn router() -> OpenApiRouter<AppState> {
    endpoints::router().merge(provider::router())
}
