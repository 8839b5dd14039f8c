//! `POST /v1/session/secondFactor`: a code beside the password.

use axum::{
    extract::State,
    http::{HeaderMap, header},
    response::{IntoResponse as _, Response},
};
use belroute_shared::{
    error::{Code, ErrorBody},
    second_factors::FactorCode,
    session::SessionState,
};
use sea_orm::DatabaseTransaction;
use utoipa_axum::{router::OpenApiRouter, routes};

use super::{
    expect, finish,
    steps::Step,
    store::{self, Pending},
};
use crate::{
    error::{ApiError, ApiResult},
    json::Json,
    second_factors,
    session::{attempts::Counter, cookie::Cookie},
    state::AppState,
};

pub(super) fn router() -> OpenApiRouter<AppState> {
    OpenApiRouter::new().routes(routes!(give))
}

/// A code of an authenticator app or a recovery code. The fifth wrong one ends the sign-in.
#[utoipa::path(post, path = "/v1/session/secondFactor", tag = "session", request_body = FactorCode,
    responses((status = 200, body = SessionState), (status = 400, body = ErrorBody),
        (status = 401, body = ErrorBody), (status = 429, body = ErrorBody)))]
async fn give(
    State(state): State<AppState>,
    headers: HeaderMap,
    pending: Pending,
    Json(given): Json<FactorCode>,
) -> ApiResult<Response> {
    given.check()?;
    expect(&state, &pending, Step::SecondFactor).await?;
    let change = state.db.begin().await?;
    let address = pending.row.address.parse().ok();
    if !second_factors::take(&change, &state, &pending.user, &given, address).await? {
        let refused = ApiError::field("code", Code::WrongCode);
        return refuse(&state, change, &pending, refused).await;
    }
    let remember = given.remember && pending.organisation.can_remember_browser;
    let now_ms = state.clock.now_ms();
    store::give_factor(&change, &pending, remember, now_ms).await?;
    change.commit().await?;
    finish::go_on(&state, &headers, pending).await
}

/// Counts what was wrong; too much of it ends the sign-in.
pub(super) async fn refuse(
    state: &AppState,
    change: DatabaseTransaction,
    pending: &Pending,
    refused: ApiError,
) -> ApiResult<Response> {
    let wrong = store::count_wrong_code(&change, pending).await?;
    if wrong < store::MOST_WRONG_CODES {
        change.commit().await?;
        return Err(refused);
    }
    // Whoever has the password and guesses codes is slowed like who guesses passwords.
    let account = Counter::of_key(pending.row.identifier_hash.clone());
    account.failed(&change, state.clock.now_ms()).await?;
    store::delete(&change, pending).await?;
    change.commit().await?;
    let clear = Cookie::Session.clear(&state.config);
    Ok(([(header::SET_COOKIE, clear)], ApiError::StartOver).into_response())
}
