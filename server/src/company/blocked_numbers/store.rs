//! Blocked numbers in the database.

use belroute_shared::{
    company::blocked_numbers::BlockedNumber,
    ids::{BlockedNumberId, OrganisationId},
    number::PhoneNumber,
};
use sea_orm::{
    ActiveModelTrait as _, ConnectionTrait, DbErr, EntityTrait, PaginatorTrait as _,
    QueryFilter as _, QueryOrder as _, QuerySelect as _, Select, Set,
};
use uuid::Uuid;

use crate::{
    clock::moment, company::paging::After, entity::blocked_number, numbers::Country,
    phonebook::keys,
};

fn of_organisation(organisation: OrganisationId) -> Select<blocked_number::Entity> {
    blocked_number::Entity::find().filter(blocked_number::COLUMN.organisation_id.eq(organisation.0))
}

/// Whether a number is on the list. Live calls ask this: one look into the index.
pub(crate) async fn is_blocked(
    db: &impl ConnectionTrait,
    organisation: OrganisationId,
    number: &str,
) -> Result<bool, DbErr> {
    let row = of_organisation(organisation)
        .filter(blocked_number::COLUMN.number.eq(number))
        .one(db)
        .await?;
    Ok(row.is_some())
}

/// The list in the order of its numbers, behind a cursor. No number stands there twice, so that
/// the number alone says where.
pub(super) async fn list(
    db: &impl ConnectionTrait,
    organisation: OrganisationId,
    query: &str,
    after: Option<&After>,
    rows: u64,
) -> Result<Vec<blocked_number::Model>, DbErr> {
    let mut wanted = of_organisation(organisation);
    for part in keys::parts(query) {
        wanted = wanted.filter(blocked_number::COLUMN.search_key.contains(part));
    }
    if let Some((number, _)) = after {
        wanted = wanted.filter(blocked_number::COLUMN.number.gt(number.as_str()));
    }
    wanted
        .order_by_asc(blocked_number::Column::Number)
        .limit(rows)
        .all(db)
        .await
}

/// How many numbers are on the list.
pub(super) async fn count(
    db: &impl ConnectionTrait,
    organisation: OrganisationId,
) -> Result<u64, DbErr> {
    of_organisation(organisation).count(db).await
}

/// A line of the list.
pub(super) async fn find(
    db: &impl ConnectionTrait,
    organisation: OrganisationId,
    id: Uuid,
) -> Result<Option<blocked_number::Model>, DbErr> {
    of_organisation(organisation)
        .filter(blocked_number::COLUMN.id.eq(id))
        .one(db)
        .await
}

/// Whether another organisation has such a line: for the audit log alone.
pub(super) async fn is_stranger(db: &impl ConnectionTrait, id: Uuid) -> Result<bool, DbErr> {
    let row = blocked_number::Entity::find_by_id(id).one(db).await?;
    Ok(row.is_some())
}

/// Puts a number on the list.
pub(super) async fn insert(
    db: &impl ConnectionTrait,
    organisation: OrganisationId,
    number: &PhoneNumber,
    note: Option<String>,
    now_ms: i64,
) -> Result<blocked_number::Model, DbErr> {
    let words = note.as_deref();
    let search_key = keys::search_key(words, [number.as_str()]);
    blocked_number::ActiveModel {
        id: Set(Uuid::now_v7()),
        organisation_id: Set(organisation.0),
        number: Set(number.as_str().to_owned()),
        note: Set(note),
        search_key: Set(search_key),
        created_at_ms: Set(now_ms),
    }
    .insert(db)
    .await
}

/// Takes a line off the list.
pub(super) async fn delete(
    db: &impl ConnectionTrait,
    organisation: OrganisationId,
    id: Uuid,
) -> Result<(), DbErr> {
    blocked_number::Entity::delete_many()
        .filter(blocked_number::COLUMN.organisation_id.eq(organisation.0))
        .filter(blocked_number::COLUMN.id.eq(id))
        .exec(db)
        .await?;
    Ok(())
}

/// A line as it is shown.
pub(super) fn shown(row: blocked_number::Model, country: Country) -> Option<BlockedNumber> {
    Some(BlockedNumber {
        id: BlockedNumberId(row.id),
        display: country.display(&row.number),
        phone_number: PhoneNumber::new(row.number).ok()?,
        note: row.note,
        blocked_at: moment(row.created_at_ms),
    })
}
