//! Who hears a mailbox beside its owner, in the database.

use std::collections::HashMap;

use belroute_shared::{
    company::users::Grant,
    ids::{OrganisationId, UserId},
};
use sea_orm::{
    ColumnTrait as _, Condition, ConnectionTrait, DbErr, EntityTrait, QueryFilter as _,
    QueryOrder as _, QuerySelect as _, QueryTrait as _, Set,
};
use uuid::Uuid;

use crate::{
    entity::{mailbox_share, user, user_grant},
    words,
};

/// The mailboxes that a user hears: his own first, then those that he shares, the oldest first.
pub(super) async fn list_heard(
    db: &impl ConnectionTrait,
    user: UserId,
    organisation: OrganisationId,
) -> Result<Vec<Uuid>, DbErr> {
    let shared: Vec<Uuid> = mailbox_share::Entity::find()
        .select_only()
        .column(mailbox_share::Column::MailboxId)
        .filter(mailbox_share::COLUMN.user_id.eq(user.0))
        .filter(mailbox_share::COLUMN.organisation_id.eq(organisation.0))
        .order_by_asc(mailbox_share::Column::MailboxId)
        .into_tuple()
        .all(db)
        .await?;
    let mut wanted = vec![user.0];
    wanted.extend(shared);
    let there = list_existing(db, organisation, &wanted).await?;
    wanted.retain(|id| there.contains(id));
    Ok(wanted)
}

/// Which of some users have a mailbox.
pub(crate) async fn list_existing(
    db: &impl ConnectionTrait,
    organisation: OrganisationId,
    users: &[Uuid],
) -> Result<Vec<Uuid>, DbErr> {
    user_grant::Entity::find()
        .select_only()
        .column(user_grant::Column::UserId)
        .filter(user_grant::COLUMN.organisation_id.eq(organisation.0))
        .filter(user_grant::COLUMN.user_id.is_in(users.iter().copied()))
        .filter(user_grant::COLUMN.kind.eq(words::word(Grant::Mailbox)))
        .into_tuple()
        .all(db)
        .await
}

/// Who hears each of some mailboxes beside its owner, in the order in which they were chosen.
pub(crate) async fn list_sharers(
    db: &impl ConnectionTrait,
    organisation: OrganisationId,
    mailboxes: &[Uuid],
) -> Result<HashMap<Uuid, Vec<UserId>>, DbErr> {
    let rows = mailbox_share::Entity::find()
        .filter(mailbox_share::COLUMN.organisation_id.eq(organisation.0))
        .filter(
            mailbox_share::COLUMN
                .mailbox_id
                .is_in(mailboxes.iter().copied()),
        )
        .order_by_asc(mailbox_share::Column::Position)
        .all(db)
        .await?;
    let mut sharers: HashMap<Uuid, Vec<UserId>> = HashMap::new();
    for row in rows {
        let of_mailbox = sharers.entry(row.mailbox_id).or_default();
        of_mailbox.push(UserId(row.user_id));
    }
    Ok(sharers)
}

/// Of whom it holds that he has a mailbox.
pub(crate) fn has_mailbox(organisation: OrganisationId) -> Condition {
    let granted = user_grant::Entity::find()
        .select_only()
        .column(user_grant::Column::UserId)
        .filter(user_grant::COLUMN.organisation_id.eq(organisation.0))
        .filter(user_grant::COLUMN.kind.eq(words::word(Grant::Mailbox)))
        .into_query();
    Condition::all().add(user::Column::Id.in_subquery(granted))
}

/// Decides who hears a mailbox beside its owner.
pub(crate) async fn save_sharers(
    db: &impl ConnectionTrait,
    organisation: OrganisationId,
    owner: UserId,
    sharers: &[UserId],
) -> Result<(), DbErr> {
    mailbox_share::Entity::delete_many()
        .filter(mailbox_share::COLUMN.mailbox_id.eq(owner.0))
        .filter(mailbox_share::COLUMN.organisation_id.eq(organisation.0))
        .exec(db)
        .await?;
    let rows = (0..)
        .zip(sharers)
        .map(|(position, sharer)| mailbox_share::ActiveModel {
            mailbox_id: Set(owner.0),
            user_id: Set(sharer.0),
            organisation_id: Set(organisation.0),
            position: Set(position),
        });
    let rows: Vec<_> = rows.collect();
    if !rows.is_empty() {
        mailbox_share::Entity::insert_many(rows)
            .exec_without_returning(db)
            .await?;
    }
    Ok(())
}
