//! `/v1/session`: who am I, still here, it is still me, sign out.

use axum::{
    extract::State,
    http::{StatusCode, header, request::Parts},
    response::{IntoResponse, Response},
};
use belroute_shared::{
    error::{Code, ErrorBody},
    live::LiveEvent,
    security::ConfirmPassword,
    session::{MAX_CREDENTIAL_BYTES, SessionState},
};
use utoipa_axum::{router::OpenApiRouter, routes};

use super::{AtPanel, Session, attempts::Counter, cookie::Cookie, password::Verdict, store};
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
        .routes(routes!(confirm))
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
        Err(ApiError::SignedOut) => sign_in::resume(&state, &parts).await,
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

/// The password once more, for what needs a fresh proof.
#[utoipa::path(post, path = "/v1/session/confirm", tag = "session", request_body = ConfirmPassword,
    responses((status = 204), (status = 400, body = ErrorBody), (status = 401, body = ErrorBody),
        (status = 403, body = ErrorBody), (status = 429, body = ErrorBody)))]
async fn confirm(
    State(state): State<AppState>,
    session: Session,
    Json(form): Json<ConfirmPassword>,
) -> ApiResult<StatusCode> {
    let id = session
        .id
        .ok_or(ApiError::NotGranted(Code::FeatureNotGranted))?;
    verify(&state, session, "password", &form.password).await?;
    let change = state.db.begin().await?;
    store::confirm(&change, session.user, id, state.clock.now_ms()).await?;
    change.commit().await?;
    Ok(StatusCode::NO_CONTENT)
}

/// Refuses a password that is not the user's, beside the field that it was typed in. Guessing here
/// is slowed as it is at the door.
pub(crate) async fn verify(
    state: &AppState,
    session: Session,
    field: &str,
    password: &str,
) -> ApiResult<()> {
    match password.len() {
        0 => return Err(ApiError::field(field, Code::Required)),
        length if length > MAX_CREDENTIAL_BYTES => {
            return Err(ApiError::field(field, Code::TooLong));
        }
        _ => {}
    }
    let now_ms = state.clock.now_ms();
    let person = account::person(state, session.user).await?;
    let counter = Counter::of_known(&person.user.email, "signed in");
    if let Some(wait) = counter.wait(&state.db.read, now_ms).await? {
        return Err(ApiError::TooMany(wait));
    }
    let verdict = state
        .hashing
        .verify(password, person.user.password_hash)
        .await?;
    let change = state.db.begin().await?;
    if verdict == Verdict::Wrong {
        counter.failed(&change, now_ms).await?;
    } else {
        counter.forget(&change).await?;
    }
    change.commit().await?;
    match verdict {
        Verdict::Wrong => Err(ApiError::field(field, Code::WrongCredentials)),
        Verdict::Right | Verdict::Outdated => Ok(()),
    }
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
        Err(ApiError::SignedOut) => sign_in::give_up(&state, &parts).await?,
        Err(error) => return Err(error),
    }
    let clear = Cookie::Session.clear(&state.config);
    Ok((StatusCode::NO_CONTENT, [(header::SET_COOKIE, clear)]).into_response())
}
