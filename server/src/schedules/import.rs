//! Calendars as files: first a look at what one would bring, then the same again for good, as a new
//! schedule. Both requests carry the whole file.

use axum::{
    body::Bytes,
    extract::{FromRequest, Request, State},
    http::{HeaderMap, StatusCode},
};
use belroute_shared::{
    error::{Code, ErrorBody},
    ids::OrganisationId,
    schedules::{
        MadeSchedule, ScheduleLevel, ScheduleSettings, ScheduleType, import::CalendarPreview,
    },
};
use sea_orm::EntityTrait as _;
use serde::Deserialize;
use utoipa::IntoParams;
use utoipa_axum::{router::OpenApiRouter, routes};

use super::{
    calendar::{self, Frame},
    change, own,
};
use crate::{
    audit::Told,
    entity::organisation,
    error::{ApiError, ApiResult},
    json::{Json, Query},
    media_type,
    session::AtPanel,
    state::AppState,
};

pub(super) fn router() -> OpenApiRouter<AppState> {
    OpenApiRouter::new()
        .routes(routes!(preview))
        .routes(routes!(import))
}

/// What the schedule is to be that a calendar becomes.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub(crate) struct Wish {
    /// Its name; that of the calendar if it is absent.
    name: Option<String>,
    /// What it is for; `holidays` if it is absent.
    #[serde(rename = "type")]
    kind: Option<ScheduleType>,
}

/// A calendar that somebody sent.
pub(crate) struct CalendarFile(Bytes);

impl<S: Send + Sync> FromRequest<S> for CalendarFile {
    type Rejection = ApiError;

    async fn from_request(request: Request, state: &S) -> ApiResult<Self> {
        if media_type::sent(request.headers()) != "text/calendar" {
            return Err(ApiError::UnsupportedMediaType);
        }
        let content = Bytes::from_request(request, state).await?;
        Ok(Self(content))
    }
}

impl CalendarFile {
    /// What it would bring into a schedule of this organisation. It is read where it keeps nobody
    /// else waiting.
    pub(crate) async fn read(
        self,
        state: &AppState,
        organisation: OrganisationId,
        level: ScheduleLevel,
    ) -> ApiResult<CalendarPreview> {
        let frame = frame(state, organisation, level).await?;
        let reading = tokio::task::spawn_blocking(move || calendar::read(&self.0, &frame));
        let reading = reading
            .await
            .map_err(|error| ApiError::Internal(error.into()))?;
        Ok(reading?)
    }
}

/// Into what calendars of an organisation are read now.
pub(super) async fn frame(
    state: &AppState,
    organisation: OrganisationId,
    level: ScheduleLevel,
) -> ApiResult<Frame> {
    let row = organisation::Entity::find_by_id(organisation.0)
        .one(&state.db.read)
        .await?
        .ok_or(ApiError::SignedOut)?;
    Ok(Frame::new(level, &row.time_zone, state.clock.now()))
}

/// The schedule that a calendar becomes.
pub(crate) fn settings(preview: CalendarPreview, wish: Wish) -> ApiResult<ScheduleSettings> {
    if preview.events.is_empty() {
        return Err(ApiError::field("file", Code::NoEvents));
    }
    let events = preview.events.into_iter().map(|found| found.event);
    Ok(ScheduleSettings {
        name: wish.name.or(preview.name).unwrap_or_default(),
        kind: wish.kind.unwrap_or(ScheduleType::Holidays),
        events: events.collect(),
    })
}

/// What a calendar would bring into a schedule of the user's own. Nothing is saved.
#[utoipa::path(post, path = "/v1/schedules/import/preview", tag = "schedules",
    request_body(content((String = "text/calendar"))),
    responses((status = 200, body = CalendarPreview), (status = 400, body = ErrorBody),
        (status = 401, body = ErrorBody), (status = 413, body = ErrorBody),
        (status = 415, body = ErrorBody)))]
async fn preview(
    State(state): State<AppState>,
    AtPanel(session): AtPanel,
    file: CalendarFile,
) -> ApiResult<Json<CalendarPreview>> {
    let (organisation, level) = (session.organisation, ScheduleLevel::People);
    file.read(&state, organisation, level).await.map(Json)
}

/// Makes a schedule of the user's own out of a calendar: all that a preview shows, or nothing.
#[utoipa::path(post, path = "/v1/schedules/import", tag = "schedules", params(Wish),
    request_body(content((String = "text/calendar"))),
    responses((status = 201, body = MadeSchedule, headers(("Belroute-Change" = String))),
        (status = 400, body = ErrorBody),
        (status = 401, body = ErrorBody), (status = 409, body = ErrorBody),
        (status = 413, body = ErrorBody), (status = 415, body = ErrorBody)))]
async fn import(
    State(state): State<AppState>,
    AtPanel(session): AtPanel,
    Query(wish): Query<Wish>,
    file: CalendarFile,
) -> ApiResult<(StatusCode, Told, HeaderMap, Json<MadeSchedule>)> {
    let (organisation, level) = (session.organisation, ScheduleLevel::People);
    let settings = settings(file.read(&state, organisation, level).await?, wish)?;
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
