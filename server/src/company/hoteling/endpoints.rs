//! `/v1/company/hotelingHosts` and `/v1/company/users/{id}/hotelingHost`.

use axum::{
    extract::State,
    http::{HeaderMap, StatusCode},
};
use belroute_shared::{
    audit::Action,
    company::hoteling::{CompanyHost, CompanyHosts, Stay},
    error::ErrorBody,
    ids::{OrganisationId, UserId},
    settings::hoteling::{HotelingGuest, HotelingHost},
};
use serde_json::Value;
use utoipa_axum::{router::OpenApiRouter, routes};
use uuid::Uuid;

use crate::{
    audit::Line,
    clock::moment,
    colleagues,
    company::{self, Administrator, paging::Wish, users},
    directory::full_name,
    entity::{hoteling_host, hoteling_stay, user},
    error::{ApiError, ApiResult},
    json::{Json, Path, Query, merged},
    settings::{
        hoteling::{self, store},
        store as settings,
    },
    state::AppState,
};

pub(crate) fn router() -> OpenApiRouter<AppState> {
    OpenApiRouter::new()
        .routes(routes!(list))
        .routes(routes!(show, replace))
        .routes(routes!(release))
}

/// Phones that take guests, by the name of whose they are, each with its guest.
#[utoipa::path(get, path = "/v1/company/hotelingHosts", tag = "company", params(Wish),
    responses((status = 200, body = CompanyHosts, headers(("Link" = String, description = "The next page, RFC 8288."))),
        (status = 400, body = ErrorBody), (status = 401, body = ErrorBody),
        (status = 403, body = ErrorBody)))]
async fn list(
    State(state): State<AppState>,
    administrator: Administrator,
    Query(wish): Query<Wish>,
) -> ApiResult<(HeaderMap, Json<CompanyHosts>)> {
    let (db, organisation) = (&state.db.read, administrator.organisation_id());
    let after = wish.after()?;
    let wanted = store::Wanted {
        query: &[wish.query()],
        after: after.as_ref(),
        rows: wish.rows(),
    };
    let mut found = store::list_hosts(db, organisation, wanted).await?;
    let place = |row: &(user::Model, hoteling_host::Model)| (row.0.name_key.clone(), row.0.id);
    let path = "/v1/company/hotelingHosts";
    let headers = wish.page(&state.config, path, &mut found, place);
    let found = found
        .into_iter()
        .map(|(user, host)| (user, store::host_of(&host)));
    let hosts = shown(&state, organisation, found.collect()).await?;
    Ok((headers, Json(CompanyHosts { hosts })))
}

/// Whether a user's phone takes guests, and who sits there now.
#[utoipa::path(get, path = "/v1/company/users/{id}/hotelingHost", tag = "company",
    params(("id" = String, Path, format = Uuid)),
    responses((status = 200, body = CompanyHost), (status = 401, body = ErrorBody),
        (status = 403, body = ErrorBody), (status = 404, body = ErrorBody)))]
async fn show(
    State(state): State<AppState>,
    administrator: Administrator,
    Path(id): Path<Uuid>,
) -> ApiResult<Json<CompanyHost>> {
    let user = users::find(&state, &administrator, id).await?;
    let organisation = administrator.organisation_id();
    let host = store::find_host(&state.db.read, organisation, UserId(id)).await?;
    let shown = shown(&state, organisation, vec![(user, host)]).await?;
    shown.into_iter().next().map(Json).ok_or(ApiError::NotFound)
}

/// Decides whether a user's phone takes guests; absent fields keep their value. A guest who is there
/// stays no longer than the new limit, and not at all at a phone that takes none any more.
#[utoipa::path(put, path = "/v1/company/users/{id}/hotelingHost", tag = "company",
    request_body = HotelingHost, params(("id" = String, Path, format = Uuid)),
    responses((status = 204), (status = 400, body = ErrorBody), (status = 401, body = ErrorBody),
        (status = 403, body = ErrorBody), (status = 404, body = ErrorBody)))]
