//! The number others see, at the addresses of Webex Calling.

use axum::{extract::State, http::StatusCode};
use belroute_shared::{
    caller_number::{AvailableCallerIds, CallerIdSettings, SelectCallerId, SelectedCallerId},
    error::{Code, ErrorBody},
    features::Feature,
    live::LiveEvent,
};
use serde_json::Value;
use utoipa_axum::{router::OpenApiRouter, routes};

use super::store;
use crate::{
    audit,
    error::{ApiError, ApiResult},
    features,
    json::{Json, merged},
    session::AtPanel,
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
    responses((status = 200, body = SelectedCallerId), (status = 401, body = ErrorBody),
        (status = 404, body = ErrorBody)))]
async fn show(
    State(state): State<AppState>,
    AtPanel(session): AtPanel,
) -> ApiResult<Json<SelectedCallerId>> {
    let shown = store::find(&state.db.read, session.user, session.organisation).await?;
    shown
        .selected
        .map(|selected| Json(SelectedCallerId { selected }))
        .ok_or(ApiError::NotFound)
}

/// Chooses one of the allowed numbers, for every device, from the next call on.
#[utoipa::path(put, path = "/v1/telephony/config/people/me/settings/selectedCallerId",
    tag = "callerNumber", request_body = SelectCallerId,
    responses((status = 204), (status = 400, body = ErrorBody), (status = 401, body = ErrorBody),
        (status = 403, body = ErrorBody)))]
async fn replace(
    State(state): State<AppState>,
    AtPanel(session): AtPanel,
    Json(wanted): Json<SelectCallerId>,
) -> ApiResult<StatusCode> {
    let change = state.db.begin().await?;
    let (owner, organisation) = (session.user, session.organisation);
    let before = store::find(&change, owner, organisation).await?.selected;
    let allowed = store::list_allowed(&change, owner, organisation).await?;
    let selected = store::allowed_choice(allowed, &wanted.choice())
        .ok_or(ApiError::NotGranted(Code::NumberNotAllowed))?;
    store::save_selected(&change, owner, organisation, &selected).await?;
    let now_ms = state.clock.now_ms();
    let setting = "selectedCallerId";
    audit::write_setting(&change, session, setting, &before, &selected, now_ms).await?;
    change.commit().await?;
    state.live.tell(session.user, LiveEvent::CallerNumber);
    Ok(StatusCode::NO_CONTENT)
}

/// Whether name and number are hidden.
#[utoipa::path(get, path = "/v1/telephony/config/people/me/settings/callerId",
    tag = "callerNumber",
    responses((status = 200, body = CallerIdSettings), (status = 401, body = ErrorBody)))]
async fn show_settings(
    State(state): State<AppState>,
    AtPanel(session): AtPanel,
) -> ApiResult<Json<CallerIdSettings>> {
    let shown = store::find(&state.db.read, session.user, session.organisation).await?;
    Ok(Json(shown.settings))
}

/// Hides or shows; absent fields keep their value. What an administrator has hidden from the user
/// keeps its value in any case.
#[utoipa::path(put, path = "/v1/telephony/config/people/me/settings/callerId",
    tag = "callerNumber", request_body = CallerIdSettings,
    responses((status = 204), (status = 400, body = ErrorBody), (status = 401, body = ErrorBody),
        (status = 403, body = ErrorBody)))]
async fn replace_settings(
    State(state): State<AppState>,
    AtPanel(session): AtPanel,
    Json(patch): Json<Value>,
) -> ApiResult<StatusCode> {
    let change = state.db.begin().await?;
    let stored = store::find(&change, session.user, session.organisation)
        .await?
        .settings;
    let wanted = merged(&stored, patch)?;
    for feature in touched(stored, wanted) {
        features::require(&change, session.user, session.organisation, Some(feature)).await?;
    }
    store::save_settings(&change, session.user, session.organisation, wanted).await?;
    let now_ms = state.clock.now_ms();
    audit::write_setting(&change, session, "callerId", &stored, &wanted, now_ms).await?;
    change.commit().await?;
    state.live.tell(session.user, LiveEvent::CallerNumber);
    Ok(StatusCode::NO_CONTENT)
}

/// The features by which an administrator hides what differs.
fn touched(stored: CallerIdSettings, wanted: CallerIdSettings) -> impl Iterator<Item = Feature> {
    let delivery = |it: CallerIdSettings| it.calling_line_id_delivery_blocking_enabled;
    let line = |it: CallerIdSettings| it.connected_line_identification_restriction_enabled;
    let delivery = (delivery(stored) != delivery(wanted)).then_some(Feature::BlockCallerId);
    let line = (line(stored) != line(wanted)).then_some(Feature::ConnectedLineIdentity);
    delivery.into_iter().chain(line)
}
