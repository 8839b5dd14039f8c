//! How long messages stay, and taking away what has stayed for long enough.

use belroute_shared::ids::OrganisationId;
use sea_orm::{Condition, ConnectionTrait, DbErr, EntityTrait, QueryFilter as _, QuerySelect as _};
use uuid::Uuid;

use super::{store, told};
use crate::{
    company,
    entity::{recording, voice_message},
    sounds,
    state::AppState,
};

const DAY_MS: i64 = 24 * 3600 * 1000;
/// An old message that was heard for the first time stays for as long as this at least: whoever
/// hears it can still keep it.
const AFTER_HEARD_MS: i64 = DAY_MS;
/// A media server that was away for longer than this does not hand over what it had recorded.
const RECORDINGS_MS: i64 = 400 * DAY_MS;

/// How long the messages of an organisation stay.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Retention {
    /// `None` where none goes by itself.
    days: Option<i64>,
    /// Messages that nobody has heard go as well.
    is_strict: bool,
}

/// Takes away what is old, what was deleted and cannot be fetched back any more, and the sounds of
/// both.
pub(crate) async fn clear(state: &AppState, now_ms: i64) -> anyhow::Result<()> {
    let change = state.db.begin().await?;
    store::delete_over(&change, now_ms).await?;
    recording::Entity::delete_many()
        .filter(recording::COLUMN.taken_at_ms.lt(now_ms - RECORDINGS_MS))
        .exec(&change)
        .await?;
    change.commit().await?;
    let organisations: Vec<Uuid> = voice_message::Entity::find()
        .select_only()
        .column(voice_message::Column::OrganisationId)
        .distinct()
        .into_tuple()
        .all(&state.db.read)
        .await?;
    for organisation in organisations {
        clear_one(state, OrganisationId(organisation), now_ms).await?;
    }
    sounds::remove_unnamed(state, now_ms).await
}

async fn clear_one(
    state: &AppState,
    organisation: OrganisationId,
    now_ms: i64,
) -> Result<(), DbErr> {
    let retention = Retention::of(&state.db.read, organisation).await?;
    let Some(is_over) = retention.is_over(now_ms) else {
        return Ok(());
    };
    let is_over = is_over.add(voice_message::COLUMN.organisation_id.eq(organisation.0));
    let change = state.db.begin().await?;
    let mailboxes: Vec<Uuid> = voice_message::Entity::find()
        .select_only()
        .column(voice_message::Column::MailboxId)
        .distinct()
        .filter(is_over.clone())
        .into_tuple()
        .all(&change)
        .await?;
    if mailboxes.is_empty() {
        return Ok(());
    }
    voice_message::Entity::delete_many()
        .filter(is_over)
        .exec(&change)
        .await?;
    change.commit().await?;
    told::changed(state, organisation, &mailboxes).await;
    Ok(())
}

impl Retention {
    /// What an organisation has decided.
    pub(super) async fn of(
        db: &impl ConnectionTrait,
        organisation: OrganisationId,
    ) -> Result<Self, DbErr> {
        let company = company::voicemail::find(db, organisation).await?;
        let days = i64::from(company.number_of_days_for_message_expiry);
        Ok(Self {
            days: company.message_expiry_enabled.then_some(days),
            is_strict: company.strict_deletion_enabled,
        })
    }

    /// When a message goes by itself, in milliseconds; `None` while nothing makes it go.
    pub(super) fn goes_at_ms(self, row: &voice_message::Model) -> Option<i64> {
        let is_old_at = row.created_at_ms + self.days? * DAY_MS;
        let heard_at = row.read_at_ms.filter(|_| row.is_read);
        match heard_at {
            _ if row.is_kept => None,
            Some(heard_at) => Some(is_old_at.max(heard_at + AFTER_HEARD_MS)),
            None if self.is_strict => Some(is_old_at),
            None => None,
        }
    }

    /// The same of rows: which have to go by now.
    fn is_over(self, now_ms: i64) -> Option<Condition> {
        let is_old = now_ms - self.days? * DAY_MS;
        let heard = Condition::all()
            .add(voice_message::COLUMN.is_read.eq(true))
            .add(
                voice_message::COLUMN
                    .read_at_ms
                    .lte(now_ms - AFTER_HEARD_MS),
            );
        let may_go = if self.is_strict {
            heard_or_new(heard)
        } else {
            heard
        };
        let is_over = Condition::all()
            .add(voice_message::COLUMN.is_kept.eq(false))
            .add(voice_message::COLUMN.created_at_ms.lte(is_old))
            .add(may_go);
        Some(is_over)
    }
}

fn heard_or_new(heard: Condition) -> Condition {
    Condition::any()
        .add(heard)
        .add(voice_message::COLUMN.is_read.eq(false))
}
