//! `/v1/changes`.

use axum::{
    extract::State,
    http::{HeaderMap, StatusCode},
};
use belroute_shared::{
    changes::{Changes, MOST_AT_ONCE, Undo, UndoChanges},
    error::{Code, ErrorBody},
    ids::AuditLineId,
};
use serde_json::Value;
use utoipa_axum::{router::OpenApiRouter, routes};

use super::{
    history::{self, Wish},
    undo,
};
use crate::{
    audit::Told,
    error::{ApiError, ApiResult},
    json::{Json, Path, Query, decoded},
    session::AtPanel,
    state::AppState,
};

pub(crate) fn router() -> OpenApiRouter<AppState> {
    OpenApiRouter::new()
        .routes(routes!(list))
        .routes(routes!(undo_some))
        .routes(routes!(show_undo, undo_one))
}

/// What was done to the user's account and settings, the newest first. The filters can be combined.
#[utoipa::path(get, path = "/v1/changes", tag = "account", params(Wish),
    responses((status = 200, body = Changes, headers(("Link" = String, description = "The next page, RFC 8288."))),
        (status = 400, body = ErrorBody), (status = 401, body = ErrorBody)))]
async fn list(
    State(state): State<AppState>,
    AtPanel(session): AtPanel,
    Query(wish): Query<Wish>,
) -> ApiResult<(HeaderMap, Json<Changes>)> {
    let (headers, changes) = history::list(&state, session, &wish).await?;
    Ok((headers, Json(changes)))
}

/// What undoing a change would do: which values it would put back, and which newer changes have
/// touched them.
#[utoipa::path(get, path = "/v1/changes/{id}/undo", tag = "account",
    params(("id" = String, Path, format = Uuid)),
    responses((status = 200, body = Undo), (status = 401, body = ErrorBody),
        (status = 404, body = ErrorBody)))]
async fn show_undo(
    State(state): State<AppState>,
    AtPanel(session): AtPanel,
    Path(id): Path<AuditLineId>,
) -> ApiResult<Json<Undo>> {
    undo::preview(&state, session, id).await.map(Json)
}

/// Puts back what was before a change. Fields that it did not touch stay as they are; where one that
/// it did has another value by now, that is refused with 409 `newerChanges` and nothing is changed.
/// What is put back is judged as if it had been typed now; an end that is over counts as off. The
/// undo is a change itself, which `Belroute-Change` names and which can be undone. Where everything is
/// as it was already, nothing is changed and nothing named.
#[utoipa::path(post, path = "/v1/changes/{id}/undo", tag = "account",
    params(("id" = String, Path, format = Uuid)),
    responses((status = 204, headers(("Belroute-Change" = String))),
        (status = 400, body = ErrorBody), (status = 401, body = ErrorBody),
        (status = 403, body = ErrorBody), (status = 404, body = ErrorBody),
        (status = 409, body = ErrorBody)))]
async fn undo_one(
    State(state): State<AppState>,
    AtPanel(session): AtPanel,
    Path(id): Path<AuditLineId>,
) -> ApiResult<(StatusCode, Told)> {
    let told = undo::undo(&state, session, &[id]).await?;
    Ok((StatusCode::NO_CONTENT, told))
}

/// Puts back what was before several changes, from the newest to the oldest: all of them, or none.
/// `change` in the entry of a refusal is the one that it is about.
#[utoipa::path(post, path = "/v1/changes/undo", tag = "account", request_body = UndoChanges,
    responses((status = 204, headers(("Belroute-Change" = String))),
        (status = 400, body = ErrorBody), (status = 401, body = ErrorBody),
        (status = 403, body = ErrorBody), (status = 404, body = ErrorBody),
        (status = 409, body = ErrorBody)))]
async fn undo_some(
    State(state): State<AppState>,
    AtPanel(session): AtPanel,
    Json(body): Json<Value>,
) -> ApiResult<(StatusCode, Told)> {
    let UndoChanges { mut changes } = decoded(body)?;
    changes.sort_unstable();
    changes.dedup();
    match changes.len() {
        0 => return Err(ApiError::field("changes", Code::Required)),
        many if many > MOST_AT_ONCE => return Err(ApiError::field("changes", Code::TooMany)),
        _ => {}
    }
    let told = undo::undo(&state, session, &changes).await?;
    Ok((StatusCode::NO_CONTENT, told))
}
