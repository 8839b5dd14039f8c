//! Messages in the shape of Webex Calling. Strict clients refuse what they do not know, so nothing is
//! added here; what the panel shows beyond it is under `/v1/voiceMessages`.

use axum::{
    extract::State,
    http::{HeaderMap, StatusCode},
};
use belroute_shared::{
    error::{Code, ErrorBody},
    ids::{UserId, VoiceMessageId},
    paging::Paging,
    voicemail::{MOST_MESSAGES, MarkMessages, MessageFilter},
};
use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use serde_json::Value;
use utoipa::{IntoParams, ToSchema};
use utoipa_axum::{router::OpenApiRouter, routes};
use uuid::Uuid;

use super::{
    hearer::{Counts, Hearer},
    shown::{self, Beside},
    store, told,
};
use crate::{
    clock::moment,
    cursor::Cursor,
    entity::voice_message,
    error::{ApiError, ApiResult},
    json::{Json, Path, Query, merged},
    link,
    state::AppState,
};

const LIST: &str = "/v1/telephony/voiceMessages";

pub(super) fn router() -> OpenApiRouter<AppState> {
    OpenApiRouter::new()
        .routes(routes!(list))
        .routes(routes!(summarise))
        .routes(routes!(mark_as_read))
        .routes(routes!(mark_as_unread))
        .routes(routes!(delete))
        .routes(routes!(list_mine))
        .routes(routes!(summarise_mine))
        .routes(routes!(list_memberships))
        .routes(routes!(mark_mine_as_read))
        .routes(routes!(mark_mine_as_unread))
        .routes(routes!(delete_mine))
}

#[derive(Debug, Deserialize, IntoParams)]
#[serde(rename_all = "camelCase")]
#[into_params(parameter_in = Query)]
struct Wish {
    /// Whose mailbox; absent means the user's own.
    #[param(value_type = Option<String>, format = Uuid)]
    line_owner_id: Option<UserId>,
    /// Rows wanted, 1 to 100.
    max: Option<u32>,
    /// Where the last page ended.
    cursor: Option<String>,
}

#[derive(Debug, Serialize, ToSchema)]
struct Items {
    items: Vec<Item>,
}

#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
#[schema(as = VoiceMessageDetails)]
struct Item {
    #[schema(value_type = String, format = Uuid)]
    id: VoiceMessageId,
    /// Whole seconds.
    duration: u32,
    calling_party: CallingParty,
    urgent: bool,
    confidential: bool,
    read: bool,
    #[schema(value_type = String, format = DateTime)]
    created: Timestamp,
}

#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
struct CallingParty {
    #[serde(skip_serializing_if = "Option::is_none")]
    name: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    number: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(value_type = Option<String>, format = Uuid)]
    person_id: Option<UserId>,
    privacy_enabled: bool,
}

#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
#[schema(as = VoiceMessageSummary)]
#[expect(clippy::struct_field_names, reason = "the shape of the published API")]
struct Summary {
    new_messages: u32,
    old_messages: u32,
    new_urgent_messages: u32,
    old_urgent_messages: u32,
}

#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
struct Memberships {
    member_of: Vec<Membership>,
}

#[derive(Debug, Serialize, ToSchema)]
#[schema(as = VoiceMessageMembership)]
struct Membership {
    #[schema(value_type = String, format = Uuid)]
    id: UserId,
    name: String,
}

/// Messages of one mailbox, newest first.
#[utoipa::path(get, path = "/v1/telephony/voiceMessages", tag = "voicemail", params(Wish),
    responses((status = 200, body = Items, headers(("Link" = String, description = "The next page, RFC 8288."))),
        (status = 400, body = ErrorBody), (status = 401, body = ErrorBody),
        (status = 403, body = ErrorBody), (status = 404, body = ErrorBody)))]
async fn list(
    State(state): State<AppState>,
    hearer: Hearer,
    Query(wish): Query<Wish>,
) -> ApiResult<(HeaderMap, Json<Items>)> {
    let read = |text| Cursor::read(text).ok_or_else(|| ApiError::field("cursor", Code::BadCursor));
    let after = wish.cursor.as_deref().map(read).transpose()?;
    let rows = Paging {
        max: wish.max,
        cursor: None,
    }
    .rows();
    let hearer = hearer.only(wish.line_owner_id)?;
    let db = &state.db.read;
    let wanted = u64::from(rows) + 1;
    let mut found = store::list(db, &hearer, MessageFilter::All, after, wanted).await?;
    let has_more = found.len() > rows as usize;
    found.truncate(rows as usize);
    let mut headers = HeaderMap::new();
    if let Some(last) = found.last().filter(|_| has_more) {
        let cursor = Cursor::after(last.created_at_ms, last.id).write();
        let line = wish.line_owner_id.map(|id| format!("lineOwnerId={id}&"));
        let query = format!("{}max={rows}&cursor={cursor}", line.unwrap_or_default());
        link::next(&mut headers, &state.config.public_url, LIST, &query);
    }
    let items = items(&state, &hearer, &found).await?;
    Ok((headers, Json(items)))
}

