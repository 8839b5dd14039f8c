//! Signing in, and knowing who asks.

use axum::{
    extract::FromRequestParts,
    http::{HeaderName, Method, header, request::Parts},
};
use belroute_shared::{
    error::Code,
    ids::{OrganisationId, SessionId, UserId},
    second_factors::CONFIRMED_SECONDS,
};

use self::cookie::Cookie;
use crate::{
    error::{ApiError, ApiResult},
    state::AppState,
};

pub(crate) mod attempts;
pub(crate) mod cookie;
pub(crate) mod endpoints;
pub(crate) mod password;
pub(crate) mod secret;
pub(crate) mod store;

pub(crate) use endpoints::router;

/// A page of ours sends this header; a page of somebody else's cannot without asking us first.
pub(crate) const OWN_PAGE: HeaderName = HeaderName::from_static("x-belroute");

/// Somebody is signed in: by the cookie of a browser, or by the token of a script.
///
/// A handler that forgets this extractor has no user to pass on to a store.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Session {
    /// Who asks.
    pub user: UserId,
    /// His organisation.
    pub organisation: OrganisationId,
    /// The browser's session; a script has none.
    pub id: Option<SessionId>,
    /// When he last proved who he is; a script never does.
    pub confirmed_at_ms: i64,
}

impl Session {
    /// Whether the session has neither ended nor run out since it was found.
    pub(crate) async fn still_stands(&self, state: &AppState) -> bool {
        let Some(id) = self.id else { return true };
        store::is_alive(&state.db.read, self.user, id, state.clock.now_ms())
            .await
            .unwrap_or(true)
    }
}

/// Somebody who has typed his password within the last quarter of an hour, for what must not
/// happen from a browser that he has left alone.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Confirmed(pub(crate) Session);

impl FromRequestParts<AppState> for Confirmed {
    type Rejection = ApiError;

    async fn from_request_parts(parts: &mut Parts, state: &AppState) -> ApiResult<Self> {
        let session = Session::from_request_parts(parts, state).await?;
        if session.id.is_none() {
            return Err(ApiError::NotGranted(Code::FeatureNotGranted));
        }
        let oldest_ms = state.clock.now_ms() - CONFIRMED_SECONDS * 1000;
        if session.confirmed_at_ms < oldest_ms {
            return Err(ApiError::NotGranted(Code::ConfirmPassword));
        }
        Ok(Self(session))
    }
}

impl FromRequestParts<AppState> for Session {
    type Rejection = ApiError;

    async fn from_request_parts(parts: &mut Parts, state: &AppState) -> ApiResult<Self> {
        if let Some(token) = bearer(parts) {
            return store::find_by_token(&state.db.read, &secret::hash(token))
                .await?
                .ok_or(ApiError::SignedOut);
        }
        let token = Cookie::Session
            .read(&parts.headers)
            .ok_or(ApiError::SignedOut)?;
        let now_ms = state.clock.now_ms();
        let found = store::find(&state.db.read, &secret::hash(token), now_ms)
            .await?
            .ok_or(ApiError::SignedOut)?;
        refuse_foreign(parts)?;
        // Pages fetch by themselves; only what a person does keeps a session alive.
        let is_by_hand = parts.method != Method::GET && parts.method != Method::HEAD;
        if is_by_hand && found.is_worth_touching(now_ms) {
            store::touch(&state.db, found.id, now_ms).await?;
        }
        Ok(Self {
            user: found.user,
            organisation: found.organisation,
            id: Some(found.id),
            confirmed_at_ms: found.confirmed_at_ms,
        })
    }
}

/// A cookie travels with requests that other sites make; a header of ours does not.
pub(crate) fn refuse_foreign(parts: &Parts) -> ApiResult<()> {
    let is_safe = matches!(parts.method, Method::GET | Method::HEAD | Method::OPTIONS);
    if is_safe || parts.headers.contains_key(OWN_PAGE) {
        Ok(())
    } else {
        Err(ApiError::NotGranted(Code::ForeignOrigin))
    }
}

fn bearer(parts: &Parts) -> Option<&str> {
    let value = parts.headers.get(header::AUTHORIZATION)?.to_str().ok()?;
    let (scheme, token) = value.split_once(' ')?;
    scheme.eq_ignore_ascii_case("bearer").then(|| token.trim())
}
