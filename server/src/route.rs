//! What the page about the route asks beside the profile: what only the server can know.

use axum::extract::State;
use belroute_shared::{
    error::ErrorBody,
    route::{RouteChain, TriedCaller, WorkingDay},
    routing::directory::Depth,
};
use serde::Deserialize;
use utoipa::IntoParams;
use utoipa_axum::{router::OpenApiRouter, routes};

use crate::{
    account,
    call_control::{chain, tried},
    error::{ApiError, ApiResult},
    json::{Json, Query},
    profile::{self, Calls},
    schedules::working_day,
    session::AtPanel,
    state::AppState,
};

pub(crate) fn router() -> OpenApiRouter<AppState> {
    OpenApiRouter::new()
        .routes(routes!(show_caller))
        .routes(routes!(show_working_day))
        .routes(routes!(show_chain))
}

/// Whose call is to be tried.
#[derive(Debug, Default, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
struct Wanted {
    /// A public number in any form that people type, or an extension.
    #[serde(default)]
    #[param(required = true)]
    number: String,
}

/// Who somebody is to the rules of the user whom he calls.
#[utoipa::path(get, path = "/v1/route/callers", tag = "route", params(Wanted),
    responses((status = 200, body = TriedCaller), (status = 400, body = ErrorBody),
        (status = 401, body = ErrorBody)))]
async fn show_caller(
    State(state): State<AppState>,
    AtPanel(session): AtPanel,
    Query(wanted): Query<Wanted>,
) -> ApiResult<Json<TriedCaller>> {
    let person = account::person(&state, session.user).await?;
    let found = tried::find(&state.db.read, &person.organisation, &wanted.number).await?;
    let caller = found.map_err(|code| ApiError::field("number", code))?;
    Ok(Json(caller))
}

/// Until when the working day that goes on now lasts.
#[utoipa::path(get, path = "/v1/route/workingDay", tag = "route",
    responses((status = 200, body = WorkingDay), (status = 401, body = ErrorBody)))]
async fn show_working_day(
    State(state): State<AppState>,
    AtPanel(session): AtPanel,
) -> ApiResult<Json<WorkingDay>> {
    let person = account::person(&state, session.user).await?;
    let (db, now) = (&state.db.read, state.clock.now());
    let ends_at = working_day::ends_at(db, session.user, &person.organisation, now).await?;
    Ok(Json(WorkingDay { ends_at }))
}

/// Whom a call from outside comes to, with the settings that are saved, because one sends it on to
/// the next.
#[utoipa::path(get, path = "/v1/route/chain", tag = "route",
    responses((status = 200, body = RouteChain), (status = 401, body = ErrorBody)))]
async fn show_chain(
    State(state): State<AppState>,
    AtPanel(session): AtPanel,
) -> ApiResult<Json<RouteChain>> {
    let person = account::person(&state, session.user).await?;
    let profiles = profile::list(
        &state,
        &person.organisation,
        &[person.user],
        Calls::Told,
        Depth::Whole,
    )
    .await?;
    let profile = profiles.into_iter().next().ok_or(ApiError::NotFound)?;
    let chain = chain::find(&state, &person.organisation, profile).await?;
    Ok(Json(chain))
}
