//! `/v1/company/contacts`.

use axum::{
    extract::State,
    http::{HeaderMap, StatusCode},
};
use belroute_shared::{
    audit::Action,
    company::contacts::{
        CompanyContact, CompanyContacts, ContactSettings, MOST_CONTACTS, MadeContact, number_field,
    },
    error::{Code, ErrorBody, FieldError},
    ids::EntryId,
    live::LiveEvent,
};
use serde_json::Value;
use utoipa_axum::{router::OpenApiRouter, routes};
use uuid::Uuid;

use super::store;
use crate::{
    audit::Line,
    company::{self, PhonebookManager, paging::Wish},
    entity::contact,
    error::{ApiError, ApiResult},
    json::{Json, Path, Query, merged},
    numbers::Country,
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
    let organisation = manager.organisation_id();
    let after = wish.after()?;
    let mut found = store::list(
        &state.db,
        organisation,
        wish.query(),
        after.as_ref(),
        wish.rows(),
    )
    .await?;
    let place = |row: &contact::Model| (row.name_key.clone(), row.id);
    let headers = wish.page(&state.config, "/v1/company/contacts", &mut found, place);
    let contacts = store::shown(&state.db.read, organisation, manager.country(), found).await?;
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
    let organisation = manager.organisation_id();
    let change = company::begin(&state.db, organisation).await?;
    if store::count(&change, organisation).await? >= MOST_CONTACTS {
        return Err(ApiError::Conflict(Code::TooMany));
    }
    let id = store::insert(&change, organisation, &settings).await?;
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
    let (db, organisation) = (&state.db.read, manager.organisation_id());
    let shown = store::shown(db, organisation, manager.country(), vec![row]).await?;
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
    let row = store::find(&change, organisation, id).await?;
    let row = row.ok_or(ApiError::NotFound)?;
    let before = store::settings(&change, organisation, &row).await?;
    let settings = completed(country, merged(&before, patch)?)?;
    store::save(&change, organisation, row, &settings).await?;
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
    let row = store::find(&change, organisation, id).await?;
    let row = row.ok_or(ApiError::NotFound)?;
    let before = store::settings(&change, organisation, &row).await?;
    store::delete(&change, organisation, id).await?;
    let line = Line::of(organisation, Action::ContactRemoved)
        .to(before.name.as_str())
        .changed(Some(&before), None::<&()>);
    let now_ms = state.clock.now_ms();
    manager.actor().write(&change, line, now_ms).await?;
    change.commit().await?;
    state.live.tell_all(organisation, LiveEvent::Phonebook);
    Ok(StatusCode::NO_CONTENT)
}

/// A contact of the company. Naming another organisation's is written down.
async fn find(state: &AppState, manager: &PhonebookManager, id: Uuid) -> ApiResult<contact::Model> {
    let (db, organisation) = (&state.db.read, manager.organisation_id());
    if let Some(row) = store::find(db, organisation, id).await? {
        return Ok(row);
    }
    if store::is_stranger(db, organisation, id).await? {
        manager.named_a_stranger(state, id).await?;
    }
    Err(ApiError::NotFound)
}

/// The settings as they are stored: tidied, good, and each number in E.164 form.
pub(super) fn completed(
    country: Country,
    settings: ContactSettings,
) -> Result<ContactSettings, Vec<FieldError>> {
    let mut settings = settings.tidied();
    let mut broken = settings.check().err().unwrap_or_default();
    for (index, line) in settings.numbers.iter_mut().enumerate() {
        line.display.clear();
        let field = number_field(index);
        match country.parse(&line.number) {
            Some(number) => line.number = number.into(),
            None if broken.iter().any(|known| known.field == field) => {}
            None => broken.push(FieldError::new(field, Code::NotANumber)),
        }
    }
    if broken.is_empty() {
        // Two forms of one number are one number.
        Ok(settings.tidied())
    } else {
        Err(broken)
    }
}
