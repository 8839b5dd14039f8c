//! `/v1/company/contacts/import`: first a look at what a file would bring, then the same again for
//! good. The body is the file, and its media type says how it is written.

use axum::{
    body::Bytes,
    extract::{DefaultBodyLimit, FromRequest, Request, State},
    http::{StatusCode, header},
};
use belroute_shared::{
    audit::Action,
    company::contacts::{ContactSettings, ImportPreview, Imported, LARGEST_FILE, MOST_CONTACTS},
    error::{Code, ErrorBody},
    live::LiveEvent,
};
use utoipa_axum::{router::OpenApiRouter, routes};

use super::{Format, Reading};
use crate::{
    audit::Line,
    company::{self, PhonebookManager, contacts::store},
    error::{ApiError, ApiResult},
    json::Json,
    numbers::Country,
    state::AppState,
};

pub(in crate::company::contacts) fn router() -> OpenApiRouter<AppState> {
    OpenApiRouter::new()
        .routes(routes!(preview))
        .routes(routes!(import))
        .layer(DefaultBodyLimit::max(LARGEST_FILE))
}

/// A file with contacts.
struct File {
    format: Format,
    content: Bytes,
}

impl<S: Send + Sync> FromRequest<S> for File {
    type Rejection = ApiError;

    async fn from_request(request: Request, state: &S) -> ApiResult<Self> {
        let media_type = request.headers().get(header::CONTENT_TYPE);
        let media_type = media_type.and_then(|value| value.to_str().ok());
        let media_type = media_type.unwrap_or_default().split(';').next();
        let format = match media_type
            .unwrap_or_default()
            .trim()
            .to_lowercase()
            .as_str()
        {
            "text/csv" => Format::Csv,
            "text/vcard" | "text/x-vcard" => Format::Vcard,
            _ => return Err(ApiError::UnsupportedMediaType),
        };
        let content = Bytes::from_request(request, state).await;
        let content = content.map_err(|rejection| match rejection.status() {
            StatusCode::PAYLOAD_TOO_LARGE => ApiError::TooLarge,
            _ => ApiError::Malformed(rejection.body_text()),
        })?;
        Ok(Self { format, content })
    }
}

impl File {
    /// Reads the file where it keeps nobody else waiting.
    async fn read(self, country: Country) -> ApiResult<Reading> {
        let reading =
            tokio::task::spawn_blocking(move || Reading::of(self.format, &self.content, country));
        let reading = reading
            .await
            .map_err(|error| ApiError::Internal(error.into()))?;
        Ok(reading?)
    }
}

/// What a file would bring into the company's phonebook. Nothing is saved.
#[utoipa::path(post, path = "/v1/company/contacts/import/preview", tag = "company",
    request_body(content((String = "text/csv"), (String = "text/vcard"))),
    responses((status = 200, body = ImportPreview), (status = 400, body = ErrorBody),
        (status = 401, body = ErrorBody), (status = 403, body = ErrorBody),
        (status = 413, body = ErrorBody), (status = 415, body = ErrorBody)))]
async fn preview(
    State(state): State<AppState>,
    manager: PhonebookManager,
    file: File,
) -> ApiResult<Json<ImportPreview>> {
    let (organisation, country) = (manager.organisation_id(), manager.country());
    let mut reading = file.read(country).await?;
    let known = store::known_numbers(&state.db.read, organisation, &reading.numbers()).await?;
    reading.drop_known(&known);
    Ok(Json(reading.preview(country)))
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
    let mut reading = file.read(manager.country()).await?;
    let change = company::begin(&state.db, organisation).await?;
    let known = store::known_numbers(&change, organisation, &reading.numbers()).await?;
    reading.drop_known(&known);
    let imported = reading.imported();
    if imported.saved == 0 {
        return Ok(Json(imported));
    }
    let has = store::count(&change, organisation).await?;
    if has + imported.saved as u64 > MOST_CONTACTS {
        return Err(ApiError::Conflict(Code::TooMany));
    }
    let good: Vec<ContactSettings> = reading.good.into_iter().map(|(_, it)| it).collect();
    store::insert_all(&change, organisation, &good).await?;
    let line =
        Line::of(organisation, Action::ContactsImported).changed(None::<&()>, Some(&imported));
    let now_ms = state.clock.now_ms();
    manager.actor().write(&change, line, now_ms).await?;
    change.commit().await?;
    state.live.tell_all(organisation, LiveEvent::Phonebook);
    Ok(Json(imported))
}
