//! `/v1/company/callRecording` and `/v1/company/users/{id}/callRecording`.

use axum::{
    extract::State,
    http::{HeaderMap, StatusCode},
};
use belroute_shared::{
    audit::Action,
    company::call_recording::{RecordedUser, RecordedUsers},
    error::ErrorBody,
    ids::UserId,
    live::LiveEvent,
    settings::call_recording::CallRecording,
};
use serde_json::Value;
use utoipa_axum::{router::OpenApiRouter, routes};
use uuid::Uuid;

use crate::{
    audit::Line,
    company::{self, Administrator, paging::Wish, people, users},
    error::ApiResult,
    json::{Json, Path, Query, merged},
    settings::call_recording::store,
    state::AppState,
};

pub(crate) fn router() -> OpenApiRouter<AppState> {
    OpenApiRouter::new()
        .routes(routes!(list))
        .routes(routes!(show, replace))
}

/// Users whose calls are recorded, by name.
#[utoipa::path(get, path = "/v1/company/callRecording", tag = "company", params(Wish),
    responses((status = 200, body = RecordedUsers, headers(("Link" = String, description = "The next page, RFC 8288."))),
        (status = 400, body = ErrorBody), (status = 401, body = ErrorBody),
        (status = 403, body = ErrorBody)))]
async fn list(
    State(state): State<AppState>,
    administrator: Administrator,
    Query(wish): Query<Wish>,
) -> ApiResult<(HeaderMap, Json<RecordedUsers>)> {
    let (db, organisation) = (&state.db.read, administrator.organisation_id());
    let whose = store::is_recorded(organisation);
    let mut found = people::list(db, organisation, whose, &wish).await?;
    let path = "/v1/company/callRecording";
    let headers = wish.page(&state.config, path, &mut found, people::place);
    let ids = found.iter().map(|user| user.id);
    let mut recordings = store::list(db, organisation, ids).await?;
    let users = found.into_iter().map(|user| RecordedUser {
        recording: recordings.remove(&user.id).unwrap_or_default(),
        user: people::person(user),
    });
    let users = users.collect();
    Ok((headers, Json(RecordedUsers { users })))
}

/// Whether a user's calls are recorded.
#[utoipa::path(get, path = "/v1/company/users/{id}/callRecording", tag = "company",
    params(("id" = String, Path, format = Uuid)),
    responses((status = 200, body = CallRecording), (status = 401, body = ErrorBody),
        (status = 403, body = ErrorBody), (status = 404, body = ErrorBody)))]
async fn show(
    State(state): State<AppState>,
    administrator: Administrator,
    Path(id): Path<Uuid>,
) -> ApiResult<Json<CallRecording>> {
    users::find(&state, &administrator, id).await?;
    let organisation = administrator.organisation_id();
    let recording = store::find(&state.db.read, UserId(id), organisation).await?;
    Ok(Json(recording))
}

/// Decides whether a user's calls are recorded; absent fields keep their value. Its user sees it
/// while it is on.
#[utoipa::path(put, path = "/v1/company/users/{id}/callRecording", tag = "company",
    request_body = CallRecording, params(("id" = String, Path, format = Uuid)),
    responses((status = 204), (status = 400, body = ErrorBody), (status = 401, body = ErrorBody),
        (status = 403, body = ErrorBody), (status = 404, body = ErrorBody)))]
async fn replace(
    State(state): State<AppState>,
    administrator: Administrator,
    Path(id): Path<Uuid>,
    Json(patch): Json<Value>,
) -> ApiResult<StatusCode> {
    let user = users::find(&state, &administrator, id).await?;
    let organisation = administrator.organisation_id();
    let change = company::begin(&state.db, organisation).await?;
    let before = store::find(&change, UserId(id), organisation).await?;
    let wanted: CallRecording = merged(&before, patch)?;
    wanted.check()?;
    store::save(&change, UserId(id), organisation, &wanted).await?;
    let line = Line::about(&user, Action::RecordingChanged).changed(Some(&before), Some(&wanted));
    let now_ms = state.clock.now_ms();
    administrator.actor().write(&change, line, now_ms).await?;
    change.commit().await?;
    state.live.tell(UserId(id), LiveEvent::Access);
    Ok(StatusCode::NO_CONTENT)
}
