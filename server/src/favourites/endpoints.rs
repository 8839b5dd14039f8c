//! `/v1/favourites`: stars, and their order.

use axum::{extract::State, http::StatusCode};
use belroute_shared::{
    error::{Code, ErrorBody},
    ids::EntryId,
    live::LiveEvent,
    phonebook::Favourites,
};
use utoipa_axum::{router::OpenApiRouter, routes};
use uuid::Uuid;

use super::store;
use crate::{
    error::{ApiError, ApiResult},
    json::{Json, Path},
    session::{AtPanel, Session},
    state::AppState,
};

pub(crate) fn router() -> OpenApiRouter<AppState> {
    OpenApiRouter::new()
        .routes(routes!(list, replace))
        .routes(routes!(create, remove))
}

/// What the user has starred, in his own order.
#[utoipa::path(get, path = "/v1/favourites", tag = "phonebook",
    responses((status = 200, body = Favourites), (status = 401, body = ErrorBody)))]
async fn list(
    State(state): State<AppState>,
    AtPanel(session): AtPanel,
) -> ApiResult<Json<Favourites>> {
    let entries = store::list(&state.db.read, session.user).await?;
    let entries = entries
        .into_iter()
        .map(|favourite| EntryId(favourite.id))
        .collect();
    Ok(Json(Favourites { entries }))
}

/// Orders them. Entries that are not starred are passed over.
#[utoipa::path(put, path = "/v1/favourites", tag = "phonebook", request_body = Favourites,
    responses((status = 204), (status = 400, body = ErrorBody), (status = 401, body = ErrorBody)))]
async fn replace(
    State(state): State<AppState>,
    session: Session,
    Json(order): Json<Favourites>,
) -> ApiResult<StatusCode> {
    let change = state.db.begin().await?;
    store::save_order(&change, session.user, &order.entries).await?;
    change.commit().await?;
    state.live.tell(session.user, LiveEvent::Favourites);
    Ok(StatusCode::NO_CONTENT)
}

/// Stars an entry.
#[utoipa::path(put, path = "/v1/favourites/{id}", tag = "phonebook",
    params(("id" = String, Path, format = Uuid)),
    responses((status = 204), (status = 401, body = ErrorBody), (status = 404, body = ErrorBody),
        (status = 409, body = ErrorBody)))]
async fn create(
    State(state): State<AppState>,
    session: Session,
    Path(id): Path<Uuid>,
) -> ApiResult<StatusCode> {
    let entry = EntryId(id);
    let change = state.db.begin().await?;
    let kind = store::find_kind(&change, session.user, session.organisation, entry)
        .await?
        .ok_or(ApiError::NotFound)?;
    let starred = store::list(&change, session.user).await?;
    let is_full = u64::try_from(starred.len()).unwrap_or(u64::MAX) >= store::MOST;
    if is_full && starred.iter().all(|favourite| favourite.id != id) {
        return Err(ApiError::Conflict(Code::TooLong));
    }
    store::insert(&change, session.user, session.organisation, entry, kind).await?;
    change.commit().await?;
    state.live.tell(session.user, LiveEvent::Favourites);
    Ok(StatusCode::NO_CONTENT)
}

/// Takes the star away; one that was not there is no error.
#[utoipa::path(delete, path = "/v1/favourites/{id}", tag = "phonebook",
    params(("id" = String, Path, format = Uuid)),
    responses((status = 204), (status = 401, body = ErrorBody)))]
async fn remove(
    State(state): State<AppState>,
    session: Session,
    Path(id): Path<Uuid>,
) -> ApiResult<StatusCode> {
    let change = state.db.begin().await?;
    store::delete(&change, session.user, EntryId(id)).await?;
    change.commit().await?;
    state.live.tell(session.user, LiveEvent::Favourites);
    Ok(StatusCode::NO_CONTENT)
}
