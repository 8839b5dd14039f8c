//! `POST /v1/call-control/recordings`: what the media server has recorded. It keeps a recording until
//! it is told that the panel has it, or that the panel never will.

use std::time::Duration;

use axum::{
    Router,
    body::Bytes,
    extract::{DefaultBodyLimit, Multipart, State, multipart::MultipartRejection},
    http::StatusCode,
    routing::post,
};
use belroute_shared::{
    error::Code,
    ids::OrganisationId,
    settings::voicemail::GreetingKind,
    voicemail::{LONGEST_MESSAGE_SECONDS, MOST_MESSAGES},
};
use tokio::time::timeout;

use super::{deposit, mails::Delivery, told};
use crate::{
    error::{ApiError, ApiResult},
    media::wire::{GreetingFor, Kind, Meta, VERSION},
    settings::greetings,
    sounds::{self, Sound},
    state::AppState,
};

/// The largest sound, and what is known of it.
const MOST_BYTES: usize = sounds::MOST_BYTES + 64 * 1024;
/// No name of a mailbox or of a call is longer, in bytes.
const LONGEST_TEXT: usize = 1000;
/// The media server waits for 20 seconds in all.
const PATIENCE: Duration = Duration::from_secs(12);
/// A recording that has reached its limit is up to a second longer, because it is cut off at whole
/// seconds.
const OVER_SECONDS: u32 = 5;
/// Whoever found the mailbox not yet full may speak to its end, and so may those who came with him.
const MEANWHILE: u32 = 20;

pub(crate) fn router() -> Router<AppState> {
    Router::new()
        .route("/v1/call-control/recordings", post(take))
        .layer(DefaultBodyLimit::max(MOST_BYTES))
}

/// Takes a recording in, once however often it comes: 201, and 200 when it was there.
async fn take(
    State(state): State<AppState>,
    parts: Result<Multipart, MultipartRejection>,
) -> ApiResult<StatusCode> {
    let parts = parts.map_err(|_| ApiError::UnsupportedMediaType)?;
    let (meta, audio) = timeout(PATIENCE, read(parts)).await.map_err(|_| {
        ApiError::Unavailable(anyhow::anyhow!("a recording did not come through"))
    })??;
    if deposit::is_taken(&state.db.read, &meta).await? {
        return Ok(StatusCode::OK);
    }
    let sound = telephone(audio).await?;
    match meta.kind {
        Kind::Message => take_message(&state, &meta, &sound).await,
        Kind::Greeting => take_greeting(&state, &meta, &sound).await,
    }
}

/// Puts a message into its mailbox, once however often it comes.
pub(crate) async fn take_message(
    state: &AppState,
    meta: &Meta,
    sound: &Sound,
) -> ApiResult<StatusCode> {
    let now_ms = state.clock.now_ms();
    let change = state.db.begin().await?;
    let owner = deposit::owner(&change, meta, now_ms).await?;
    let organisation = OrganisationId(owner.organisation_id);
    let messages = super::store::count(&change, organisation, &[owner.id]).await?;
    let messages = messages.get(&owner.id).map_or(0, |it| it.new + it.old);
    if messages >= MOST_MESSAGES + MEANWHILE {
        return Err(ApiError::Conflict(Code::MailboxFull));
    }
    if !deposit::insert_recording(&change, meta, organisation, now_ms).await? {
        return Ok(StatusCode::OK);
    }
    sounds::keep(&change, &state.objects, sound, now_ms).await?;
    let caller = deposit::caller(&change, meta, &owner).await?;
    let delivery = Delivery::of(&change, &owner).await?;
    if !delivery.is_elsewhere() {
        let left = (&caller, sound);
        deposit::insert_message(&change, meta, &owner, left, now_ms).await?;
    }
    let left = (meta, &caller, sound);
    delivery.queue(state, &change, &owner, left).await?;
    change.commit().await?;
    state.mail.wake();
    told::changed(state, organisation, &[owner.id]).await;
    Ok(StatusCode::CREATED)
}

async fn take_greeting(state: &AppState, meta: &Meta, sound: &Sound) -> ApiResult<StatusCode> {
    let now_ms = state.clock.now_ms();
    let owner = deposit::owner(&state.db.read, meta, now_ms).await?;
    let organisation = OrganisationId(owner.organisation_id);
    let kind = match meta.greeting_for {
        Some(GreetingFor::Busy) => GreetingKind::Busy,
        Some(GreetingFor::NoAnswer) => GreetingKind::NoAnswer,
        None => return Err(ApiError::field("meta.greeting_for", Code::Required)),
    };
    let change = greetings::begin(state, &owner).await?;
    if !deposit::insert_recording(&change.db, meta, organisation, now_ms).await? {
        return Ok(StatusCode::OK);
    }
    greetings::take_recorded(state, change, kind, sound).await?;
    Ok(StatusCode::CREATED)
}

/// The two parts, in any order.
async fn read(mut parts: Multipart) -> ApiResult<(Meta, Bytes)> {
    let (mut meta, mut audio) = (None, None);
    while let Some(part) = parts.next_field().await? {
        let name = part.name().unwrap_or_default().to_owned();
        let content = part.bytes().await?;
        match name.as_str() {
            "meta" => meta = Some(content),
            "audio" => audio = Some(content),
            // A newer media server may send more.
            _ => {}
        }
    }
    let missing = |field| ApiError::field(field, Code::Required);
    let meta = meta.ok_or_else(|| missing("meta"))?;
    let meta: Meta =
        serde_json::from_slice(&meta).map_err(|_| ApiError::field("meta", Code::Malformed))?;
    if meta.version != VERSION {
        return Err(ApiError::field("meta.version", Code::NotOffered));
    }
    for (field, text) in [
        ("meta.mailbox", &meta.mailbox),
        ("meta.sip_call_id", &meta.sip_call_id),
    ] {
        // No database keeps such a character, and coming again would not help.
        if text.contains('\0') || text.len() > LONGEST_TEXT {
            return Err(ApiError::field(field, Code::Malformed));
        }
    }
    Ok((meta, audio.ok_or_else(|| missing("audio"))?))
}

async fn telephone(audio: Bytes) -> ApiResult<Sound> {
    let most_seconds = LONGEST_MESSAGE_SECONDS + OVER_SECONDS;
    tokio::task::spawn_blocking(move || sounds::telephone(&audio, most_seconds))
        .await
        .map_err(|error| ApiError::Internal(error.into()))?
        .map_err(|fault| fault.refused("audio"))
}
