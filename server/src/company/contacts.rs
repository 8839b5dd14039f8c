//! The company's phonebook, as those manage it who may: contacts without an owner.

mod endpoints;
mod export;
mod import;

use utoipa_axum::router::OpenApiRouter;

use crate::state::AppState;

pub(super) fn router() -> OpenApiRouter<AppState> {
    endpoints::router()
        .merge(export::router())
        .merge(import::router())
}
