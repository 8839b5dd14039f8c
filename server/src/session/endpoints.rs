//! `/v1/session`: who am I, still here, sign out.

use axum::{
    extract::State,
    http::{StatusCode, header, request::Parts},
    response::{IntoResponse, Response},
};
use belroute_shared::{error::ErrorBody, live::LiveEvent, session::SessionState};
use utoipa_axum::{router::OpenApiRouter, routes};

use super::{AtPanel, Session, confirmation, cookie::Cookie, idle, secret, store};
use crate::{
    account,
    error::{ApiError, ApiResult},
    json::Json,
    sign_in,
    state::AppState,
};

pub(crate) fn router() -> OpenApiRouter<AppState> {
    OpenApiRouter::new()
        .routes(routes!(show, remove))
        .routes(routes!(stay))
        .merge(confirmation::router())
        .merge(idle::router())
}

/// Who is signed in, or how far the browser has come. Answers also when nobody is.
#[utoipa::path(get, path = "/v1/session", tag = "session",
    responses((status = 200, body = SessionState)))]
async fn show(
    State(state): State<AppState>,
    session: Result<AtPanel, ApiError>,
    parts: Parts,
) -> ApiResult<Response> {
    match session {
        Ok(AtPanel(session)) => {
            let me = account::me(&state, session).await?;
            Ok(Json(SessionState::SignedIn(Box::new(me))).into_response())
        }
        Err(ApiError::SignedOut) => match idle::shown(&state, &parts).await? {
            Some(idle) => Ok(Json(idle).into_response()),
            None => sign_in::resume(&state, &parts).await,
        },
        Err(error) => Err(error),
    }
}

/// Somebody is at the keyboard: the session goes on. Only this and changes count as use.
#[utoipa::path(post, path = "/v1/session/activity", tag = "session",
    responses((status = 204), (status = 401, body = ErrorBody)))]
async fn stay(_session: AtPanel) -> StatusCode {
    // The extractor has written it down, as for every request that changes something.
    StatusCode::NO_CONTENT
}

/// Signs out. Also takes the cookie away when its session is already over.
#[utoipa::path(delete, path = "/v1/session", tag = "session", responses((status = 204)))]
async fn remove(
    State(state): State<AppState>,
    session: Result<Session, ApiError>,
    parts: Parts,
) -> ApiResult<Response> {
    match session {
        Ok(Session {
            user, id: Some(id), ..
        }) => {
            let change = state.db.begin().await?;
            store::delete(&change, user, id).await?;
            change.commit().await?;
            // Other windows of the same browser look whether they are still signed in.
            state.live.tell(user, LiveEvent::Resync);
        }
        Ok(_) => {}
        Err(ApiError::SignedOut) => {
            sign_in::give_up(&state, &parts).await?;
            if let Some(token) = Cookie::Session.read(&state.config, &parts.headers) {
                let change = state.db.begin().await?;
                store::delete_by_token(&change, &secret::hash(token)).await?;
                change.commit().await?;
            }
        }
        Err(error) => return Err(error),
    }
    let clear = Cookie::Session.clear(&state.config);
    Ok((StatusCode::NO_CONTENT, [(header::SET_COOKIE, clear)]).into_response())
}
