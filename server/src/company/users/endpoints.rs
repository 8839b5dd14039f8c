//! `/v1/company/users`.

use axum::{
    extract::State,
    http::{HeaderMap, StatusCode},
};
use base64::{Engine as _, engine::general_purpose::URL_SAFE_NO_PAD};
use belroute_shared::{
    company::{CompanyUser, CompanyUsers, Made, TemporaryPassword, UserSettings},
    error::{Code, ErrorBody},
    ids::UserId,
    number::PhoneNumber,
    paging::Paging,
};
use serde::Deserialize;
use serde_json::Value;
use utoipa::IntoParams;
use utoipa_axum::{router::OpenApiRouter, routes};
use uuid::Uuid;

use super::{
    account::{self, Actor},
    store,
};
use crate::{
    audit::{self, Action, Line},
    company::Administrator,
    entity::user,
    error::{ApiError, ApiResult},
    json::{Json, Path, Query, merged},
    link,
    state::AppState,
};

pub(crate) fn router() -> OpenApiRouter<AppState> {
    OpenApiRouter::new()
        .routes(routes!(list, create))
        .routes(routes!(show, replace))
        .routes(routes!(invite))
        .routes(routes!(disable))
        .routes(routes!(enable))
        .routes(routes!(make_temporary_password))
        .routes(routes!(reset_second_factor))
}

#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
struct Wish {
    /// Names, addresses, numbers.
    query: Option<String>,
    /// Where the last page ended.
    cursor: Option<String>,
    /// Rows wanted, 1 to 100.
    max: Option<u32>,
}

/// The organisation's users by name.
#[utoipa::path(get, path = "/v1/company/users", tag = "company", params(Wish),
    responses((status = 200, body = CompanyUsers, headers(("Link" = String, description = "The next page, RFC 8288."))),
        (status = 400, body = ErrorBody), (status = 401, body = ErrorBody),
        (status = 403, body = ErrorBody)))]
async fn list(
    State(state): State<AppState>,
    administrator: Administrator,
    Query(wish): Query<Wish>,
) -> ApiResult<(HeaderMap, Json<CompanyUsers>)> {
    let after = wish
        .cursor
        .as_deref()
        .map(|text| read_cursor(text).ok_or_else(|| ApiError::field("cursor", Code::BadCursor)))
        .transpose()?;
    let rows = Paging {
        max: wish.max,
        cursor: None,
    }
    .rows();
    let query = wish.query.unwrap_or_default();
    let (db, organisation) = (&state.db.read, administrator.organisation_id());
    let wanted = u64::from(rows) + 1;
    let mut found = store::list(db, organisation, &query, after.as_ref(), wanted).await?;
    let has_more = found.len() > rows as usize;
    found.truncate(rows as usize);
    let mut headers = HeaderMap::new();
    if let Some(last) = found.last().filter(|_| has_more) {
        let cursor = write_cursor(last);
        let pairs = [
            ("max", rows.to_string()),
            ("query", query),
            ("cursor", cursor),
        ];
        let query = form_urlencoded::Serializer::new(String::new())
            .extend_pairs(pairs)
            .finish();
        link::next(
            &mut headers,
            &state.config.public_url,
            "/v1/company/users",
            &query,
        );
    }
    let users = store::shown(db, organisation, found).await?;
    Ok((headers, Json(CompanyUsers { users })))
}

fn write_cursor(row: &user::Model) -> String {
    URL_SAFE_NO_PAD.encode(format!("{}{}", row.id, row.name_key))
}

fn read_cursor(text: &str) -> Option<store::After> {
    let text = String::from_utf8(URL_SAFE_NO_PAD.decode(text).ok()?).ok()?;
    let (id, key) = text.split_at_checked(36)?;
    (!key.contains('\0')).then_some((key.to_owned(), id.parse().ok()?))
}

/// Makes a user and mails him an invitation.
#[utoipa::path(post, path = "/v1/company/users", tag = "company", request_body = UserSettings,
    responses((status = 201, body = Made), (status = 400, body = ErrorBody),
        (status = 401, body = ErrorBody), (status = 403, body = ErrorBody)))]
