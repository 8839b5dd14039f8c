//! Events of a user's own schedules, one at a time. An event has the `ETag` of its schedule: it
//! changes whenever anything there does.

use axum::{
    extract::State,
    http::{HeaderMap, StatusCode},
};
use belroute_shared::{
    error::{Code, ErrorBody, FieldError},
    ids::EventId,
    schedules::{MadeEvent, ScheduleEvent, ScheduleSettings, ScheduleType},
};
use sea_orm::DatabaseTransaction;
use serde_json::Value;
use utoipa_axum::{router::OpenApiRouter, routes};
use uuid::Uuid;

use super::{
    change,
    own::{self, Named},
    patch,
    store::Stored,
};
use crate::{
    audit::Told,
    error::{ApiError, ApiResult},
    etag::IfMatch,
    json::{Json, Path},
    session::{AtPanel, Session},
    state::AppState,
};

pub(super) fn router() -> OpenApiRouter<AppState> {
    OpenApiRouter::new()
        .routes(routes!(create))
        .routes(routes!(show, replace, remove))
}

/// Type and id of a schedule, and id of an event in it.
type NamedEvent = (ScheduleType, Uuid, Uuid);

/// Adds an event.
#[utoipa::path(post, path = "/v1/telephony/config/people/me/schedules/{type}/{id}/events",
    tag = "schedules", request_body = ScheduleEvent,
    params(("type" = ScheduleType, Path), ("id" = String, Path, format = Uuid),
        ("If-Match" = Option<String>, Header)),
    responses((status = 201, body = MadeEvent,
        headers(("ETag" = String), ("Belroute-Change" = String))),
        (status = 400, body = ErrorBody), (status = 401, body = ErrorBody),
        (status = 403, body = ErrorBody), (status = 404, body = ErrorBody),
        (status = 412, body = ErrorBody)))]
async fn create(
    State(state): State<AppState>,
    AtPanel(session): AtPanel,
    Path(named): Path<Named>,
    seen: IfMatch,
    Json(event): Json<Value>,
) -> ApiResult<(StatusCode, Told, HeaderMap, Json<MadeEvent>)> {
    let event = patch::new_event(event)?;
    let change = own::owner(session).begin(&state.db).await?;
    let before = own::find(&change, session, named).await?;
    seen.check(before.version, &before.schedule)?;
    let mut settings = before.schedule.settings();
    let place = settings.events.len();
    settings.events.push(event);
    let (told, after) = save(&state, session, change, &before, settings, place).await?;
    let id = after.schedule.events.get(place).and_then(|event| event.id);
    let id = id.ok_or(ApiError::NotFound)?;
    let headers = own::state_of(&after);
    Ok((StatusCode::CREATED, told, headers, Json(MadeEvent { id })))
}

/// One event of a schedule of the user or of his company.
#[utoipa::path(get,
    path = "/v1/telephony/config/people/me/schedules/{type}/{id}/events/{eventId}",
    tag = "schedules",
    params(("type" = ScheduleType, Path), ("id" = String, Path, format = Uuid),
        ("eventId" = String, Path, format = Uuid)),
    responses((status = 200, body = ScheduleEvent, headers(("ETag" = String))),
        (status = 401, body = ErrorBody), (status = 404, body = ErrorBody)))]
async fn show(
    State(state): State<AppState>,
    AtPanel(session): AtPanel,
    Path((kind, id, event)): Path<NamedEvent>,
) -> ApiResult<(HeaderMap, Json<ScheduleEvent>)> {
    let stored = own::find_any(&state.db.read, session, (kind, id)).await?;
    let (_, event) = own::find_event(&stored.schedule, EventId(event))?;
    Ok((own::state_of(&stored), Json(event.clone())))
}

