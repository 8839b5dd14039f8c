//! `/v1/account/secondFactors/passkey`: a new passkey of somebody who is signed in.

use axum::{extract::State, http::StatusCode};
use belroute_shared::{
    error::{Code, ErrorBody},
    passkeys::{NewPasskey, PasskeyQuestion},
    second_factors::FactorKind,
};
use serde_json::Value;
use utoipa_axum::{router::OpenApiRouter, routes};

use super::{ask_new, check_new, questions, questions::Asker};
use crate::{
    account::Confirmed,
    error::{ApiError, ApiResult},
    json::Json,
    second_factors::{NewFactor, add, store},
    state::AppState,
};

pub(crate) fn router() -> OpenApiRouter<AppState> {
    OpenApiRouter::new()
        .routes(routes!(begin))
        .routes(routes!(confirm))
}

/// What the browser is asked for a new passkey.
#[utoipa::path(post, path = "/v1/account/secondFactors/passkey", tag = "account",
    responses((status = 200, body = PasskeyQuestion<Value>), (status = 401, body = ErrorBody),
        (status = 403, body = ErrorBody), (status = 409, body = ErrorBody),
        (status = 429, body = ErrorBody)))]
async fn begin(
    State(state): State<AppState>,
    Confirmed { owner, session }: Confirmed,
) -> ApiResult<Json<PasskeyQuestion<Value>>> {
    state.questions.asked(owner.address)?;
    let factors = store::list(&state.db.read, owner.id()).await?;
    if factors.len() as u64 >= store::MOST {
        return Err(ApiError::Conflict(Code::TooLong));
    }
    let asked = ask_new(&state, &owner.person.user, &factors)?;
    Ok(Json(
        questions::keep(&state, Asker::Session(session.0), asked).await?,
    ))
}

/// The passkey that the browser has made. With it the user proves both factors from now on.
#[utoipa::path(post, path = "/v1/account/secondFactors/passkey/confirm", tag = "account",
    request_body = NewPasskey<Value>,
    responses((status = 204), (status = 400, body = ErrorBody), (status = 401, body = ErrorBody),
        (status = 403, body = ErrorBody), (status = 409, body = ErrorBody),
        (status = 410, body = ErrorBody)))]
async fn confirm(
    State(state): State<AppState>,
    Confirmed { owner, session }: Confirmed,
    Json(given): Json<NewPasskey<Value>>,
) -> ApiResult<StatusCode> {
    given.check()?;
    let waiting = questions::take(&state, Asker::Session(session.0), &given.ticket).await?;
    let kept = check_new(&state, &waiting, given.credential)?;
    let change = state.db.begin().await?;
    // Two windows may have asked at the same time.
    if store::count(&change, owner.id()).await? >= store::MOST {
        return Err(ApiError::Conflict(Code::TooLong));
    }
    if store::find_credential(&change, &kept.id).await?.is_some() {
        return Err(ApiError::field("credential", Code::PasskeyRefused));
    }
    let new = NewFactor {
        kind: FactorKind::Passkey,
        name: &given.name,
        sealed: &kept.sealed,
        credential_id: Some(&kept.id),
        step: 0,
        address: Some(owner.address),
    };
    add(&change, &state, &owner.person.user, new).await?;
    change.commit().await?;
    state.mail.wake();
    Ok(StatusCode::NO_CONTENT)
}
