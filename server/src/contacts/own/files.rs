//! `/v1/contacts/import` and `/v1/contacts/export`: a user's contacts out of a file, and into one.

use axum::{
    extract::{DefaultBodyLimit, State},
    response::Response,
};
use belroute_shared::{
    contacts::{
        FileFormat, ImportPreview, Imported, LARGEST_FILE, MOST_OWN_CONTACTS, OwnContactSettings,
    },
    error::{Code, ErrorBody},
};
use serde::Deserialize;
use utoipa::IntoParams;
use utoipa_axum::{router::OpenApiRouter, routes};

use super::{SETTING, book, changed};
use crate::{
    contacts::{
        Card,
        export::{self, Names},
        import::{File, Reading},
    },
    directory,
    error::{ApiError, ApiResult},
    json::{Json, Query},
    session::Session,
    settings::Change,
    state::AppState,
};

pub(super) fn router() -> OpenApiRouter<AppState> {
    OpenApiRouter::new()
        .routes(routes!(preview))
        .routes(routes!(import))
        .layer(DefaultBodyLimit::max(LARGEST_FILE))
        .routes(routes!(export))
}

/// What a file would bring among the user's contacts. Nothing is saved.
#[utoipa::path(post, path = "/v1/contacts/import/preview", tag = "phonebook",
    request_body(content((String = "text/csv"), (String = "text/vcard"))),
    responses((status = 200, body = ImportPreview<OwnContactSettings>),
        (status = 400, body = ErrorBody), (status = 401, body = ErrorBody),
        (status = 413, body = ErrorBody), (status = 415, body = ErrorBody)))]
async fn preview(
    State(state): State<AppState>,
    session: Session,
    file: File,
) -> ApiResult<Json<ImportPreview<OwnContactSettings>>> {
    let (db, book) = (&state.db.read, book(session));
    let country = directory::country(db, session.organisation).await?;
    let mut reading: Reading<OwnContactSettings> = file.read(country).await?;
    let known = book.known(db, &reading.keys()).await?;
    reading.drop_known(&known);
    let room = MOST_OWN_CONTACTS.saturating_sub(book.count(db).await?);
    Ok(Json(reading.preview(country, room)))
}

/// Saves what a preview called good, all of it or nothing.
#[utoipa::path(post, path = "/v1/contacts/import", tag = "phonebook",
    request_body(content((String = "text/csv"), (String = "text/vcard"))),
    responses((status = 200, body = Imported),
        (status = 400, body = ErrorBody), (status = 401, body = ErrorBody),
        (status = 409, body = ErrorBody), (status = 413, body = ErrorBody),
        (status = 415, body = ErrorBody)))]
async fn import(
    State(state): State<AppState>,
    session: Session,
    file: File,
) -> ApiResult<Json<Imported>> {
    let country = directory::country(&state.db.read, session.organisation).await?;
    let mut reading: Reading<OwnContactSettings> = file.read(country).await?;
    let (change, book) = (Change::begin(&state, session, None).await?, book(session));
    let known = book.known(&change.db, &reading.keys()).await?;
    reading.drop_known(&known);
    let imported = reading.imported();
    if imported.saved == 0 {
        return Ok(Json(imported));
    }
    let has = book.count(&change.db).await?;
    if has + imported.saved as u64 > MOST_OWN_CONTACTS {
        return Err(ApiError::Conflict(Code::TooMany));
    }
    book.insert_all(&change.db, &reading.into_cards()).await?;
    // Not told as something to be undone: contacts are removed one by one.
    let _ = change.write_down(SETTING, &None::<()>, &imported).await?;
    change.commit().await?;
    for (user, event) in changed(session.user) {
        state.live.tell(user, event);
    }
    Ok(Json(imported))
}

/// Which file is wanted.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
struct Wish {
    /// How it is written; a table where it is not said.
    #[serde(default)]
    #[param(value_type = Option<FileFormat>)]
    format: FileFormat,
}

/// The user's contacts by name as CSV in UTF-8, or as vCards. Which of them are speed dials is not
/// in it.
#[utoipa::path(get, path = "/v1/contacts/export", tag = "phonebook", params(Wish),
    responses((status = 200, content((String = "text/csv"), (String = "text/vcard"))),
        (status = 400, body = ErrorBody), (status = 401, body = ErrorBody)))]
async fn export(
    State(state): State<AppState>,
    session: Session,
    Query(wish): Query<Wish>,
) -> ApiResult<Response> {
    let (db, book) = (&state.db.read, book(session));
    let rows = book.first(db, MOST_OWN_CONTACTS).await?;
    let cards = book.cards(db, rows).await?;
    // One that came without its parts gets them here as everywhere.
    let whole = |card| Card::from(OwnContactSettings::from(card));
    let cards: Vec<Card> = cards.into_iter().map(|(_, card)| whole(card)).collect();
    export::answer(wish.format, Names::Parts, &cards, "contacts")
}
