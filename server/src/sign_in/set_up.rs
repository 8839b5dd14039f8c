//! `/v1/session/totp` and `/v1/session/recoveryCodes`: the first factor, where one is required.

use axum::{extract::State, http::HeaderMap, response::Response};
use belroute_shared::{
    error::{Code, ErrorBody},
    second_factors::{ConfirmTotp, FactorKind, RecoveryCodes, TotpKey},
    session::SessionState,
};
use utoipa_axum::{router::OpenApiRouter, routes};

use super::{
    expect, finish,
    steps::Step,
    store::{self, Pending},
};
use crate::{
    error::{ApiError, ApiResult},
    json::Json,
    second_factors::{self, recovery, totp},
    state::AppState,
};

pub(super) fn router() -> OpenApiRouter<AppState> {
    OpenApiRouter::new()
        .routes(routes!(begin))
        .routes(routes!(confirm))
        .routes(routes!(make_codes))
        .routes(routes!(stored_codes))
}

/// A new key for an authenticator app. Asking again gives another; leaving halfway keeps none.
#[utoipa::path(post, path = "/v1/session/totp", tag = "session",
    responses((status = 200, body = TotpKey), (status = 401, body = ErrorBody)))]
async fn begin(State(state): State<AppState>, pending: Pending) -> ApiResult<Json<TotpKey>> {
    expect(&state, &pending, Step::Enrolment).await?;
    let (key, sealed) = totp::begin(&state, &pending.organisation, &pending.user)?;
    let change = state.db.begin().await?;
    store::keep_key(&change, &pending, &sealed).await?;
    change.commit().await?;
    Ok(Json(key))
}

/// The first code of the app: with it the key becomes a factor.
#[utoipa::path(post, path = "/v1/session/totp/confirm", tag = "session", request_body = ConfirmTotp,
    responses((status = 200, body = SessionState), (status = 400, body = ErrorBody),
        (status = 401, body = ErrorBody), (status = 409, body = ErrorBody)))]
async fn confirm(
    State(state): State<AppState>,
    headers: HeaderMap,
    pending: Pending,
    Json(given): Json<ConfirmTotp>,
) -> ApiResult<Response> {
    given.check()?;
    expect(&state, &pending, Step::Enrolment).await?;
    let sealed = pending
        .row
        .sealed_key
        .as_deref()
        .ok_or(ApiError::Conflict(Code::Stale))?;
    let step = totp::check(&state, sealed, &given.bare())?
        .ok_or_else(|| ApiError::field("code", Code::WrongCode))?;
    let change = state.db.begin().await?;
    let new = second_factors::NewFactor {
        kind: FactorKind::Totp,
        name: &given.name,
        sealed,
        credential_id: None,
        step,
        address: pending.row.address.parse().ok(),
    };
    second_factors::add(&change, &state, &pending.user, new).await?;
    let now_ms = state.clock.now_ms();
    store::give_factor(&change, &pending, false, now_ms).await?;
    change.commit().await?;
    state.mail.wake();
    finish::go_on(&state, &headers, pending).await
}

/// Ten recovery codes, shown this once. Asking again makes others: until the user has said that
/// he keeps them, he may have lost the answer.
#[utoipa::path(post, path = "/v1/session/recoveryCodes", tag = "session",
    responses((status = 200, body = RecoveryCodes), (status = 401, body = ErrorBody)))]
async fn make_codes(
    State(state): State<AppState>,
    pending: Pending,
) -> ApiResult<Json<RecoveryCodes>> {
    expect(&state, &pending, Step::RecoveryCodes).await?;
    let change = state.db.begin().await?;
    let codes = recovery::replace(&change, pending.user_id()).await?;
    change.commit().await?;
    Ok(Json(RecoveryCodes { codes }))
}

/// The user keeps his codes; nothing is left to do.
#[utoipa::path(post, path = "/v1/session/recoveryCodes/stored", tag = "session",
    responses((status = 200, body = SessionState), (status = 401, body = ErrorBody)))]
async fn stored_codes(
    State(state): State<AppState>,
    headers: HeaderMap,
    pending: Pending,
) -> ApiResult<Response> {
    let change = state.db.begin().await?;
    recovery::mark_stored(&change, pending.user_id()).await?;
    change.commit().await?;
    finish::go_on(&state, &headers, pending).await
}
