//! Voicemail: messages come in from the media server, are heard, marked, kept, sent on and deleted,
//! and go by themselves when they are old.
//!
//! A mailbox is the user's whose calls end there. Administrators let others share it
//! (`company::mailboxes`); what one of them marks or deletes is so for all. An administrator who has
//! opened somebody's panel does not hear his messages: nothing here takes
//! [`crate::session::AtPanel`], and the stream of events leaves them out.

mod audio;
mod deposit;
mod endpoints;
mod forwarding;
mod heard;
mod hearer;
mod mails;
mod recordings;
pub(crate) mod retention;
pub(crate) mod sharing;
mod shown;
pub(crate) mod store;
mod told;
mod webex;

use belroute_shared::{
    error::Code,
    ids::{OrganisationId, UserId, VoiceMessageId},
};
use sea_orm::ConnectionTrait;
use utoipa_axum::router::OpenApiRouter;

use self::hearer::Hearer;
use crate::{
    entity::voice_message,
    error::{ApiError, ApiResult},
    state::AppState,
};

pub(crate) use self::recordings::{router as recordings, take_message};

pub(crate) fn router() -> OpenApiRouter<AppState> {
    endpoints::router()
        .merge(audio::router())
        .merge(webex::router())
}

/// Tells those who hear a mailbox, and who it is that does, that it changed.
pub(crate) async fn tell_change(state: &AppState, organisation: OrganisationId, owner: UserId) {
    told::changed(state, organisation, &[owner.0]).await;
}

/// A message that somebody hears. One that was deleted a moment ago is told from one that never was:
/// another window has deleted it.
async fn find(
    db: &impl ConnectionTrait,
    hearer: &Hearer,
    id: VoiceMessageId,
) -> ApiResult<voice_message::Model> {
    let row = store::find(db, hearer, id)
        .await?
        .ok_or(ApiError::NotFound)?;
    if row.deleted_at_ms.is_some() {
        return Err(ApiError::Conflict(Code::MessageDeleted));
    }
    Ok(row)
}
