//! One contact at a time, and searching them.

use axum::{
    extract::State,
    http::{HeaderMap, StatusCode},
};
use belroute_shared::{
    audit::Action,
    company::contacts::{ContactSettings, MOST_CONTACTS},
    error::{Code, ErrorBody},
    ids::{EntryId, OrganisationId},
    live::LiveEvent,
};
use serde::{Deserialize, Serialize};
use serde_json::Value;
use utoipa::{IntoParams, ToSchema};
use utoipa_axum::{router::OpenApiRouter, routes};
use uuid::Uuid;

use super::{
    book, managed, read, told_of,
    wire::{OrganisationContact, SOURCE},
};
use crate::{
    audit::Line,
    company::{
        self, PhonebookManager,
        paging::{read_cursor, write_cursor},
    },
    error::{ApiError, ApiResult},
    json::{Json, Path, Query},
    link,
    session::Session,
    state::AppState,
};

/// Contacts of one page.
const ROWS: u32 = 100;

pub(super) fn router() -> OpenApiRouter<AppState> {
    OpenApiRouter::new()
        .routes(routes!(create))
        .routes(routes!(show, change, remove))
        .routes(routes!(list))
}

/// Which contacts are wanted.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(rename_all = "camelCase")]
#[into_params(parameter_in = Query)]
struct Wish {
    /// Words to find; none finds everything.
    keyword: Option<String>,
    /// Rows wanted, 1 to 100.
    limit: Option<u32>,
    /// Where contacts come from; ours are all `CH`.
    source: Option<String>,
    /// Groups; our contacts are in none.
    group_ids: Option<String>,
    /// Where the last page ended.
    cursor: Option<String>,
}

/// Contacts by name; the `Link` header leads to the next page.
#[derive(Debug, Default, Serialize, ToSchema)]
struct FoundContacts {
    /// The contacts of this page.
    result: Vec<OrganisationContact>,
}

/// The organisation's contacts by name.
#[utoipa::path(get, path = "/v1/contacts/organizations/{orgId}/contacts/search",
    tag = "contacts", params(("orgId" = String, Path, format = Uuid), Wish),
    responses((status = 200, body = FoundContacts, headers(("Link" = String, description = "The next page, RFC 8288."))),
        (status = 400, body = ErrorBody), (status = 401, body = ErrorBody),
        (status = 404, body = ErrorBody)))]
async fn list(
    State(state): State<AppState>,
    session: Session,
    Path(organisation): Path<OrganisationId>,
    Query(wish): Query<Wish>,
) -> ApiResult<(HeaderMap, Json<FoundContacts>)> {
    let book = book(session.organisation, organisation)?;
    let is_elsewhere = wish.source.as_deref().is_some_and(|it| it != SOURCE);
    let is_of_group = wish.group_ids.as_deref().is_some_and(|it| !it.is_empty());
    if is_elsewhere || is_of_group {
        return Ok((HeaderMap::new(), Json(FoundContacts::default())));
    }
    let read = |text| read_cursor(text).ok_or_else(|| ApiError::field("cursor", Code::BadCursor));
    let after = wish.cursor.as_deref().map(read).transpose()?;
    let keyword = wish.keyword.as_deref().unwrap_or_default();
    let limit = wish.limit.unwrap_or(ROWS).clamp(1, ROWS);
    let rows = u64::from(limit) + 1;
    let mut found = book.list(&state.db, keyword, after.as_ref(), rows).await?;
    let mut headers = HeaderMap::new();
    if found.len() > limit as usize {
        found.truncate(limit as usize);
        if let Some(last) = found.last() {
            let cursor = write_cursor(&(last.name_key.clone(), last.id));
            let query = form_urlencoded::Serializer::new(String::new())
                .append_pair("keyword", keyword)
                .append_pair("limit", &limit.to_string())
                .append_pair("cursor", &cursor)
                .finish();
            let path = format!("/v1/contacts/organizations/{organisation}/contacts/search");
            link::next(&mut headers, &state.config.public_url, &path, &query);
        }
    }
    let cards = book.cards(&state.db.read, found).await?.into_iter();
    let shown = |(id, card)| OrganisationContact::of(organisation, id, card);
    let result = cards.map(shown).collect();
    Ok((headers, Json(FoundContacts { result })))
}

/// Puts a contact into the company's phonebook.
#[utoipa::path(post, path = "/v1/contacts/organizations/{orgId}/contacts", tag = "contacts",
    params(("orgId" = String, Path, format = Uuid)), request_body = OrganisationContact,
    responses((status = 201, body = OrganisationContact), (status = 400, body = ErrorBody),
        (status = 401, body = ErrorBody), (status = 403, body = ErrorBody),
        (status = 404, body = ErrorBody), (status = 409, body = ErrorBody)))]
