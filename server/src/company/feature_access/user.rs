//! `/v1/company/users/{id}/featureAccess`.

use axum::{extract::State, http::StatusCode};
use belroute_shared::{
    audit::Action,
    company::feature_access::{FEATURE_ACCESS, UserFeatureAccess, UserFeatureAccessWords},
    error::ErrorBody,
    ids::UserId,
    live::LiveEvent,
};
use serde_json::Value;
use utoipa_axum::{router::OpenApiRouter, routes};
use uuid::Uuid;

use super::store;
use crate::{
    audit::Line,
    company::{self, Administrator, users},
    error::{ApiError, ApiResult},
    json::{Json, Path, merged_as},
    state::AppState,
};

pub(super) fn router() -> OpenApiRouter<AppState> {
    OpenApiRouter::new().routes(routes!(show, replace))
}

/// What one user sees and may change, and where he may have his calls sent.
#[utoipa::path(get, path = "/v1/company/users/{id}/featureAccess", tag = "company",
    params(("id" = String, Path, format = Uuid)),
    responses((status = 200, body = UserFeatureAccess), (status = 401, body = ErrorBody),
        (status = 403, body = ErrorBody), (status = 404, body = ErrorBody)))]
async fn show(
    State(state): State<AppState>,
    administrator: Administrator,
    Path(id): Path<Uuid>,
) -> ApiResult<Json<UserFeatureAccess>> {
    let user = users::find(&state, &administrator, id).await?;
    let organisation = store::find(&state.db.read, administrator.organisation_id()).await?;
    let access = store::find_of_user(&state.db.read, &user, &organisation).await?;
    Ok(Json(access))
}

/// Changes it; absent fields keep their value, and `null` in `own` means as the organisation has it.
/// What is hidden keeps working as it was configured, and so do destinations that are no longer
/// allowed.
#[utoipa::path(put, path = "/v1/company/users/{id}/featureAccess", tag = "company",
    request_body = UserFeatureAccess, params(("id" = String, Path, format = Uuid)),
    responses((status = 204), (status = 400, body = ErrorBody), (status = 401, body = ErrorBody),
        (status = 403, body = ErrorBody), (status = 404, body = ErrorBody)))]
async fn replace(
    State(state): State<AppState>,
    administrator: Administrator,
    Path(id): Path<Uuid>,
    Json(patch): Json<Value>,
) -> ApiResult<StatusCode> {
    users::find(&state, &administrator, id).await?;
    let organisation = administrator.organisation_id();
    let change = company::begin(&state.db, organisation).await?;
    // Read again where it is written: what was found before may have changed since.
    let user = store::find_user(&change, UserId(id), organisation).await?;
    let user = user.ok_or(ApiError::NotFound)?;
    let all = store::find(&change, organisation).await?;
    let before = store::find_of_user(&change, &user, &all).await?;
    let wanted = merged_as::<UserFeatureAccessWords>(&before, patch)?.read(&all)?;
    if wanted == before {
        return Ok(StatusCode::NO_CONTENT);
    }
    store::save_of_user(&change, &user, &before, &wanted).await?;
    let line = Line::about(&user, Action::UserChanged)
        .to(FEATURE_ACCESS)
        .changed(Some(&before.decided()), Some(&wanted.decided()));
    let actor = administrator.actor();
    actor.write(&change, line, state.clock.now_ms()).await?;
    change.commit().await?;
    state.live.tell(UserId(id), LiveEvent::Access);
    Ok(StatusCode::NO_CONTENT)
}
