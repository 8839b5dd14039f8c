//! Recent calls in the shape of Webex Calling's call history.

use axum::extract::State;
use belroute_shared::{
    calls::{Call, CallFilter, Direction, Outcome},
    error::ErrorBody,
};
use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use utoipa_axum::{router::OpenApiRouter, routes};

use super::{shown::Beside, store, wanted::Wanted};
use crate::{
    error::ApiResult,
    json::{Json, Query},
    session::{AtPanel, Session},
    state::AppState,
};

/// How many calls the history holds; it has no pages.
const ROWS: u64 = 100;

pub(super) fn router() -> OpenApiRouter<AppState> {
    OpenApiRouter::new()
        .routes(routes!(list_mine))
        .routes(routes!(list))
}

#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
struct Wish {
    /// Only calls of this type.
    #[serde(rename = "type")]
    #[param(value_type = Option<Type>)]
    kind: Option<Type>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase")]
enum Type {
    Placed,
    Missed,
    Received,
}

#[derive(Debug, Serialize, ToSchema)]
struct History {
    items: Vec<Item>,
}

#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
struct Item {
    #[serde(rename = "type")]
    kind: Type,
    #[serde(skip_serializing_if = "Option::is_none")]
    name: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    number: Option<String>,
    privacy_enabled: bool,
    #[schema(value_type = String, format = DateTime)]
    time: Timestamp,
}

/// The last hundred calls, newest first.
#[utoipa::path(get, path = "/v1/telephony/calls/members/me/history", tag = "calls", params(Wish),
    responses((status = 200, body = History), (status = 401, body = ErrorBody)))]
async fn list_mine(
    State(state): State<AppState>,
    AtPanel(session): AtPanel,
    Query(wish): Query<Wish>,
) -> ApiResult<Json<History>> {
    history(&state, session, wish.kind).await
}

/// The same at the older address.
#[utoipa::path(get, path = "/v1/telephony/calls/history", tag = "calls", params(Wish),
    responses((status = 200, body = History), (status = 401, body = ErrorBody)))]
async fn list(
    State(state): State<AppState>,
    AtPanel(session): AtPanel,
    Query(wish): Query<Wish>,
) -> ApiResult<Json<History>> {
    history(&state, session, wish.kind).await
}

async fn history(
    state: &AppState,
    session: Session,
    only: Option<Type>,
) -> ApiResult<Json<History>> {
    let filter = match only {
        None => CallFilter::All,
        Some(Type::Placed) => CallFilter::Outgoing,
        Some(Type::Missed) => CallFilter::Missed,
        Some(Type::Received) => CallFilter::Incoming,
    };
    let wanted = Wanted::all(filter);
    let rows = store::list(&state.db.read, session.user, &wanted, None, ROWS).await?;
    let beside = Beside::of(&state.db.read, session, &rows).await?;
    let items = rows
        .iter()
        .map(|row| item(beside.call(row)))
        .filter(|item| only.is_none_or(|only| only == item.kind))
        .collect();
    Ok(Json(History { items }))
}

fn item(call: Call) -> Item {
    let kind = match (call.direction, call.outcome) {
        (Direction::Outgoing, _) => Type::Placed,
        (
            Direction::Incoming,
            Outcome::Talking
            | Outcome::Answered
            | Outcome::AnsweredElsewhere
            | Outcome::Forwarded
            | Outcome::Ringing,
        ) => Type::Received,
        (Direction::Incoming, _) => Type::Missed,
    };
    Item {
        kind,
        name: call.party.name,
        number: call.party.number,
        privacy_enabled: call.party.is_anonymous,
        time: call.started_at,
    }
}
