//! `/v1/company/numbers` and `/v1/company/defaultNumber`.

use axum::{
    extract::State,
    http::{HeaderMap, StatusCode},
};
use belroute_shared::{
    audit::Action,
    company::numbers::{CompanyNumber, CompanyNumbers, NamedNumber, NewNumber, NumberSettings},
    error::{Code, ErrorBody, FieldError},
    ids::UserId,
    live::LiveEvent,
    number::PhoneNumber,
};
use serde_json::Value;
use utoipa_axum::{router::OpenApiRouter, routes};
use uuid::Uuid;

use super::{following, store};
use crate::{
    audit::Line,
    company::{self, Administrator, paging::Wish},
    entity::number,
    error::{ApiError, ApiResult},
    json::{Json, Path, Query, merged},
    numbers::Country,
    state::AppState,
};

pub(crate) fn router() -> OpenApiRouter<AppState> {
    OpenApiRouter::new()
        .routes(routes!(list, create))
        .routes(routes!(show, replace, remove))
        .routes(routes!(replace_default))
}

/// The organisation's numbers, the lowest first.
#[utoipa::path(get, path = "/v1/company/numbers", tag = "company", params(Wish),
    responses((status = 200, body = CompanyNumbers, headers(("Link" = String, description = "The next page, RFC 8288."))),
        (status = 400, body = ErrorBody), (status = 401, body = ErrorBody),
        (status = 403, body = ErrorBody)))]
async fn list(
    State(state): State<AppState>,
    administrator: Administrator,
    Query(wish): Query<Wish>,
) -> ApiResult<(HeaderMap, Json<CompanyNumbers>)> {
    let (db, organisation) = (&state.db.read, administrator.organisation_id());
    let after = wish.after()?.map(|(number, _)| number);
    let rows = wish.rows();
    let mut found = store::list(db, organisation, wish.query(), after.as_deref(), rows).await?;
    let place = |row: &number::Model| (row.number.clone(), Uuid::nil());
    let headers = wish.page(&state.config, "/v1/company/numbers", &mut found, place);
    let numbers = store::shown(db, &administrator.organisation, found).await?;
    Ok((headers, Json(CompanyNumbers { numbers })))
}

/// Adds a number. Where the organisation shows none yet, one that is nobody's own becomes its
/// default.
#[utoipa::path(post, path = "/v1/company/numbers", tag = "company", request_body = NewNumber,
    responses((status = 201, body = NamedNumber), (status = 400, body = ErrorBody),
        (status = 401, body = ErrorBody), (status = 403, body = ErrorBody)))]
async fn create(
    State(state): State<AppState>,
    administrator: Administrator,
    Json(new): Json<NewNumber>,
) -> ApiResult<(StatusCode, Json<NamedNumber>)> {
    let settings = new.settings.tidied();
    settings.check()?;
    let number = Country::of(&administrator.organisation.country)
        .parse(&new.number)
        .ok_or_else(|| ApiError::field("number", Code::NotANumber))?;
    let organisation = administrator.organisation_id();
    let now_ms = state.clock.now_ms();
    let change = company::begin(&state.db, organisation).await?;
    let broken = store::conflicts(&change, organisation, &settings).await?;
    if !broken.is_empty() {
        return Err(broken.into());
    }
    let row = store::insert(&change, organisation, &number, &settings)
        .await?
        .ok_or_else(|| ApiError::field("number", Code::Taken))?;
    let affected = following::changed(&change, None, &row).await?;
    let told = store::told(&change, &row).await?;
    let line = Line::of(organisation, Action::NumberMade)
        .touching(settings.user_id)
        .to(number.as_str())
        .changed(None::<&()>, Some(&told));
    administrator.actor().write(&change, line, now_ms).await?;
    let shown = store::find_organisation(&change, organisation).await?;
    let has_default = shown.is_some_and(|row| row.default_number.is_some());
    let becomes_default = !has_default && settings.user_id.is_none();
    if becomes_default {
        store::save_default(&change, organisation, &number).await?;
        let line = default_line(&administrator, None, &number);
        administrator.actor().write(&change, line, now_ms).await?;
    }
    change.commit().await?;
    affected.tell(&state.live, organisation);
    if becomes_default {
        state.live.tell_all(organisation, LiveEvent::CallerNumber);
    }
    Ok((StatusCode::CREATED, Json(NamedNumber { number })))
}