async fn replace(
    State(state): State<AppState>,
    administrator: Administrator,
    Path(id): Path<Uuid>,
    Json(patch): Json<Value>,
) -> ApiResult<StatusCode> {
    let user = users::find(&state, &administrator, id).await?;
    let (organisation, now_ms) = (administrator.organisation_id(), state.clock.now_ms());
    let change = company::begin(&state.db, organisation).await?;
    let before = store::find_host(&change, organisation, UserId(id)).await?;
    let wanted: HotelingHost = merged(&before, patch)?;
    wanted.check()?;
    store::save_host(&change, organisation, UserId(id), &wanted).await?;
    let line = Line::about(&user, Action::HostChanged).changed(Some(&before), Some(&wanted));
    administrator.actor().write(&change, line, now_ms).await?;
    let stays = store::list_stays(&change, organisation, &[UserId(id)], now_ms).await?;
    for stay in &stays {
        let guest = settings::find::<HotelingGuest>(&change, UserId(stay.guest_id)).await?;
        let ends_at_ms = store::ends_at_ms(stay.started_at_ms, &guest.value, wanted);
        if wanted.is_active {
            store::save_end(&change, stay, ends_at_ms).await?;
        } else {
            store::end_stay(&change, stay).await?;
        }
    }
    change.commit().await?;
    for stay in &stays {
        hoteling::tell(&state, stay);
    }
    Ok(StatusCode::NO_CONTENT)
}

/// Ends the stay of the guest at a user's phone. A call that goes on may be finished.
#[utoipa::path(delete, path = "/v1/company/users/{id}/hotelingHost/guest", tag = "company",
    params(("id" = String, Path, format = Uuid)),
    responses((status = 204), (status = 401, body = ErrorBody), (status = 403, body = ErrorBody),
        (status = 404, body = ErrorBody)))]
async fn release(
    State(state): State<AppState>,
    administrator: Administrator,
    Path(id): Path<Uuid>,
) -> ApiResult<StatusCode> {
    let host = users::find(&state, &administrator, id).await?;
    let (organisation, now_ms) = (administrator.organisation_id(), state.clock.now_ms());
    let change = company::begin(&state.db, organisation).await?;
    let stays = store::list_stays(&change, organisation, &[UserId(id)], now_ms).await?;
    let stay = stays.into_iter().next().ok_or(ApiError::NotFound)?;
    store::end_stay(&change, &stay).await?;
    let people = colleagues::list(&change, organisation, [stay.guest_id]).await?;
    if let Some(guest) = people.get(&stay.guest_id) {
        let line = Line::about(&guest.user, Action::GuestReleased).to(full_name(&host));
        administrator.actor().write(&change, line, now_ms).await?;
    }
    change.commit().await?;
    hoteling::tell(&state, &stay);
    Ok(StatusCode::NO_CONTENT)
}

/// Hosts as an administrator sees them, in the order given.
async fn shown(
    state: &AppState,
    organisation: OrganisationId,
    hosts: Vec<(user::Model, HotelingHost)>,
) -> ApiResult<Vec<CompanyHost>> {
    let db = &state.db.read;
    let ids: Vec<UserId> = hosts.iter().map(|(user, _)| UserId(user.id)).collect();
    let stays = store::list_stays(db, organisation, &ids, state.clock.now_ms()).await?;
    let guests = colleagues::list(db, organisation, stays.iter().map(|it| it.guest_id)).await?;
    let stay = |stay: &hoteling_stay::Model| {
        Some(Stay {
            guest: guests.get(&stay.guest_id)?.person(),
            started_at: moment(stay.started_at_ms),
            ends_at: stay.ends_at_ms.map(moment),
        })
    };
    let shown = hosts.into_iter().map(|(user, settings)| {
        let guest = stays.iter().find(|stay| stay.host_id == user.id);
        CompanyHost {
            guest: guest.and_then(stay),
            host: colleagues::Colleague {
                user,
                direct_number: None,
            }
            .person(),
            settings,
        }
    });
    Ok(shown.collect())
}
