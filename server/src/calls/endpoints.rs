//! `/v1/calls`: the list, one call, and what was looked at.

use axum::{
    extract::State,
    http::{HeaderMap, StatusCode},
};
use belroute_shared::{
    calls::{CallDetails, CallFilter, Calls},
    error::{Code, ErrorBody},
    ids::CallId,
    live::LiveEvent,
    paging::Paging,
};
use serde::Deserialize;
use utoipa::IntoParams;
use utoipa_axum::{router::OpenApiRouter, routes};
use uuid::Uuid;

use super::{shown::Beside, store};
use crate::{
    cursor::Cursor,
    error::{ApiError, ApiResult},
    json::{Json, Path, Query},
    link,
    session::{AtPanel, Session},
    state::AppState,
};

pub(super) fn router() -> OpenApiRouter<AppState> {
    OpenApiRouter::new()
        .routes(routes!(list))
        .routes(routes!(show))
        .routes(routes!(see))
        .routes(routes!(see_all))
}

#[derive(Debug, Deserialize, IntoParams)]
#[serde(rename_all = "camelCase")]
#[into_params(parameter_in = Query)]
struct Wish {
    /// Rows wanted, 1 to 100.
    max: Option<u32>,
    /// Where the last page ended.
    cursor: Option<String>,
    /// Which calls.
    #[param(value_type = Option<CallFilter>)]
    filter: Option<CallFilter>,
}

/// The user's calls, newest first.
#[utoipa::path(get, path = "/v1/calls", tag = "calls", params(Wish),
    responses((status = 200, body = Calls, headers(("Link" = String, description = "The next page, RFC 8288."))),
        (status = 400, body = ErrorBody), (status = 401, body = ErrorBody)))]
#[tracing::instrument(skip_all, fields(user.id = %session.user))]
async fn list(
    State(state): State<AppState>,
    AtPanel(session): AtPanel,
    Query(wish): Query<Wish>,
) -> ApiResult<(HeaderMap, Json<Calls>)> {
    let after = wish
        .cursor
        .as_deref()
        .map(|text| Cursor::read(text).ok_or_else(|| ApiError::field("cursor", Code::BadCursor)))
        .transpose()?;
    let filter = wish.filter.unwrap_or_default();
    let rows = Paging {
        max: wish.max,
        cursor: None,
    }
    .rows();
    let db = &state.db.read;
    let mut found = store::list(db, session.user, filter, after, u64::from(rows) + 1).await?;
    let has_more = found.len() > rows as usize;
    found.truncate(rows as usize);
    let mut headers = HeaderMap::new();
    if let Some(last) = found.last().filter(|_| has_more) {
        let cursor = Cursor::after(last.started_at_ms, last.id).write();
        let query = format!("max={rows}&filter={}&cursor={cursor}", filter.word());
        link::next(&mut headers, &state.config.public_url, "/v1/calls", &query);
    }
    let beside = Beside::of(db, session, &found).await?;
    let calls = found.iter().map(|row| beside.call(row)).collect();
    let new_missed = store::count_new(db, session.user).await?;
    Ok((headers, Json(Calls { calls, new_missed })))
}

/// One call with everything that was tried, and why.
#[utoipa::path(get, path = "/v1/calls/{id}", tag = "calls",
    params(("id" = String, Path, format = Uuid)),
    responses((status = 200, body = CallDetails), (status = 401, body = ErrorBody),
        (status = 404, body = ErrorBody)))]
async fn show(
    State(state): State<AppState>,
    AtPanel(session): AtPanel,
    Path(id): Path<Uuid>,
) -> ApiResult<Json<CallDetails>> {
    let db = &state.db.read;
    let (row, legs) = store::find(db, session.user, CallId(id))
        .await?
        .ok_or(ApiError::NotFound)?;
    let beside = Beside::of(db, session, std::slice::from_ref(&row)).await?;
    let legs = legs.iter().map(|leg| beside.leg(leg, &row)).collect();
    Ok(Json(CallDetails {
        call: beside.call(&row),
        legs,
        path: store::find_path(db, session.user, &row).await?,
    }))
}

/// The user has looked at a missed call.
#[utoipa::path(put, path = "/v1/calls/{id}/seen", tag = "calls",
    params(("id" = String, Path, format = Uuid)),
    responses((status = 204), (status = 401, body = ErrorBody), (status = 404, body = ErrorBody)))]
async fn see(
    State(state): State<AppState>,
    session: Session,
    Path(id): Path<Uuid>,
) -> ApiResult<StatusCode> {
    let id = CallId(id);
    let change = state.db.begin().await?;
    store::find(&change, session.user, id)
        .await?
        .ok_or(ApiError::NotFound)?;
    let changed = store::see(&change, session.user, Some(id)).await?;
    change.commit().await?;
    told(&state, session, changed);
    Ok(StatusCode::NO_CONTENT)
}

/// The user has looked at all of them.
#[utoipa::path(post, path = "/v1/calls/seen", tag = "calls",
    responses((status = 204), (status = 401, body = ErrorBody)))]
async fn see_all(State(state): State<AppState>, session: Session) -> ApiResult<StatusCode> {
    let change = state.db.begin().await?;
    let changed = store::see(&change, session.user, None).await?;
    change.commit().await?;
    told(&state, session, changed);
    Ok(StatusCode::NO_CONTENT)
}

fn told(state: &AppState, session: Session, changed: u64) {
    if changed > 0 {
        state.live.tell(session.user, LiveEvent::Calls);
    }
}