/// One number.
#[utoipa::path(get, path = "/v1/company/numbers/{number}", tag = "company",
    params(("number" = String, Path, description = "In full, with its `+` as `%2B`.")),
    responses((status = 200, body = CompanyNumber), (status = 401, body = ErrorBody),
        (status = 403, body = ErrorBody), (status = 404, body = ErrorBody)))]
async fn show(
    State(state): State<AppState>,
    administrator: Administrator,
    Path(number): Path<String>,
) -> ApiResult<Json<CompanyNumber>> {
    let row = find(&state, &administrator, number).await?;
    let shown = store::shown(&state.db.read, &administrator.organisation, vec![row]).await?;
    shown.into_iter().next().map(Json).ok_or(ApiError::NotFound)
}

/// Changes whom a number reaches and its label; absent fields keep their value. The default number
/// does not become somebody's own.
#[utoipa::path(put, path = "/v1/company/numbers/{number}", tag = "company",
    request_body = NumberSettings,
    params(("number" = String, Path, description = "In full, with its `+` as `%2B`.")),
    responses((status = 204), (status = 400, body = ErrorBody), (status = 401, body = ErrorBody),
        (status = 403, body = ErrorBody), (status = 404, body = ErrorBody)))]
async fn replace(
    State(state): State<AppState>,
    administrator: Administrator,
    Path(number): Path<String>,
    Json(patch): Json<Value>,
) -> ApiResult<StatusCode> {
    let number = named(&find(&state, &administrator, number).await?)?;
    let organisation = administrator.organisation_id();
    let now_ms = state.clock.now_ms();
    let change = company::begin(&state.db, organisation).await?;
    // Read again where it is written: what was found before may have changed since.
    let row = store::find(&change, organisation, &number)
        .await?
        .ok_or(ApiError::NotFound)?;
    let before = store::settings(&row);
    let settings: NumberSettings = merged(&before, patch)?;
    let settings = settings.tidied();
    settings.check()?;
    let mut broken = store::conflicts(&change, organisation, &settings).await?;
    let shown = store::find_organisation(&change, organisation).await?;
    let is_default = shown.is_some_and(|shown| shown.default_number.as_ref() == Some(&row.number));
    // Somebody's own number is nobody else's, and the default is everybody's.
    if is_default && settings.user_id.is_some() && settings.user_id != before.user_id {
        broken.push(FieldError::new("userId", Code::DefaultNumber));
    }
    if !broken.is_empty() {
        return Err(broken.into());
    }
    let saved = store::save(&change, &row, &settings).await?;
    let affected = following::changed(&change, Some(&row), &saved).await?;
    let was = store::told(&change, &row).await?;
    let is = store::told(&change, &saved).await?;
    // Whoever loses a number is told of it as well as who gets it.
    for touched in touched(before.user_id, settings.user_id) {
        let line = Line::of(organisation, Action::NumberChanged)
            .touching(touched)
            .to(row.number.as_str())
            .changed(Some(&was), Some(&is));
        administrator.actor().write(&change, line, now_ms).await?;
    }
    change.commit().await?;
    affected.tell(&state.live, organisation);
    Ok(StatusCode::NO_CONTENT)
}

/// Takes a number away; whoever shows it falls back to his default.
#[utoipa::path(delete, path = "/v1/company/numbers/{number}", tag = "company",
    params(("number" = String, Path, description = "In full, with its `+` as `%2B`.")),
    responses((status = 204), (status = 401, body = ErrorBody), (status = 403, body = ErrorBody),
        (status = 404, body = ErrorBody), (status = 409, body = ErrorBody)))]
