//! Schedules with all their events, for pages that say when each is in force. The list at the address
//! of Webex Calling names them only.

use axum::extract::State;
use belroute_shared::{error::ErrorBody, schedules::WholeSchedules};
use utoipa_axum::{router::OpenApiRouter, routes};

use super::{
    own,
    store::{self, Owner},
};
use crate::{error::ApiResult, json::Json, session::AtPanel, state::AppState};

pub(super) fn router() -> OpenApiRouter<AppState> {
    OpenApiRouter::new().routes(routes!(list))
}

/// Schedules that the user's rules may refer to, with their events: his own, then the company's.
#[utoipa::path(get, path = "/v1/schedules", tag = "schedules",
    responses((status = 200, body = WholeSchedules), (status = 401, body = ErrorBody)))]
async fn list(
    State(state): State<AppState>,
    AtPanel(session): AtPanel,
) -> ApiResult<Json<WholeSchedules>> {
    let db = &state.db.read;
    let mut schedules = store::list_whole(db, own::owner(session)).await?;
    schedules.extend(store::list_whole(db, Owner::Company(session.organisation)).await?);
    Ok(Json(WholeSchedules { schedules }))
}
