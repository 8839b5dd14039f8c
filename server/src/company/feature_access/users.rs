//! `/v1/company/featureAccess/users`.

use axum::{extract::State, http::HeaderMap};
use belroute_shared::{
    company::feature_access::{UserWhoDiffers, UsersWhoDiffer},
    error::ErrorBody,
};
use utoipa_axum::{router::OpenApiRouter, routes};

use super::store;
use crate::{
    company::{Administrator, paging::Wish, people},
    error::ApiResult,
    json::{Json, Query},
    state::AppState,
    words,
};

pub(super) fn router() -> OpenApiRouter<AppState> {
    OpenApiRouter::new().routes(routes!(list))
}

/// Users for whom something else was decided than for everybody, by name.
#[utoipa::path(get, path = "/v1/company/featureAccess/users", tag = "company", params(Wish),
    responses((status = 200, body = UsersWhoDiffer, headers(("Link" = String, description = "The next page, RFC 8288."))),
        (status = 400, body = ErrorBody), (status = 401, body = ErrorBody),
        (status = 403, body = ErrorBody)))]
async fn list(
    State(state): State<AppState>,
    administrator: Administrator,
    Query(wish): Query<Wish>,
) -> ApiResult<(HeaderMap, Json<UsersWhoDiffer>)> {
    let (db, organisation) = (&state.db.read, administrator.organisation_id());
    let whose = store::differs(organisation);
    let mut found = people::list(db, organisation, whose, &wish).await?;
    let path = "/v1/company/featureAccess/users";
    let headers = wish.page(&state.config, path, &mut found, people::place);
    let ids = found.iter().map(|user| user.id);
    let mut features = store::list_own(db, organisation, ids).await?;
    let users = found.into_iter().map(|user| UserWhoDiffers {
        features: features.remove(&user.id).unwrap_or_default(),
        outgoing_permission: words::of_word(&user.outgoing_permission).unwrap_or_default(),
        user: people::person(user),
    });
    let users = users.collect();
    Ok((headers, Json(UsersWhoDiffer { users })))
}
