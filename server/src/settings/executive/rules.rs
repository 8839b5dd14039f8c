//! The rules of call filtering: which calls go to the assistants, and which to the executive.

use axum::{extract::State, response::IntoResponse};
use belroute_shared::{
    error::ErrorBody,
    ids::RuleId,
    rule::{MadeRule, RuleFeature, criterion::Criterion},
};
use serde_json::Value;
use utoipa_axum::{router::OpenApiRouter, routes};

use super::require_executive;
use crate::{
    error::ApiResult,
    etag::IfMatch,
    json::{Json, Path},
    session::AtPanel,
    settings::rules,
    state::AppState,
};

const FEATURE: RuleFeature = RuleFeature::ExecutiveCallFiltering;

pub(super) fn router() -> OpenApiRouter<AppState> {
    OpenApiRouter::new()
        .routes(routes!(create))
        .routes(routes!(show, replace, remove))
}

/// Makes a rule of call filtering; it comes behind the others.
#[utoipa::path(post,
    path = "/v1/telephony/config/people/me/settings/executive/callFiltering/criteria",
    tag = "rules", request_body = Criterion,
    responses((status = 201, body = MadeRule, headers(("Belroute-Change" = String))),
        (status = 400, body = ErrorBody),
        (status = 401, body = ErrorBody), (status = 403, body = ErrorBody),
        (status = 409, body = ErrorBody)))]
async fn create(
    State(state): State<AppState>,
    AtPanel(session): AtPanel,
    Json(body): Json<Value>,
) -> ApiResult<impl IntoResponse> {
    require_executive(&state.db.read, session).await?;
    rules::made(&state, session, FEATURE, body).await
}

/// One rule of call filtering.
#[utoipa::path(get,
    path = "/v1/telephony/config/people/me/settings/executive/callFiltering/criteria/{id}",
    tag = "rules", params(("id" = String, Path, format = Uuid)),
    responses((status = 200, body = Criterion, headers(("ETag" = String))),
        (status = 401, body = ErrorBody), (status = 403, body = ErrorBody),
        (status = 404, body = ErrorBody)))]
async fn show(
    State(state): State<AppState>,
    AtPanel(session): AtPanel,
    Path(id): Path<RuleId>,
) -> ApiResult<impl IntoResponse> {
    require_executive(&state.db.read, session).await?;
    rules::shown(&state, session, FEATURE, id).await
}

/// Changes a rule of call filtering where it stands; absent fields keep their value. It answers with
/// the rule's id, because clients of the published API read it.
#[utoipa::path(put,
    path = "/v1/telephony/config/people/me/settings/executive/callFiltering/criteria/{id}",
    tag = "rules", request_body = Criterion,
    params(("id" = String, Path, format = Uuid), ("If-Match" = Option<String>, Header)),
    responses((status = 200, body = MadeRule,
            headers(("ETag" = String), ("Belroute-Change" = Option<String>))),
        (status = 400, body = ErrorBody), (status = 401, body = ErrorBody),
        (status = 403, body = ErrorBody), (status = 404, body = ErrorBody),
        (status = 412, body = ErrorBody)))]
async fn replace(
    State(state): State<AppState>,
    AtPanel(session): AtPanel,
    Path(id): Path<RuleId>,
    seen: IfMatch,
    Json(patch): Json<Value>,
) -> ApiResult<impl IntoResponse> {
    require_executive(&state.db.read, session).await?;
    let (told, tag) = rules::replaced(&state, session, FEATURE, id, &seen, patch).await?;
    Ok((told, tag, Json(MadeRule { id })))
}

/// Removes a rule of call filtering.
#[utoipa::path(delete,
    path = "/v1/telephony/config/people/me/settings/executive/callFiltering/criteria/{id}",
    tag = "rules",
    params(("id" = String, Path, format = Uuid), ("If-Match" = Option<String>, Header)),
    responses((status = 204, headers(("Belroute-Change" = Option<String>))),
        (status = 401, body = ErrorBody), (status = 403, body = ErrorBody),
        (status = 404, body = ErrorBody), (status = 412, body = ErrorBody)))]
async fn remove(
    State(state): State<AppState>,
    AtPanel(session): AtPanel,
    Path(id): Path<RuleId>,
    seen: IfMatch,
) -> ApiResult<impl IntoResponse> {
    require_executive(&state.db.read, session).await?;
    rules::removed(&state, session, FEATURE, id, &seen).await
}
