//! Which calls an executive's assistants get.

use axum::{extract::State, http::StatusCode, response::IntoResponse};
use belroute_shared::{
    error::ErrorBody,
    rule::RuleFeature,
    settings::{
        Setting as _,
        executive::{CallFiltering, ChangeActivation, ShownCallFiltering},
    },
};
use serde_json::Value;
use utoipa_axum::{router::OpenApiRouter, routes};

use super::require_executive;
use crate::{
    audit::Told,
    error::ApiResult,
    etag::{self, IfMatch},
    json::{Json, decoded},
    session::AtPanel,
    settings::{self, Change, rules, store::Stored},
    state::AppState,
};

pub(super) fn router() -> OpenApiRouter<AppState> {
    OpenApiRouter::new().routes(routes!(show, replace))
}

/// Which calls the executive's assistants get, with the rules.
#[utoipa::path(get, path = "/v1/telephony/config/people/me/settings/executive/callFiltering",
    tag = "callSettings",
    responses((status = 200, body = ShownCallFiltering, headers(("ETag" = String))),
        (status = 401, body = ErrorBody), (status = 403, body = ErrorBody)))]
async fn show(
    State(state): State<AppState>,
    AtPanel(session): AtPanel,
) -> ApiResult<impl IntoResponse> {
    require_executive(&state.db.read, session).await?;
    settings::shown::<CallFiltering>(&state, session).await
}

/// Changes it, and switches rules on and off by `criteriaActivation`; absent fields, and rules that
/// are not named, keep what they are. A state that was changed meanwhile is refused with 412 and what
/// it is now as `current`.
#[utoipa::path(put, path = "/v1/telephony/config/people/me/settings/executive/callFiltering",
    tag = "callSettings", request_body = CallFiltering,
    params(("If-Match" = Option<String>, Header)),
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
    let change = Change::begin(&state, session, CallFiltering::FEATURE).await?;
    require_executive(&change.db, session).await?;
    let Stored { value, version } = change.find::<CallFiltering>().await?;
    let before = settings::view_of(&change.db, session, value).await?;
    seen.check(version, &before)?;
    let wanted = change.judged(&value, patch.clone()).await?;
    let activation: ChangeActivation = decoded(patch)?;
    let activation = activation.criteria_activation.unwrap_or_default();
    let feature = RuleFeature::ExecutiveCallFiltering;
    let has_switched = rules::activate(&change, feature, &activation).await?;
    if wanted == value && !has_switched {
        let tag = etag::header(etag::of(version));
        return Ok((StatusCode::NO_CONTENT, Told::default(), tag));
    }
    let version = change.save(&wanted).await?;
    let after = settings::view_of(&change.db, session, wanted).await?;
    let told = change.finish(CallFiltering::NAME, &before, &after).await?;
    let tag = etag::header(etag::of(version));
    Ok((StatusCode::NO_CONTENT, told, tag))
}