async fn create(
    State(state): State<AppState>,
    administrator: Administrator,
    Json(settings): Json<UserSettings>,
) -> ApiResult<(StatusCode, Json<Made>)> {
    let settings = settings.tidied();
    settings.check()?;
    let organisation = administrator.organisation_id();
    let actor = Actor::of(&administrator.user);
    let now_ms = state.clock.now_ms();
    let change = state.db.begin().await?;
    let broken = store::conflicts(&change, organisation, &settings, None).await?;
    if !broken.is_empty() {
        return Err(broken.into());
    }
    let user = store::insert(&change, &administrator.organisation, &settings, now_ms).await?;
    actor
        .write(&change, &user, Action::UserMade, now_ms)
        .await?;
    account::invite(&change, &state, &actor, &administrator.organisation, &user).await?;
    change.commit().await?;
    state.mail.wake();
    Ok((
        StatusCode::CREATED,
        Json(Made {
            id: UserId(user.id),
        }),
    ))
}

/// One user.
#[utoipa::path(get, path = "/v1/company/users/{id}", tag = "company",
    params(("id" = String, Path, format = Uuid)),
    responses((status = 200, body = CompanyUser), (status = 401, body = ErrorBody),
        (status = 403, body = ErrorBody), (status = 404, body = ErrorBody)))]
async fn show(
    State(state): State<AppState>,
    administrator: Administrator,
    Path(id): Path<Uuid>,
) -> ApiResult<Json<CompanyUser>> {
    let row = find(&state, &administrator, id).await?;
    let organisation = administrator.organisation_id();
    let shown = store::shown(&state.db.read, organisation, vec![row]).await?;
    shown.into_iter().next().map(Json).ok_or(ApiError::NotFound)
}

/// Changes what the administrator decides; absent fields keep their value.
#[utoipa::path(put, path = "/v1/company/users/{id}", tag = "company", request_body = UserSettings,
    params(("id" = String, Path, format = Uuid)),
    responses((status = 204), (status = 400, body = ErrorBody), (status = 401, body = ErrorBody),
        (status = 403, body = ErrorBody), (status = 404, body = ErrorBody),
        (status = 409, body = ErrorBody)))]
async fn replace(
    State(state): State<AppState>,
    administrator: Administrator,
    Path(id): Path<Uuid>,
    Json(patch): Json<Value>,
) -> ApiResult<StatusCode> {
    let row = find(&state, &administrator, id).await?;
    let organisation = administrator.organisation_id();
    let now_ms = state.clock.now_ms();
    let change = state.db.begin().await?;
    let before = store::shown(&change, organisation, vec![row.clone()]).await?;
    let before = before.into_iter().next().ok_or(ApiError::NotFound)?;
    let settings: UserSettings = merged(&before.settings, patch)?;
    let settings = settings.tidied();
    settings.check()?;
    let broken = store::conflicts(&change, organisation, &settings, Some(UserId(id))).await?;
    if !broken.is_empty() {
        return Err(broken.into());
    }
    if settings.role != before.settings.role {
        account::keep_an_administrator(&change, &row).await?;
    }
    let direct = before.direct_number.as_ref().map(PhoneNumber::as_str);
    store::save(&change, &row, &settings, direct, now_ms).await?;
    let written = |settings: &UserSettings| serde_json::to_string(settings).ok();
    let line = Line {
        organisation,
        user: Some(UserId(id)),
        actor: Some(UserId(administrator.user.id)),
        actor_name: &Actor::of(&administrator.user).name,
        action: Action::UserChanged,
        object: "",
        before: written(&before.settings),
        after: written(&settings),
        address: None,
    };
    audit::write(&change, line, now_ms).await?;
    change.commit().await?;
    account::told(&state, &row);
    Ok(StatusCode::NO_CONTENT)
}

/// Mails an invitation again; the older one no longer works.
#[utoipa::path(post, path = "/v1/company/users/{id}/invitation", tag = "company",
    params(("id" = String, Path, format = Uuid)),
    responses((status = 204), (status = 401, body = ErrorBody), (status = 403, body = ErrorBody),
        (status = 404, body = ErrorBody), (status = 409, body = ErrorBody)))]
async fn invite(
    State(state): State<AppState>,
    administrator: Administrator,
    Path(id): Path<Uuid>,
) -> ApiResult<StatusCode> {
    let user = find(&state, &administrator, id).await?;
    if user.disabled_at_ms.is_some() {
        return Err(ApiError::Conflict(Code::Conflict));
    }
    let actor = Actor::of(&administrator.user);
    let change = state.db.begin().await?;
    account::invite(&change, &state, &actor, &administrator.organisation, &user).await?;
    change.commit().await?;
    state.mail.wake();
    Ok(StatusCode::NO_CONTENT)
}

