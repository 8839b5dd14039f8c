//! `/v1/company/blockedNumbers`.

use axum::{
    extract::State,
    http::{HeaderMap, StatusCode},
};
use belroute_shared::{
    audit::Action,
    company::blocked_numbers::{BlockedNumber, BlockedNumbers, MOST_BLOCKED, NewBlockedNumber},
    error::{Code, ErrorBody},
    live::LiveEvent,
};
use utoipa_axum::{router::OpenApiRouter, routes};
use uuid::Uuid;

use super::store;
use crate::{
    audit::Line,
    company::{self, Administrator, paging::Wish},
    entity::blocked_number,
    error::{ApiError, ApiResult},
    json::{Json, Path, Query},
    numbers::Country,
    state::AppState,
};

pub(in crate::company) fn router() -> OpenApiRouter<AppState> {
    OpenApiRouter::new()
        .routes(routes!(list, create))
        .routes(routes!(remove))
}

/// The numbers that the company blocks.
#[utoipa::path(get, path = "/v1/company/blockedNumbers", tag = "company", params(Wish),
    responses((status = 200, body = BlockedNumbers, headers(("Link" = String, description = "The next page, RFC 8288."))),
        (status = 400, body = ErrorBody), (status = 401, body = ErrorBody),
        (status = 403, body = ErrorBody)))]
async fn list(
    State(state): State<AppState>,
    administrator: Administrator,
    Query(wish): Query<Wish>,
) -> ApiResult<(HeaderMap, Json<BlockedNumbers>)> {
    let (db, organisation) = (&state.db.read, administrator.organisation_id());
    let after = wish.after()?;
    let mut found =
        store::list(db, organisation, wish.query(), after.as_ref(), wish.rows()).await?;
    let place = |row: &blocked_number::Model| (row.number.clone(), row.id);
    let path = "/v1/company/blockedNumbers";
    let headers = wish.page(&state.config, path, &mut found, place);
    let country = Country::of(&administrator.organisation.country);
    let shown = found
        .into_iter()
        .filter_map(|row| store::shown(row, country));
    let numbers = shown.collect();
    Ok((headers, Json(BlockedNumbers { numbers })))
}

/// Blocks a number.
#[utoipa::path(post, path = "/v1/company/blockedNumbers", tag = "company",
    request_body = NewBlockedNumber,
    responses((status = 201, body = BlockedNumber), (status = 400, body = ErrorBody),
        (status = 401, body = ErrorBody), (status = 403, body = ErrorBody),
        (status = 409, body = ErrorBody)))]
async fn create(
    State(state): State<AppState>,
    administrator: Administrator,
    Json(new): Json<NewBlockedNumber>,
) -> ApiResult<(StatusCode, Json<BlockedNumber>)> {
    let new = new.tidied();
    new.check()?;
    let organisation = administrator.organisation_id();
    let country = Country::of(&administrator.organisation.country);
    let not_a_number = || ApiError::field("phoneNumber", Code::NotANumber);
    let number = country.parse(&new.phone_number).ok_or_else(not_a_number)?;
    let now_ms = state.clock.now_ms();
    let change = company::begin(&state.db, organisation).await?;
    if store::is_blocked(&change, organisation, number.as_str()).await? {
        return Err(ApiError::Taken("phoneNumber"));
    }
    if store::count(&change, organisation).await? >= MOST_BLOCKED {
        return Err(ApiError::Conflict(Code::TooMany));
    }
    let row = store::insert(&change, organisation, &number, new.note, now_ms).await?;
    let blocked = store::shown(row, country).ok_or_else(not_a_number)?;
    let line = Line::of(organisation, Action::NumberBlocked)
        .to(number)
        .changed(None::<&()>, Some(&blocked));
    let actor = administrator.actor();
    actor.write(&change, line, now_ms).await?;
    change.commit().await?;
    state.live.tell_all(organisation, LiveEvent::BlockedNumbers);
    Ok((StatusCode::CREATED, Json(blocked)))
}

/// Lets a number through again.
#[utoipa::path(delete, path = "/v1/company/blockedNumbers/{id}", tag = "company",
    params(("id" = String, Path, format = Uuid)),
    responses((status = 204), (status = 401, body = ErrorBody), (status = 403, body = ErrorBody),
        (status = 404, body = ErrorBody)))]
async fn remove(
    State(state): State<AppState>,
    administrator: Administrator,
    Path(id): Path<Uuid>,
) -> ApiResult<StatusCode> {
    let organisation = administrator.organisation_id();
    let change = company::begin(&state.db, organisation).await?;
    let Some(row) = store::find(&change, organisation, id).await? else {
        let is_stranger = store::is_stranger(&change, id).await?;
        change.rollback().await?;
        if is_stranger {
            administrator.named_a_stranger(&state, id).await?;
        }
        return Err(ApiError::NotFound);
    };
    store::delete(&change, organisation, id).await?;
    let country = Country::of(&administrator.organisation.country);
    let line = Line::of(organisation, Action::NumberUnblocked)
        .to(row.number.clone())
        .changed(store::shown(row, country).as_ref(), None::<&()>);
    let actor = administrator.actor();
    actor.write(&change, line, state.clock.now_ms()).await?;
    change.commit().await?;
    state.live.tell_all(organisation, LiveEvent::BlockedNumbers);
    Ok(StatusCode::NO_CONTENT)
}
