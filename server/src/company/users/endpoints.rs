//! `/v1/company/users`.

use axum::{
    extract::State,
    http::{HeaderMap, StatusCode},
};
use belroute_shared::{
    audit::Action,
    company::users::{CompanyUser, CompanyUsers, Made, TemporaryPassword, UserSettings},
    error::{Code, ErrorBody},
    ids::UserId,
    live::LiveEvent,
    settings::{Setting as _, executive::OptInOut},
};
use serde_json::Value;
use utoipa_axum::{router::OpenApiRouter, routes};
use uuid::Uuid;

use super::{
    account::{self, Deed},
    store,
};
use crate::{
    audit::Line,
    company::{self, Administrator, paging::Wish},
    entity::user,
    error::{ApiError, ApiResult},
    json::{Json, Path, Query, merged},
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
    let (db, organisation) = (&state.db.read, administrator.organisation_id());
    let after = wish.after()?;
    let mut found =
        store::list(db, organisation, wish.query(), after.as_ref(), wish.rows()).await?;
    let place = |row: &user::Model| (row.name_key.clone(), row.id);
    let headers = wish.page(&state.config, "/v1/company/users", &mut found, place);
    let users = store::shown(db, organisation, found).await?;
    Ok((headers, Json(CompanyUsers { users })))
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
    let actor = administrator.actor();
    let now_ms = state.clock.now_ms();
    let change = company::begin(&state.db, organisation).await?;
    let broken = store::conflicts(&change, organisation, &settings, None).await?;
    if !broken.is_empty() {
        return Err(broken.into());
    }
    let user = store::insert(&change, &administrator.organisation, &settings, now_ms).await?;
    let line = Line::about(&user, Action::UserMade).changed(None::<&()>, Some(&settings));
    actor.write(&change, line, now_ms).await?;
    account::invite(&change, &state, &actor, &administrator.organisation, &user).await?;
    change.commit().await?;
    state.mail.wake();
    state.live.tell_all(organisation, LiveEvent::Phonebook);
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

/// Changes what the administrator decides; absent fields keep their value. Another address or role
/// needs a proof of the last quarter of an hour that it is the administrator, with his second factor
/// where he has one.
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
    let organisation = administrator.organisation_id();
    let now_ms = state.clock.now_ms();
    let deed = begin(&state, &administrator, id).await?;
    let before = store::shown(&deed.db, organisation, vec![deed.user.clone()]).await?;
    let before = before.into_iter().next().ok_or(ApiError::NotFound)?;
    let settings: UserSettings = merged(&before.settings, patch)?;
    let settings = settings.tidied();
    settings.check()?;
    let broken = store::conflicts(&deed.db, organisation, &settings, Some(UserId(id))).await?;
    if !broken.is_empty() {
        return Err(broken.into());
    }
    // With another address somebody else could ask for a new password.
    if settings.email != before.settings.email || settings.role != before.settings.role {
        administrator.confirmed(&deed.db, &state).await?;
    }
    if settings.role != before.settings.role {
        account::keep_an_administrator(&deed.db, &deed.user).await?;
    }
    store::save(&deed.db, &deed.user, &settings, now_ms).await?;
    let line = Line::about(&deed.user, Action::UserChanged)
        .changed(Some(&before.settings), Some(&settings));
    deed.actor.write(&deed.db, line, now_ms).await?;
    deed.done().await?;
    state.live.tell(UserId(id), LiveEvent::CallerNumber);
    if settings.grants != before.settings.grants {
        state.live.tell(UserId(id), LiveEvent::Access);
        // Executives and assistants stand on one another's pages.
        let setting = OptInOut::NAME.to_owned();
        let event = LiveEvent::Setting { setting };
        state.live.tell_all(organisation, event);
    }
    state.live.tell_all(organisation, LiveEvent::Phonebook);
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
    let deed = begin(&state, &administrator, id).await?;
    if deed.user.disabled_at_ms.is_some() {
        return Err(ApiError::Conflict(Code::Conflict));
    }
    let organisation = &administrator.organisation;
    account::invite(&deed.db, &state, &deed.actor, organisation, &deed.user).await?;
    deed.done().await?;
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
    let deed = begin(&state, &administrator, id).await?;
    account::keep_an_administrator(&deed.db, &deed.user).await?;
    account::disable(&deed.db, &state, &deed.actor, &deed.user).await?;
    deed.done().await?;
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
    let deed = begin(&state, &administrator, id).await?;
    account::enable(&deed.db, &state, &deed.actor, &deed.user).await?;
    deed.done().await?;
    Ok(StatusCode::NO_CONTENT)
}

/// Makes a password for three days and shows it this once; the user has to replace it. Needs the
/// same proof as another address.
#[utoipa::path(post, path = "/v1/company/users/{id}/temporaryPassword", tag = "company",
    params(("id" = String, Path, format = Uuid)),
    responses((status = 200, body = TemporaryPassword), (status = 401, body = ErrorBody),
        (status = 403, body = ErrorBody), (status = 404, body = ErrorBody)))]
async fn make_temporary_password(
    State(state): State<AppState>,
    administrator: Administrator,
    Path(id): Path<Uuid>,
) -> ApiResult<Json<TemporaryPassword>> {
    administrator.confirmed(&state.db.read, &state).await?;
    let user = find(&state, &administrator, id).await?;
    let password = account::readable_password();
    // Takes a moment, in which no transaction is open.
    let hash = state.hashing.hash(&password).await?;
    let deed = Deed::begin(&state, administrator.actor(), user).await?;
    account::make_temporary_password(&deed.db, &state, &deed.actor, &deed.user, hash).await?;
    deed.done().await?;
    Ok(Json(TemporaryPassword { password }))
}

/// Takes all second factors of a user away; he sets one up anew at the next sign-in. Needs the
/// same proof as another address.
#[utoipa::path(post, path = "/v1/company/users/{id}/resetSecondFactor", tag = "company",
    params(("id" = String, Path, format = Uuid)),
    responses((status = 204), (status = 401, body = ErrorBody), (status = 403, body = ErrorBody),
        (status = 404, body = ErrorBody)))]
async fn reset_second_factor(
    State(state): State<AppState>,
    administrator: Administrator,
    Path(id): Path<Uuid>,
) -> ApiResult<StatusCode> {
    administrator.confirmed(&state.db.read, &state).await?;
    let deed = begin(&state, &administrator, id).await?;
    account::reset_second_factor(&deed.db, &state, &deed.actor, &deed.user).await?;
    deed.done().await?;
    Ok(StatusCode::NO_CONTENT)
}

async fn begin<'a>(
    state: &'a AppState,
    administrator: &Administrator,
    id: Uuid,
) -> ApiResult<Deed<'a>> {
    let user = find(state, administrator, id).await?;
    Deed::begin(state, administrator.actor(), user).await
}

/// A user of the administrator's organisation. Naming somebody else's is written down.
pub(crate) async fn find(
    state: &AppState,
    administrator: &Administrator,
    id: Uuid,
) -> ApiResult<user::Model> {
    let organisation = administrator.organisation_id();
    let id = UserId(id);
    if let Some(row) = store::find(&state.db.read, organisation, id).await? {
        return Ok(row);
    }
    if store::is_stranger(&state.db.read, id).await? {
        administrator.named_a_stranger(state, id.0).await?;
    }
    Err(ApiError::NotFound)
}
