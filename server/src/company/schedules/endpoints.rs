//! `/v1/company/schedules`.

use axum::{
    extract::State,
    http::{HeaderMap, StatusCode},
};
use belroute_shared::{
    audit::Action,
    error::ErrorBody,
    ids::ScheduleId,
    schedules::{MadeSchedule, Schedule, ScheduleSettings, ScheduleUses, Schedules},
};
use sea_orm::{ConnectionTrait, DatabaseTransaction};
use serde_json::Value;
use utoipa_axum::{router::OpenApiRouter, routes};
use uuid::Uuid;

use crate::{
    audit::Line,
    company::{Administrator, paging::Wish},
    entity::schedule,
    error::{ApiError, ApiResult},
    etag::IfMatch,
    json::{Json, Path, Query},
    schedules::{self, Owner, Stored, store},
    state::AppState,
};

const PATH: &str = "/v1/company/schedules";

pub(super) fn router() -> OpenApiRouter<AppState> {
    OpenApiRouter::new()
        .routes(routes!(list, create))
        .routes(routes!(show, replace, remove))
        .routes(routes!(uses))
}

/// The company's schedules by name.
#[utoipa::path(get, path = "/v1/company/schedules", tag = "company", params(Wish),
    responses((status = 200, body = Schedules, headers(("Link" = String, description = "The next page, RFC 8288."))),
        (status = 400, body = ErrorBody), (status = 401, body = ErrorBody),
        (status = 403, body = ErrorBody)))]
async fn list(
    State(state): State<AppState>,
    administrator: Administrator,
    Query(wish): Query<Wish>,
) -> ApiResult<(HeaderMap, Json<Schedules>)> {
    let (db, organisation) = (&state.db.read, administrator.organisation_id());
    let after = wish.after()?;
    let mut found =
        store::list_company(db, organisation, wish.query(), after.as_ref(), wish.rows()).await?;
    let place = |row: &schedule::Model| (row.name_key.clone(), row.id);
    let headers = wish.page(&state.config, PATH, &mut found, place);
    let schedules = found.iter().filter_map(store::entry).collect();
    Ok((headers, Json(Schedules { schedules })))
}

/// Makes a schedule of the company.
#[utoipa::path(post, path = "/v1/company/schedules", tag = "company",
    request_body = ScheduleSettings,
    responses((status = 201, body = MadeSchedule), (status = 400, body = ErrorBody),
        (status = 401, body = ErrorBody), (status = 403, body = ErrorBody),
        (status = 409, body = ErrorBody)))]
async fn create(
    State(state): State<AppState>,
    administrator: Administrator,
    Json(settings): Json<Value>,
) -> ApiResult<(StatusCode, HeaderMap, Json<MadeSchedule>)> {
    let settings = schedules::new(settings)?;
    let owner = owner(&administrator);
    let change = owner.begin(&state.db).await?;
    let made = schedules::make(&change, owner, settings, state.clock.now_ms()).await?;
    let (action, after) = (Action::ScheduleMade, Some(&made.schedule));
    commit(&state, &administrator, change, action, None, after).await?;
    let headers = schedules::state_of(&made);
    let id = made.schedule.id;
    Ok((StatusCode::CREATED, headers, Json(MadeSchedule { id })))
}

/// One schedule of the company.
#[utoipa::path(get, path = "/v1/company/schedules/{id}", tag = "company",
    params(("id" = String, Path, format = Uuid)),
    responses((status = 200, body = Schedule, headers(("ETag" = String))),
        (status = 401, body = ErrorBody), (status = 403, body = ErrorBody),
        (status = 404, body = ErrorBody)))]
async fn show(
    State(state): State<AppState>,
    administrator: Administrator,
    Path(id): Path<Uuid>,
) -> ApiResult<(HeaderMap, Json<Schedule>)> {
    let stored = named(&state, &administrator, id).await?;
    Ok((schedules::state_of(&stored), Json(stored.schedule)))
}

/// Changes a schedule of the company, as a user changes his own.
#[utoipa::path(put, path = "/v1/company/schedules/{id}", tag = "company",
    request_body = ScheduleSettings,
    params(("id" = String, Path, format = Uuid), ("If-Match" = Option<String>, Header)),
    responses((status = 204, headers(("ETag" = String))), (status = 400, body = ErrorBody),
        (status = 401, body = ErrorBody), (status = 403, body = ErrorBody),
        (status = 404, body = ErrorBody), (status = 409, body = ErrorBody),
        (status = 412, body = ErrorBody)))]
