//! `/v1/voiceMessages` and `/v1/mailboxes`: what the panel shows, beyond what Webex Calling has.

use axum::{
    extract::State,
    http::{HeaderMap, StatusCode},
};
use belroute_shared::{
    error::{Code, ErrorBody},
    ids::{UserId, VoiceMessageId},
    paging::Paging,
    voicemail::{ForwardMessage, Mailboxes, MessageFilter, VoiceMessage, VoiceMessages},
};
use serde::Deserialize;
use utoipa::IntoParams;
use utoipa_axum::{router::OpenApiRouter, routes};
use uuid::Uuid;

use super::{
    forwarding,
    hearer::Hearer,
    shown::{self, Beside},
    store, told,
};
use crate::{
    cursor::Cursor,
    error::{ApiError, ApiResult},
    json::{Json, Path, Query},
    link,
    state::AppState,
};

pub(super) fn router() -> OpenApiRouter<AppState> {
    OpenApiRouter::new()
        .routes(routes!(list_mailboxes))
        .routes(routes!(list))
        .routes(routes!(show))
        .routes(routes!(keep, let_go))
        .routes(routes!(restore))
        .routes(routes!(forward))
}

#[derive(Debug, Deserialize, IntoParams)]
#[serde(rename_all = "camelCase")]
#[into_params(parameter_in = Query)]
struct Wish {
    /// Rows wanted, 1 to 100.
    max: Option<u32>,
    /// Where the last page ended.
    cursor: Option<String>,
    /// Which messages.
    #[param(value_type = Option<MessageFilter>)]
    filter: Option<MessageFilter>,
    /// Only those of one mailbox.
    #[param(value_type = Option<String>, format = Uuid)]
    mailbox: Option<UserId>,
}

/// The mailboxes that the user hears; none where he may hear none, and none in an opened panel.
#[utoipa::path(get, path = "/v1/mailboxes", tag = "voicemail",
    responses((status = 200, body = Mailboxes), (status = 401, body = ErrorBody)))]
async fn list_mailboxes(
    State(state): State<AppState>,
    hearer: ApiResult<Hearer>,
) -> ApiResult<Json<Mailboxes>> {
    let hearer = match hearer {
        Err(ApiError::NotGranted(_)) => return Ok(Json(Mailboxes::default())),
        hearer => hearer?,
    };
    let (mailboxes, new_messages) = shown::mailboxes(&state.db.read, &hearer).await?;
    Ok(Json(Mailboxes {
        mailboxes,
        new_messages,
    }))
}

/// Messages in the mailboxes that the user hears, newest first.
#[utoipa::path(get, path = "/v1/voiceMessages", tag = "voicemail", params(Wish),
    responses((status = 200, body = VoiceMessages, headers(("Link" = String, description = "The next page, RFC 8288."))),
        (status = 400, body = ErrorBody), (status = 401, body = ErrorBody),
        (status = 403, body = ErrorBody), (status = 404, body = ErrorBody)))]
#[tracing::instrument(skip_all, fields(user.id = %hearer.session.user))]
async fn list(
    State(state): State<AppState>,
    hearer: Hearer,
    Query(wish): Query<Wish>,
) -> ApiResult<(HeaderMap, Json<VoiceMessages>)> {
    let read = |text| Cursor::read(text).ok_or_else(|| ApiError::field("cursor", Code::BadCursor));
    let after = wish.cursor.as_deref().map(read).transpose()?;
    let filter = wish.filter.unwrap_or_default();
    let rows = Paging {
        max: wish.max,
        cursor: None,
    }
    .rows();
    let db = &state.db.read;
    let (mailboxes, new_messages) = shown::mailboxes(db, &hearer).await?;
    let can_forward = forwarding::is_allowed(db, &hearer).await?;
    let can_download = hearer.can_download;
    let hearer = match wish.mailbox {
        Some(mailbox) => hearer.only(Some(mailbox))?,
        None => hearer,
    };
    let mut found = store::list(db, &hearer, filter, after, u64::from(rows) + 1).await?;
    let has_more = found.len() > rows as usize;
    found.truncate(rows as usize);
    let mut headers = HeaderMap::new();
    if let Some(last) = found.last().filter(|_| has_more) {
        let cursor = Cursor::after(last.created_at_ms, last.id).write();
        let mailbox = wish.mailbox.map(|id| format!("mailbox={id}&"));
        let query = format!(
            "{}max={rows}&filter={}&cursor={cursor}",
            mailbox.unwrap_or_default(),
            filter.word()
        );
        link::next(
            &mut headers,
            &state.config.public_url,
            "/v1/voiceMessages",
            &query,
        );
    }
    let beside = Beside::of(db, &hearer, &found).await?;
    let list = VoiceMessages {
        messages: found.iter().map(|row| beside.message(row)).collect(),
        mailboxes,
        new_messages,
        can_download,
        can_forward,
    };
    Ok((headers, Json(list)))
}

