//! `/v1/session/confirm`: it is still me.

use axum::{extract::State, http::StatusCode};
use belroute_shared::{
    error::{Code, ErrorBody},
    security::ConfirmPassword,
    session::MAX_CREDENTIAL_BYTES,
};
use utoipa_axum::{router::OpenApiRouter, routes};

use super::{attempts::Counter, password::Verdict, store};
use crate::{
    account::Owner,
    entity::user,
    error::{ApiError, ApiResult},
    json::Json,
    second_factors,
    state::AppState,
};

pub(super) fn router() -> OpenApiRouter<AppState> {
    OpenApiRouter::new().routes(routes!(confirm))
}

/// The password once more, for what needs a fresh proof, and with it a code of an authenticator app
/// or a recovery code for what needs both. Who has no password signs in again.
#[utoipa::path(post, path = "/v1/session/confirm", tag = "session", request_body = ConfirmPassword,
    responses((status = 204), (status = 400, body = ErrorBody), (status = 401, body = ErrorBody),
        (status = 403, body = ErrorBody), (status = 429, body = ErrorBody)))]
async fn confirm(
    State(state): State<AppState>,
    owner: Owner,
    Json(form): Json<ConfirmPassword>,
) -> ApiResult<StatusCode> {
    let id = owner.session.id;
    let id = id.ok_or(ApiError::NotGranted(Code::FeatureNotGranted))?;
    let user = &owner.person.user;
    if user.password_hash.is_none() {
        return Err(ApiError::NotGranted(Code::SignInAgain));
    }
    form.check()?;
    let counter = compare(&state, user, "password", &form.password).await?;
    let now_ms = state.clock.now_ms();
    let code = form.factor();
    let change = state.db.begin().await?;
    if let Some(code) = &code {
        let address = Some(owner.address);
        if !second_factors::take(&change, &state, user, code, address).await? {
            // Whoever has the password and guesses codes is slowed like who guesses passwords.
            counter.failed(&change, now_ms).await?;
            change.commit().await?;
            return Err(ApiError::field("code", Code::WrongCode));
        }
    }
    counter.forget(&change).await?;
    store::confirm(&change, owner.id(), id, code.is_some(), now_ms).await?;
    change.commit().await?;
    Ok(StatusCode::NO_CONTENT)
}

/// Refuses a password that is not the user's, beside the field that it was typed in. Guessing here
/// is slowed as it is at the door.
pub(crate) async fn verify(
    state: &AppState,
    user: &user::Model,
    field: &str,
    password: &str,
) -> ApiResult<()> {
    let counter = compare(state, user, field, password).await?;
    let change = state.db.begin().await?;
    counter.forget(&change).await?;
    change.commit().await?;
    Ok(())
}

/// The same. What has counted his failures is forgotten by the caller, when nothing else is wrong.
async fn compare(
    state: &AppState,
    user: &user::Model,
    field: &str,
    password: &str,
) -> ApiResult<Counter> {
    match password.len() {
        0 => return Err(ApiError::field(field, Code::Required)),
        length if length > MAX_CREDENTIAL_BYTES => {
            return Err(ApiError::field(field, Code::TooLong));
        }
        _ => {}
    }
    let now_ms = state.clock.now_ms();
    let counter = Counter::of_known(&user.email, "signed in");
    if let Some(wait) = counter.wait(&state.db.read, now_ms).await? {
        return Err(ApiError::TooMany(wait));
    }
    let stored = user.password_hash.clone();
    match state.hashing.verify(password, stored).await? {
        Verdict::Right | Verdict::Outdated => Ok(counter),
        Verdict::Wrong => {
            let change = state.db.begin().await?;
            counter.failed(&change, now_ms).await?;
            change.commit().await?;
            Err(ApiError::field(field, Code::WrongCredentials))
        }
    }
}
