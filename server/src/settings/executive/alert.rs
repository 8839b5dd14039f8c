//! How the executive's assistants are alerted, and where calls go that none of them takes.

use axum::{extract::State, response::IntoResponse};
use belroute_shared::{error::ErrorBody, settings::executive::Alert};
use serde_json::Value;
use utoipa_axum::{router::OpenApiRouter, routes};

use super::require_executive;
use crate::{
    error::ApiResult, etag::IfMatch, json::Json, session::AtPanel, settings, state::AppState,
};

pub(super) fn router() -> OpenApiRouter<AppState> {
    OpenApiRouter::new().routes(routes!(show, replace))
}

/// How the executive's assistants are alerted, and where calls go that none of them takes.
#[utoipa::path(get, path = "/v1/telephony/config/people/me/settings/executive/alert",
    tag = "callSettings",
    responses((status = 200, body = Alert, headers(("ETag" = String))),
        (status = 401, body = ErrorBody), (status = 403, body = ErrorBody)))]
async fn show(
    State(state): State<AppState>,
    AtPanel(session): AtPanel,
) -> ApiResult<impl IntoResponse> {
    require_executive(&state.db.read, session).await?;
    settings::shown::<Alert>(&state, session).await
}

/// Changes it; absent fields keep their value. A state that was changed meanwhile is refused with
/// 412 and what it is now as `current`.
#[utoipa::path(put, path = "/v1/telephony/config/people/me/settings/executive/alert",
    tag = "callSettings", request_body = Alert, params(("If-Match" = Option<String>, Header)),
    responses((status = 204, headers(("ETag" = String), ("Belroute-Change" = Option<String>))),
        (status = 400, body = ErrorBody),
        (status = 401, body = ErrorBody), (status = 403, body = ErrorBody),
        (status = 412, body = ErrorBody)))]
async fn replace(
    State(state): State<AppState>,
    AtPanel(session): AtPanel,
    seen: IfMatch,
    Json(patch): Json<Value>,
) -> ApiResult<impl IntoResponse> {
    require_executive(&state.db.read, session).await?;
    settings::replace::<Alert>(&state, session, &seen, patch).await
}
