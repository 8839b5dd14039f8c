//! Uploading greetings, at the addresses of the Webex Calling API, and hearing them, at our own.

use axum::{
    body::Bytes,
    extract::{DefaultBodyLimit, Multipart, State},
    http::{HeaderMap, HeaderValue, StatusCode, header},
    response::{IntoResponse as _, Response},
};
use belroute_shared::{
    error::{Code, ErrorBody},
    features::Feature,
    settings::voicemail::GreetingKind,
};
use serde::Deserialize;
use utoipa::IntoParams;
use utoipa_axum::{router::OpenApiRouter, routes};

use super::store;
use crate::{
    account,
    error::{ApiError, ApiResult},
    features,
    json::{Path, Query},
    session::{AtPanel, Session},
    sounds,
    state::AppState,
};

/// The largest file, and what stands around it.
const MOST_BYTES: usize = sounds::MOST_BYTES + 16 * 1024;
/// The part that holds the file.
const FILE: &str = "file";

pub(crate) fn router() -> OpenApiRouter<AppState> {
    OpenApiRouter::new()
        .routes(routes!(upload_busy))
        .routes(routes!(upload_no_answer))
        .layer(DefaultBodyLimit::max(MOST_BYTES))
        .routes(routes!(play, remove))
}

/// A greeting for callers who find the user busy: a WAV file of at most 5000 kB and three minutes, as
/// the part `file`. It is played once the setting says so.
#[utoipa::path(post, tag = "callSettings",
    path = "/v1/telephony/config/people/me/settings/voicemail/actions/busyGreetingUpload/invoke",
    request_body(content = Vec<u8>, content_type = "multipart/form-data"),
    responses((status = 204), (status = 400, body = ErrorBody), (status = 401, body = ErrorBody),
        (status = 403, body = ErrorBody), (status = 413, body = ErrorBody)))]
async fn upload_busy(
    State(state): State<AppState>,
    AtPanel(session): AtPanel,
    parts: Multipart,
) -> ApiResult<StatusCode> {
    upload(&state, session, GreetingKind::Busy, parts).await
}

/// The same for callers whom nobody answers.
#[utoipa::path(post, tag = "callSettings",
    path = "/v1/telephony/config/people/me/settings/voicemail/actions/noAnswerGreetingUpload/invoke",
    request_body(content = Vec<u8>, content_type = "multipart/form-data"),
    responses((status = 204), (status = 400, body = ErrorBody), (status = 401, body = ErrorBody),
        (status = 403, body = ErrorBody), (status = 413, body = ErrorBody)))]
async fn upload_no_answer(
    State(state): State<AppState>,
    AtPanel(session): AtPanel,
    parts: Multipart,
) -> ApiResult<StatusCode> {
    upload(&state, session, GreetingKind::NoAnswer, parts).await
}

async fn upload(
    state: &AppState,
    session: Session,
    kind: GreetingKind,
    parts: Multipart,
) -> ApiResult<StatusCode> {
    require(state, session).await?;
    let (name, file) = file(parts).await?;
    let most_seconds = super::LONGEST_SECONDS.into();
    let sound = tokio::task::spawn_blocking(move || sounds::telephone(&file, most_seconds))
        .await
        .map_err(|error| ApiError::Internal(error.into()))?
        .map_err(|fault| fault.refused(FILE))?;
    super::upload(state, session, kind, &name, &sound).await?;
    Ok(StatusCode::NO_CONTENT)
}

async fn file(mut parts: Multipart) -> ApiResult<(String, Bytes)> {
    while let Some(part) = parts.next_field().await? {
        if part.name() == Some(FILE) {
            let name = part.file_name().unwrap_or_default().to_owned();
            return Ok((name, part.bytes().await?));
        }
    }
    Err(ApiError::field(FILE, Code::Required))
}

#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
struct Wish {
    /// Whether it is to be the one that comes with the program, also where the user has his own.
    #[serde(default)]
    default: bool,
}

/// A greeting as WAV, 8 kHz, 16 bit, one channel: the user's own, or where he has none the one that
/// comes with the program.
#[utoipa::path(get, path = "/v1/voicemailGreetings/{kind}", tag = "voicemail",
    params(("kind" = GreetingKind, Path), Wish),
    responses((status = 200, content_type = "audio/wav", body = Vec<u8>), (status = 304),
        (status = 400, body = ErrorBody), (status = 401, body = ErrorBody),
        (status = 403, body = ErrorBody), (status = 404, body = ErrorBody)))]
async fn play(
    State(state): State<AppState>,
    AtPanel(session): AtPanel,
    Path(kind): Path<GreetingKind>,
    Query(wish): Query<Wish>,
    asked: HeaderMap,
) -> ApiResult<Response> {
    require(&state, session).await?;
    let own = if wish.default {
        None
    } else {
        store::find(&state.db.read, session.user, kind).await?
    };
    let sha256 = match own {
        Some(row) => row.sha256,
        None => default_of(&state, session, kind).await?,
    };
    let tag = format!("\"{sha256}\"");
    let tag = HeaderValue::from_str(&tag).map_err(|error| ApiError::Internal(error.into()))?;
    // The browser asks each time whether it is still the same.
    let headers = [
        (header::CONTENT_TYPE, HeaderValue::from_static(sounds::WAV)),
        (
            header::CACHE_CONTROL,
            HeaderValue::from_static("private, no-cache"),
        ),
        (header::ETAG, tag.clone()),
    ];
    if asked.get(header::IF_NONE_MATCH) == Some(&tag) {
        return Ok((StatusCode::NOT_MODIFIED, headers).into_response());
    }
    let sound: Bytes = state.objects.get(&sha256).await?;
    Ok((headers, sound).into_response())
}

/// The greeting that comes with the program, in the language of the user.
async fn default_of(state: &AppState, session: Session, kind: GreetingKind) -> ApiResult<String> {
    let prompt = super::default_of(kind);
    let person = account::person(state, session.user).await?;
    let language = belroute_shared::account::Language::of_tag(&person.user.language);
    let name = state
        .prompts
        .name(&state.objects, prompt, language.unwrap_or_default());
    let name = name.await.ok_or(ApiError::NotFound)?;
    Ok(name.sha256().to_owned())
}

/// Takes the user's own greeting away.
#[utoipa::path(delete, path = "/v1/voicemailGreetings/{kind}", tag = "voicemail",
    params(("kind" = GreetingKind, Path)),
    responses((status = 204), (status = 400, body = ErrorBody), (status = 401, body = ErrorBody),
        (status = 403, body = ErrorBody), (status = 404, body = ErrorBody)))]
async fn remove(
    State(state): State<AppState>,
    AtPanel(session): AtPanel,
    Path(kind): Path<GreetingKind>,
) -> ApiResult<StatusCode> {
    super::remove(&state, session, kind).await?;
    Ok(StatusCode::NO_CONTENT)
}

async fn require(state: &AppState, session: Session) -> ApiResult<()> {
    let feature = Some(Feature::Voicemail);
    features::require(&state.db.read, session.user, session.organisation, feature).await
}
