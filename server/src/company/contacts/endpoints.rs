//! `/v1/company/contacts`.

use axum::{
    extract::State,
    http::{HeaderMap, StatusCode},
};
use belroute_shared::{
    audit::Action,
    company::contacts::{
        CompanyContact, CompanyContacts, ContactSettings, MOST_CONTACTS, MadeContact,
    },
    error::{Code, ErrorBody},
    ids::EntryId,
    live::LiveEvent,
};
use serde_json::Value;
use utoipa_axum::{router::OpenApiRouter, routes};
use uuid::Uuid;

use crate::{
    audit::Line,
    company::{self, PhonebookManager, paging::Wish},
    contacts::{Book, Card, completed, displayed},
    entity::contact,
    error::{ApiError, ApiResult},
    json::{Json, Path, Query, merged},
    state::AppState,
};

pub(super) fn router() -> OpenApiRouter<AppState> {
    OpenApiRouter::new()
        .routes(routes!(list, create))
        .routes(routes!(show, replace, remove))
}

/// The company's contacts by name.
#[utoipa::path(get, path = "/v1/company/contacts", tag = "company", params(Wish),
    responses((status = 200, body = CompanyContacts, headers(("Link" = String, description = "The next page, RFC 8288."))),
        (status = 400, body = ErrorBody), (status = 401, body = ErrorBody),
        (status = 403, body = ErrorBody)))]
async fn list(
    State(state): State<AppState>,
    manager: PhonebookManager,
    Query(wish): Query<Wish>,
) -> ApiResult<(HeaderMap, Json<CompanyContacts>)> {
    let book = book(&manager);
    let after = wish.after()?;
    let mut found = book
        .list(&state.db, wish.query(), after.as_ref(), wish.rows())
        .await?;
    let place = |row: &contact::Model| (row.name_key.clone(), row.id);
    let headers = wish.page(&state.config, "/v1/company/contacts", &mut found, place);
    let contacts = shown(&state, &manager, found).await?;
    Ok((headers, Json(CompanyContacts { contacts })))
}

/// Puts a contact into the company's phonebook.
#[utoipa::path(post, path = "/v1/company/contacts", tag = "company",
    request_body = ContactSettings,
    responses((status = 201, body = MadeContact), (status = 400, body = ErrorBody),
        (status = 401, body = ErrorBody), (status = 403, body = ErrorBody),
        (status = 409, body = ErrorBody)))]
async fn create(
    State(state): State<AppState>,
    manager: PhonebookManager,
    Json(settings): Json<ContactSettings>,
) -> ApiResult<(StatusCode, Json<MadeContact>)> {
    let settings = completed(manager.country(), settings)?;
    let book = book(&manager);
    let organisation = manager.organisation_id();
    let change = company::begin(&state.db, organisation).await?;
    if book.count(&change).await? >= MOST_CONTACTS {
        return Err(ApiError::Conflict(Code::TooMany));
    }
    let id = Uuid::now_v7();
    let card = Card::from(settings.clone());
    book.insert(&change, id, &card).await?;
    let line = Line::of(organisation, Action::ContactMade)
        .to(settings.name.as_str())
        .changed(None::<&()>, Some(&settings));
    let now_ms = state.clock.now_ms();
    manager.actor().write(&change, line, now_ms).await?;
    change.commit().await?;
    state.live.tell_all(organisation, LiveEvent::Phonebook);
    let made = MadeContact { id: EntryId(id) };
    Ok((StatusCode::CREATED, Json(made)))
}

/// One contact.
#[utoipa::path(get, path = "/v1/company/contacts/{id}", tag = "company",
    params(("id" = String, Path, format = Uuid)),
    responses((status = 200, body = CompanyContact), (status = 401, body = ErrorBody),
        (status = 403, body = ErrorBody), (status = 404, body = ErrorBody)))]
async fn show(
    State(state): State<AppState>,
    manager: PhonebookManager,
    Path(id): Path<Uuid>,
) -> ApiResult<Json<CompanyContact>> {
    let row = find(&state, &manager, id).await?;
    let shown = shown(&state, &manager, vec![row]).await?;
    shown.into_iter().next().map(Json).ok_or(ApiError::NotFound)
}

/// Changes a contact; absent fields keep their value, numbers are replaced together.
#[utoipa::path(put, path = "/v1/company/contacts/{id}", tag = "company",
    request_body = ContactSettings, params(("id" = String, Path, format = Uuid)),
    responses((status = 204), (status = 400, body = ErrorBody), (status = 401, body = ErrorBody),
        (status = 403, body = ErrorBody), (status = 404, body = ErrorBody)))]
async fn replace(
    State(state): State<AppState>,
    manager: PhonebookManager,
    Path(id): Path<Uuid>,
    Json(patch): Json<Value>,
) -> ApiResult<StatusCode> {
    find(&state, &manager, id).await?;
    let (organisation, country) = (manager.organisation_id(), manager.country());
    let change = company::begin(&state.db, organisation).await?;
    // Read again where nobody else writes: what is merged is what is stored.
    let book = book(&manager);
    let row = book.find(&change, id).await?;
    let row = row.ok_or(ApiError::NotFound)?;
    let known = book.card(&change, &row).await?;
    let before = ContactSettings::from(known.clone());
    let settings = completed(country, merged(&before, patch)?)?;
    let mut card = Card::from(settings.clone());
    if card.name == known.name {
        // Other clients know its parts, which are nobody's to change here.
        (card.first_name, card.last_name) = (known.first_name, known.last_name);
    }
    book.save(&change, row, &card).await?;
    let line = Line::of(organisation, Action::ContactChanged)
        .to(settings.name.as_str())
        .changed(Some(&before), Some(&settings));
    let now_ms = state.clock.now_ms();
    manager.actor().write(&change, line, now_ms).await?;
    change.commit().await?;
    state.live.tell_all(organisation, LiveEvent::Phonebook);
    Ok(StatusCode::NO_CONTENT)
}

/// Takes a contact out of the company's phonebook.
#[utoipa::path(delete, path = "/v1/company/contacts/{id}", tag = "company",
    params(("id" = String, Path, format = Uuid)),
    responses((status = 204), (status = 401, body = ErrorBody), (status = 403, body = ErrorBody),
        (status = 404, body = ErrorBody)))]
async fn remove(
    State(state): State<AppState>,
    manager: PhonebookManager,
    Path(id): Path<Uuid>,
) -> ApiResult<StatusCode> {
    find(&state, &manager, id).await?;
    let organisation = manager.organisation_id();
    let change = company::begin(&state.db, organisation).await?;
    let book = book(&manager);
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

pub(super) fn book(manager: &PhonebookManager) -> Book {
    Book::of_company(manager.organisation_id())
}

async fn shown(
    state: &AppState,
    manager: &PhonebookManager,
    rows: Vec<contact::Model>,
) -> ApiResult<Vec<CompanyContact>> {
    let cards = book(manager).cards(&state.db.read, rows).await?;
    let contacts = cards.into_iter().map(|(id, card)| CompanyContact {
        id,
        settings: displayed(manager.country(), card.into()),
    });
    Ok(contacts.collect())
}

/// A contact of the company. Naming another organisation's is written down.
async fn find(state: &AppState, manager: &PhonebookManager, id: Uuid) -> ApiResult<contact::Model> {
    let (db, book) = (&state.db.read, book(manager));
    if let Some(row) = book.find(db, id).await? {
        return Ok(row);
    }
    for stranger in book.strangers(db, &[id]).await? {
        manager.named_a_stranger(state, stranger).await?;
    }
    Err(ApiError::NotFound)
}
