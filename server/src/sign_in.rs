//! Signing in, step by step: password, second factor, new password, setting a factor up. A passkey
//! takes the place of the first two.
//!
//! A browser that has begun holds a token of its own, which opens the steps here and nothing else.
//! Which step is next follows each time from what is stored ([`steps::next`]), so that a server
//! that is killed between two steps leaves nothing half done.

mod endpoints;
mod finish;
mod first;
mod passkey;
mod password;
mod second_factor;
mod set_up;
mod steps;
pub(crate) mod store;

use std::net::IpAddr;

use axum::{
    extract::FromRequestParts,
    http::request::Parts,
    response::{IntoResponse as _, Response},
};
use belroute_shared::session::SessionState;
use utoipa_axum::router::OpenApiRouter;

use self::{
    first::First,
    steps::{Facts, Step},
    store::Pending,
};
use crate::{
    entity::user,
    error::{ApiError, ApiResult},
    json::Json,
    second_factors,
    session::{attempts::Counter, cookie::Cookie, refuse_foreign, secret, store as sessions},
    state::AppState,
};

pub(crate) fn router() -> OpenApiRouter<AppState> {
    endpoints::router()
        .merge(second_factor::router())
        .merge(passkey::router())
        .merge(password::router())
        .merge(set_up::router())
}

impl FromRequestParts<AppState> for Pending {
    type Rejection = ApiError;

    async fn from_request_parts(parts: &mut Parts, state: &AppState) -> ApiResult<Self> {
        let pending = find(parts, state).await?.ok_or(ApiError::SignedOut)?;
        refuse_foreign(parts)?;
        Ok(pending)
    }
}

/// The sign-in that the browser has begun and not finished.
async fn find(parts: &Parts, state: &AppState) -> ApiResult<Option<Pending>> {
    let Some(token) = Cookie::Session.read(&state.config, &parts.headers) else {
        return Ok(None);
    };
    let now_ms = state.clock.now_ms();
    Ok(store::find(&state.db.read, &secret::hash(token), now_ms).await?)
}

/// How far the browser has come when it has no session. A sign-in whose last step was taken and
/// whose answer was lost is finished here.
pub(crate) async fn resume(state: &AppState, parts: &Parts) -> ApiResult<Response> {
    match find(parts, state).await? {
        Some(pending) => finish::go_on(state, &parts.headers, pending).await,
        None => Ok(Json(SessionState::Anonymous).into_response()),
    }
}

/// Lets somebody in for whom the identity provider of his organisation answers, and who proved to
/// it then who he is.
pub(crate) async fn enter(
    state: &AppState,
    parts: &Parts,
    user: user::Model,
    address: IpAddr,
    proved_at_ms: i64,
) -> ApiResult<Response> {
    let first = First {
        organisation: sessions::organisation_of(&state.db.read, &user).await?,
        counter: Counter::of(&user.email),
        user,
        address,
        has_second_factor: true,
        // The provider answers for it.
        factor_at_ms: proved_at_ms,
    };
    first::enter(state, parts, first, proved_at_ms).await
}

/// Somebody goes back to the beginning.
pub(crate) async fn give_up(state: &AppState, parts: &Parts) -> ApiResult<()> {
    refuse_foreign(parts)?;
    if let Some(pending) = find(parts, state).await? {
        let change = state.db.begin().await?;
        store::delete(&change, &pending).await?;
        change.commit().await?;
    }
    Ok(())
}

/// The step that is open, as the page shows it.
async fn shown(state: &AppState, pending: &Pending) -> ApiResult<SessionState> {
    let facts = Facts::of(&state.db.read, pending).await?;
    Ok(match steps::next(facts) {
        Step::SecondFactor => SessionState::SecondFactor(
            second_factors::step(&state.db.read, &pending.organisation, &pending.user).await?,
        ),
        Step::NewPassword => {
            SessionState::NewPassword(crate::password::step(&pending.organisation, &pending.user)?)
        }
        Step::Enrolment => SessionState::Enrolment,
        Step::RecoveryCodes => SessionState::RecoveryCodes,
        Step::Done => SessionState::Anonymous,
    })
}

/// Refuses a step whose turn it is not.
async fn expect(state: &AppState, pending: &Pending, step: Step) -> ApiResult<()> {
    let facts = Facts::of(&state.db.read, pending).await?;
    if steps::next(facts) == step {
        Ok(())
    } else {
        Err(ApiError::SignedOut)
    }
}