/// The same in one piece.
#[utoipa::path(get, path = "/v1/telephony/voiceMessages/members/me/voiceMessages",
    tag = "voicemail", params(Wish),
    responses((status = 200, body = Items), (status = 401, body = ErrorBody),
        (status = 403, body = ErrorBody), (status = 404, body = ErrorBody)))]
async fn list_mine(
    State(state): State<AppState>,
    hearer: Hearer,
    Query(wish): Query<Wish>,
) -> ApiResult<Json<Items>> {
    let hearer = hearer.only(wish.line_owner_id)?;
    let most = u64::from(MOST_MESSAGES) * 2;
    let found = store::list(&state.db.read, &hearer, MessageFilter::All, None, most).await?;
    Ok(Json(items(&state, &hearer, &found).await?))
}

async fn items(
    state: &AppState,
    hearer: &Hearer,
    rows: &[voice_message::Model],
) -> ApiResult<Items> {
    let beside = Beside::of(&state.db.read, hearer, rows).await?;
    let items = rows.iter().map(|row| {
        let caller = beside.caller(row);
        let shown = !caller.is_anonymous;
        Item {
            id: VoiceMessageId(row.id),
            duration: beside.seconds(row),
            calling_party: CallingParty {
                name: caller.name.filter(|_| shown),
                number: caller.number.filter(|_| shown),
                person_id: beside.colleague(row).filter(|_| shown),
                privacy_enabled: caller.is_anonymous,
            },
            urgent: row.is_urgent,
            confidential: false,
            read: row.is_read,
            created: moment(row.created_at_ms),
        }
    });
    Ok(Items {
        items: items.collect(),
    })
}

/// How many messages one mailbox has.
#[utoipa::path(get, path = "/v1/telephony/voiceMessages/summary", tag = "voicemail", params(Wish),
    responses((status = 200, body = Summary), (status = 401, body = ErrorBody),
        (status = 403, body = ErrorBody), (status = 404, body = ErrorBody)))]
async fn summarise(
    State(state): State<AppState>,
    hearer: Hearer,
    Query(wish): Query<Wish>,
) -> ApiResult<Json<Summary>> {
    summary(&state, hearer.only(wish.line_owner_id)?).await
}

/// The same at another address.
#[utoipa::path(get, path = "/v1/telephony/voiceMessages/members/me/summary", tag = "voicemail",
    params(Wish),
    responses((status = 200, body = Summary), (status = 401, body = ErrorBody),
        (status = 403, body = ErrorBody), (status = 404, body = ErrorBody)))]
async fn summarise_mine(
    State(state): State<AppState>,
    hearer: Hearer,
    Query(wish): Query<Wish>,
) -> ApiResult<Json<Summary>> {
    summary(&state, hearer.only(wish.line_owner_id)?).await
}

async fn summary(state: &AppState, hearer: Hearer) -> ApiResult<Json<Summary>> {
    let organisation = hearer.organisation();
    let counts = store::count(&state.db.read, organisation, &hearer.mailboxes).await?;
    let sum = Counts::sum(&counts);
    Ok(Json(Summary {
        new_messages: sum.new,
        old_messages: sum.old,
        new_urgent_messages: sum.new_urgent,
        old_urgent_messages: sum.old_urgent,
    }))
}

/// The mailboxes of others that the user hears: what `lineOwnerId` may be.
#[utoipa::path(get, path = "/v1/telephony/voiceMessages/members/me/memberships", tag = "voicemail",
    responses((status = 200, body = Memberships), (status = 401, body = ErrorBody),
        (status = 403, body = ErrorBody)))]
async fn list_memberships(
    State(state): State<AppState>,
    hearer: Hearer,
) -> ApiResult<Json<Memberships>> {
    let (mailboxes, _) = shown::mailboxes(&state.db.read, &hearer).await?;
    let others = mailboxes.into_iter().filter(|it| !it.is_own);
    let member_of = others.map(|it| Membership {
        id: it.id,
        name: it.name,
    });
    Ok(Json(Memberships {
        member_of: member_of.collect(),
    }))
}

/// Marks one message, or all of one mailbox, as read.
#[utoipa::path(post, path = "/v1/telephony/voiceMessages/markAsRead", tag = "voicemail",
    request_body = MarkMessages,
    responses((status = 204), (status = 400, body = ErrorBody), (status = 401, body = ErrorBody),
        (status = 403, body = ErrorBody), (status = 404, body = ErrorBody),
        (status = 409, body = ErrorBody)))]
async fn mark_as_read(
    State(state): State<AppState>,
    hearer: Hearer,
    Json(body): Json<Value>,
) -> ApiResult<StatusCode> {
    mark(&state, hearer, body, true).await
}

