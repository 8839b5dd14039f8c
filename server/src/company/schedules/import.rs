//! `/v1/company/schedules/import`: first a look at what a calendar would bring, then the same again
//! for good.

use axum::{
    extract::State,
    http::{HeaderMap, StatusCode},
};
use belroute_shared::{
    audit::Action,
    error::ErrorBody,
    schedules::{MadeSchedule, ScheduleLevel, import::CalendarPreview},
};
use utoipa_axum::{router::OpenApiRouter, routes};

use super::endpoints::commit;
use crate::{
    company::Administrator,
    error::ApiResult,
    json::{Json, Query},
    schedules::{
        self, Owner,
        import::{CalendarFile, Wish, settings},
    },
    state::AppState,
};

pub(super) fn router() -> OpenApiRouter<AppState> {
    OpenApiRouter::new()
        .routes(routes!(preview))
        .routes(routes!(import))
}

/// What a calendar would bring into a schedule of the company. Nothing is saved.
#[utoipa::path(post, path = "/v1/company/schedules/import/preview", tag = "company",
    request_body(content((String = "text/calendar"))),
    responses((status = 200, body = CalendarPreview), (status = 400, body = ErrorBody),
        (status = 401, body = ErrorBody), (status = 403, body = ErrorBody),
        (status = 413, body = ErrorBody), (status = 415, body = ErrorBody)))]
async fn preview(
    State(state): State<AppState>,
    administrator: Administrator,
    file: CalendarFile,
) -> ApiResult<Json<CalendarPreview>> {
    let (organisation, level) = (administrator.organisation_id(), ScheduleLevel::Location);
    file.read(&state, organisation, level).await.map(Json)
}

/// Makes a schedule of the company out of a calendar: all that a preview shows, or nothing.
#[utoipa::path(post, path = "/v1/company/schedules/import", tag = "company", params(Wish),
    request_body(content((String = "text/calendar"))),
    responses((status = 201, body = MadeSchedule), (status = 400, body = ErrorBody),
        (status = 401, body = ErrorBody), (status = 403, body = ErrorBody),
        (status = 409, body = ErrorBody), (status = 413, body = ErrorBody),
        (status = 415, body = ErrorBody)))]
async fn import(
    State(state): State<AppState>,
    administrator: Administrator,
    Query(wish): Query<Wish>,
    file: CalendarFile,
) -> ApiResult<(StatusCode, HeaderMap, Json<MadeSchedule>)> {
    let organisation = administrator.organisation_id();
    let preview = file
        .read(&state, organisation, ScheduleLevel::Location)
        .await?;
    let settings = settings(preview, wish)?;
    let owner = Owner::Company(organisation);
    let change = owner.begin(&state.db).await?;
    let made = schedules::make(&change, owner, settings, state.clock.now_ms()).await?;
    let (action, after) = (Action::ScheduleMade, Some(&made.schedule));
    commit(&state, &administrator, change, action, None, after).await?;
    let headers = schedules::state_of(&made);
    let id = made.schedule.id;
    Ok((StatusCode::CREATED, headers, Json(MadeSchedule { id })))
}
