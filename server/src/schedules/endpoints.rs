//! Schedules, at the addresses of Webex Calling.

use axum::{
    extract::State,
    http::{HeaderMap, StatusCode},
};
use belroute_shared::{
    error::ErrorBody,
    schedules::{MadeSchedule, Schedule, ScheduleSettings, ScheduleType, Schedules},
};
use serde_json::Value;
use utoipa_axum::{router::OpenApiRouter, routes};

use super::{
    change,
    own::{self, Named},
    patch,
    store::{self, Owner},
};
use crate::{
    audit::Told,
    error::ApiResult,
    etag::IfMatch,
    json::{Json, Path},
    session::AtPanel,
    state::AppState,
};

pub(super) fn router() -> OpenApiRouter<AppState> {
    OpenApiRouter::new()
        .routes(routes!(list, create))
        .routes(routes!(show, replace, remove))
        .routes(routes!(show_company))
}

/// Schedules that the user's rules may refer to: his own, then the company's.
#[utoipa::path(get, path = "/v1/telephony/config/people/me/schedules", tag = "schedules",
    responses((status = 200, body = Schedules), (status = 401, body = ErrorBody)))]
async fn list(
    State(state): State<AppState>,
    AtPanel(session): AtPanel,
) -> ApiResult<Json<Schedules>> {
    let db = &state.db.read;
    let mut schedules = store::list(db, own::owner(session)).await?;
    schedules.extend(store::list(db, Owner::Company(session.organisation)).await?);
    Ok(Json(Schedules { schedules }))
}

/// Makes a schedule of the user's own.
#[utoipa::path(post, path = "/v1/telephony/config/people/me/schedules", tag = "schedules",
    request_body = ScheduleSettings,
    responses((status = 201, body = MadeSchedule, headers(("Belroute-Change" = String))),
        (status = 400, body = ErrorBody),
        (status = 401, body = ErrorBody), (status = 409, body = ErrorBody)))]
async fn create(
    State(state): State<AppState>,
    AtPanel(session): AtPanel,
    Json(settings): Json<Value>,
) -> ApiResult<(StatusCode, Told, HeaderMap, Json<MadeSchedule>)> {
    let settings = patch::new(settings)?;
    let owner = own::owner(session);
    let change = owner.begin(&state.db).await?;
    let made = change::make(&change, owner, settings, state.clock.now_ms()).await?;
    let told = own::commit(&state, session, change, None, Some(&made.schedule)).await?;
    let id = made.schedule.id;
    let headers = own::state_of(&made);
    Ok((
        StatusCode::CREATED,
        told,
        headers,
        Json(MadeSchedule { id }),
    ))
}

/// One schedule: the user's own, or the company's.
#[utoipa::path(get, path = "/v1/telephony/config/people/me/schedules/{type}/{id}",
    tag = "schedules",
    params(("type" = ScheduleType, Path), ("id" = String, Path, format = Uuid)),
    responses((status = 200, body = Schedule, headers(("ETag" = String))),
        (status = 401, body = ErrorBody), (status = 404, body = ErrorBody)))]
async fn show(
    State(state): State<AppState>,
    AtPanel(session): AtPanel,
    Path(named): Path<Named>,
) -> ApiResult<(HeaderMap, Json<Schedule>)> {
    let stored = own::find_any(&state.db.read, session, named).await?;
    Ok((own::state_of(&stored), Json(stored.schedule)))
}

/// One schedule of the company.
#[utoipa::path(get, path = "/v1/telephony/config/people/me/locations/schedules/{type}/{id}",
    tag = "schedules",
    params(("type" = ScheduleType, Path), ("id" = String, Path, format = Uuid)),
    responses((status = 200, body = Schedule, headers(("ETag" = String))),
        (status = 401, body = ErrorBody), (status = 404, body = ErrorBody)))]
async fn show_company(
    State(state): State<AppState>,
    AtPanel(session): AtPanel,
    Path(named): Path<Named>,
) -> ApiResult<(HeaderMap, Json<Schedule>)> {
    let stored = own::find_company(&state.db.read, session, named).await?;
    Ok((own::state_of(&stored), Json(stored.schedule)))
}

/// Changes a schedule of the user's own. Absent fields keep their value; a list of events takes the
/// place of the one before, where events are known again by their `id`, or by their `name`, which
/// `newName` replaces. One of the company is refused with 403, a state that was changed meanwhile
/// with 412 and what it is now as `current`.
#[utoipa::path(put, path = "/v1/telephony/config/people/me/schedules/{type}/{id}",
    tag = "schedules", request_body = ScheduleSettings,
    params(("type" = ScheduleType, Path), ("id" = String, Path, format = Uuid),
        ("If-Match" = Option<String>, Header)),
    responses((status = 204, headers(("ETag" = String), ("Belroute-Change" = Option<String>))),
        (status = 400, body = ErrorBody),
        (status = 401, body = ErrorBody), (status = 403, body = ErrorBody),
        (status = 404, body = ErrorBody), (status = 409, body = ErrorBody),
        (status = 412, body = ErrorBody)))]
async fn replace(
    State(state): State<AppState>,
    AtPanel(session): AtPanel,
    Path(named): Path<Named>,
    seen: IfMatch,
    Json(wanted): Json<Value>,
) -> ApiResult<(StatusCode, Told, HeaderMap)> {
    let owner = own::owner(session);
    let change = owner.begin(&state.db).await?;
    let before = own::find(&change, session, named).await?;
    seen.check(before.version, &before.schedule)?;
    let settings = patch::schedule(&before.schedule, wanted)?;
    let now_ms = state.clock.now_ms();
    let after = change::replace(&change, owner, &before, settings, now_ms).await?;
    let (old, new) = (Some(&before.schedule), Some(&after.schedule));
    let told = own::commit(&state, session, change, old, new).await?;
    Ok((StatusCode::NO_CONTENT, told, own::state_of(&after)))
}

/// Takes a schedule of the user's own away. While rules refer to it that is refused with 409; the
/// refusal says under `uses` of which settings they are.
#[utoipa::path(delete, path = "/v1/telephony/config/people/me/schedules/{type}/{id}",
    tag = "schedules",
    params(("type" = ScheduleType, Path), ("id" = String, Path, format = Uuid),
        ("If-Match" = Option<String>, Header)),
    responses((status = 204, headers(("Belroute-Change" = Option<String>))),
        (status = 401, body = ErrorBody), (status = 403, body = ErrorBody),
        (status = 404, body = ErrorBody), (status = 409, body = ErrorBody),
        (status = 412, body = ErrorBody)))]
async fn remove(
    State(state): State<AppState>,
    AtPanel(session): AtPanel,
    Path(named): Path<Named>,
    seen: IfMatch,
) -> ApiResult<(StatusCode, Told)> {
    let owner = own::owner(session);
    let change = owner.begin(&state.db).await?;
    let stored = own::find(&change, session, named).await?;
    seen.check(stored.version, &stored.schedule)?;
    change::remove(&change, owner, &stored).await?;
    let told = own::commit(&state, session, change, Some(&stored.schedule), None).await?;
    Ok((StatusCode::NO_CONTENT, told))
}