async fn replace(
    State(state): State<AppState>,
    administrator: Administrator,
    Path(id): Path<Uuid>,
    seen: IfMatch,
    Json(wanted): Json<Value>,
) -> ApiResult<(StatusCode, HeaderMap)> {
    named(&state, &administrator, id).await?;
    let owner = owner(&administrator);
    let change = owner.begin(&state.db).await?;
    // Read again where it is written: what was found before may have changed since.
    let before = find(&change, owner, id).await?;
    seen.check(before.version, &before.schedule)?;
    let settings = schedules::patched(&before.schedule, wanted)?;
    let now_ms = state.clock.now_ms();
    let after = schedules::replace(&change, owner, &before, settings, now_ms).await?;
    let action = Action::ScheduleChanged;
    let (old, new) = (Some(&before.schedule), Some(&after.schedule));
    commit(&state, &administrator, change, action, old, new).await?;
    Ok((StatusCode::NO_CONTENT, schedules::state_of(&after)))
}

/// Takes a schedule of the company away. While rules of anybody refer to it that is refused with
/// 409; the refusal says under `uses` of which settings they are, and how many users have them.
#[utoipa::path(delete, path = "/v1/company/schedules/{id}", tag = "company",
    params(("id" = String, Path, format = Uuid), ("If-Match" = Option<String>, Header)),
    responses((status = 204), (status = 401, body = ErrorBody), (status = 403, body = ErrorBody),
        (status = 404, body = ErrorBody), (status = 409, body = ErrorBody),
        (status = 412, body = ErrorBody)))]
async fn remove(
    State(state): State<AppState>,
    administrator: Administrator,
    Path(id): Path<Uuid>,
    seen: IfMatch,
) -> ApiResult<StatusCode> {
    named(&state, &administrator, id).await?;
    let owner = owner(&administrator);
    let change = owner.begin(&state.db).await?;
    let stored = find(&change, owner, id).await?;
    seen.check(stored.version, &stored.schedule)?;
    schedules::remove(&change, owner, &stored).await?;
    let (action, before) = (Action::ScheduleRemoved, Some(&stored.schedule));
    commit(&state, &administrator, change, action, before, None).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// Which settings have rules that refer to a schedule of the company, and how many users have them.
#[utoipa::path(get, path = "/v1/company/schedules/{id}/uses", tag = "company",
    params(("id" = String, Path, format = Uuid)),
    responses((status = 200, body = ScheduleUses), (status = 401, body = ErrorBody),
        (status = 403, body = ErrorBody), (status = 404, body = ErrorBody)))]
async fn uses(
    State(state): State<AppState>,
    administrator: Administrator,
    Path(id): Path<Uuid>,
) -> ApiResult<Json<ScheduleUses>> {
    let stored = named(&state, &administrator, id).await?;
    let (organisation, id) = (administrator.organisation_id(), stored.schedule.id);
    let uses = store::uses(&state.db.read, organisation, None, id).await?;
    Ok(Json(ScheduleUses { uses }))
}

fn owner(administrator: &Administrator) -> Owner {
    Owner::Company(administrator.organisation_id())
}

async fn find(db: &impl ConnectionTrait, owner: Owner, id: Uuid) -> ApiResult<Stored> {
    let stored = store::find(db, owner, ScheduleId(id)).await?;
    stored.ok_or(ApiError::NotFound)
}

/// A schedule of the administrator's company. Naming another organisation's is written down.
async fn named(state: &AppState, administrator: &Administrator, id: Uuid) -> ApiResult<Stored> {
    let db = &state.db.read;
    match find(db, owner(administrator), id).await {
        Err(ApiError::NotFound) => {
            let organisation = administrator.organisation_id();
            if store::is_stranger(db, organisation, ScheduleId(id)).await? {
                administrator
                    .named_a_stranger(state, id.to_string())
                    .await?;
            }
            Err(ApiError::NotFound)
        }
        found => found,
    }
}

/// Writes down what was changed, makes it so, and tells everybody who may refer to it.
pub(super) async fn commit(
    state: &AppState,
    administrator: &Administrator,
    change: DatabaseTransaction,
    action: Action,
    before: Option<&Schedule>,
    after: Option<&Schedule>,
) -> ApiResult<()> {
    let organisation = administrator.organisation_id();
    let name = before.or(after).map(|it| it.name.clone());
    let line = Line::of(organisation, action)
        .to(name.unwrap_or_default())
        .changed(before, after);
    let now_ms = state.clock.now_ms();
    administrator.actor().write(&change, line, now_ms).await?;
    change.commit().await?;
    state.live.tell_all(organisation, schedules::changed());
    Ok(())
}
