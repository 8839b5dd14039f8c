//! `/v1/account`: language and theme.

use axum::{extract::State, http::StatusCode};
use belroute_shared::{account::Account, error::ErrorBody, live::LiveEvent};
use serde_json::Value;
use utoipa_axum::{router::OpenApiRouter, routes};

use super::{SETTING, store};
use crate::{
    audit::{self, Told},
    error::{ApiError, ApiResult},
    json::{Json, merged},
    session::AtPanel,
    state::AppState,
};

pub(crate) fn router() -> OpenApiRouter<AppState> {
    OpenApiRouter::new().routes(routes!(show, replace))
}

/// Language and theme of the panel.
#[utoipa::path(get, path = "/v1/account", tag = "account",
    responses((status = 200, body = Account), (status = 401, body = ErrorBody)))]
async fn show(
    State(state): State<AppState>,
    AtPanel(session): AtPanel,
) -> ApiResult<Json<Account>> {
    let account = store::find_account(&state.db.read, session.user).await?;
    account.map(Json).ok_or(ApiError::SignedOut)
}

/// Changes them; absent fields keep their value.
#[utoipa::path(put, path = "/v1/account", tag = "account", request_body = Account,
    responses((status = 204, headers(("Belroute-Change" = Option<String>))),
        (status = 400, body = ErrorBody), (status = 401, body = ErrorBody)))]
async fn replace(
    State(state): State<AppState>,
    AtPanel(session): AtPanel,
    Json(patch): Json<Value>,
) -> ApiResult<(StatusCode, Told)> {
    let change = state.db.begin().await?;
    let stored = store::find_account(&change, session.user)
        .await?
        .ok_or(ApiError::SignedOut)?;
    let wanted = merged(&stored, patch)?;
    store::save_account(&change, session.user, wanted).await?;
    let now_ms = state.clock.now_ms();
    let told = audit::write_setting(&change, session, SETTING, &stored, &wanted, now_ms).await?;
    change.commit().await?;
    state.live.tell(session.user, LiveEvent::Account);
    Ok((StatusCode::NO_CONTENT, told))
}
