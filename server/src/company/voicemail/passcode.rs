//! The PIN of somebody's mailbox, set or taken away by an administrator.

use axum::{extract::State, http::StatusCode};
use belroute_shared::{error::ErrorBody, voicemail::pin::NewPin};
use utoipa_axum::{router::OpenApiRouter, routes};
use uuid::Uuid;

use crate::{
    company::{Administrator, users},
    error::ApiResult,
    json::{Json, Path},
    settings::pin::{self, SetBy},
    state::AppState,
};

pub(super) fn router() -> OpenApiRouter<AppState> {
    OpenApiRouter::new()
        .routes(routes!(replace))
        .routes(routes!(reset))
}

/// Sets the PIN of a user's mailbox. It is judged like one of his own, but for how long he had the
/// last one.
#[utoipa::path(put, path = "/v1/telephony/config/people/{id}/voicemail/passcode", tag = "company",
    request_body = NewPin, params(("id" = String, Path, format = Uuid)),
    responses((status = 204), (status = 400, body = ErrorBody), (status = 401, body = ErrorBody),
        (status = 403, body = ErrorBody), (status = 404, body = ErrorBody),
        (status = 409, body = ErrorBody)))]
async fn replace(
    State(state): State<AppState>,
    administrator: Administrator,
    Path(id): Path<Uuid>,
    Json(new): Json<NewPin>,
) -> ApiResult<StatusCode> {
    let user = users::find(&state, &administrator, id).await?;
    pin::set(
        &state,
        &user,
        &new,
        SetBy::Administrator(administrator.actor()),
    )
    .await?;
    Ok(StatusCode::NO_CONTENT)
}

/// Takes the PIN of a user's mailbox away; until he sets another one he has none.
#[utoipa::path(post, path = "/v1/people/{id}/features/voicemail/actions/resetPin/invoke",
    tag = "company", params(("id" = String, Path, format = Uuid)),
    responses((status = 204), (status = 401, body = ErrorBody), (status = 403, body = ErrorBody),
        (status = 404, body = ErrorBody)))]
async fn reset(
    State(state): State<AppState>,
    administrator: Administrator,
    Path(id): Path<Uuid>,
) -> ApiResult<StatusCode> {
    let user = users::find(&state, &administrator, id).await?;
    pin::reset(&state, &user, &administrator.actor()).await?;
    Ok(StatusCode::NO_CONTENT)
}
