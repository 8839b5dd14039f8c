//! The sound of a message, whole or in parts: a player asks for parts to jump within it, and some
//! play nothing that cannot be asked for so (RFC 9110, section 14).

use axum::{
    body::Bytes,
    extract::State,
    http::{HeaderMap, HeaderValue, StatusCode, header},
    response::{IntoResponse as _, Response},
};
use belroute_shared::{
    error::{Code, ErrorBody},
    ids::VoiceMessageId,
};
use http_range_header::parse_range_header;
use jiff::tz::TimeZone;
use sea_orm::{ConnectionTrait, DbErr, EntityTrait as _};
use serde::Deserialize;
use utoipa::IntoParams;
use utoipa_axum::{router::OpenApiRouter, routes};
use uuid::Uuid;

use super::{heard, hearer::Hearer};
use crate::{
    clock::moment,
    entity::{organisation, voice_message},
    error::{ApiError, ApiResult},
    json::{Path, Query},
    sounds::{self, store},
    state::AppState,
};

pub(super) fn router() -> OpenApiRouter<AppState> {
    OpenApiRouter::new().routes(routes!(play))
}

#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
struct Wish {
    /// Whether it is to be saved as a file.
    #[serde(default)]
    download: bool,
}

/// The sound of a message as WAV: 8 kHz, 16 bit, one channel.
#[utoipa::path(get, path = "/v1/voiceMessages/{id}/audio", tag = "voicemail",
    params(("id" = String, Path, format = Uuid), Wish),
    responses((status = 200, content_type = "audio/wav", body = Vec<u8>),
        (status = 206, content_type = "audio/wav", body = Vec<u8>), (status = 304),
        (status = 401, body = ErrorBody), (status = 403, body = ErrorBody),
        (status = 404, body = ErrorBody), (status = 409, body = ErrorBody), (status = 416, body = ErrorBody)))]
async fn play(
    State(state): State<AppState>,
    hearer: Hearer,
    Path(id): Path<Uuid>,
    Query(wish): Query<Wish>,
    asked: HeaderMap,
) -> ApiResult<Response> {
    if wish.download && !hearer.can_download {
        return Err(ApiError::NotGranted(Code::FeatureNotGranted));
    }
    let db = &state.db.read;
    let row = super::find(db, &hearer, VoiceMessageId(id)).await?;
    let known = store::list(db, [row.sound.as_str()]).await?;
    let size = known
        .get(&row.sound)
        .map_or(0, |it| u64::from(it.size_bytes));
    let tag = format!("\"{}\"", row.sound);
    let is = |name| {
        asked
            .get(name)
            .is_some_and(|it| it.as_bytes() == tag.as_bytes())
    };
    let mut headers = headers(&tag)?;
    if is(header::IF_NONE_MATCH) {
        return Ok((StatusCode::NOT_MODIFIED, headers).into_response());
    }
    let name = if wish.download {
        format!("attachment; filename=\"{}\"", file_name(db, &row).await?)
    } else {
        "inline".to_owned()
    };
    headers.insert(header::CONTENT_DISPOSITION, value(&name)?);
    // A part of something else than he has would be of no use to him.
    let is_same = !asked.contains_key(header::IF_RANGE) || is(header::IF_RANGE);
    let range = asked.get(header::RANGE).filter(|_| is_same);
    let Some(range) = range.and_then(|it| it.to_str().ok()) else {
        if wish.download || !row.is_read {
            heard::write_down(&state, &hearer, &row).await?;
        }
        let sound: Bytes = state.objects.get(&row.sound).await?;
        return Ok((headers, sound).into_response());
    };
    let parts = parse_range_header(range).and_then(|it| it.validate(size));
    let Some(part) = parts.ok().and_then(|parts| parts.into_iter().next()) else {
        return Err(ApiError::OutOfReach { size });
    };
    let (first, last) = (*part.start(), *part.end());
    // The rest of it is the same listening.
    if first == 0 && (wish.download || !row.is_read) {
        heard::write_down(&state, &hearer, &row).await?;
    }
    let sound = state.objects.get_range(&row.sound, first..last + 1).await?;
    let place = value(&format!("bytes {first}-{last}/{size}"))?;
    headers.insert(header::CONTENT_RANGE, place);
    Ok((StatusCode::PARTIAL_CONTENT, headers, sound).into_response())
}

/// What goes with every answer. A browser may keep the sound, but asks each time whether the user
/// may still hear it.
fn headers(tag: &str) -> ApiResult<HeaderMap> {
    Ok(HeaderMap::from_iter([
        (header::CONTENT_TYPE, HeaderValue::from_static(sounds::WAV)),
        (header::ACCEPT_RANGES, HeaderValue::from_static("bytes")),
        (
            header::CACHE_CONTROL,
            HeaderValue::from_static("private, no-cache"),
        ),
        (header::ETAG, value(tag)?),
    ]))
}

fn value(text: &str) -> ApiResult<HeaderValue> {
    HeaderValue::from_str(text).map_err(|error| ApiError::Internal(error.into()))
}

/// A name that sorts by the time at which the caller spoke, as clocks showed it where he called.
async fn file_name(db: &impl ConnectionTrait, row: &voice_message::Model) -> Result<String, DbErr> {
    let organisation = organisation::Entity::find_by_id(row.organisation_id)
        .one(db)
        .await?;
    let zone = organisation.and_then(|it| TimeZone::get(&it.time_zone).ok());
    let at = moment(row.created_at_ms).to_zoned(zone.unwrap_or(TimeZone::UTC));
    let number = row.caller_number.as_deref().unwrap_or_default();
    let digits: String = number.chars().filter(char::is_ascii_digit).collect();
    let from = if digits.is_empty() {
        digits
    } else {
        format!("-{digits}")
    };
    Ok(format!(
        "voicemail-{}{from}.wav",
        at.strftime("%Y-%m-%d-%H%M")
    ))
}