/// One message. One that was deleted can be fetched back for a while, but not seen.
#[utoipa::path(get, path = "/v1/voiceMessages/{id}", tag = "voicemail",
    params(("id" = String, Path, format = Uuid)),
    responses((status = 200, body = VoiceMessage), (status = 401, body = ErrorBody),
        (status = 403, body = ErrorBody), (status = 404, body = ErrorBody),
        (status = 409, body = ErrorBody)))]
async fn show(
    State(state): State<AppState>,
    hearer: Hearer,
    Path(id): Path<Uuid>,
) -> ApiResult<Json<VoiceMessage>> {
    let db = &state.db.read;
    let row = super::find(db, &hearer, VoiceMessageId(id)).await?;
    let beside = Beside::of(db, &hearer, std::slice::from_ref(&row)).await?;
    Ok(Json(beside.message(&row)))
}

/// The message stays until somebody deletes it.
#[utoipa::path(put, path = "/v1/voiceMessages/{id}/kept", tag = "voicemail",
    params(("id" = String, Path, format = Uuid)),
    responses((status = 204), (status = 401, body = ErrorBody), (status = 403, body = ErrorBody),
        (status = 404, body = ErrorBody), (status = 409, body = ErrorBody)))]
async fn keep(
    State(state): State<AppState>,
    hearer: Hearer,
    Path(id): Path<Uuid>,
) -> ApiResult<StatusCode> {
    set_kept(&state, &hearer, VoiceMessageId(id), true).await
}

/// The message goes when it is old, as others do.
#[utoipa::path(delete, path = "/v1/voiceMessages/{id}/kept", tag = "voicemail",
    params(("id" = String, Path, format = Uuid)),
    responses((status = 204), (status = 401, body = ErrorBody), (status = 403, body = ErrorBody),
        (status = 404, body = ErrorBody), (status = 409, body = ErrorBody)))]
async fn let_go(
    State(state): State<AppState>,
    hearer: Hearer,
    Path(id): Path<Uuid>,
) -> ApiResult<StatusCode> {
    set_kept(&state, &hearer, VoiceMessageId(id), false).await
}

async fn set_kept(
    state: &AppState,
    hearer: &Hearer,
    id: VoiceMessageId,
    is_kept: bool,
) -> ApiResult<StatusCode> {
    let change = state.db.begin().await?;
    let row = super::find(&change, hearer, id).await?;
    store::keep(&change, hearer, id, is_kept).await?;
    change.commit().await?;
    told::changed(state, hearer.organisation(), &[row.mailbox_id]).await;
    Ok(StatusCode::NO_CONTENT)
}

/// Fetches a message back that was deleted within the last quarter of an hour. One that was not
/// deleted stays as it is.
#[utoipa::path(post, path = "/v1/voiceMessages/{id}/restore", tag = "voicemail",
    params(("id" = String, Path, format = Uuid)),
    responses((status = 204), (status = 401, body = ErrorBody), (status = 403, body = ErrorBody),
        (status = 404, body = ErrorBody)))]
async fn restore(
    State(state): State<AppState>,
    hearer: Hearer,
    Path(id): Path<Uuid>,
) -> ApiResult<StatusCode> {
    let id = VoiceMessageId(id);
    let change = state.db.begin().await?;
    let row = store::find(&change, &hearer, id)
        .await?
        .ok_or(ApiError::NotFound)?;
    let is_there = row.deleted_at_ms.is_none()
        || store::restore(&change, &hearer, id, state.clock.now_ms()).await?;
    if !is_there {
        return Err(ApiError::NotFound);
    }
    change.commit().await?;
    told::changed(&state, hearer.organisation(), &[row.mailbox_id]).await;
    Ok(StatusCode::NO_CONTENT)
}

/// Gives a colleague a copy of a message.
#[utoipa::path(post, path = "/v1/voiceMessages/{id}/forward", tag = "voicemail",
    params(("id" = String, Path, format = Uuid)), request_body = ForwardMessage,
    responses((status = 204), (status = 400, body = ErrorBody), (status = 401, body = ErrorBody),
        (status = 403, body = ErrorBody), (status = 404, body = ErrorBody),
        (status = 409, body = ErrorBody)))]
async fn forward(
    State(state): State<AppState>,
    hearer: Hearer,
    Path(id): Path<Uuid>,
    Json(wanted): Json<ForwardMessage>,
) -> ApiResult<StatusCode> {
    let wanted = wanted.tidied();
    wanted.check()?;
    forwarding::forward(&state, &hearer, VoiceMessageId(id), wanted).await?;
    Ok(StatusCode::NO_CONTENT)
}
