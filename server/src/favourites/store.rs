//! Favourites in the database.

use belroute_shared::{
    ids::{EntryId, OrganisationId, UserId},
    phonebook::EntryKind,
};
use sea_orm::{
    Condition, ConnectionTrait, DbErr, EntityTrait, QueryFilter as _, QueryOrder as _,
    QuerySelect as _, Set, sea_query::OnConflict,
};
use uuid::Uuid;

use crate::entity::{contact, dial_plan, favourite, user};

/// How many entries one may star.
pub(crate) const MOST: u64 = 100;

/// A starred entry.
pub(crate) struct Favourite {
    pub(crate) id: Uuid,
    pub(crate) kind: EntryKind,
}

/// What a user has starred, in his order.
pub(crate) async fn list(
    db: &impl ConnectionTrait,
    owner: UserId,
) -> Result<Vec<Favourite>, DbErr> {
    let rows = favourite::Entity::find()
        .filter(favourite::COLUMN.user_id.eq(owner.0))
        .order_by_asc(favourite::Column::Position)
        .limit(MOST)
        .all(db)
        .await?;
    Ok(rows
        .into_iter()
        .map(|row| Favourite {
            id: row.entry_id,
            kind: kind_of(&row.kind),
        })
        .collect())
}

/// Which kind an entry is, if this user can see it.
pub(crate) async fn find_kind(
    db: &impl ConnectionTrait,
    owner: UserId,
    organisation: OrganisationId,
    entry: EntryId,
) -> Result<Option<EntryKind>, DbErr> {
    let colleague = user::Entity::find_by_id(entry.0)
        .filter(user::COLUMN.organisation_id.eq(organisation.0))
        .one(db)
        .await?;
    if colleague.is_some() {
        return Ok(Some(EntryKind::Colleague));
    }
    let plan = dial_plan::Entity::find_by_id(entry.0)
        .filter(dial_plan::COLUMN.organisation_id.eq(organisation.0))
        .one(db)
        .await?;
    if plan.is_some() {
        return Ok(Some(EntryKind::DialPlan));
    }
    let contact = contact::Entity::find()
        .filter(contact::COLUMN.id.eq(entry.0))
        .filter(contact::COLUMN.organisation_id.eq(organisation.0))
        .filter(
            Condition::any()
                .add(contact::COLUMN.owner_id.is_null())
                .add(contact::COLUMN.owner_id.eq(owner.0)),
        )
        .one(db)
        .await?;
    Ok(contact.map(|row| match row.owner_id {
        Some(_) => EntryKind::Contact,
        None => EntryKind::Company,
    }))
}

/// Stars an entry; it goes to the end. Starring it again changes nothing.
pub(crate) async fn insert(
    db: &impl ConnectionTrait,
    owner: UserId,
    organisation: OrganisationId,
    entry: EntryId,
    kind: EntryKind,
) -> Result<(), DbErr> {
    let last = favourite::Entity::find()
        .filter(favourite::COLUMN.user_id.eq(owner.0))
        .order_by_desc(favourite::Column::Position)
        .one(db)
        .await?;
    let row = favourite::ActiveModel {
        user_id: Set(owner.0),
        organisation_id: Set(organisation.0),
        entry_id: Set(entry.0),
        kind: Set(kind.word().to_owned()),
        position: Set(last.map_or(0, |row| row.position + 1)),
    };
    let already = OnConflict::columns([favourite::Column::UserId, favourite::Column::EntryId])
        .do_nothing()
        .to_owned();
    favourite::Entity::insert(row)
        .on_conflict(already)
        .exec_without_returning(db)
        .await?;
    Ok(())
}

/// Takes the star away.
pub(crate) async fn delete(
    db: &impl ConnectionTrait,
    owner: UserId,
    entry: EntryId,
) -> Result<(), DbErr> {
    favourite::Entity::delete_by_id((owner.0, entry.0))
        .exec(db)
        .await?;
    Ok(())
}

/// Puts the starred entries in a new order. Ones that are not named come behind, in their order.
pub(crate) async fn save_order(
    db: &impl ConnectionTrait,
    owner: UserId,
    order: &[EntryId],
) -> Result<(), DbErr> {
    let mut rows = favourite::Entity::find()
        .filter(favourite::COLUMN.user_id.eq(owner.0))
        .order_by_asc(favourite::Column::Position)
        .all(db)
        .await?;
    let place = |id: Uuid| {
        order
            .iter()
            .position(|entry| entry.0 == id)
            .unwrap_or(order.len())
    };
    rows.sort_by_key(|row| place(row.entry_id));
    favourite::Entity::delete_many()
        .filter(favourite::COLUMN.user_id.eq(owner.0))
        .exec(db)
        .await?;
    let ordered = rows
        .into_iter()
        .zip(0..)
        .map(|(row, position)| favourite::ActiveModel {
            user_id: Set(row.user_id),
            organisation_id: Set(row.organisation_id),
            entry_id: Set(row.entry_id),
            kind: Set(row.kind),
            position: Set(position),
        });
    favourite::Entity::insert_many(ordered)
        .exec_without_returning(db)
        .await?;
    Ok(())
}

fn kind_of(word: &str) -> EntryKind {
    [EntryKind::DialPlan, EntryKind::Company, EntryKind::Contact]
        .into_iter()
        .find(|kind| kind.word() == word)
        .unwrap_or(EntryKind::Colleague)
}
