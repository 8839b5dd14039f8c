//! `/v1/session`: sign in, who am I, sign out.

use axum::{
    extract::{FromRequestParts as _, State},
    http::{HeaderMap, StatusCode, header, request::Parts},
    response::{IntoResponse, Response},
};
use belroute_shared::{
    error::ErrorBody,
    ids::{OrganisationId, UserId},
    live::LiveEvent,
    session::{SessionState, SignIn},
};
use utoipa_axum::{router::OpenApiRouter, routes};

use super::{Session, attempts, cookie, password, refuse_foreign, store};
use crate::{
    account,
    client::ClientAddress,
    error::{ApiError, ApiResult},
    json::Json,
    state::AppState,
};

pub(crate) fn router() -> OpenApiRouter<AppState> {
    OpenApiRouter::new().routes(routes!(show, create, remove))
}

/// Who is signed in. Answers also when nobody is.
#[utoipa::path(get, path = "/v1/session", tag = "session",
    responses((status = 200, body = SessionState)))]
async fn show(
    State(state): State<AppState>,
    session: Result<Session, ApiError>,
) -> ApiResult<Json<SessionState>> {
    match session {
        Ok(session) => Ok(Json(SessionState::SignedIn(Box::new(
            account::me(&state, session).await?,
        )))),
        Err(ApiError::SignedOut) => Ok(Json(SessionState::Anonymous)),
        Err(error) => Err(error),
    }
}

/// Signs in. An unknown name and a wrong password get the same answer after the same time.
#[utoipa::path(post, path = "/v1/session", tag = "session", request_body = SignIn,
    responses((status = 200, body = SessionState), (status = 400, body = ErrorBody),
        (status = 401, body = ErrorBody), (status = 429, body = ErrorBody)))]
async fn create(
    State(state): State<AppState>,
    ClientAddress(address): ClientAddress,
    parts: Parts,
    Json(form): Json<SignIn>,
) -> ApiResult<Response> {
    refuse_foreign(&parts)?;
    form.check()?;
    let identifier = form.identifier.trim().to_lowercase();
    let now_ms = state.clock.now_ms();
    attempts::refuse_waiting(&state.db.read, &identifier, now_ms).await?;
    let account = store::find_account(&state.db.read, &identifier).await?;
    let stored = account
        .as_ref()
        .and_then(|account| account.password_hash.clone());
    let fits = password::verify(&state, form.password, stored).await?;
    let Some(account) = account.filter(|_| fits) else {
        attempts::failed(&state.db, &identifier, now_ms).await?;
        state.addresses.failed(address)?;
        return Err(ApiError::WrongCredentials);
    };
    // A session that the browser still has is replaced, not kept beside the new one.
    let old = old_session(parts.clone(), &state).await;
    let user = UserId(account.id);
    let organisation = OrganisationId(account.organisation_id);
    let change = state.db.begin().await?;
    if let Some(old) = old
        && let Some(id) = old.id
    {
        store::delete(&change, old.user, id).await?;
    }
    attempts::forget(&change, &identifier).await?;
    let new = store::NewSession {
        user,
        organisation,
        user_agent: user_agent(&parts.headers),
        address: &address.to_string(),
    };
    let token = store::insert(&change, new, now_ms).await?;
    change.commit().await?;
    let me = account::me(
        &state,
        Session {
            user,
            organisation,
            id: None,
        },
    )
    .await?;
    let set = cookie::set(&state.config, &token, store::LONGEST_MS / 1000);
    Ok((
        [(header::SET_COOKIE, set)],
        Json(SessionState::SignedIn(Box::new(me))),
    )
        .into_response())
}

async fn old_session(mut parts: Parts, state: &AppState) -> Option<Session> {
    parts.headers.remove(header::AUTHORIZATION);
    Session::from_request_parts(&mut parts, state).await.ok()
}

/// Signs out. Also takes the cookie away when its session is already over.
#[utoipa::path(delete, path = "/v1/session", tag = "session", responses((status = 204)))]
async fn remove(
    State(state): State<AppState>,
    session: Result<Session, ApiError>,
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
        Ok(_) | Err(ApiError::SignedOut) => {}
        Err(error) => return Err(error),
    }
    let clear = cookie::clear(&state.config);
    Ok((StatusCode::NO_CONTENT, [(header::SET_COOKIE, clear)]).into_response())
}

fn user_agent(headers: &HeaderMap) -> &str {
    headers
        .get(header::USER_AGENT)
        .and_then(|value| value.to_str().ok())
        .unwrap_or_default()
}
