//! The number others see, at the addresses of Webex Calling.

use axum::{extract::State, http::StatusCode};
use belroute_shared::{
    caller_number::{AvailableCallerIds, CallerIdSettings, SelectCallerId, SelectedCallerId},
    error::ErrorBody,
    live::LiveEvent,
};
use serde_json::Value;
use utoipa_axum::{router::OpenApiRouter, routes};

use super::{HIDING, SELECTED, change, store};
use crate::{
    audit::Told,
    error::{ApiError, ApiResult},
    etag::{self, IfMatch},
    json::{Json, merged},
    session::AtPanel,
    settings::Change,
    state::AppState,
};

pub(crate) fn router() -> OpenApiRouter<AppState> {
    OpenApiRouter::new()
        .routes(routes!(list))
        .routes(routes!(show, replace))
        .routes(routes!(show_settings, replace_settings))
}

/// The numbers that the user may show.
#[utoipa::path(get, path = "/v1/telephony/config/people/me/settings/availableCallerIds",
    tag = "callerNumber",
    responses((status = 200, body = AvailableCallerIds), (status = 401, body = ErrorBody)))]
async fn list(
    State(state): State<AppState>,
    AtPanel(session): AtPanel,
) -> ApiResult<Json<AvailableCallerIds>> {
    let available_caller_ids =
        store::list_allowed(&state.db.read, session.user, session.organisation).await?;
    Ok(Json(AvailableCallerIds {
        available_caller_ids,
    }))
}

/// The number that a call made now would show, unless it is hidden.
#[utoipa::path(get, path = "/v1/telephony/config/people/me/settings/selectedCallerId",
    tag = "callerNumber",
    responses((status = 200, body = SelectedCallerId, headers(("ETag" = String))),
        (status = 401, body = ErrorBody), (status = 404, body = ErrorBody)))]
async fn show(
    State(state): State<AppState>,
    AtPanel(session): AtPanel,
) -> ApiResult<(etag::Header, Json<SelectedCallerId>)> {
    let shown = store::find(&state.db.read, session.user, session.organisation).await?;
    let selected = shown.selected.ok_or(ApiError::NotFound)?;
    let selected = SelectedCallerId { selected };
    let tag = etag::of_content(&selected)?;
    Ok((etag::header(tag), Json(selected)))
}

/// Chooses one of the allowed numbers, for every device, from the next call on. A state that was
/// changed meanwhile is refused with 412 and what it is now as `current`.
#[utoipa::path(put, path = "/v1/telephony/config/people/me/settings/selectedCallerId",
    tag = "callerNumber", request_body = SelectCallerId,
    params(("If-Match" = Option<String>, Header)),
    responses((status = 204, headers(("ETag" = String), ("Belroute-Change" = Option<String>))),
        (status = 400, body = ErrorBody),
        (status = 401, body = ErrorBody), (status = 403, body = ErrorBody),
        (status = 412, body = ErrorBody)))]
async fn replace(
    State(state): State<AppState>,
    AtPanel(session): AtPanel,
    seen: IfMatch,
    Json(wanted): Json<SelectCallerId>,
) -> ApiResult<(StatusCode, Told, etag::Header)> {
    let change = Change::begin(&state, session, None).await?;
    let (db, owner, organisation) = (&change.db, session.user, session.organisation);
    let before = store::find(db, owner, organisation).await?.selected;
    if let Some(selected) = before.clone() {
        seen.check_content(&SelectedCallerId { selected })?;
    }
    let selected = change::select(&change, &wanted.choice()).await?;
    let told = change.finish(SELECTED, &before, &selected).await?;
    state.live.tell(session.user, LiveEvent::CallerNumber);
    let tag = etag::of_content(&SelectedCallerId { selected })?;
    Ok((StatusCode::NO_CONTENT, told, etag::header(tag)))
}

/// Whether name and number are hidden.
#[utoipa::path(get, path = "/v1/telephony/config/people/me/settings/callerId",
    tag = "callerNumber",
    responses((status = 200, body = CallerIdSettings, headers(("ETag" = String))),
        (status = 401, body = ErrorBody)))]
async fn show_settings(
    State(state): State<AppState>,
    AtPanel(session): AtPanel,
) -> ApiResult<(etag::Header, Json<CallerIdSettings>)> {
    let shown = store::find(&state.db.read, session.user, session.organisation).await?;
    let tag = etag::of_content(&shown.settings)?;
    Ok((etag::header(tag), Json(shown.settings)))
}

/// Hides or shows; absent fields keep their value. A state that was changed meanwhile is refused
/// with 412 and what it is now as `current`.
#[utoipa::path(put, path = "/v1/telephony/config/people/me/settings/callerId",
    tag = "callerNumber", request_body = CallerIdSettings,
    params(("If-Match" = Option<String>, Header)),
    responses((status = 204, headers(("ETag" = String), ("Belroute-Change" = Option<String>))),
        (status = 400, body = ErrorBody),
        (status = 401, body = ErrorBody), (status = 403, body = ErrorBody),
        (status = 412, body = ErrorBody)))]
async fn replace_settings(
    State(state): State<AppState>,
    AtPanel(session): AtPanel,
    seen: IfMatch,
    Json(patch): Json<Value>,
) -> ApiResult<(StatusCode, Told, etag::Header)> {
    let change = Change::begin(&state, session, None).await?;
    let (owner, organisation) = (session.user, session.organisation);
    let stored = store::find(&change.db, owner, organisation).await?.settings;
    seen.check_content(&stored)?;
    let wanted = merged(&stored, patch)?;
    let tag = etag::of_content(&wanted)?;
    if wanted == stored {
        return Ok((StatusCode::NO_CONTENT, Told::default(), etag::header(tag)));
    }
    change::hide(&change, &stored, wanted).await?;
    let told = change.finish(HIDING, &stored, &wanted).await?;
    state.live.tell(session.user, LiveEvent::CallerNumber);
    Ok((StatusCode::NO_CONTENT, told, etag::header(tag)))
}
