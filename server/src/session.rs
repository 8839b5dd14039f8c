//! Signing in, and knowing who asks.

use axum::{
    extract::FromRequestParts,
    http::{HeaderName, Method, header, request::Parts},
};
use belroute_shared::{
    error::Code,
    ids::{OrganisationId, SessionId, UserId},
};

use self::cookie::Cookie;
use crate::{
    error::{ApiError, ApiResult},
    opened_panels,
    state::AppState,
};

pub(crate) mod attempts;
pub(crate) mod confirmation;
pub(crate) mod cookie;
pub(crate) mod endpoints;
pub(crate) mod idle;
pub(crate) mod password;
pub(crate) mod secret;
pub(crate) mod store;

pub(crate) use endpoints::router;

/// A page of ours sends this header; a page of somebody else's cannot without asking us first.
pub(crate) const OWN_PAGE: HeaderName = HeaderName::from_static("x-belroute");

/// Somebody at his own panel: by the cookie of a browser, or by the token of a script.
///
/// A handler that forgets this extractor has no user to pass on to a store. It refuses who has
/// opened somebody else's panel; what he may do there takes [`AtPanel`].
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
    /// When he last gave a second factor; long ago when he did not.
    pub factor_at_ms: i64,
    /// The administrator who has opened this user's panel; `None` when the user is there himself.
    pub opened_by: Option<UserId>,
}

impl Session {
    /// The user, where he himself reads what only he may.
    pub(crate) fn reader(&self) -> Option<UserId> {
        self.opened_by.is_none().then_some(self.user)
    }

    /// Whether the session has neither ended nor run out since it was found, nor the panel that
    /// was opened in it.
    pub(crate) async fn still_stands(&self, state: &AppState) -> bool {
        let Some(id) = self.id else { return true };
        let (db, now_ms) = (&state.db.read, state.clock.now_ms());
        let who = self.opened_by.unwrap_or(self.user);
        let is_signed_in = store::is_alive(db, who, id, now_ms).await.unwrap_or(true);
        let is_open = match self.opened_by {
            None => true,
            Some(by) => opened_panels::is_open(db, id, by, self.user, now_ms)
                .await
                .unwrap_or(true),
        };
        is_signed_in && is_open
    }
}

/// Somebody at a user's panel: he himself, or an administrator who has opened it.
#[derive(Clone, Copy, Debug)]
pub(crate) struct AtPanel(pub(crate) Session);

impl FromRequestParts<AppState> for AtPanel {
    type Rejection = ApiError;

    async fn from_request_parts(parts: &mut Parts, state: &AppState) -> ApiResult<Self> {
        let session = signed_in(parts, state).await?;
        opened_panels::entered(parts, state, session)
            .await
            .map(Self)
    }
}

impl FromRequestParts<AppState> for Session {
    type Rejection = ApiError;

    async fn from_request_parts(parts: &mut Parts, state: &AppState) -> ApiResult<Self> {
        let AtPanel(session) = AtPanel::from_request_parts(parts, state).await?;
        if session.opened_by.is_some() {
            return Err(ApiError::NotGranted(Code::OpenedPanel));
        }
        Ok(session)
    }
}

async fn signed_in(parts: &Parts, state: &AppState) -> ApiResult<Session> {
    if let Some(token) = bearer(parts) {
        return store::find_by_token(&state.db.read, &secret::hash(token))
            .await?
            .ok_or(ApiError::SignedOut);
    }
    let token = Cookie::Session
        .read(&state.config, &parts.headers)
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
    Ok(Session {
        user: found.user,
        organisation: found.organisation,
        id: Some(found.id),
        confirmed_at_ms: found.confirmed_at_ms,
        factor_at_ms: found.factor_at_ms,
        opened_by: None,
    })
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
