//! `/v1/emailAddresses`, and what a link leads to that confirms one of them.

use axum::{
    extract::State,
    http::{StatusCode, request::Parts},
};
use belroute_shared::{
    email_addresses::{
        EmailAddresses, ExtraEmailAddress, MOST_EXTRA, NewEmailAddress, OpenEmailConfirmation,
    },
    error::ErrorBody,
    ids::EmailAddressId,
};
use utoipa_axum::{router::OpenApiRouter, routes};

use super::store;
use crate::{
    account::{Confirmed, Owner},
    client::ClientAddress,
    directory::full_name,
    error::ApiResult,
    json::{Json, Path},
    session::refuse_foreign,
    state::AppState,
};

pub(crate) fn router() -> OpenApiRouter<AppState> {
    OpenApiRouter::new()
        .routes(routes!(list, create))
        .routes(routes!(remove))
        .routes(routes!(send_again))
        .routes(routes!(make_primary))
        .routes(routes!(show_confirmation, confirm))
}

/// The user's e-mail addresses.
#[utoipa::path(get, path = "/v1/emailAddresses", tag = "account",
    responses((status = 200, body = EmailAddresses), (status = 401, body = ErrorBody),
        (status = 403, body = ErrorBody)))]
async fn list(State(state): State<AppState>, owner: Owner) -> ApiResult<Json<EmailAddresses>> {
    let rows = store::list(&state.db.read, owner.id()).await?;
    Ok(Json(EmailAddresses {
        primary: owner.person.user.email,
        extra: rows.into_iter().map(ExtraEmailAddress::from).collect(),
        limit: u32::try_from(MOST_EXTRA).unwrap_or(u32::MAX),
    }))
}

/// Adds an address and mails it a link; until that is opened nothing else goes there. The answer
/// does not tell whether somebody else signs in with it.
#[utoipa::path(post, path = "/v1/emailAddresses", tag = "account", request_body = NewEmailAddress,
    responses((status = 201, body = ExtraEmailAddress), (status = 400, body = ErrorBody),
        (status = 401, body = ErrorBody), (status = 403, body = ErrorBody),
        (status = 409, body = ErrorBody), (status = 429, body = ErrorBody)))]
async fn create(
    State(state): State<AppState>,
    owner: Owner,
    Json(new): Json<NewEmailAddress>,
) -> ApiResult<(StatusCode, Json<ExtraEmailAddress>)> {
    let new = new.tidied();
    new.check()?;
    let made = super::add(&state, &owner, &new).await?;
    Ok((StatusCode::CREATED, Json(made)))
}

/// Takes an address away.
#[utoipa::path(delete, path = "/v1/emailAddresses/{id}", tag = "account",
    params(("id" = String, Path, format = Uuid)),
    responses((status = 204), (status = 401, body = ErrorBody), (status = 403, body = ErrorBody),
        (status = 404, body = ErrorBody)))]
async fn remove(
    State(state): State<AppState>,
    owner: Owner,
    Path(id): Path<EmailAddressId>,
) -> ApiResult<StatusCode> {
    super::remove(&state, &owner, id).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// Mails another link to an address that is not confirmed; the older one no longer works.
#[utoipa::path(post, path = "/v1/emailAddresses/{id}/confirmation", tag = "account",
    params(("id" = String, Path, format = Uuid)),
    responses((status = 204), (status = 401, body = ErrorBody), (status = 403, body = ErrorBody),
        (status = 404, body = ErrorBody), (status = 409, body = ErrorBody),
        (status = 429, body = ErrorBody)))]
async fn send_again(
    State(state): State<AppState>,
    owner: Owner,
    Path(id): Path<EmailAddressId>,
) -> ApiResult<StatusCode> {
    super::send_again(&state, &owner, id).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// Makes a confirmed address the one to sign in with; the one of before becomes an extra one and is
/// told. Refused when somebody else signs in with it.
#[utoipa::path(put, path = "/v1/emailAddresses/{id}/primary", tag = "account",
    params(("id" = String, Path, format = Uuid)),
    responses((status = 204), (status = 401, body = ErrorBody), (status = 403, body = ErrorBody),
        (status = 404, body = ErrorBody), (status = 409, body = ErrorBody)))]
async fn make_primary(
    State(state): State<AppState>,
    Confirmed { owner, .. }: Confirmed,
    Path(id): Path<EmailAddressId>,
) -> ApiResult<StatusCode> {
    super::make_primary(&state, &owner, id).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// Which address a link confirms, and whose.
#[utoipa::path(get, path = "/v1/emailConfirmations/{token}", tag = "session",
    params(("token" = String, Path)),
    responses((status = 200, body = OpenEmailConfirmation), (status = 404, body = ErrorBody),
        (status = 410, body = ErrorBody)))]
async fn show_confirmation(
    State(state): State<AppState>,
    Path(token): Path<String>,
) -> ApiResult<Json<OpenEmailConfirmation>> {
    let (link, row) = super::open(&state.db.read, &token, state.clock.now_ms()).await?;
    Ok(Json(OpenEmailConfirmation {
        address: row.address,
        name: full_name(&link.user),
        organisation: link.organisation.name,
    }))
}

/// Confirms the address. The link is used up.
#[utoipa::path(post, path = "/v1/emailConfirmations/{token}", tag = "session",
    params(("token" = String, Path)),
    responses((status = 204), (status = 403, body = ErrorBody), (status = 404, body = ErrorBody),
        (status = 410, body = ErrorBody)))]
async fn confirm(
    State(state): State<AppState>,
    ClientAddress(address): ClientAddress,
    Path(token): Path<String>,
    parts: Parts,
) -> ApiResult<StatusCode> {
    refuse_foreign(&parts)?;
    super::confirm(&state, &token, address).await?;
    Ok(StatusCode::NO_CONTENT)
}
