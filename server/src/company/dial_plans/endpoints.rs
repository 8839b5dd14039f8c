//! `/v1/company/dialPlans`.

use std::collections::BTreeSet;

use axum::{
    extract::State,
    http::{HeaderMap, StatusCode},
};
use belroute_shared::{
    audit::Action,
    company::dial_plans::{CompanyDialPlan, CompanyDialPlans, DialPlanSettings, MadeDialPlan},
    error::{Code, ErrorBody},
    ids::{DialPlanId, UserId},
    live::LiveEvent,
};
use serde_json::Value;
use utoipa_axum::{router::OpenApiRouter, routes};
use uuid::Uuid;

use super::store;
use crate::{
    audit::Line,
    company::{self, Administrator, extensions, numbers, paging::Wish},
    entity::dial_plan,
    error::{ApiError, ApiResult},
    json::{Json, Path, Query, merged},
    state::AppState,
};

pub(crate) fn router() -> OpenApiRouter<AppState> {
    OpenApiRouter::new()
        .routes(routes!(list, create))
        .routes(routes!(show, replace, remove))
}

/// The organisation's queues, hunt groups and menus by name.
#[utoipa::path(get, path = "/v1/company/dialPlans", tag = "company", params(Wish),
    responses((status = 200, body = CompanyDialPlans, headers(("Link" = String, description = "The next page, RFC 8288."))),
        (status = 400, body = ErrorBody), (status = 401, body = ErrorBody),
        (status = 403, body = ErrorBody)))]
async fn list(
    State(state): State<AppState>,
    administrator: Administrator,
    Query(wish): Query<Wish>,
) -> ApiResult<(HeaderMap, Json<CompanyDialPlans>)> {
    let (db, organisation) = (&state.db.read, administrator.organisation_id());
    let after = wish.after()?;
    let rows = wish.rows();
    let mut found = store::list(db, organisation, wish.query(), after.as_ref(), rows).await?;
    let place = |row: &dial_plan::Model| (row.name_key.clone(), row.id);
    let headers = wish.page(&state.config, "/v1/company/dialPlans", &mut found, place);
    let dial_plans = store::shown(db, organisation, found).await?;
    Ok((headers, Json(CompanyDialPlans { dial_plans })))
}

/// Makes a dial plan.
#[utoipa::path(post, path = "/v1/company/dialPlans", tag = "company",
    request_body = DialPlanSettings,
    responses((status = 201, body = MadeDialPlan), (status = 400, body = ErrorBody),
        (status = 401, body = ErrorBody), (status = 403, body = ErrorBody)))]
async fn create(
    State(state): State<AppState>,
    administrator: Administrator,
    Json(settings): Json<DialPlanSettings>,
) -> ApiResult<(StatusCode, Json<MadeDialPlan>)> {
    let settings = settings.tidied();
    settings.check()?;
    let organisation = administrator.organisation_id();
    let change = company::begin(&state.db, organisation).await?;
    if extensions::is_taken(&change, organisation, &settings.extension, Uuid::nil()).await? {
        return Err(ApiError::field("extension", Code::Taken));
    }
    let row = store::insert(&change, organisation, &settings).await?;
    let line = Line::of(organisation, Action::DialPlanMade)
        .to(row.name)
        .changed(None::<&()>, Some(&settings));
    let now_ms = state.clock.now_ms();
    administrator.actor().write(&change, line, now_ms).await?;
    change.commit().await?;
    state.live.tell_all(organisation, LiveEvent::Phonebook);
    let id = DialPlanId(row.id);
    Ok((StatusCode::CREATED, Json(MadeDialPlan { id })))
}

/// One dial plan.
#[utoipa::path(get, path = "/v1/company/dialPlans/{id}", tag = "company",
    params(("id" = String, Path, format = Uuid)),
    responses((status = 200, body = CompanyDialPlan), (status = 401, body = ErrorBody),
        (status = 403, body = ErrorBody), (status = 404, body = ErrorBody)))]
