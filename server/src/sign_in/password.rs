//! `POST /v1/session/password`: a password in place of a temporary one.

use axum::{extract::State, http::HeaderMap, response::Response};
use belroute_shared::{
    error::ErrorBody,
    session::{NewPassword, SessionState},
};
use utoipa_axum::{router::OpenApiRouter, routes};

use super::{expect, finish, steps::Step, store::Pending};
use crate::{
    error::ApiResult,
    json::Json,
    password::{self, How},
    state::AppState,
};

pub(super) fn router() -> OpenApiRouter<AppState> {
    OpenApiRouter::new().routes(routes!(choose))
}

/// The user's own password; the temporary one cannot be kept.
#[utoipa::path(post, path = "/v1/session/password", tag = "session", request_body = NewPassword,
    responses((status = 200, body = SessionState), (status = 400, body = ErrorBody),
        (status = 401, body = ErrorBody)))]
async fn choose(
    State(state): State<AppState>,
    headers: HeaderMap,
    pending: Pending,
    Json(new): Json<NewPassword>,
) -> ApiResult<Response> {
    expect(&state, &pending, Step::NewPassword).await?;
    let (organisation, user) = (&pending.organisation, &pending.user);
    let hash = password::new_hash(&state, organisation, user, &new.password).await?;
    let change = state.db.begin().await?;
    let address = pending.row.address.parse().ok();
    password::save(&change, &state, user, hash, How::Forced, address).await?;
    change.commit().await?;
    state.mail.wake();
    finish::go_on(&state, &headers, pending).await
}
