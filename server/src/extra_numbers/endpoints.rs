//! `/v1/extraNumbers`.

use axum::{extract::State, http::StatusCode, response::IntoResponse};
use belroute_shared::{
    error::ErrorBody,
    extra_numbers::{ExtraNumbers, ShownExtraNumbers},
    live::LiveEvent,
    settings::Setting as _,
};
use serde_json::Value;
use utoipa_axum::{router::OpenApiRouter, routes};

use super::store;
use crate::{
    audit::Told,
    error::ApiResult,
    etag::{self, IfMatch},
    json::Json,
    session::AtPanel,
    settings::Change,
    state::AppState,
};

pub(crate) fn router() -> OpenApiRouter<AppState> {
    OpenApiRouter::new().routes(routes!(show, replace))
}

/// Further numbers on which the user can be reached, and how many there may be.
#[utoipa::path(get, path = "/v1/extraNumbers", tag = "account",
    responses((status = 200, body = ShownExtraNumbers, headers(("ETag" = String))),
        (status = 401, body = ErrorBody)))]
async fn show(
    State(state): State<AppState>,
    AtPanel(session): AtPanel,
) -> ApiResult<impl IntoResponse> {
    let (db, organisation) = (&state.db.read, session.organisation);
    let numbers = store::find(db, session.user).await?;
    let shown = store::shown(db, organisation, &numbers).await?;
    Ok((etag::header(etag::of_content(&shown)?), Json(shown)))
}

/// Puts a list in the place of the one that there was. Each number is completed with the country of
/// the organisation, and none may be there twice. A list that was changed meanwhile is refused with
/// 412 and what it is now as `current`.
#[utoipa::path(put, path = "/v1/extraNumbers", tag = "account", request_body = ExtraNumbers,
    params(("If-Match" = Option<String>, Header)),
    responses((status = 204, headers(("ETag" = String), ("Belroute-Change" = Option<String>))),
        (status = 400, body = ErrorBody), (status = 401, body = ErrorBody),
        (status = 412, body = ErrorBody)))]
async fn replace(
    State(state): State<AppState>,
    AtPanel(session): AtPanel,
    seen: IfMatch,
    Json(patch): Json<Value>,
) -> ApiResult<impl IntoResponse> {
    let change = Change::begin(&state, session, None).await?;
    let (owner, organisation) = (session.user, session.organisation);
    let before = store::find(&change.db, owner).await?;
    seen.check_content(&store::shown(&change.db, organisation, &before).await?)?;
    let wanted = change.judged(&before, patch).await?;
    let shown = store::shown(&change.db, organisation, &wanted).await?;
    let tag = etag::of_content(&shown)?;
    if wanted == before {
        return Ok((StatusCode::NO_CONTENT, Told::default(), etag::header(tag)));
    }
    store::save(&change.db, owner, organisation, &wanted).await?;
    let told = change.finish(ExtraNumbers::NAME, &before, &wanted).await?;
    if before.shown() != wanted.shown() {
        state.live.tell_all(organisation, LiveEvent::Phonebook);
    }
    Ok((StatusCode::NO_CONTENT, told, etag::header(tag)))
}
