//! `/v1/company/callGroups`.

use axum::{
    extract::State,
    http::{HeaderMap, StatusCode},
};
use belroute_shared::{
    audit::Action,
    company::call_groups::{
        CallGroupSettings, CompanyCallGroup, CompanyCallGroups, MOST_GROUPS, MadeCallGroup,
    },
    error::{Code, ErrorBody},
    ids::{CallGroupId, OrganisationId, UserId},
    live::LiveEvent,
};
use serde_json::Value;
use utoipa_axum::{router::OpenApiRouter, routes};
use uuid::Uuid;

use super::logged::logged;
use crate::{
    audit::Line,
    colleagues,
    company::{self, Administrator, paging::Wish},
    entity::call_group,
    error::{ApiError, ApiResult},
    json::{Json, Path, Query, merged},
    settings::call_groups::store,
    state::AppState,
};

pub(crate) fn router() -> OpenApiRouter<AppState> {
    OpenApiRouter::new()
        .routes(routes!(list, create))
        .routes(routes!(show, replace, remove))
}

/// The organisation's groups for call pickup and call park, by name.
#[utoipa::path(get, path = "/v1/company/callGroups", tag = "company", params(Wish),
    responses((status = 200, body = CompanyCallGroups, headers(("Link" = String, description = "The next page, RFC 8288."))),
        (status = 400, body = ErrorBody), (status = 401, body = ErrorBody),
        (status = 403, body = ErrorBody)))]
async fn list(
    State(state): State<AppState>,
    administrator: Administrator,
    Query(wish): Query<Wish>,
) -> ApiResult<(HeaderMap, Json<CompanyCallGroups>)> {
    let (db, organisation) = (&state.db.read, administrator.organisation_id());
    let after = wish.after()?;
    let rows = wish.rows();
    let mut found = store::list(db, organisation, wish.query(), after.as_ref(), rows).await?;
    let place = |row: &call_group::Model| (row.name_key.clone(), row.id);
    let headers = wish.page(&state.config, "/v1/company/callGroups", &mut found, place);
    let call_groups = shown(&state, organisation, found).await?;
    Ok((headers, Json(CompanyCallGroups { call_groups })))
}

/// Makes a group.
#[utoipa::path(post, path = "/v1/company/callGroups", tag = "company",
    request_body = CallGroupSettings,
    responses((status = 201, body = MadeCallGroup), (status = 400, body = ErrorBody),
        (status = 401, body = ErrorBody), (status = 403, body = ErrorBody),
        (status = 409, body = ErrorBody)))]
async fn create(
    State(state): State<AppState>,
    administrator: Administrator,
    Json(settings): Json<CallGroupSettings>,
) -> ApiResult<(StatusCode, Json<MadeCallGroup>)> {
    let settings = settings.tidied();
    settings.check()?;
    let (organisation, now_ms) = (administrator.organisation_id(), state.clock.now_ms());
    let change = company::begin(&state.db, organisation).await?;
    if store::count(&change, organisation).await? >= MOST_GROUPS {
        return Err(ApiError::Conflict(Code::TooMany));
    }
    let broken = store::conflicts(&change, organisation, &settings, Uuid::nil()).await?;
    if !broken.is_empty() {
        return Err(broken.into());
    }
    if store::is_name_taken(&change, organisation, &settings, Uuid::nil()).await? {
        return Err(ApiError::NameTaken);
    }
    let row = store::insert(&change, organisation, &settings, now_ms).await?;
    let made = logged(&change, organisation, &settings).await?;
    let line = Line::of(organisation, Action::CallGroupMade)
        .to(row.name)
        .changed(None::<&()>, Some(&made));
    administrator.actor().write(&change, line, now_ms).await?;
    change.commit().await?;
    tell(&state, &settings.member_ids);
    let id = CallGroupId(row.id);
    Ok((StatusCode::CREATED, Json(MadeCallGroup { id })))
}

/// One group.
#[utoipa::path(get, path = "/v1/company/callGroups/{id}", tag = "company",
    params(("id" = String, Path, format = Uuid)),
    responses((status = 200, body = CompanyCallGroup), (status = 401, body = ErrorBody),
        (status = 403, body = ErrorBody), (status = 404, body = ErrorBody)))]
async fn show(
    State(state): State<AppState>,
    administrator: Administrator,
    Path(id): Path<Uuid>,
) -> ApiResult<Json<CompanyCallGroup>> {
    let row = find(&state, &administrator, id).await?;
    let shown = shown(&state, administrator.organisation_id(), vec![row]).await?;
    shown.into_iter().next().map(Json).ok_or(ApiError::NotFound)
}

/// Changes the name or the members of a group; absent fields keep their value, and a list of
/// members replaces the one that there was. What it is for stays.
#[utoipa::path(put, path = "/v1/company/callGroups/{id}", tag = "company",
    request_body = CallGroupSettings, params(("id" = String, Path, format = Uuid)),
    responses((status = 204), (status = 400, body = ErrorBody), (status = 401, body = ErrorBody),
        (status = 403, body = ErrorBody), (status = 404, body = ErrorBody),
        (status = 409, body = ErrorBody)))]