async fn show(
    State(state): State<AppState>,
    administrator: Administrator,
    Path(id): Path<Uuid>,
) -> ApiResult<Json<CompanyDialPlan>> {
    let row = find(&state, &administrator, id).await?;
    let organisation = administrator.organisation_id();
    let shown = store::shown(&state.db.read, organisation, vec![row]).await?;
    shown.into_iter().next().map(Json).ok_or(ApiError::NotFound)
}

/// Changes a dial plan; absent fields keep their value.
#[utoipa::path(put, path = "/v1/company/dialPlans/{id}", tag = "company",
    request_body = DialPlanSettings, params(("id" = String, Path, format = Uuid)),
    responses((status = 204), (status = 400, body = ErrorBody), (status = 401, body = ErrorBody),
        (status = 403, body = ErrorBody), (status = 404, body = ErrorBody)))]
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
    let row = store::find(&change, organisation, DialPlanId(id))
        .await?
        .ok_or(ApiError::NotFound)?;
    let before = store::settings(&row).ok_or(ApiError::NotFound)?;
    let settings: DialPlanSettings = merged(&before, patch)?;
    let settings = settings.tidied();
    settings.check()?;
    if extensions::is_taken(&change, organisation, &settings.extension, id).await? {
        return Err(ApiError::field("extension", Code::Taken));
    }
    let saved = store::save(&change, &row, &settings).await?;
    let reached = store::list_numbers(&change, &row).await?;
    numbers::retag(&change, organisation, &reached, Some(&saved)).await?;
    let affected = numbers::users_showing(&change, organisation, &reached).await?;
    let line = Line::of(organisation, Action::DialPlanChanged)
        .to(saved.name)
        .changed(Some(&before), Some(&settings));
    let now_ms = state.clock.now_ms();
    administrator.actor().write(&change, line, now_ms).await?;
    change.commit().await?;
    tell(&state, &administrator, affected);
    Ok(StatusCode::NO_CONTENT)
}

/// Takes a dial plan away; its numbers stay the organisation's and reach nobody.
#[utoipa::path(delete, path = "/v1/company/dialPlans/{id}", tag = "company",
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
    let row = store::find(&change, organisation, DialPlanId(id))
        .await?
        .ok_or(ApiError::NotFound)?;
    let reached = store::list_numbers(&change, &row).await?;
    let affected = numbers::users_showing(&change, organisation, &reached).await?;
    numbers::retag(&change, organisation, &reached, None).await?;
    store::delete(&change, &row).await?;
    let line = Line::of(organisation, Action::DialPlanRemoved)
        .to(row.name.as_str())
        .changed(store::settings(&row).as_ref(), None::<&()>);
    let now_ms = state.clock.now_ms();
    administrator.actor().write(&change, line, now_ms).await?;
    change.commit().await?;
    tell(&state, &administrator, affected);
    Ok(StatusCode::NO_CONTENT)
}

/// Phonebooks follow, and the lists of who may show one of its numbers.
fn tell(state: &AppState, administrator: &Administrator, affected: BTreeSet<UserId>) {
    let organisation = administrator.organisation_id();
    for user in affected {
        state.live.tell(user, LiveEvent::CallerNumber);
    }
    state.live.tell_all(organisation, LiveEvent::Phonebook);
}

/// A dial plan of the administrator's organisation. Naming somebody else's is written down.
async fn find(
    state: &AppState,
    administrator: &Administrator,
    id: Uuid,
) -> ApiResult<dial_plan::Model> {
    let (organisation, id) = (administrator.organisation_id(), DialPlanId(id));
    if let Some(row) = store::find(&state.db.read, organisation, id).await? {
        return Ok(row);
    }
    if store::is_stranger(&state.db.read, id).await? {
        administrator
            .named_a_stranger(state, id.to_string())
            .await?;
    }
    Err(ApiError::NotFound)
}
