//! Where the user's rules refer to a schedule.

use axum::extract::State;
use belroute_shared::{
    error::ErrorBody,
    schedules::{ScheduleType, ScheduleUses},
};
use utoipa_axum::{router::OpenApiRouter, routes};

use super::{
    own::{self, Named},
    store,
};
use crate::{
    error::ApiResult,
    json::{Json, Path},
    session::AtPanel,
    state::AppState,
};

pub(super) fn router() -> OpenApiRouter<AppState> {
    OpenApiRouter::new().routes(routes!(show))
}

/// Which of the user's settings have rules that refer to a schedule, his own or the company's.
#[utoipa::path(get, path = "/v1/schedules/{type}/{id}/uses", tag = "schedules",
    params(("type" = ScheduleType, Path), ("id" = String, Path, format = Uuid)),
    responses((status = 200, body = ScheduleUses), (status = 401, body = ErrorBody),
        (status = 404, body = ErrorBody)))]
async fn show(
    State(state): State<AppState>,
    AtPanel(session): AtPanel,
    Path(named): Path<Named>,
) -> ApiResult<Json<ScheduleUses>> {
    let db = &state.db.read;
    let stored = own::find_any(db, session, named).await?;
    let (organisation, id) = (session.organisation, stored.schedule.id);
    let uses = store::uses(db, organisation, Some(session.user), id).await?;
    Ok(Json(ScheduleUses { uses }))
}