async fn create(
    State(state): State<AppState>,
    manager: PhonebookManager,
    Path(organisation): Path<OrganisationId>,
    Json(body): Json<Value>,
) -> ApiResult<(StatusCode, Json<OrganisationContact>)> {
    let book = managed(&state, &manager, organisation).await?;
    let card = read::made(manager.country(), body)?;
    let change = company::begin(&state.db, organisation).await?;
    if book.count(&change).await? >= MOST_CONTACTS {
        return Err(ApiError::Conflict(Code::TooMany));
    }
    let id = EntryId(Uuid::now_v7());
    book.insert(&change, id.0, &card).await?;
    let line = Line::of(organisation, Action::ContactMade)
        .to(card.name.as_str())
        .changed(None::<&()>, Some(&ContactSettings::from(card.clone())));
    let now_ms = state.clock.now_ms();
    manager.actor().write(&change, line, now_ms).await?;
    change.commit().await?;
    state.live.tell_all(organisation, LiveEvent::Phonebook);
    let shown = OrganisationContact::of(organisation, id, card);
    Ok((StatusCode::CREATED, Json(shown)))
}

/// One contact.
#[utoipa::path(get, path = "/v1/contacts/organizations/{orgId}/contacts/{contactId}",
    tag = "contacts",
    params(("orgId" = String, Path, format = Uuid), ("contactId" = String, Path, format = Uuid)),
    responses((status = 200, body = OrganisationContact), (status = 401, body = ErrorBody),
        (status = 404, body = ErrorBody)))]
async fn show(
    State(state): State<AppState>,
    session: Session,
    Path((organisation, id)): Path<(OrganisationId, Uuid)>,
) -> ApiResult<Json<OrganisationContact>> {
    let book = book(session.organisation, organisation)?;
    let row = book.find(&state.db.read, id).await?;
    let row = row.ok_or(ApiError::NotFound)?;
    let card = book.card(&state.db.read, &row).await?;
    Ok(Json(OrganisationContact::of(
        organisation,
        EntryId(id),
        card,
    )))
}

/// Changes a contact; absent fields keep their value. Numbers that are sent take the place of all,
/// unless one of them says `delete`: then only what is named changes.
#[utoipa::path(patch, path = "/v1/contacts/organizations/{orgId}/contacts/{contactId}",
    tag = "contacts", request_body = OrganisationContact,
    params(("orgId" = String, Path, format = Uuid), ("contactId" = String, Path, format = Uuid)),
    responses((status = 204), (status = 400, body = ErrorBody), (status = 401, body = ErrorBody),
        (status = 403, body = ErrorBody), (status = 404, body = ErrorBody)))]
async fn change(
    State(state): State<AppState>,
    manager: PhonebookManager,
    Path((organisation, id)): Path<(OrganisationId, Uuid)>,
    Json(patch): Json<Value>,
) -> ApiResult<StatusCode> {
    let book = managed(&state, &manager, organisation).await?;
    told_of(&state, &manager, book, &[id]).await?;
    let change = company::begin(&state.db, organisation).await?;
    let row = book.find(&change, id).await?;
    let row = row.ok_or(ApiError::NotFound)?;
    let known = book.card(&change, &row).await?;
    let stored = (EntryId(id), known.clone());
    let card = read::changed(manager.country(), organisation, stored, patch)?;
    book.save(&change, row, &card).await?;
    let sides = [known, card].map(ContactSettings::from);
    let line = Line::of(organisation, Action::ContactChanged)
        .to(sides[1].name.as_str())
        .changed(Some(&sides[0]), Some(&sides[1]));
    let now_ms = state.clock.now_ms();
    manager.actor().write(&change, line, now_ms).await?;
    change.commit().await?;
    state.live.tell_all(organisation, LiveEvent::Phonebook);
    Ok(StatusCode::NO_CONTENT)
}

/// Takes a contact out of the company's phonebook.
#[utoipa::path(delete, path = "/v1/contacts/organizations/{orgId}/contacts/{contactId}",
    tag = "contacts",
    params(("orgId" = String, Path, format = Uuid), ("contactId" = String, Path, format = Uuid)),
    responses((status = 204), (status = 401, body = ErrorBody), (status = 403, body = ErrorBody),
        (status = 404, body = ErrorBody)))]
async fn remove(
    State(state): State<AppState>,
    manager: PhonebookManager,
    Path((organisation, id)): Path<(OrganisationId, Uuid)>,
) -> ApiResult<StatusCode> {
    let book = managed(&state, &manager, organisation).await?;
    told_of(&state, &manager, book, &[id]).await?;
    let change = company::begin(&state.db, organisation).await?;
    let row = book.find(&change, id).await?;
    let row = row.ok_or(ApiError::NotFound)?;
    let before = ContactSettings::from(book.card(&change, &row).await?);
    book.delete(&change, id).await?;
    let line = Line::of(organisation, Action::ContactRemoved)
        .to(before.name.as_str())
        .changed(Some(&before), None::<&()>);
    let now_ms = state.clock.now_ms();
    manager.actor().write(&change, line, now_ms).await?;
    change.commit().await?;
    state.live.tell_all(organisation, LiveEvent::Phonebook);
    Ok(StatusCode::NO_CONTENT)
}
