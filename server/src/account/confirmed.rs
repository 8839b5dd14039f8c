//! Whether somebody has proved who he is within the last quarter of an hour.

use belroute_shared::{
    error::Code,
    ids::{SessionId, UserId},
    second_factors::CONFIRMED_SECONDS,
};
use sea_orm::ConnectionTrait;

use crate::{
    entity::{organisation, user},
    error::{ApiError, ApiResult},
    second_factors::store as factors,
    session::Session,
    state::AppState,
};

/// The browser's session, unless its user typed his password too long ago.
pub(crate) fn confirmed(
    session: Session,
    user: &user::Model,
    state: &AppState,
) -> ApiResult<SessionId> {
    let id = of_browser(session)?;
    if is_fresh(session.confirmed_at_ms, state) {
        return Ok(id);
    }
    Err(ApiError::NotGranted(if user.password_hash.is_some() {
        Code::ConfirmPassword
    } else {
        Code::SignInAgain
    }))
}

/// The same for what opens the account of another: who has a second factor, or is to have one, gave
/// that lately too. A browser that is remembered gives none.
pub(crate) async fn confirmed_with_factor(
    db: &impl ConnectionTrait,
    session: Session,
    user: &user::Model,
    organisation: &organisation::Model,
    state: &AppState,
) -> ApiResult<SessionId> {
    let id = of_browser(session)?;
    let has_factor = factors::has_any(db, UserId(user.id)).await?;
    if !has_factor && !organisation.requires_second_factor {
        return confirmed(session, user, state);
    }
    let is_confirmed = is_fresh(session.confirmed_at_ms, state);
    if is_confirmed && is_fresh(session.factor_at_ms, state) {
        return Ok(id);
    }
    // Without a factor of his own it was the provider that answered for one, or he was not yet to
    // have one when he signed in.
    Err(ApiError::NotGranted(
        if has_factor && user.password_hash.is_some() {
            Code::ConfirmFactor
        } else {
            Code::SignInAgain
        },
    ))
}

/// A script cannot confirm anything.
fn of_browser(session: Session) -> ApiResult<SessionId> {
    session
        .id
        .ok_or(ApiError::NotGranted(Code::FeatureNotGranted))
}

fn is_fresh(at_ms: i64, state: &AppState) -> bool {
    at_ms >= state.clock.now_ms() - CONFIRMED_SECONDS * 1000
}
