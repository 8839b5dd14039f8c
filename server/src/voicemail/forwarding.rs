//! Giving a colleague a copy of a message.

use belroute_shared::{
    error::Code,
    ids::VoiceMessageId,
    voicemail::{ForwardMessage, MOST_MESSAGES},
};
use sea_orm::{ActiveModelTrait as _, ConnectionTrait, EntityTrait as _, QueryFilter as _, Set};
use uuid::Uuid;

use super::{hearer::Hearer, sharing, store, told};
use crate::{
    company,
    directory::full_name,
    entity::{user, voice_message},
    error::{ApiError, ApiResult},
    state::AppState,
};

/// Puts a copy into the mailbox of a colleague. Both have the same sound.
pub(super) async fn forward(
    state: &AppState,
    hearer: &Hearer,
    id: VoiceMessageId,
    wanted: ForwardMessage,
) -> ApiResult<()> {
    let organisation = hearer.organisation();
    let change = state.db.begin().await?;
    if !is_allowed(&change, hearer).await? {
        return Err(ApiError::NotGranted(Code::FeatureNotGranted));
    }
    let row = super::find(&change, hearer, id).await?;
    let to = wanted.person_id.0;
    // A mailbox that he hears has it already, or is his own.
    if hearer.session.user.0 == to || row.mailbox_id == to {
        return Err(ApiError::field("personId", Code::NotOffered));
    }
    if sharing::list_existing(&change, organisation, &[to])
        .await?
        .is_empty()
    {
        return Err(ApiError::field("personId", Code::NoMailbox));
    }
    let counts = store::count(&change, organisation, &[to]).await?;
    let counts = counts.get(&to).copied().unwrap_or_default();
    if counts.new + counts.old >= MOST_MESSAGES {
        return Err(ApiError::Conflict(Code::MailboxFull));
    }
    let by = user::Entity::find_by_id(hearer.session.user.0)
        .filter(user::COLUMN.organisation_id.eq(organisation.0))
        .one(&change)
        .await?
        .ok_or(ApiError::SignedOut)?;
    voice_message::ActiveModel {
        id: Set(Uuid::now_v7()),
        organisation_id: Set(organisation.0),
        mailbox_id: Set(to),
        sound: Set(row.sound),
        sip_call_id: Set(None),
        caller_number: Set(row.caller_number),
        is_anonymous: Set(row.is_anonymous),
        reason: Set(row.reason),
        created_at_ms: Set(row.created_at_ms),
        is_read: Set(false),
        read_at_ms: Set(None),
        is_urgent: Set(wanted.is_urgent),
        is_kept: Set(false),
        forwarded_by: Set(Some(full_name(&by))),
        comment: Set(wanted.comment),
        deleted_at_ms: Set(None),
    }
    .insert(&change)
    .await?;
    change.commit().await?;
    told::changed(state, organisation, &[to]).await;
    Ok(())
}

/// Whether the company lets messages out of their mailboxes.
pub(super) async fn is_allowed(db: &impl ConnectionTrait, hearer: &Hearer) -> ApiResult<bool> {
    let company = company::voicemail::find(db, hearer.organisation()).await?;
    Ok(company.voice_message_forwarding_enabled)
}
