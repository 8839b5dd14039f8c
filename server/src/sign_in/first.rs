//! What follows when the first step was taken: by a password, or by a passkey, which takes the second
//! with it.

use std::net::IpAddr;

use axum::{
    http::{HeaderMap, header, request::Parts},
    response::Response,
};

use super::{
    finish::{self, Proof},
    store::{self, NewSignIn, Pending},
};
use crate::{
    entity::{organisation, user},
    error::ApiResult,
    session::{attempts::Counter, cookie::Cookie, secret, store as sessions},
    state::AppState,
};

/// Who has taken it.
pub(super) struct First {
    pub(super) user: user::Model,
    pub(super) organisation: organisation::Model,
    /// What counted his failures; forgotten when he is in.
    pub(super) counter: Counter,
    pub(super) address: IpAddr,
    /// He is not asked for a second factor any more.
    pub(super) has_second_factor: bool,
    /// When he gave it; 0 when he did not, as in a browser that is remembered.
    pub(super) factor_at_ms: i64,
}

/// Begins the sign-in and answers with the step that is next.
pub(super) async fn begin(state: &AppState, parts: &Parts, first: First) -> ApiResult<Response> {
    let (pending, token) = insert(state, parts, first).await?;
    let mut response = finish::go_on(state, &parts.headers, pending).await?;
    // A sign-in that was finished at once has set the cookie of its session.
    if !response.headers().contains_key(header::SET_COOKIE) {
        let cookie = Cookie::Session.set(&state.config, &token, store::LONGEST_MS / 1000);
        response.headers_mut().insert(header::SET_COOKIE, cookie);
    }
    Ok(response)
}

/// Lets somebody in for whom another has answered: no further step is asked.
pub(super) async fn enter(
    state: &AppState,
    parts: &Parts,
    first: First,
    proved_at_ms: i64,
) -> ApiResult<Response> {
    let proof = Proof {
        at_ms: proved_at_ms,
        factor_at_ms: first.factor_at_ms,
    };
    let (pending, _) = insert(state, parts, first).await?;
    finish::finish(state, &parts.headers, &pending, proof).await
}

async fn insert(state: &AppState, parts: &Parts, first: First) -> ApiResult<(Pending, String)> {
    let change = state.db.begin().await?;
    // A session that the browser still has is replaced, not kept beside the new one.
    if let Some(token) = Cookie::Session.read(&state.config, &parts.headers) {
        sessions::delete_by_token(&change, &secret::hash(token)).await?;
    }
    let new = NewSignIn {
        user: &first.user,
        identifier_key: first.counter.key(),
        user_agent: user_agent(&parts.headers),
        address: &first.address.to_string(),
        has_second_factor: first.has_second_factor,
        factor_at_ms: first.factor_at_ms,
    };
    let (row, token) = store::insert(&change, new, state.clock.now_ms()).await?;
    change.commit().await?;
    let pending = Pending {
        row,
        user: first.user,
        organisation: first.organisation,
    };
    Ok((pending, token))
}

fn user_agent(headers: &HeaderMap) -> &str {
    headers
        .get(header::USER_AGENT)
        .and_then(|value| value.to_str().ok())
        .unwrap_or_default()
}
