//! `/v1/people/{id}/picture`.

use axum::{
    body::Bytes,
    extract::{DefaultBodyLimit, FromRequest, Request, State},
    http::{HeaderMap, HeaderValue, StatusCode, header},
    response::{IntoResponse as _, Response},
};
use belroute_shared::{
    audit::Action,
    error::{Code, ErrorBody},
    ids::UserId,
    live::LiveEvent,
    people::MOST_PICTURE_BYTES,
};
use image::ImageFormat;
use serde::Deserialize;
use tokio::sync::Semaphore;
use utoipa::IntoParams;
use utoipa_axum::{router::OpenApiRouter, routes};

use super::{
    square::{Square, format_of},
    store,
};
use crate::{
    account,
    audit::{Actor, Line},
    error::{ApiError, ApiResult},
    json::{Path, Query},
    media_type,
    people::{himself, named},
    session::{AtPanel, Session},
    settings::Change,
    state::AppState,
};

/// What the file is called where it is refused.
const FIELD: &str = "picture";
/// A picture takes much memory while it is decoded: so many at a time.
static DECODING: Semaphore = Semaphore::const_new(2);

pub(crate) fn router() -> OpenApiRouter<AppState> {
    OpenApiRouter::new()
        .routes(routes!(show, replace, remove))
        .layer(DefaultBodyLimit::max(MOST_PICTURE_BYTES))
}

/// A file that is said to be a picture.
struct Sent {
    format: ImageFormat,
    content: Bytes,
}

impl<S: Send + Sync> FromRequest<S> for Sent {
    type Rejection = ApiError;

    async fn from_request(request: Request, state: &S) -> ApiResult<Self> {
        let media_type = media_type::sent(request.headers());
        let format = format_of(&media_type).ok_or(ApiError::UnsupportedMediaType)?;
        let content = Bytes::from_request(request, state).await?;
        Ok(Self { format, content })
    }
}

#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
struct Version {
    /// The version that is wanted: as long as it is the one of now, a browser may keep it.
    #[serde(default)]
    v: Option<String>,
}

/// The picture of somebody of the organisation: a JPEG of 512 by 512 pixels. `id` may be `me`.
#[utoipa::path(get, path = "/v1/people/{id}/picture", tag = "people",
    params(("id" = String, Path), Version),
    responses((status = 200, content_type = "image/jpeg", body = Vec<u8>,
            headers(("ETag" = String))),
        (status = 304), (status = 401, body = ErrorBody), (status = 404, body = ErrorBody)))]
async fn show(
    State(state): State<AppState>,
    AtPanel(session): AtPanel,
    Path(id): Path<String>,
    Query(version): Query<Version>,
    asked: HeaderMap,
) -> ApiResult<Response> {
    let owner = named(session, &id)?;
    let row = store::find(&state.db.read, owner, session.organisation)
        .await?
        .ok_or(ApiError::NotFound)?;
    let tag = HeaderValue::from_str(&format!("\"{}\"", row.hash))
        .map_err(|error| ApiError::Internal(error.into()))?;
    let is_named = version.v.is_some_and(|version| version == row.hash);
    let kept = if is_named {
        "private, max-age=86400"
    } else {
        "private, no-cache"
    };
    let headers = [
        (header::CONTENT_TYPE, HeaderValue::from_static("image/jpeg")),
        (header::CACHE_CONTROL, HeaderValue::from_static(kept)),
        (header::ETAG, tag.clone()),
    ];
    if asked.get(header::IF_NONE_MATCH) == Some(&tag) {
        return Ok((StatusCode::NOT_MODIFIED, headers).into_response());
    }
    Ok((headers, row.bytes).into_response())
}

/// Sets the user's own picture: a PNG, JPEG or WebP file of at most 5 MiB. It is cut to a square of
/// 512 by 512 pixels; nothing else of the file is kept.
#[utoipa::path(put, path = "/v1/people/{id}/picture", tag = "people",
    params(("id" = String, Path)),
    request_body(content = Vec<u8>, content_type = "image/*"),
    responses((status = 204), (status = 400, body = ErrorBody), (status = 401, body = ErrorBody),
        (status = 404, body = ErrorBody), (status = 413, body = ErrorBody),
        (status = 415, body = ErrorBody)))]
async fn replace(
    State(state): State<AppState>,
    AtPanel(session): AtPanel,
    Path(id): Path<String>,
    Sent { format, content }: Sent,
) -> ApiResult<StatusCode> {
    himself(session, &id)?;
    let square = drawn(content, format).await?;
    let change = Change::begin(&state, session, None).await?;
    let now_ms = change.now.as_millisecond();
    store::save(&change.db, &change.user, square, now_ms).await?;
    finish(&state, change, Action::PictureSet).await
}

async fn drawn(content: Bytes, format: ImageFormat) -> ApiResult<Square> {
    let turn = DECODING
        .acquire()
        .await
        .map_err(|error| ApiError::Internal(error.into()))?;
    // The turn goes with the work, which goes on when whoever asked for it has left.
    let work = move || {
        let square = Square::of(content, format);
        drop(turn);
        square
    };
    tokio::task::spawn_blocking(work)
        .await
        .map_err(|error| ApiError::Internal(error.into()))?
        .map_err(|code: Code| ApiError::field(FIELD, code))
}

/// Takes the user's own picture away; his initials are shown again.
#[utoipa::path(delete, path = "/v1/people/{id}/picture", tag = "people",
    params(("id" = String, Path)),
    responses((status = 204), (status = 401, body = ErrorBody), (status = 404, body = ErrorBody)))]
async fn remove(
    State(state): State<AppState>,
    AtPanel(session): AtPanel,
    Path(id): Path<String>,
) -> ApiResult<StatusCode> {
    himself(session, &id)?;
    let change = Change::begin(&state, session, None).await?;
    if !store::delete(&change.db, session.user).await? {
        return Err(ApiError::NotFound);
    }
    finish(&state, change, Action::PictureRemoved).await
}

/// Writes down that it was changed, and tells everybody who sees it.
async fn finish(state: &AppState, change: Change<'_>, action: Action) -> ApiResult<StatusCode> {
    let session: Session = change.session;
    let by: UserId = session.opened_by.unwrap_or(session.user);
    let person = account::person(state, by).await?;
    let line = Line::about(&change.user, action);
    let now_ms = change.now.as_millisecond();
    let actor = Actor::of(&person.user, None);
    actor.write(&change.db, line, now_ms).await?;
    change.commit().await?;
    state.live.tell(session.user, LiveEvent::Account);
    state
        .live
        .tell_all(session.organisation, LiveEvent::Phonebook);
    Ok(StatusCode::NO_CONTENT)
}
