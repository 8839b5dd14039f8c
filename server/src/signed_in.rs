//! `/v1/account/sessions` and `/v1/account/password`: where a user is signed in, and a new
//! password of his own accord.

use axum::{extract::State, http::StatusCode};
use belroute_shared::{
    audit::Action,
    error::ErrorBody,
    ids::{BrowserId, SessionId},
    live::LiveEvent,
    security::{ChangePassword, RememberedBrowser, SignedIn, SignedInBrowser},
    session::PasswordStep,
};
use utoipa_axum::{router::OpenApiRouter, routes};
use uuid::Uuid;

use crate::{
    account::{Confirmed, Owner},
    clock::moment,
    error::{ApiError, ApiResult},
    json::{Json, Path},
    password::{self, How},
    session::{confirmation::verify, store as sessions},
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
async fn list(State(state): State<AppState>, owner: Owner) -> ApiResult<Json<SignedIn>> {
    let (db, now_ms) = (&state.db.read, state.clock.now_ms());
    let shown = |row: crate::entity::session::Model| SignedInBrowser {
        id: SessionId(row.id),
        is_current: owner.session.id == Some(SessionId(row.id)),
        device: row.user_agent,
        address: row.address,
        signed_in_at: moment(row.created_at_ms),
        last_active_at: moment(row.last_active_at_ms),
    };
    let rows = sessions::list(db, owner.id(), now_ms).await?;
    let remembered = browsers::list_remembered(db, &owner.person.user, now_ms).await?;
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
    owner: Owner,
    Path(id): Path<Uuid>,
) -> ApiResult<StatusCode> {
    let now_ms = state.clock.now_ms();
    let change = state.db.begin().await?;
    let id = SessionId(id);
    if !sessions::is_alive(&change, owner.id(), id, now_ms).await? {
        return Err(ApiError::NotFound);
    }
    sessions::delete(&change, owner.id(), id).await?;
    owner
        .write(&change, Action::SessionEnded, id.to_string(), now_ms)
        .await?;
    change.commit().await?;
    state.live.tell(owner.id(), LiveEvent::Resync);
    Ok(StatusCode::NO_CONTENT)
}

/// Ends all sessions of the user but this one.
#[utoipa::path(delete, path = "/v1/account/sessions", tag = "account",
    responses((status = 204), (status = 401, body = ErrorBody)))]
async fn remove_others(State(state): State<AppState>, owner: Owner) -> ApiResult<StatusCode> {
    let now_ms = state.clock.now_ms();
    let change = state.db.begin().await?;
    sessions::delete_others(&change, owner.id(), owner.session.id).await?;
    owner
        .write(&change, Action::SessionEnded, "others", now_ms)
        .await?;
    change.commit().await?;
    state.live.tell(owner.id(), LiveEvent::Resync);
    Ok(StatusCode::NO_CONTENT)
}

/// Remembers a browser no more.
#[utoipa::path(delete, path = "/v1/account/browsers/{id}", tag = "account",
    params(("id" = String, Path, format = Uuid)),
    responses((status = 204), (status = 401, body = ErrorBody), (status = 404, body = ErrorBody)))]
async fn forget(
    State(state): State<AppState>,
    owner: Owner,
    Path(id): Path<Uuid>,
) -> ApiResult<StatusCode> {
    let change = state.db.begin().await?;
    let forgotten = browsers::forget_browsers(&change, owner.id(), Some(BrowserId(id))).await?;
    if forgotten == 0 {
        return Err(ApiError::NotFound);
    }
    let now_ms = state.clock.now_ms();
    let forgotten = Action::BrowsersForgotten;
    owner
        .write(&change, forgotten, id.to_string(), now_ms)
        .await?;
    change.commit().await?;
    Ok(StatusCode::NO_CONTENT)
}

/// What a new password of the user has to be.
#[utoipa::path(get, path = "/v1/account/password", tag = "account",
    responses((status = 200, body = PasswordStep), (status = 401, body = ErrorBody)))]
async fn show_rules(owner: Owner) -> ApiResult<Json<PasswordStep>> {
    let person = &owner.person;
    Ok(Json(password::step(&person.organisation, &person.user)?))
}

/// A new password in place of the present one, which is asked as well. Other sessions end.
#[utoipa::path(put, path = "/v1/account/password", tag = "account", request_body = ChangePassword,
    responses((status = 204), (status = 400, body = ErrorBody), (status = 401, body = ErrorBody),
        (status = 403, body = ErrorBody), (status = 429, body = ErrorBody)))]
async fn change_password(
    State(state): State<AppState>,
    Confirmed { owner, session }: Confirmed,
    Json(form): Json<ChangePassword>,
) -> ApiResult<StatusCode> {
    verify(&state, &owner.person.user, "current", &form.current).await?;
    let (organisation, user) = (&owner.person.organisation, &owner.person.user);
    let hash = password::new_hash(&state, organisation, user, &form.password).await?;
    let change = state.db.begin().await?;
    let (how, address) = (How::Changed(session), Some(owner.address));
    password::save(&change, &state, user, hash, how, address).await?;
    change.commit().await?;
    state.mail.wake();
    state.live.tell(owner.id(), LiveEvent::Resync);
    Ok(StatusCode::NO_CONTENT)
}
