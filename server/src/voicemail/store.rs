//! Messages in the database. Every function is told whose mailboxes are meant.

use std::collections::HashMap;

use belroute_shared::{
    ids::{OrganisationId, UserId, VoiceMessageId},
    voicemail::{MessageFilter, UNDO_MINUTES},
};
use sea_orm::{
    ColumnTrait, Condition, ConnectionTrait, DbErr, EntityTrait, ExprTrait as _, Order,
    QueryFilter as _, QueryOrder as _, QuerySelect as _, QueryTrait as _, Select, UpdateMany,
    sea_query::Expr,
};
use uuid::Uuid;

use super::hearer::{Counts, Hearer};
use crate::{cursor::Cursor, entity::voice_message};

const UNDO_MS: i64 = UNDO_MINUTES * 60 * 1000;

/// Messages of his mailboxes, newest first, behind a cursor.
pub(super) async fn list(
    db: &impl ConnectionTrait,
    hearer: &Hearer,
    filter: MessageFilter,
    after: Option<Cursor>,
    rows: u64,
) -> Result<Vec<voice_message::Model>, DbErr> {
    let mut query = of(hearer).filter(voice_message::COLUMN.deleted_at_ms.is_null());
    query = match filter {
        MessageFilter::All => query,
        MessageFilter::New => query.filter(voice_message::COLUMN.is_read.eq(false)),
        MessageFilter::Kept => query.filter(voice_message::COLUMN.is_kept.eq(true)),
    };
    if let Some(cursor) = after {
        query = query
            .filter(voice_message::COLUMN.created_at_ms.lte(cursor.at_ms))
            .filter(
                Condition::any()
                    .add(voice_message::COLUMN.created_at_ms.lt(cursor.at_ms))
                    .add(voice_message::COLUMN.id.lt(cursor.id)),
            );
    }
    query
        .order_by(voice_message::Column::CreatedAtMs, Order::Desc)
        .order_by(voice_message::Column::Id, Order::Desc)
        .limit(rows)
        .all(db)
        .await
}

/// A message of his mailboxes, also one that was deleted and can be fetched back.
pub(super) async fn find(
    db: &impl ConnectionTrait,
    hearer: &Hearer,
    id: VoiceMessageId,
) -> Result<Option<voice_message::Model>, DbErr> {
    let wanted = of(hearer).filter(voice_message::COLUMN.id.eq(id.0));
    wanted.one(db).await
}

/// How many messages each of some mailboxes has; those without any are left out.
pub(crate) async fn count(
    db: &impl ConnectionTrait,
    organisation: OrganisationId,
    mailboxes: &[Uuid],
) -> Result<HashMap<Uuid, Counts>, DbErr> {
    let rows: Vec<(Uuid, bool, bool, i64)> = voice_message::Entity::find()
        .select_only()
        .columns([
            voice_message::Column::MailboxId,
            voice_message::Column::IsRead,
            voice_message::Column::IsUrgent,
        ])
        .column_as(voice_message::Column::Id.count(), "messages")
        .filter(voice_message::COLUMN.organisation_id.eq(organisation.0))
        .filter(
            voice_message::COLUMN
                .mailbox_id
                .is_in(mailboxes.iter().copied()),
        )
        .filter(voice_message::COLUMN.deleted_at_ms.is_null())
        .group_by(voice_message::Column::MailboxId)
        .group_by(voice_message::Column::IsRead)
        .group_by(voice_message::Column::IsUrgent)
        .into_tuple()
        .all(db)
        .await?;
    let mut counts: HashMap<Uuid, Counts> = HashMap::new();
    for (mailbox, is_read, is_urgent, messages) in rows {
        let messages = u32::try_from(messages).unwrap_or(u32::MAX);
        let of_mailbox = counts.entry(mailbox).or_default();
        let (all, urgent) = if is_read {
            (&mut of_mailbox.old, &mut of_mailbox.old_urgent)
        } else {
            (&mut of_mailbox.new, &mut of_mailbox.new_urgent)
        };
        *all += messages;
        if is_urgent {
            *urgent += messages;
        }
    }
    Ok(counts)
}

/// Marks one message or all as read or as new; how many were not so before.
pub(super) async fn mark(
    db: &impl ConnectionTrait,
    hearer: &Hearer,
    only: Option<VoiceMessageId>,
    is_read: bool,
    now_ms: i64,
) -> Result<u64, DbErr> {
    let mut change = change(hearer)
        .col_expr(voice_message::Column::IsRead, Expr::value(is_read))
        .filter(voice_message::COLUMN.is_read.eq(!is_read));
    if is_read {
        // When it was first heard decides when it may go.
        let heard = Expr::col(voice_message::Column::ReadAtMs).if_null(now_ms);
        change = change.col_expr(voice_message::Column::ReadAtMs, heard);
    }
    if let Some(id) = only {
        change = change.filter(voice_message::COLUMN.id.eq(id.0));
    }
    Ok(change.exec(db).await?.rows_affected)
}

