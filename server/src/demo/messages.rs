//! Messages in the mailboxes of the demo: in those calls of its history that went there, and in each
//! that comes while it runs.

use belroute_shared::{
    calls::{Direction, Outcome},
    ids::{OrganisationId, UserId},
};
use rand::{RngExt as _, SeedableRng as _, rngs::StdRng};
use sea_orm::{EntityTrait as _, QueryFilter as _, QueryOrder as _, QuerySelect as _};
use serde_json::json;
use uuid::Uuid;

use super::{feed::SEEN, speech};
use crate::{
    entity::{call, user, voice_message},
    error::ApiError,
    media::wire::Meta,
    sounds,
    state::AppState,
    voicemail, words,
};

/// Messages in each mailbox that the demo begins with.
const EACH: u64 = 5;
/// The longest that callers of the demo speak.
const LONGEST_SECONDS: u32 = 40;

/// Leaves messages for those whose sign-ins are printed, unless some were left before.
///
/// # Errors
/// Those of the database and of the store of sounds.
pub async fn leave_messages(state: &AppState) -> anyhow::Result<()> {
    let db = &state.db.read;
    if voice_message::Entity::find().one(db).await?.is_some() {
        return Ok(());
    }
    let people = user::Entity::find()
        .filter(user::COLUMN.extension.is_in(SEEN))
        .all(db)
        .await?;
    share(state, &people).await?;
    let mut random = StdRng::seed_from_u64(11);
    for person in people {
        let calls = call::Entity::find()
            .filter(call::COLUMN.user_id.eq(person.id))
            .filter(call::COLUMN.direction.eq(words::word(Direction::Incoming)))
            .filter(call::COLUMN.outcome.eq(words::word(Outcome::Voicemail)))
            .order_by_desc(call::Column::StartedAtMs)
            .limit(EACH)
            .all(db)
            .await?;
        for call in calls {
            let began_at_ms = call.ended_at_ms.unwrap_or(call.started_at_ms);
            let seconds = random.random_range(3..LONGEST_SECONDS);
            let left = Left {
                mailbox: person.id.to_string(),
                sip_call_id: call.sip_call_id,
                began_at_ms,
                seconds,
            };
            left.leave(state, random.random()).await?;
        }
    }
    Ok(())
}

/// The first of them hears the mailbox of the last as well.
async fn share(state: &AppState, people: &[user::Model]) -> anyhow::Result<()> {
    let [first, _, last] = SEEN.map(|it| people.iter().find(|row| row.extension == it));
    let (Some(first), Some(last)) = (first, last) else {
        return Ok(());
    };
    let organisation = OrganisationId(last.organisation_id);
    let change = state.db.begin().await?;
    let (owner, sharer) = (UserId(last.id), UserId(first.id));
    voicemail::sharing::save_sharers(&change, organisation, owner, &[sharer]).await?;
    change.commit().await?;
    Ok(())
}

/// A message that a caller of the demo leaves.
pub(super) struct Left {
    pub(super) mailbox: String,
    pub(super) sip_call_id: String,
    pub(super) began_at_ms: i64,
    pub(super) seconds: u32,
}

impl Left {
    /// Speaks, and leaves it as the media server would.
    pub(super) async fn leave(self, state: &AppState, seed: u64) -> anyhow::Result<()> {
        let seconds = self.seconds;
        let sound = tokio::task::spawn_blocking(move || {
            let mut random = StdRng::seed_from_u64(seed);
            sounds::of_samples(&speech::speak(&mut random, seconds))
        });
        let meta: Meta = serde_json::from_value(json!({
            "version": 1, "id": Uuid::now_v7(), "mailbox": self.mailbox, "reason": "no_answer",
            "sip_call_id": self.sip_call_id, "started": self.began_at_ms / 1000,
            "seconds": self.seconds, "ended_by": "caller",
        }))?;
        match voicemail::take_message(state, &meta, &sound.await?).await {
            // A demo that runs for weeks fills its mailboxes.
            Ok(_) | Err(ApiError::Conflict(_)) => Ok(()),
            Err(error) => Err(error.into()),
        }
    }
}
