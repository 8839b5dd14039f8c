//! `/v1/company/contacts/import`: first a look at what a file would bring, then the same again for
//! good. The body is the file, and its media type says how it is written.

use axum::extract::{DefaultBodyLimit, State};
use belroute_shared::{
    audit::Action,
    company::contacts::{ContactSettings, MOST_CONTACTS},
    contacts::{ImportPreview, Imported, LARGEST_FILE},
    error::{Code, ErrorBody},
    live::LiveEvent,
};
use utoipa_axum::{router::OpenApiRouter, routes};

use super::endpoints::book;
use crate::{
    audit::Line,
    company::{self, PhonebookManager},
    contacts::import::{File, Reading},
    error::{ApiError, ApiResult},
    json::Json,
    state::AppState,
};

pub(super) fn router() -> OpenApiRouter<AppState> {
    OpenApiRouter::new()
        .routes(routes!(preview))
        .routes(routes!(import))
        .layer(DefaultBodyLimit::max(LARGEST_FILE))
}

/// What a file would bring into the company's phonebook. Nothing is saved.
#[utoipa::path(post, path = "/v1/company/contacts/import/preview", tag = "company",
    request_body(content((String = "text/csv"), (String = "text/vcard"))),
    responses((status = 200, body = ImportPreview<ContactSettings>), (status = 400, body = ErrorBody),
        (status = 401, body = ErrorBody), (status = 403, body = ErrorBody),
        (status = 413, body = ErrorBody), (status = 415, body = ErrorBody)))]
async fn preview(
    State(state): State<AppState>,
    manager: PhonebookManager,
    file: File,
) -> ApiResult<Json<ImportPreview<ContactSettings>>> {
    let (db, book, country) = (&state.db.read, book(&manager), manager.country());
    let mut reading: Reading<ContactSettings> = file.read(country).await?;
    let known = book.known(db, &reading.keys()).await?;
    reading.drop_known(&known);
    let room = MOST_CONTACTS.saturating_sub(book.count(db).await?);
    Ok(Json(reading.preview(country, room)))
}

/// Saves what a preview called good, all of it or nothing.
#[utoipa::path(post, path = "/v1/company/contacts/import", tag = "company",
    request_body(content((String = "text/csv"), (String = "text/vcard"))),
    responses((status = 200, body = Imported), (status = 400, body = ErrorBody),
        (status = 401, body = ErrorBody), (status = 403, body = ErrorBody),
        (status = 409, body = ErrorBody), (status = 413, body = ErrorBody),
        (status = 415, body = ErrorBody)))]
async fn import(
    State(state): State<AppState>,
    manager: PhonebookManager,
    file: File,
) -> ApiResult<Json<Imported>> {
    let organisation = manager.organisation_id();
    let book = book(&manager);
    let mut reading: Reading<ContactSettings> = file.read(manager.country()).await?;
    let change = company::begin(&state.db, organisation).await?;
    let known = book.known(&change, &reading.keys()).await?;
    reading.drop_known(&known);
    let imported = reading.imported();
    if imported.saved == 0 {
        return Ok(Json(imported));
    }
    let has = book.count(&change).await?;
    if has + imported.saved as u64 > MOST_CONTACTS {
        return Err(ApiError::Conflict(Code::TooMany));
    }
    book.insert_all(&change, &reading.into_cards()).await?;
    let line =
        Line::of(organisation, Action::ContactsImported).changed(None::<&()>, Some(&imported));
    let now_ms = state.clock.now_ms();
    manager.actor().write(&change, line, now_ms).await?;
    change.commit().await?;
    state.live.tell_all(organisation, LiveEvent::Phonebook);
    Ok(Json(imported))
}
