//! The end of the way: the step that was taken is answered with the next one, or with a session.

use axum::{
    http::{HeaderMap, header},
    response::{AppendHeaders, IntoResponse, Response},
};
use belroute_shared::{audit::Action, session::SessionState};

use super::{
    steps::{self, Facts, Step},
    store::{self, Pending},
};
use crate::{
    account, audit,
    error::{ApiError, ApiResult},
    json::Json,
    mail::{self, Letter},
    session::{
        Session,
        attempts::Counter,
        cookie::Cookie,
        secret,
        store::{self as sessions, Limits, NewSession},
    },
    state::AppState,
};

/// A browser is known for so long after the last sign-in: browsers keep no cookie longer.
const KNOWN_SECONDS: i64 = 400 * 24 * 3600;

/// Answers a step that was taken.
pub(super) async fn go_on(
    state: &AppState,
    headers: &HeaderMap,
    pending: Pending,
) -> ApiResult<Response> {
    // What the step has changed is read anew.
    let token_hash = pending.row.token_hash.clone();
    let pending = store::find(&state.db.read, &token_hash, state.clock.now_ms())
        .await?
        .ok_or(ApiError::SignedOut)?;
    let facts = Facts::of(&state.db.read, &pending).await?;
    if steps::next(facts) == Step::Done {
        let proof = Proof {
            at_ms: state.clock.now_ms(),
            factor_at_ms: pending.row.factor_at_ms,
        };
        finish(state, headers, &pending, proof).await
    } else {
        Ok(Json(super::shown(state, &pending).await?).into_response())
    }
}

/// How somebody has shown who he is.
#[derive(Clone, Copy, Debug)]
pub(super) struct Proof {
    pub(super) at_ms: i64,
    /// When he gave a second factor; 0 when he did not.
    pub(super) factor_at_ms: i64,
}

/// Ends the way: there is a session in the place of the sign-in.
pub(super) async fn finish(
    state: &AppState,
    headers: &HeaderMap,
    pending: &Pending,
    proof: Proof,
) -> ApiResult<Response> {
    let now_ms = state.clock.now_ms();
    let browser = Cookie::Browser
        .read(&state.config, headers)
        .filter(|token| secret::is_one(token))
        .map_or_else(secret::new, str::to_owned);
    let limits = Limits::of(&pending.organisation);
    let change = state.db.begin().await?;
    // Two requests that finish the same sign-in: only one gets a session.
    if !store::delete(&change, pending).await? {
        return Err(ApiError::SignedOut);
    }
    let owner = pending.user_id();
    let is_known = store::find_browser(&change, owner, &browser)
        .await?
        .is_some();
    let is_first = !store::has_browser(&change, owner).await?;
    let new = NewSession {
        user: owner,
        organisation: pending.organisation_id(),
        user_agent: &pending.row.user_agent,
        address: &pending.row.address,
        limits,
        confirmed_at_ms: proof.at_ms,
        factor_at_ms: proof.factor_at_ms,
    };
    let token = sessions::insert(&change, new, now_ms).await?;
    let version = pending.user.factor_version;
    store::keep_browser(&change, pending, &browser, version, now_ms).await?;
    Counter::of_key(pending.row.identifier_hash.clone())
        .forget(&change)
        .await?;
    let address = pending.row.address.parse().ok();
    audit::write_own(
        &change,
        &pending.user,
        Action::SignedIn,
        "",
        address,
        now_ms,
    )
    .await?;
    if !is_known && !is_first {
        let letter = Letter::NewBrowser {
            device: &pending.row.user_agent,
            address: &pending.row.address,
        };
        let key = format!("new browser {}", pending.row.id);
        mail::queue(&change, state, &pending.user, &key, letter).await?;
    }
    change.commit().await?;
    state.mail.wake();
    let session = Session {
        user: owner,
        organisation: pending.organisation_id(),
        id: None,
        confirmed_at_ms: proof.at_ms,
        factor_at_ms: proof.factor_at_ms,
        opened_by: None,
    };
    let me = account::me(state, session).await?;
    let config = &state.config;
    let cookies = AppendHeaders([
        (
            header::SET_COOKIE,
            Cookie::Session.set(config, &token, limits.longest_ms / 1000),
        ),
        (
            header::SET_COOKIE,
            Cookie::Browser.set(config, &browser, KNOWN_SECONDS),
        ),
    ]);
    Ok((cookies, Json(SessionState::SignedIn(Box::new(me)))).into_response())
}
