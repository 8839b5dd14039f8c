//! Who has listened to messages, in the log.

use belroute_shared::audit::Action;
use sea_orm::{DbErr, EntityTrait as _, QueryFilter as _};

use super::hearer::Hearer;
use crate::{
    audit::{Actor, Line},
    entity::{user, voice_message},
    state::AppState,
};

/// Writes down that somebody listens to a message that nobody has heard, or saves one as a file. Of
/// whose call it was nothing is said: administrators read the log.
pub(super) async fn write_down(
    state: &AppState,
    hearer: &Hearer,
    message: &voice_message::Model,
) -> Result<(), DbErr> {
    let reader = hearer.session.user.0;
    let people = user::Entity::find()
        .filter(user::COLUMN.id.is_in([reader, message.mailbox_id]))
        .all(&state.db.read)
        .await?;
    let find = |id| people.iter().find(|person| person.id == id);
    let (Some(reader), Some(owner)) = (find(reader), find(message.mailbox_id)) else {
        return Ok(());
    };
    let change = state.db.begin().await?;
    let line = Line::about(owner, Action::MessageHeard);
    Actor::of(reader, None)
        .write(&change, line, state.clock.now_ms())
        .await?;
    change.commit().await
}