/// Shuts a user out within seconds; his calls go on as he has set them.
#[utoipa::path(post, path = "/v1/company/users/{id}/disable", tag = "company",
    params(("id" = String, Path, format = Uuid)),
    responses((status = 204), (status = 401, body = ErrorBody), (status = 403, body = ErrorBody),
        (status = 404, body = ErrorBody), (status = 409, body = ErrorBody)))]
async fn disable(
    State(state): State<AppState>,
    administrator: Administrator,
    Path(id): Path<Uuid>,
) -> ApiResult<StatusCode> {
    let user = find(&state, &administrator, id).await?;
    let actor = Actor::of(&administrator.user);
    let change = state.db.begin().await?;
    account::keep_an_administrator(&change, &user).await?;
    account::disable(&change, &state, &actor, &user).await?;
    change.commit().await?;
    account::told(&state, &user);
    Ok(StatusCode::NO_CONTENT)
}

/// Lets a user in again.
#[utoipa::path(post, path = "/v1/company/users/{id}/enable", tag = "company",
    params(("id" = String, Path, format = Uuid)),
    responses((status = 204), (status = 401, body = ErrorBody), (status = 403, body = ErrorBody),
        (status = 404, body = ErrorBody)))]
async fn enable(
    State(state): State<AppState>,
    administrator: Administrator,
    Path(id): Path<Uuid>,
) -> ApiResult<StatusCode> {
    let user = find(&state, &administrator, id).await?;
    let actor = Actor::of(&administrator.user);
    let change = state.db.begin().await?;
    account::enable(&change, &state, &actor, &user).await?;
    change.commit().await?;
    Ok(StatusCode::NO_CONTENT)
}

/// Makes a password for three days and shows it this once; the user has to replace it.
#[utoipa::path(post, path = "/v1/company/users/{id}/temporaryPassword", tag = "company",
    params(("id" = String, Path, format = Uuid)),
    responses((status = 200, body = TemporaryPassword), (status = 401, body = ErrorBody),
        (status = 403, body = ErrorBody), (status = 404, body = ErrorBody)))]
async fn make_temporary_password(
    State(state): State<AppState>,
    administrator: Administrator,
    Path(id): Path<Uuid>,
) -> ApiResult<Json<TemporaryPassword>> {
    let user = find(&state, &administrator, id).await?;
    let actor = Actor::of(&administrator.user);
    let password = account::readable_password();
    let hash = state.hashing.hash(&password).await?;
    let change = state.db.begin().await?;
    account::make_temporary_password(&change, &state, &actor, &user, hash).await?;
    change.commit().await?;
    account::told(&state, &user);
    Ok(Json(TemporaryPassword { password }))
}

/// Takes all second factors of a user away; he sets one up anew at the next sign-in.
#[utoipa::path(post, path = "/v1/company/users/{id}/resetSecondFactor", tag = "company",
    params(("id" = String, Path, format = Uuid)),
    responses((status = 204), (status = 401, body = ErrorBody), (status = 403, body = ErrorBody),
        (status = 404, body = ErrorBody)))]
async fn reset_second_factor(
    State(state): State<AppState>,
    administrator: Administrator,
    Path(id): Path<Uuid>,
) -> ApiResult<StatusCode> {
    let user = find(&state, &administrator, id).await?;
    let actor = Actor::of(&administrator.user);
    let change = state.db.begin().await?;
    account::reset_second_factor(&change, &state, &actor, &user).await?;
    change.commit().await?;
    account::told(&state, &user);
    Ok(StatusCode::NO_CONTENT)
}

/// A user of the administrator's organisation. Naming somebody else's is written down.
async fn find(state: &AppState, administrator: &Administrator, id: Uuid) -> ApiResult<user::Model> {
    let organisation = administrator.organisation_id();
    let id = UserId(id);
    if let Some(row) = store::find(&state.db.read, organisation, id).await? {
        return Ok(row);
    }
    if store::is_stranger(&state.db.read, id).await? {
        let line = Line {
            organisation,
            user: None,
            actor: Some(UserId(administrator.user.id)),
            actor_name: &Actor::of(&administrator.user).name,
            action: Action::StrangerNamed,
            object: &id.to_string(),
            before: None,
            after: None,
            address: None,
        };
        let change = state.db.begin().await?;
        audit::write(&change, line, state.clock.now_ms()).await?;
        change.commit().await?;
    }
    Err(ApiError::NotFound)
}