async fn remove(
    State(state): State<AppState>,
    administrator: Administrator,
    Path(number): Path<String>,
) -> ApiResult<StatusCode> {
    let number = named(&find(&state, &administrator, number).await?)?;
    let organisation = administrator.organisation_id();
    let now_ms = state.clock.now_ms();
    let change = company::begin(&state.db, organisation).await?;
    let row = store::find(&change, organisation, &number)
        .await?
        .ok_or(ApiError::NotFound)?;
    let shown = store::find_organisation(&change, organisation).await?;
    if shown.is_some_and(|shown| shown.default_number.as_ref() == Some(&row.number)) {
        return Err(ApiError::Conflict(Code::DefaultNumber));
    }
    let told = store::told(&change, &row).await?;
    let affected = following::removing(&change, &row).await?;
    store::delete(&change, &row).await?;
    following::removed(&change, &row).await?;
    let line = Line::of(organisation, Action::NumberRemoved)
        .touching(row.user_id.map(UserId))
        .to(row.number.as_str())
        .changed(Some(&told), None::<&()>);
    administrator.actor().write(&change, line, now_ms).await?;
    change.commit().await?;
    affected.tell(&state.live, organisation);
    Ok(StatusCode::NO_CONTENT)
}

/// Makes a number the one that users show who have none of their own. It is nobody's own itself.
#[utoipa::path(put, path = "/v1/company/defaultNumber", tag = "company",
    request_body = NamedNumber,
    responses((status = 204), (status = 400, body = ErrorBody), (status = 401, body = ErrorBody),
        (status = 403, body = ErrorBody), (status = 404, body = ErrorBody)))]
async fn replace_default(
    State(state): State<AppState>,
    administrator: Administrator,
    Json(wanted): Json<NamedNumber>,
) -> ApiResult<StatusCode> {
    let number = named(&find(&state, &administrator, wanted.number.into()).await?)?;
    let organisation = administrator.organisation_id();
    let now_ms = state.clock.now_ms();
    let change = company::begin(&state.db, organisation).await?;
    let row = store::find(&change, organisation, &number)
        .await?
        .ok_or(ApiError::NotFound)?;
    if row.user_id.is_some() {
        return Err(ApiError::field("number", Code::Taken));
    }
    let shown = store::find_organisation(&change, organisation).await?;
    let before = shown.and_then(|row| row.default_number);
    store::save_default(&change, organisation, &number).await?;
    let line = default_line(&administrator, before.as_deref(), &number);
    administrator.actor().write(&change, line, now_ms).await?;
    change.commit().await?;
    state.live.tell_all(organisation, LiveEvent::CallerNumber);
    Ok(StatusCode::NO_CONTENT)
}

/// The number of a row.
fn named(row: &number::Model) -> ApiResult<PhoneNumber> {
    PhoneNumber::new(row.number.as_str()).map_err(|_| ApiError::NotFound)
}

fn default_line(administrator: &Administrator, before: Option<&str>, number: &PhoneNumber) -> Line {
    Line::of(
        administrator.organisation_id(),
        Action::DefaultNumberChanged,
    )
    .to(number.as_str())
    .changed(before.as_ref(), Some(number))
}

/// Whom a change touches: who had the number and who has it, each once; nobody is one line too.
fn touched(before: Option<UserId>, after: Option<UserId>) -> Vec<Option<UserId>> {
    match (before, after) {
        (Some(before), Some(after)) if before != after => vec![Some(before), Some(after)],
        (before, after) => vec![after.or(before)],
    }
}

/// A number of the administrator's organisation. Naming somebody else's is written down.
async fn find(
    state: &AppState,
    administrator: &Administrator,
    number: String,
) -> ApiResult<number::Model> {
    let number = PhoneNumber::new(number).map_err(|_| ApiError::NotFound)?;
    let organisation = administrator.organisation_id();
    if let Some(row) = store::find(&state.db.read, organisation, &number).await? {
        return Ok(row);
    }
    if store::is_stranger(&state.db.read, &number).await? {
        administrator
            .named_a_stranger(state, number.as_str())
            .await?;
    }
    Err(ApiError::NotFound)
}
