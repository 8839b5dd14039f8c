//! `/v1/contacts`.

use axum::{
    extract::State,
    http::{HeaderMap, StatusCode},
    response::IntoResponse,
};
use belroute_shared::{
    contacts::{MadeContact, OwnContact, OwnContactSettings, OwnContacts},
    error::ErrorBody,
    ids::EntryId,
};
use serde_json::Value;
use utoipa_axum::{router::OpenApiRouter, routes};

use super::{
    SETTING, Sides, book, change, changed, made,
    shown::{find, shown},
};
use crate::{
    audit::Told,
    company::paging::Wish,
    entity::contact,
    error::ApiResult,
    etag::{self, IfMatch},
    json::{Json, Path, Query, decoded, merged},
    session::Session,
    settings::Change,
    state::AppState,
};

const CONTACTS: &str = "/v1/contacts";

pub(super) fn router() -> OpenApiRouter<AppState> {
    OpenApiRouter::new()
        .routes(routes!(list, create))
        .routes(routes!(show, replace, remove))
}

/// The user's own contacts by name.
#[utoipa::path(get, path = "/v1/contacts", tag = "phonebook", params(Wish),
    responses((status = 200, body = OwnContacts, headers(("Link" = String, description = "The next page, RFC 8288."))),
        (status = 400, body = ErrorBody), (status = 401, body = ErrorBody)))]
async fn list(
    State(state): State<AppState>,
    session: Session,
    Query(wish): Query<Wish>,
) -> ApiResult<(HeaderMap, Json<OwnContacts>)> {
    let after = wish.after()?;
    let mut found = book(session)
        .list(&state.db, wish.query(), after.as_ref(), wish.rows())
        .await?;
    let place = |row: &contact::Model| (row.name_key.clone(), row.id);
    let headers = wish.page(&state.config, CONTACTS, &mut found, place);
    let contacts = shown(&state.db.read, session, found).await?;
    Ok((headers, Json(OwnContacts { contacts })))
}

/// Makes a contact.
#[utoipa::path(post, path = "/v1/contacts", tag = "phonebook",
    request_body = OwnContactSettings,
    responses((status = 201, body = MadeContact, headers(("Belroute-Change" = String))),
        (status = 400, body = ErrorBody), (status = 401, body = ErrorBody),
        (status = 403, body = ErrorBody), (status = 409, body = ErrorBody)))]
async fn create(
    State(state): State<AppState>,
    session: Session,
    Json(body): Json<Value>,
) -> ApiResult<(StatusCode, Told, Json<MadeContact>)> {
    let wanted: OwnContactSettings = decoded(body)?;
    let change = Change::begin(&state, session, None).await?;
    let id = made();
    let sides = change::put(&change, id, Some(wanted)).await?;
    let told = finish(&state, change, &sides).await?;
    Ok((StatusCode::CREATED, told, Json(MadeContact { id })))
}

/// One contact.
#[utoipa::path(get, path = "/v1/contacts/{id}", tag = "phonebook",
    params(("id" = String, Path, format = Uuid)),
    responses((status = 200, body = OwnContact, headers(("ETag" = String))),
        (status = 401, body = ErrorBody), (status = 404, body = ErrorBody)))]
async fn show(
    State(state): State<AppState>,
    session: Session,
    Path(id): Path<EntryId>,
) -> ApiResult<impl IntoResponse> {
    let contact = find(&state.db.read, session, id).await?;
    Ok((etag::header(etag::of_content(&contact)?), Json(contact)))
}

/// Changes a contact; absent fields keep their value, numbers are replaced together. A state that
/// was changed meanwhile is refused with 412 and what it is now as `current`.
#[utoipa::path(put, path = "/v1/contacts/{id}", tag = "phonebook",
    request_body = OwnContactSettings,
    params(("id" = String, Path, format = Uuid), ("If-Match" = Option<String>, Header)),
    responses((status = 204, headers(("ETag" = String), ("Belroute-Change" = Option<String>))),
        (status = 400, body = ErrorBody), (status = 401, body = ErrorBody),
        (status = 403, body = ErrorBody), (status = 404, body = ErrorBody),
        (status = 409, body = ErrorBody), (status = 412, body = ErrorBody)))]
async fn replace(
    State(state): State<AppState>,
    session: Session,
    Path(id): Path<EntryId>,
    seen: IfMatch,
    Json(patch): Json<Value>,
) -> ApiResult<impl IntoResponse> {
    let change = Change::begin(&state, session, None).await?;
    let known = find(&change.db, session, id).await?;
    seen.check_content(&known)?;
    let wanted = merged(&known.settings, patch)?;
    let sides = change::put(&change, id, Some(wanted)).await?;
    let tag = etag::of_content(&find(&change.db, session, id).await?)?;
    let told = finish(&state, change, &sides).await?;
    Ok((StatusCode::NO_CONTENT, told, etag::header(tag)))
}

/// Removes a contact, from the speed dials too.
#[utoipa::path(delete, path = "/v1/contacts/{id}", tag = "phonebook",
    params(("id" = String, Path, format = Uuid), ("If-Match" = Option<String>, Header)),
    responses((status = 204, headers(("Belroute-Change" = String))),
        (status = 401, body = ErrorBody), (status = 404, body = ErrorBody),
        (status = 412, body = ErrorBody)))]
async fn remove(
    State(state): State<AppState>,
    session: Session,
    Path(id): Path<EntryId>,
    seen: IfMatch,
) -> ApiResult<(StatusCode, Told)> {
    let change = Change::begin(&state, session, None).await?;
    seen.check_content(&find(&change.db, session, id).await?)?;
    let sides = change::put(&change, id, None).await?;
    let told = finish(&state, change, &sides).await?;
    Ok((StatusCode::NO_CONTENT, told))
}

/// Writes down what was changed, makes it last, and tells the user's browsers. What has changed
/// nothing is not written down.
async fn finish(state: &AppState, change: Change<'_>, sides: &Sides) -> ApiResult<Told> {
    let (before, after) = sides;
    if before == after {
        return Ok(Told::default());
    }
    let user = change.session.user;
    let told = change.write_down(SETTING, before, after).await?;
    change.commit().await?;
    for (user, event) in changed(user) {
        state.live.tell(user, event);
    }
    Ok(told)
}
