//! Call block list. Each of its numbers has an address of its own.

use axum::{extract::State, http::StatusCode, response::IntoResponse};
use belroute_shared::{
    error::{Code, ErrorBody},
    ids::BlockedNumberId,
    settings::{
        Setting as _,
        call_block::{
            BlockCaller, BlockState, BlockedCaller, CallBlock, MOST_NUMBERS, MadeBlockedCaller,
        },
    },
};
use serde_json::Value;
use utoipa_axum::{router::OpenApiRouter, routes};
use uuid::Uuid;

use super::{
    Change,
    numbers::{self, Kept},
    shown, store,
};
use crate::{
    audit::Told,
    error::{ApiError, ApiResult},
    json::{Json, Path, decoded},
    session::AtPanel,
    state::AppState,
};

pub(crate) fn router() -> OpenApiRouter<AppState> {
    OpenApiRouter::new()
        .routes(routes!(list))
        .routes(routes!(create))
        .routes(routes!(show, remove))
}

/// Callers from outside who do not reach the user.
#[utoipa::path(get, path = "/v1/telephony/config/people/me/settings/callBlock",
    tag = "callSettings",
    responses((status = 200, body = CallBlock, headers(("ETag" = String))),
        (status = 401, body = ErrorBody)))]
async fn list(
    State(state): State<AppState>,
    AtPanel(session): AtPanel,
) -> ApiResult<impl IntoResponse> {
    shown::<CallBlock>(&state, session).await
}

/// Puts a number or a pattern on the list.
#[utoipa::path(post, path = "/v1/telephony/config/people/me/settings/callBlock/numbers",
    tag = "callSettings", request_body = BlockCaller,
    responses((status = 201, body = MadeBlockedCaller, headers(("Belroute-Change" = String))),
        (status = 400, body = ErrorBody),
        (status = 401, body = ErrorBody), (status = 409, body = ErrorBody)))]
async fn create(
    State(state): State<AppState>,
    AtPanel(session): AtPanel,
    Json(body): Json<Value>,
) -> ApiResult<(StatusCode, Told, Json<MadeBlockedCaller>)> {
    let change = Change::begin(&state, session, CallBlock::FEATURE).await?;
    let mut wanted: BlockCaller = decoded(body)?;
    let mut list = change.find::<CallBlock>().await?.value;
    let (db, user) = (&change.db, &change.user);
    let (show, kept) = (BlockCaller::numbers, Kept::default());
    let refused = numbers::complete(db, user, &mut wanted, show, &kept).await?;
    if !refused.is_empty() {
        return Err(ApiError::Invalid(refused));
    }
    let phone_number = wanted.phone_number.clone();
    if list
        .numbers
        .iter()
        .any(|it| it.phone_number == phone_number)
    {
        return Err(ApiError::field("phoneNumber", Code::Twice));
    }
    if list.numbers.len() >= MOST_NUMBERS {
        return Err(ApiError::Conflict(Code::TooMany));
    }
    let id = BlockedNumberId(Uuid::now_v7());
    let made = BlockedCaller { id, phone_number };
    list.numbers.push(made.clone());
    change.save(&list).await?;
    let told = change.finish(CallBlock::NAME, &None::<()>, &made).await?;
    Ok((StatusCode::CREATED, told, Json(MadeBlockedCaller { id })))
}

/// Whether calls from a number on the list are blocked.
#[utoipa::path(get, path = "/v1/telephony/config/people/me/settings/callBlock/numbers/{id}",
    tag = "callSettings", params(("id" = String, Path, format = Uuid)),
    responses((status = 200, body = BlockState), (status = 401, body = ErrorBody),
        (status = 404, body = ErrorBody)))]
async fn show(
    State(state): State<AppState>,
    AtPanel(session): AtPanel,
    Path(id): Path<BlockedNumberId>,
) -> ApiResult<Json<BlockState>> {
    let list = store::find::<CallBlock>(&state.db.read, session.user).await?;
    place(&list.value, id)?;
    Ok(Json(BlockState {
        block_calls_enabled: true,
    }))
}

/// Takes a number off the list.
#[utoipa::path(delete, path = "/v1/telephony/config/people/me/settings/callBlock/numbers/{id}",
    tag = "callSettings", params(("id" = String, Path, format = Uuid)),
    responses((status = 204, headers(("Belroute-Change" = Option<String>))),
        (status = 401, body = ErrorBody), (status = 404, body = ErrorBody)))]
async fn remove(
    State(state): State<AppState>,
    AtPanel(session): AtPanel,
    Path(id): Path<BlockedNumberId>,
) -> ApiResult<(StatusCode, Told)> {
    let change = Change::begin(&state, session, CallBlock::FEATURE).await?;
    let mut list = change.find::<CallBlock>().await?.value;
    let at = place(&list, id)?;
    let removed = list.numbers.remove(at);
    change.save(&list).await?;
    let told = change
        .finish(CallBlock::NAME, &removed, &None::<()>)
        .await?;
    Ok((StatusCode::NO_CONTENT, told))
}

fn place(list: &CallBlock, id: BlockedNumberId) -> ApiResult<usize> {
    let place = list.numbers.iter().position(|it| it.id == id);
    place.ok_or(ApiError::NotFound)
}
