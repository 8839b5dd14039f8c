//! Opening a user's panel, and leaving it.

use axum::{extract::State, http::StatusCode};
use belroute_shared::{
    audit::Action,
    company::users::OpenPanel,
    error::{Code, ErrorBody},
    ids::OpenedPanelId,
};
use utoipa_axum::{router::OpenApiRouter, routes};
use uuid::Uuid;

use super::store;
use crate::{
    audit::Line,
    company::{Administrator, users},
    error::{ApiError, ApiResult},
    json::{Json, Path},
    session::AtPanel,
    state::AppState,
};

pub(crate) fn router() -> OpenApiRouter<AppState> {
    OpenApiRouter::new()
        .routes(routes!(open))
        .routes(routes!(leave))
}

/// Opens the panel of a user for half an hour. Requests that name the id in the header
/// `X-Belroute-Panel` are about it. Needs a proof of the last quarter of an hour that it is the
/// administrator, with his second factor where he has one.
#[utoipa::path(post, path = "/v1/company/users/{id}/panel", tag = "company",
    params(("id" = String, Path, format = Uuid)),
    responses((status = 201, body = OpenPanel), (status = 401, body = ErrorBody),
        (status = 403, body = ErrorBody), (status = 404, body = ErrorBody),
        (status = 409, body = ErrorBody)))]
async fn open(
    State(state): State<AppState>,
    administrator: Administrator,
    Path(id): Path<Uuid>,
) -> ApiResult<(StatusCode, Json<OpenPanel>)> {
    let within = administrator.confirmed(&state.db.read, &state).await?;
    let user = users::find(&state, &administrator, id).await?;
    if user.disabled_at_ms.is_some() || user.id == administrator.user.id {
        return Err(ApiError::Conflict(Code::Conflict));
    }
    let now_ms = state.clock.now_ms();
    let change = state.db.begin().await?;
    let row = store::insert(&change, within, &user, now_ms).await?;
    let line = Line::about(&user, Action::PanelOpened);
    administrator.actor().write(&change, line, now_ms).await?;
    change.commit().await?;
    let id = OpenedPanelId(row.id);
    Ok((StatusCode::CREATED, Json(OpenPanel { id })))
}

/// Leaves the panel that the request is about.
#[utoipa::path(delete, path = "/v1/session/panel", tag = "session",
    responses((status = 204), (status = 401, body = ErrorBody), (status = 404, body = ErrorBody)))]
async fn leave(State(state): State<AppState>, AtPanel(session): AtPanel) -> ApiResult<StatusCode> {
    let (Some(within), Some(_)) = (session.id, session.opened_by) else {
        return Err(ApiError::NotFound);
    };
    let change = state.db.begin().await?;
    store::delete(&change, within, session.user).await?;
    change.commit().await?;
    Ok(StatusCode::NO_CONTENT)
}