/// Keeps a message until somebody deletes it, or not any more.
pub(super) async fn keep(
    db: &impl ConnectionTrait,
    hearer: &Hearer,
    id: VoiceMessageId,
    is_kept: bool,
) -> Result<u64, DbErr> {
    let change = change(hearer)
        .col_expr(voice_message::Column::IsKept, Expr::value(is_kept))
        .filter(voice_message::COLUMN.id.eq(id.0));
    Ok(change.exec(db).await?.rows_affected)
}

/// Deletes a message; for a while it can be fetched back. Whether it was there.
pub(super) async fn delete(
    db: &impl ConnectionTrait,
    hearer: &Hearer,
    id: VoiceMessageId,
    now_ms: i64,
) -> Result<bool, DbErr> {
    let change = change(hearer)
        .col_expr(voice_message::Column::DeletedAtMs, Expr::value(now_ms))
        .filter(voice_message::COLUMN.id.eq(id.0));
    Ok(change.exec(db).await?.rows_affected > 0)
}

/// Fetches a deleted message back; whether it was still there.
pub(super) async fn restore(
    db: &impl ConnectionTrait,
    hearer: &Hearer,
    id: VoiceMessageId,
    now_ms: i64,
) -> Result<bool, DbErr> {
    let change = voice_message::Entity::update_many()
        .col_expr(voice_message::Column::DeletedAtMs, Expr::value(None::<i64>))
        .filter(is_of(hearer))
        .filter(voice_message::COLUMN.deleted_at_ms.gt(now_ms - UNDO_MS))
        .filter(voice_message::COLUMN.id.eq(id.0));
    Ok(change.exec(db).await?.rows_affected > 0)
}

/// Forgets messages that can not be fetched back any more.
pub(super) async fn delete_over(db: &impl ConnectionTrait, now_ms: i64) -> Result<(), DbErr> {
    voice_message::Entity::delete_many()
        .filter(voice_message::COLUMN.deleted_at_ms.lte(now_ms - UNDO_MS))
        .exec(db)
        .await?;
    Ok(())
}

/// The messages that callers left in a user's own mailbox in some calls, by the SIP call.
pub(crate) async fn list_of_calls(
    db: &impl ConnectionTrait,
    owner: UserId,
    calls: Vec<&str>,
) -> Result<HashMap<String, VoiceMessageId>, DbErr> {
    let rows: Vec<(Option<String>, Uuid)> = voice_message::Entity::find()
        .select_only()
        .columns([voice_message::Column::SipCallId, voice_message::Column::Id])
        .filter(voice_message::COLUMN.mailbox_id.eq(owner.0))
        .filter(voice_message::COLUMN.sip_call_id.is_in(calls))
        .filter(voice_message::COLUMN.deleted_at_ms.is_null())
        .into_tuple()
        .all(db)
        .await?;
    let found = rows.into_iter();
    Ok(found
        .filter_map(|(call, id)| Some((call?, VoiceMessageId(id))))
        .collect())
}

/// Whether the caller of a call, by the column that names it, left a message in a user's mailbox
/// that is there.
pub(crate) fn is_left_by(owner: UserId, call: impl ColumnTrait) -> Expr {
    let messages = voice_message::Entity::find()
        .select_only()
        .column(voice_message::Column::SipCallId)
        .filter(voice_message::COLUMN.mailbox_id.eq(owner.0))
        .filter(voice_message::COLUMN.sip_call_id.is_not_null())
        .filter(voice_message::COLUMN.deleted_at_ms.is_null());
    call.in_subquery(messages.into_query())
}

fn of(hearer: &Hearer) -> Select<voice_message::Entity> {
    voice_message::Entity::find().filter(is_of(hearer))
}

/// A change of what was not deleted.
fn change(hearer: &Hearer) -> UpdateMany<voice_message::Entity> {
    voice_message::Entity::update_many()
        .filter(is_of(hearer))
        .filter(voice_message::COLUMN.deleted_at_ms.is_null())
}

fn is_of(hearer: &Hearer) -> Condition {
    let mailboxes = hearer.mailboxes.iter().copied();
    Condition::all()
        .add(
            voice_message::COLUMN
                .organisation_id
                .eq(hearer.organisation().0),
        )
        .add(voice_message::COLUMN.mailbox_id.is_in(mailboxes))
}
