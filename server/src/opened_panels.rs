//! A user's panel, opened by an administrator: in the open, for half an hour, within his own
//! session.
//!
//! The tab that shows it sends the id of the opened panel with every request, beside the cookie of
//! the administrator's session. The id alone opens nothing, so it is no secret; tabs without it
//! stay the administrator's own.

use axum::http::{HeaderName, request::Parts};
use belroute_shared::ids::{OpenedPanelId, SessionId, UserId};
use sea_orm::{ConnectionTrait, DbErr};

use crate::{
    error::{ApiError, ApiResult},
    session::Session,
    state::AppState,
};

mod endpoints;
mod store;

pub(crate) use endpoints::router;
pub(crate) use store::{delete_ended, find_shown};

/// Names the opened panel that a request is about.
const HEADER: HeaderName = HeaderName::from_static("x-belroute-panel");
/// The same for the stream of events, which a browser cannot give a header.
const PARAMETER: &str = "panel";

/// The session as it is in the panel that the request names; the session itself if it names none.
pub(crate) async fn entered(
    parts: &Parts,
    state: &AppState,
    session: Session,
) -> ApiResult<Session> {
    let Some(id) = named(parts) else {
        return Ok(session);
    };
    // Whatever is wrong with it, there is no such panel any more.
    let within = session.id.ok_or(ApiError::SignedOut)?;
    let id = id.parse().map_err(|_| ApiError::SignedOut)?;
    let now_ms = state.clock.now_ms();
    let db = &state.db.read;
    let user = store::find_user(db, within, OpenedPanelId(id), now_ms)
        .await?
        .ok_or(ApiError::SignedOut)?;
    if !store::is_administrator(db, session.user).await? {
        return Err(ApiError::SignedOut);
    }
    Ok(Session {
        user,
        opened_by: Some(session.user),
        ..session
    })
}

/// Whether a panel of the user is open within the session of somebody who still may open it.
pub(crate) async fn is_open(
    db: &impl ConnectionTrait,
    within: SessionId,
    by: UserId,
    user: UserId,
    now_ms: i64,
) -> Result<bool, DbErr> {
    let shown = store::find_shown(db, within, user, now_ms).await?;
    Ok(shown.is_some() && store::is_administrator(db, by).await?)
}

fn named(parts: &Parts) -> Option<String> {
    if let Some(value) = parts.headers.get(HEADER) {
        // A value that is no text names no panel; it must not make the tab the administrator's.
        return Some(value.to_str().unwrap_or_default().to_owned());
    }
    form_urlencoded::parse(parts.uri.query()?.as_bytes())
        .find(|(name, _)| name == PARAMETER)
        .map(|(_, value)| value.into_owned())
}
