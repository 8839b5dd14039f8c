//! `/v1/switchedOn`.

use axum::extract::State;
use belroute_shared::{error::ErrorBody, switched_on::SwitchedOn};
use utoipa_axum::{router::OpenApiRouter, routes};

use super::store;
use crate::{error::ApiResult, json::Json, session::AtPanel, state::AppState};

pub(crate) fn router() -> OpenApiRouter<AppState> {
    OpenApiRouter::new().routes(routes!(show))
}

/// What is switched on for the user, and what was given to him, with by whom and when.
#[utoipa::path(get, path = "/v1/switchedOn", tag = "account",
    responses((status = 200, body = SwitchedOn), (status = 401, body = ErrorBody)))]
async fn show(
    State(state): State<AppState>,
    AtPanel(session): AtPanel,
) -> ApiResult<Json<SwitchedOn>> {
    let (owner, organisation) = (session.user, session.organisation);
    let now = state.clock.now();
    let found = store::find(&state.db.read, owner, organisation, now).await?;
    Ok(Json(found))
}
