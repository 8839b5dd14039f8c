//! Block caller id: whether the user is shown to callers whose call was sent on to him. It stands at
//! an address of its own, where Webex Calling has it among what administrators decide.

use axum::{extract::State, response::IntoResponse};
use belroute_shared::{error::ErrorBody, settings::call_policies::BlockCallerId};
use serde_json::Value;
use utoipa_axum::{router::OpenApiRouter, routes};

use super::{replace as replace_setting, shown};
use crate::{
    error::ApiResult,
    etag::IfMatch,
    json::{Json, Path},
    people::himself,
    session::AtPanel,
    state::AppState,
};

pub(crate) fn router() -> OpenApiRouter<AppState> {
    OpenApiRouter::new().routes(routes!(show, replace))
}

/// Whether the user's name and number are withheld when he receives a call that was sent on to him.
/// `id` is his own, or `me`.
#[utoipa::path(get, path = "/v1/people/{id}/features/callerId", tag = "callSettings",
    params(("id" = String, Path)),
    responses((status = 200, body = BlockCallerId, headers(("ETag" = String))),
        (status = 401, body = ErrorBody), (status = 403, body = ErrorBody),
        (status = 404, body = ErrorBody)))]
async fn show(
    State(state): State<AppState>,
    AtPanel(session): AtPanel,
    Path(id): Path<String>,
) -> ApiResult<impl IntoResponse> {
    himself(session, &id)?;
    shown::<BlockCallerId>(&state, session).await
}

/// Withholds them, or not.
#[utoipa::path(put, path = "/v1/people/{id}/features/callerId", tag = "callSettings",
    request_body = BlockCallerId,
    params(("id" = String, Path), ("If-Match" = Option<String>, Header)),
    responses((status = 204, headers(("ETag" = String), ("Belroute-Change" = Option<String>))),
        (status = 400, body = ErrorBody),
        (status = 401, body = ErrorBody), (status = 403, body = ErrorBody),
        (status = 404, body = ErrorBody), (status = 412, body = ErrorBody)))]
async fn replace(
    State(state): State<AppState>,
    AtPanel(session): AtPanel,
    Path(id): Path<String>,
    seen: IfMatch,
    Json(patch): Json<Value>,
) -> ApiResult<impl IntoResponse> {
    himself(session, &id)?;
    replace_setting::<BlockCallerId>(&state, session, &seen, patch).await
}
