//! `/v1/calls`: the list, one call, and what was looked at.

use axum::{
    extract::State,
    http::{HeaderMap, StatusCode},
};
use belroute_shared::{
    calls::{CallDetails, CallLines, Calls},
    error::{Code, ErrorBody},
    ids::CallId,
    live::LiveEvent,
};
use utoipa_axum::{router::OpenApiRouter, routes};
use uuid::Uuid;

use super::{
    shown::{self, Beside},
    store,
    wanted::{Asked, Filters, Wanted},
};
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
        .routes(routes!(list_lines))
        .routes(routes!(show, hide))
        .routes(routes!(restore))
        .routes(routes!(see))
        .routes(routes!(see_all))
}

/// The user's calls, newest first unless the oldest are wanted first.
#[utoipa::path(get, path = "/v1/calls", tag = "calls",
    params(Filters,
        ("max" = Option<u32>, Query, description = "Rows wanted, 1 to 100."),
        ("cursor" = Option<String>, Query, description = "Where the last page ended.")),
    responses((status = 200, body = Calls, headers(("Link" = String, description = "The next page, RFC 8288."))),
        (status = 400, body = ErrorBody), (status = 401, body = ErrorBody),
        (status = 403, body = ErrorBody)))]
#[tracing::instrument(skip_all, fields(user.id = %session.user))]
async fn list(
    State(state): State<AppState>,
    AtPanel(session): AtPanel,
    Query(pairs): Query<Vec<(String, String)>>,
) -> ApiResult<(HeaderMap, Json<Calls>)> {
    let Asked {
        query,
        paging,
        after,
    } = Asked::read(&pairs)?;
    let rows = paging.rows();
    let wanted = Wanted::of(&state, session, query).await?;
    let db = &state.db.read;
    let mut found = store::list(db, session.user, &wanted, after, u64::from(rows) + 1).await?;
    let has_more = found.len() > rows as usize;
    found.truncate(rows as usize);
    let mut headers = HeaderMap::new();
    if let Some(last) = found.last().filter(|_| has_more) {
        let cursor = Cursor::after(last.started_at_ms, last.id).write();
        let query = form_urlencoded::Serializer::new(String::new())
            .append_pair("max", &rows.to_string())
            .extend_pairs(wanted.query.pairs())
            .append_pair("cursor", &cursor)
            .finish();
        link::next(&mut headers, &state.config.public_url, "/v1/calls", &query);
    }
    let beside = Beside::of(db, session, &found).await?;
    let calls = found.iter().map(|row| beside.call(row)).collect();
    let new_missed = store::count_new(db, session.user).await?;
    Ok((headers, Json(Calls { calls, new_missed })))
}

/// The lines that the user's calls have used.
#[utoipa::path(get, path = "/v1/calls/lines", tag = "calls",
    responses((status = 200, body = CallLines), (status = 401, body = ErrorBody)))]
async fn list_lines(
    State(state): State<AppState>,
    AtPanel(session): AtPanel,
) -> ApiResult<Json<CallLines>> {
    let db = &state.db.read;
    let lines = store::list_lines(db, session.user).await?;
    Ok(Json(CallLines {
        lines: shown::lines(db, session, &lines).await?,
    }))
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

/// Takes a call that is over off the user's list. It stays where others see it.
#[utoipa::path(delete, path = "/v1/calls/{id}", tag = "calls",
    params(("id" = String, Path, format = Uuid)),
    responses((status = 204), (status = 401, body = ErrorBody), (status = 404, body = ErrorBody),
        (status = 409, body = ErrorBody)))]
async fn hide(
    State(state): State<AppState>,
    session: Session,
    Path(id): Path<Uuid>,
) -> ApiResult<StatusCode> {
    set_hidden(&state, session, CallId(id), true).await
}

/// Puts a call back on the user's list. One that is there stays there.
#[utoipa::path(post, path = "/v1/calls/{id}/restore", tag = "calls",
    params(("id" = String, Path, format = Uuid)),
    responses((status = 204), (status = 401, body = ErrorBody), (status = 404, body = ErrorBody),
        (status = 409, body = ErrorBody)))]
async fn restore(
    State(state): State<AppState>,
    session: Session,
    Path(id): Path<Uuid>,
) -> ApiResult<StatusCode> {
    set_hidden(&state, session, CallId(id), false).await
}

async fn set_hidden(
    state: &AppState,
    session: Session,
    id: CallId,
    is_hidden: bool,
) -> ApiResult<StatusCode> {
    let change = state.db.begin().await?;
    let (row, _) = store::find(&change, session.user, id)
        .await?
        .ok_or(ApiError::NotFound)?;
    if row.ended_at_ms.is_none() {
        return Err(ApiError::Conflict(Code::Conflict));
    }
    store::hide(&change, session.user, id, is_hidden).await?;
    change.commit().await?;
    state.live.tell(session.user, LiveEvent::Calls);
    Ok(StatusCode::NO_CONTENT)
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