async fn replace(
    State(state): State<AppState>,
    administrator: Administrator,
    Path(id): Path<Uuid>,
    Json(patch): Json<Value>,
) -> ApiResult<StatusCode> {
    find(&state, &administrator, id).await?;
    let organisation = administrator.organisation_id();
    let change = company::begin(&state.db, organisation).await?;
    // Read again where it is written: what was found before may have changed since.
    let row = store::find(&change, organisation, CallGroupId(id))
        .await?
        .ok_or(ApiError::NotFound)?;
    let before = store::settings(&change, organisation, vec![row.clone()]).await?;
    let (_, before) = before.into_iter().next().ok_or(ApiError::NotFound)?;
    let settings: CallGroupSettings = merged(&before, patch)?;
    let settings = settings.tidied();
    settings.check()?;
    if settings.kind != before.kind {
        return Err(ApiError::field("kind", Code::NotOffered));
    }
    let broken = store::conflicts(&change, organisation, &settings, id).await?;
    if !broken.is_empty() {
        return Err(broken.into());
    }
    if store::is_name_taken(&change, organisation, &settings, id).await? {
        return Err(ApiError::NameTaken);
    }
    store::save(&change, &row, &settings).await?;
    let was = logged(&change, organisation, &before).await?;
    let is = logged(&change, organisation, &settings).await?;
    let line = Line::of(organisation, Action::CallGroupChanged)
        .to(settings.name.as_str())
        .changed(Some(&was), Some(&is));
    let now_ms = state.clock.now_ms();
    administrator.actor().write(&change, line, now_ms).await?;
    change.commit().await?;
    tell(&state, before.member_ids.iter().chain(&settings.member_ids));
    Ok(StatusCode::NO_CONTENT)
}

/// Takes a group away.
#[utoipa::path(delete, path = "/v1/company/callGroups/{id}", tag = "company",
    params(("id" = String, Path, format = Uuid)),
    responses((status = 204), (status = 401, body = ErrorBody), (status = 403, body = ErrorBody),
        (status = 404, body = ErrorBody)))]
async fn remove(
    State(state): State<AppState>,
    administrator: Administrator,
    Path(id): Path<Uuid>,
) -> ApiResult<StatusCode> {
    find(&state, &administrator, id).await?;
    let organisation = administrator.organisation_id();
    let change = company::begin(&state.db, organisation).await?;
    let row = store::find(&change, organisation, CallGroupId(id))
        .await?
        .ok_or(ApiError::NotFound)?;
    let before = store::settings(&change, organisation, vec![row.clone()]).await?;
    let (_, before) = before.into_iter().next().ok_or(ApiError::NotFound)?;
    store::delete(&change, &row).await?;
    let was = logged(&change, organisation, &before).await?;
    let line = Line::of(organisation, Action::CallGroupRemoved)
        .to(row.name)
        .changed(Some(&was), None::<&()>);
    let now_ms = state.clock.now_ms();
    administrator.actor().write(&change, line, now_ms).await?;
    change.commit().await?;
    tell(&state, &before.member_ids);
    Ok(StatusCode::NO_CONTENT)
}

/// Being in a group is something that an administrator gives.
fn tell<'a>(state: &AppState, members: impl IntoIterator<Item = &'a UserId>) {
    for member in members {
        state.live.tell(*member, LiveEvent::Access);
    }
}

/// Groups as an administrator sees them, in the order given.
async fn shown(
    state: &AppState,
    organisation: OrganisationId,
    rows: Vec<call_group::Model>,
) -> ApiResult<Vec<CompanyCallGroup>> {
    let db = &state.db.read;
    let groups = store::settings(db, organisation, rows).await?;
    let ids = groups.iter().flat_map(|(_, group)| &group.member_ids);
    let people = colleagues::list(db, organisation, ids.map(|id| id.0)).await?;
    let shown = groups.into_iter().map(|(id, settings)| {
        let members = settings.member_ids.iter();
        let members = members.filter_map(|id| Some(people.get(&id.0)?.person()));
        CompanyCallGroup {
            id,
            members: members.collect(),
            settings,
        }
    });
    Ok(shown.collect())
}

/// A group of the administrator's organisation. Naming somebody else's is written down.
async fn find(
    state: &AppState,
    administrator: &Administrator,
    id: Uuid,
) -> ApiResult<call_group::Model> {
    let (organisation, id) = (administrator.organisation_id(), CallGroupId(id));
    if let Some(row) = store::find(&state.db.read, organisation, id).await? {
        return Ok(row);
    }
    if store::is_stranger(&state.db.read, id).await? {
        let id = id.to_string();
        administrator.named_a_stranger(state, id).await?;
    }
    Err(ApiError::NotFound)
}