/// Changes an event. Absent fields keep their value; `name` is what it was called and `newName` what
/// it is to be called, or `name` alone.
#[utoipa::path(put,
    path = "/v1/telephony/config/people/me/schedules/{type}/{id}/events/{eventId}",
    tag = "schedules", request_body = ScheduleEvent,
    params(("type" = ScheduleType, Path), ("id" = String, Path, format = Uuid),
        ("eventId" = String, Path, format = Uuid), ("If-Match" = Option<String>, Header)),
    responses((status = 204, headers(("ETag" = String), ("Belroute-Change" = Option<String>))),
        (status = 400, body = ErrorBody),
        (status = 401, body = ErrorBody), (status = 403, body = ErrorBody),
        (status = 404, body = ErrorBody), (status = 412, body = ErrorBody)))]
async fn replace(
    State(state): State<AppState>,
    AtPanel(session): AtPanel,
    Path((kind, id, event)): Path<NamedEvent>,
    seen: IfMatch,
    Json(wanted): Json<Value>,
) -> ApiResult<(StatusCode, Told, HeaderMap)> {
    let change = own::owner(session).begin(&state.db).await?;
    let before = own::find(&change, session, (kind, id)).await?;
    let (place, stored) = own::find_event(&before.schedule, EventId(event))?;
    seen.check(before.version, stored)?;
    let mut settings = before.schedule.settings();
    settings.events[place] = patch::event(stored, wanted)?;
    let (told, after) = save(&state, session, change, &before, settings, place).await?;
    Ok((StatusCode::NO_CONTENT, told, own::state_of(&after)))
}

/// Takes an event away.
#[utoipa::path(delete,
    path = "/v1/telephony/config/people/me/schedules/{type}/{id}/events/{eventId}",
    tag = "schedules",
    params(("type" = ScheduleType, Path), ("id" = String, Path, format = Uuid),
        ("eventId" = String, Path, format = Uuid), ("If-Match" = Option<String>, Header)),
    responses((status = 204, headers(("ETag" = String), ("Belroute-Change" = Option<String>))),
        (status = 401, body = ErrorBody),
        (status = 403, body = ErrorBody), (status = 404, body = ErrorBody),
        (status = 412, body = ErrorBody)))]
async fn remove(
    State(state): State<AppState>,
    AtPanel(session): AtPanel,
    Path((kind, id, event)): Path<NamedEvent>,
    seen: IfMatch,
) -> ApiResult<(StatusCode, Told, HeaderMap)> {
    let change = own::owner(session).begin(&state.db).await?;
    let before = own::find(&change, session, (kind, id)).await?;
    let (place, stored) = own::find_event(&before.schedule, EventId(event))?;
    seen.check(before.version, stored)?;
    let mut settings = before.schedule.settings();
    settings.events.remove(place);
    let (told, after) = save(&state, session, change, &before, settings, place).await?;
    Ok((StatusCode::NO_CONTENT, told, own::state_of(&after)))
}

/// Saves a schedule in which one event is another. What is wrong with that one is told by the names
/// of its own fields.
async fn save(
    state: &AppState,
    session: Session,
    change: DatabaseTransaction,
    before: &Stored,
    settings: ScheduleSettings,
    place: usize,
) -> ApiResult<(Told, Stored)> {
    let (owner, now_ms) = (own::owner(session), state.clock.now_ms());
    let after = change::replace(&change, owner, before, settings, now_ms).await;
    let after = after.map_err(|error| match error {
        ApiError::Invalid(broken) => ApiError::Invalid(of_event(broken, place)),
        other => other,
    })?;
    let (old, new) = (Some(&before.schedule), Some(&after.schedule));
    let told = own::commit(state, session, change, old, new).await?;
    Ok((told, after))
}

fn of_event(mut broken: Vec<FieldError>, place: usize) -> Vec<FieldError> {
    let beginning = format!("events.{place}.");
    for error in &mut broken {
        if let Some(field) = error.field.strip_prefix(&beginning) {
            error.field = field.to_owned();
        } else if error.code == Code::NameTaken {
            // One further down has the name that this one was given.
            "name".clone_into(&mut error.field);
        }
    }
    broken
}
