//! `/v1/company/featureAccess`.

use axum::{extract::State, http::StatusCode};
use belroute_shared::{
    audit::Action,
    company::feature_access::{FeatureAccess, FeatureAccessWords},
    error::ErrorBody,
    live::LiveEvent,
};
use serde_json::Value;
use utoipa_axum::{router::OpenApiRouter, routes};

use super::store;
use crate::{
    audit::Line,
    company::{self, Administrator},
    error::ApiResult,
    json::{Json, merged_as},
    state::AppState,
};

pub(super) fn router() -> OpenApiRouter<AppState> {
    OpenApiRouter::new().routes(routes!(show, replace))
}

/// What the organisation's users see and may change.
#[utoipa::path(get, path = "/v1/company/featureAccess", tag = "company",
    responses((status = 200, body = FeatureAccess), (status = 401, body = ErrorBody),
        (status = 403, body = ErrorBody)))]
async fn show(
    State(state): State<AppState>,
    administrator: Administrator,
) -> ApiResult<Json<FeatureAccess>> {
    let organisation = administrator.organisation_id();
    Ok(Json(store::find(&state.db.read, organisation).await?))
}

/// Changes it; absent features keep their value. What is hidden keeps working as it was configured.
/// A user for whom something else was decided keeps that.
#[utoipa::path(put, path = "/v1/company/featureAccess", tag = "company",
    request_body = FeatureAccess,
    responses((status = 204), (status = 400, body = ErrorBody), (status = 401, body = ErrorBody),
        (status = 403, body = ErrorBody)))]
async fn replace(
    State(state): State<AppState>,
    administrator: Administrator,
    Json(patch): Json<Value>,
) -> ApiResult<StatusCode> {
    let organisation = administrator.organisation_id();
    let change = company::begin(&state.db, organisation).await?;
    let before = store::find(&change, organisation).await?;
    let wanted = merged_as::<FeatureAccessWords>(&before, patch)?.read()?;
    if wanted == before {
        return Ok(StatusCode::NO_CONTENT);
    }
    store::save(&change, organisation, &before, &wanted).await?;
    let line = Line::of(organisation, Action::FeatureAccessChanged)
        .changed(Some(&before.features), Some(&wanted.features));
    let actor = administrator.actor();
    actor.write(&change, line, state.clock.now_ms()).await?;
    change.commit().await?;
    state.live.tell_all(organisation, LiveEvent::Access);
    Ok(StatusCode::NO_CONTENT)
}
