//! `/v1/speedDials`: the list with its codes.

use axum::{extract::State, http::StatusCode, response::IntoResponse};
use belroute_shared::{
    error::ErrorBody,
    settings::{
        Setting as _,
        speed_dials::{ShownSpeedDials, SpeedDials},
    },
};
use serde_json::Value;
use utoipa_axum::{router::OpenApiRouter, routes};

use super::{change, named::Named};
use crate::{
    error::ApiResult,
    etag::{self, IfMatch},
    features,
    json::{Json, merged},
    session::AtPanel,
    settings::{Change, store},
    state::AppState,
};

pub(super) fn router() -> OpenApiRouter<AppState> {
    OpenApiRouter::new().routes(routes!(show, replace))
}

/// The user's speed dials in the order of the keys, with their codes.
#[utoipa::path(get, path = "/v1/speedDials", tag = "phonebook",
    responses((status = 200, body = ShownSpeedDials, headers(("ETag" = String))),
        (status = 401, body = ErrorBody), (status = 403, body = ErrorBody)))]
async fn show(
    State(state): State<AppState>,
    AtPanel(session): AtPanel,
) -> ApiResult<impl IntoResponse> {
    let db = &state.db.read;
    let (user, organisation) = (session.user, session.organisation);
    features::require(db, user, organisation, SpeedDials::FEATURE).await?;
    let stored = store::find::<SpeedDials>(db, user).await?;
    let shown = Named::of(db, session, &stored.value)
        .await?
        .shown(&stored.value);
    Ok((etag::header(etag::of(stored.version)), Json(shown)))
}

/// Replaces the list. A state that was changed meanwhile is refused with 412 and what it is now as
/// `current`.
#[utoipa::path(put, path = "/v1/speedDials", tag = "phonebook", request_body = SpeedDials,
    params(("If-Match" = Option<String>, Header)),
    responses((status = 204,
            headers(("ETag" = String), ("Belroute-Change" = Option<String>))),
        (status = 400, body = ErrorBody), (status = 401, body = ErrorBody),
        (status = 403, body = ErrorBody), (status = 412, body = ErrorBody)))]
async fn replace(
    State(state): State<AppState>,
    AtPanel(session): AtPanel,
    seen: IfMatch,
    Json(patch): Json<Value>,
) -> ApiResult<impl IntoResponse> {
    let change = Change::begin(&state, session, SpeedDials::FEATURE).await?;
    let stored = change.find::<SpeedDials>().await?;
    let (before, version) = (stored.value, stored.version);
    let shown = Named::of(&change.db, session, &before)
        .await?
        .shown(&before);
    seen.check(version, &shown)?;
    let wanted: SpeedDials = merged(&before, patch)?;
    let after = change::judged(&change, &before, wanted, "personId").await?;
    let (told, tag) = change::saved(change, version, &before, &after).await?;
    Ok((StatusCode::NO_CONTENT, told, tag))
}
