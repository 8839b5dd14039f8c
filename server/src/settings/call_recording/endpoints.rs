//! What was decided about recording the user's calls.

use axum::extract::State;
use belroute_shared::{
    error::{Code, ErrorBody},
    settings::call_recording::CallRecording,
};
use utoipa_axum::{router::OpenApiRouter, routes};

use super::store;
use crate::{
    error::{ApiError, ApiResult},
    json::Json,
    session::AtPanel,
    state::AppState,
};

pub(crate) fn router() -> OpenApiRouter<AppState> {
    OpenApiRouter::new().routes(routes!(show))
}

/// What an administrator decided about recording the user's calls. Where none is recorded there is
/// nothing to show.
#[utoipa::path(get, path = "/v1/telephony/config/people/me/settings/callRecording",
    tag = "callSettings",
    responses((status = 200, body = CallRecording), (status = 401, body = ErrorBody),
        (status = 403, body = ErrorBody)))]
async fn show(
    State(state): State<AppState>,
    AtPanel(session): AtPanel,
) -> ApiResult<Json<CallRecording>> {
    let recording = store::find(&state.db.read, session.user, session.organisation).await?;
    if recording.enabled {
        Ok(Json(recording))
    } else {
        Err(ApiError::NotGranted(Code::FeatureNotGranted))
    }
}