/// Marks one message, or all of one mailbox, as new.
#[utoipa::path(post, path = "/v1/telephony/voiceMessages/markAsUnread", tag = "voicemail",
    request_body = MarkMessages,
    responses((status = 204), (status = 400, body = ErrorBody), (status = 401, body = ErrorBody),
        (status = 403, body = ErrorBody), (status = 404, body = ErrorBody),
        (status = 409, body = ErrorBody)))]
async fn mark_as_unread(
    State(state): State<AppState>,
    hearer: Hearer,
    Json(body): Json<Value>,
) -> ApiResult<StatusCode> {
    mark(&state, hearer, body, false).await
}

/// The same at another address.
#[utoipa::path(post, path = "/v1/telephony/voiceMessages/members/me/markAsRead", tag = "voicemail",
    request_body = MarkMessages,
    responses((status = 204), (status = 400, body = ErrorBody), (status = 401, body = ErrorBody),
        (status = 403, body = ErrorBody), (status = 404, body = ErrorBody),
        (status = 409, body = ErrorBody)))]
async fn mark_mine_as_read(
    State(state): State<AppState>,
    hearer: Hearer,
    Json(body): Json<Value>,
) -> ApiResult<StatusCode> {
    mark(&state, hearer, body, true).await
}

/// The same at another address.
#[utoipa::path(post, path = "/v1/telephony/voiceMessages/members/me/markAsUnread",
    tag = "voicemail", request_body = MarkMessages,
    responses((status = 204), (status = 400, body = ErrorBody), (status = 401, body = ErrorBody),
        (status = 403, body = ErrorBody), (status = 404, body = ErrorBody),
        (status = 409, body = ErrorBody)))]
async fn mark_mine_as_unread(
    State(state): State<AppState>,
    hearer: Hearer,
    Json(body): Json<Value>,
) -> ApiResult<StatusCode> {
    mark(&state, hearer, body, false).await
}

async fn mark(
    state: &AppState,
    mut hearer: Hearer,
    body: Value,
    is_read: bool,
) -> ApiResult<StatusCode> {
    // An empty list would be read as "all of them".
    let wanted: MarkMessages = merged(&MarkMessages::default(), body)?;
    // One message is found in whichever mailbox it is.
    if wanted.message_id.is_none() || wanted.line_owner_id.is_some() {
        hearer = hearer.only(wanted.line_owner_id)?;
    }
    let change = state.db.begin().await?;
    if let Some(id) = wanted.message_id {
        let row = super::find(&change, &hearer, id).await?;
        hearer
            .mailboxes
            .retain(|mailbox| *mailbox == row.mailbox_id);
    }
    let now_ms = state.clock.now_ms();
    let changed = store::mark(&change, &hearer, wanted.message_id, is_read, now_ms).await?;
    change.commit().await?;
    if changed > 0 {
        told::changed(state, hearer.organisation(), &hearer.mailboxes).await;
    }
    Ok(StatusCode::NO_CONTENT)
}

/// Deletes a message, for all who hear the mailbox. For a quarter of an hour
/// `POST /v1/voiceMessages/{id}/restore` fetches it back.
#[utoipa::path(delete, path = "/v1/telephony/voiceMessages/{id}", tag = "voicemail",
    params(("id" = String, Path, format = Uuid)),
    responses((status = 204), (status = 401, body = ErrorBody), (status = 403, body = ErrorBody),
        (status = 404, body = ErrorBody), (status = 409, body = ErrorBody)))]
async fn delete(
    State(state): State<AppState>,
    hearer: Hearer,
    Path(id): Path<Uuid>,
) -> ApiResult<StatusCode> {
    remove(&state, &hearer, VoiceMessageId(id)).await
}

/// The same at another address.
#[utoipa::path(delete, path = "/v1/telephony/voiceMessages/members/me/voiceMessages/{id}",
    tag = "voicemail", params(("id" = String, Path, format = Uuid)),
    responses((status = 204), (status = 401, body = ErrorBody), (status = 403, body = ErrorBody),
        (status = 404, body = ErrorBody), (status = 409, body = ErrorBody)))]
async fn delete_mine(
    State(state): State<AppState>,
    hearer: Hearer,
    Path(id): Path<Uuid>,
) -> ApiResult<StatusCode> {
    remove(&state, &hearer, VoiceMessageId(id)).await
}

async fn remove(state: &AppState, hearer: &Hearer, id: VoiceMessageId) -> ApiResult<StatusCode> {
    let change = state.db.begin().await?;
    let row = super::find(&change, hearer, id).await?;
    if !store::delete(&change, hearer, id, state.clock.now_ms()).await? {
        // Another window was faster by a hair.
        return Err(ApiError::Conflict(Code::MessageDeleted));
    }
    change.commit().await?;
    told::changed(state, hearer.organisation(), &[row.mailbox_id]).await;
    Ok(StatusCode::NO_CONTENT)
}
