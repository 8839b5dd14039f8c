//! `/v1/account/sessions` and `/v1/account/password`: where a user is signed in, and a new
//! password of his own accord.

use axum::{extract::State, http::StatusCode};
use belroute_shared::{
    error::ErrorBody,
    ids::{BrowserId, SessionId},
    live::LiveEvent,
    security::{ChangePassword, RememberedBrowser, SignedIn, SignedInBrowser},
    session::PasswordStep,
};
use utoipa_axum::{router::OpenApiRouter, routes};
use uuid::Uuid;

use crate::{
    account,
    audit::{self, Action},
    client::ClientAddress,
    clock::moment,
    error::{ApiError, ApiResult},
    json::{Json, Path},
    password::{self, How},
    session::{Confirmed, Session, endpoints::verify, store as sessions},
    sign_in::store as browsers,
    state::AppState,
};

pub(crate) fn router() -> OpenApiRouter<AppState> {
    OpenApiRouter::new()
        .routes(routes!(list, remove_others))
        .routes(routes!(remove))
        .routes(routes!(forget))
        .routes(routes!(show_rules, change_password))
}

/// Where the user is signed in, and which browsers are remembered.
#[utoipa::path(get, path = "/v1/account/sessions", tag = "account",
    responses((status = 200, body = SignedIn), (status = 401, body = ErrorBody)))]
async fn list(State(state): State<AppState>, session: Session) -> ApiResult<Json<SignedIn>> {
    let (db, now_ms) = (&state.db.read, state.clock.now_ms());
    let person = account::store::find(db, session.user)
        .await?
        .ok_or(ApiError::SignedOut)?;
    let shown = |row: crate::entity::session::Model| SignedInBrowser {
        id: SessionId(row.id),
        is_current: session.id == Some(SessionId(row.id)),
        device: row.user_agent,
        address: row.address,
        signed_in_at: moment(row.created_at_ms),
        last_active_at: moment(row.last_active_at_ms),
    };
    let rows = sessions::list(db, session.user, now_ms).await?;
    let remembered = browsers::list_remembered(db, &person.user, now_ms).await?;
    Ok(Json(SignedIn {
        sessions: rows.into_iter().map(shown).collect(),
        remembered: remembered
            .into_iter()
            .map(|row| RememberedBrowser {
                id: BrowserId(row.id),
                device: row.user_agent,
                until: moment(row.remembered_until_ms),
            })
            .collect(),
    }))
}

/// Ends one session of the user.
#[utoipa::path(delete, path = "/v1/account/sessions/{id}", tag = "account",
    params(("id" = String, Path, format = Uuid)),
    responses((status = 204), (status = 401, body = ErrorBody), (status = 404, body = ErrorBody)))]
async fn remove(
    State(state): State<AppState>,
    session: Session,
    ClientAddress(address): ClientAddress,
    Path(id): Path<Uuid>,
) -> ApiResult<StatusCode> {
    let person = account::store::find(&state.db.read, session.user)
        .await?
        .ok_or(ApiError::SignedOut)?;
    let now_ms = state.clock.now_ms();
    let change = state.db.begin().await?;
    let id = SessionId(id);
    if !sessions::is_alive(&change, session.user, id, now_ms).await? {
        return Err(ApiError::NotFound);
    }
    sessions::delete(&change, session.user, id).await?;
    let ended = Action::SessionEnded;
    audit::write_own(
        &change,
        &person.user,
        ended,
        &id.to_string(),
        Some(address),
        now_ms,
    )
    .await?;
    change.commit().await?;
    state.live.tell(session.user, LiveEvent::Resync);
    Ok(StatusCode::NO_CONTENT)
}

/// Ends all sessions of the user but this one.
#[utoipa::path(delete, path = "/v1/account/sessions", tag = "account",
    responses((status = 204), (status = 401, body = ErrorBody)))]
async fn remove_others(
    State(state): State<AppState>,
    session: Session,
    ClientAddress(address): ClientAddress,
) -> ApiResult<StatusCode> {
    let person = account::store::find(&state.db.read, session.user)
        .await?
        .ok_or(ApiError::SignedOut)?;
    let now_ms = state.clock.now_ms();
    let change = state.db.begin().await?;
    sessions::delete_others(&change, session.user, session.id).await?;
    let ended = Action::SessionEnded;
    audit::write_own(
        &change,
        &person.user,
        ended,
        "others",
        Some(address),
        now_ms,
    )
    .await?;
    change.commit().await?;
    state.live.tell(session.user, LiveEvent::Resync);
    Ok(StatusCode::NO_CONTENT)
}

/// Remembers a browser no more.
#[utoipa::path(delete, path = "/v1/account/browsers/{id}", tag = "account",
    params(("id" = String, Path, format = Uuid)),
    responses((status = 204), (status = 401, body = ErrorBody), (status = 404, body = ErrorBody)))]
async fn forget(
    State(state): State<AppState>,
    session: Session,
    ClientAddress(address): ClientAddress,
    Path(id): Path<Uuid>,
) -> ApiResult<StatusCode> {
    let person = account::store::find(&state.db.read, session.user)
        .await?
        .ok_or(ApiError::SignedOut)?;
    let change = state.db.begin().await?;
    let forgotten = browsers::forget_browsers(&change, session.user, Some(BrowserId(id))).await?;
    if forgotten == 0 {
        return Err(ApiError::NotFound);
    }
    let now_ms = state.clock.now_ms();
    let object = id.to_string();
    let action = Action::BrowsersForgotten;
    audit::write_own(
        &change,
        &person.user,
        action,
        &object,
        Some(address),
        now_ms,
    )
    .await?;
    change.commit().await?;
    Ok(StatusCode::NO_CONTENT)
}

/// What a new password of the user has to be.
#[utoipa::path(get, path = "/v1/account/password", tag = "account",
    responses((status = 200, body = PasswordStep), (status = 401, body = ErrorBody)))]
async fn show_rules(
    State(state): State<AppState>,
    session: Session,
) -> ApiResult<Json<PasswordStep>> {
    let person = account::store::find(&state.db.read, session.user)
        .await?
        .ok_or(ApiError::SignedOut)?;
    Ok(Json(password::step(&person.organisation, &person.user)?))
}

/// A new password in place of the present one, which is asked as well. Other sessions end.
#[utoipa::path(put, path = "/v1/account/password", tag = "account", request_body = ChangePassword,
    responses((status = 204), (status = 400, body = ErrorBody), (status = 401, body = ErrorBody),
        (status = 403, body = ErrorBody), (status = 429, body = ErrorBody)))]
async fn change_password(
    State(state): State<AppState>,
    Confirmed(session): Confirmed,
    ClientAddress(address): ClientAddress,
    Json(form): Json<ChangePassword>,
) -> ApiResult<StatusCode> {
    let id = session.id.ok_or(ApiError::SignedOut)?;
    verify(&state, session, "current", &form.current).await?;
    let person = account::store::find(&state.db.read, session.user)
        .await?
        .ok_or(ApiError::SignedOut)?;
    let (organisation, user) = (&person.organisation, &person.user);
    let hash = password::new_hash(&state, organisation, user, &form.password).await?;
    let change = state.db.begin().await?;
    password::save(&change, &state, user, hash, How::Changed(id), Some(address)).await?;
    change.commit().await?;
    state.mail.wake();
    state.live.tell(session.user, LiveEvent::Resync);
    Ok(StatusCode::NO_CONTENT)
}
