//! Hosts and their guests in the database. A stay that is over is none, for every reader; the row
//! goes when somebody else takes the place, or when it is cleaned up.

use belroute_shared::{
    ids::{OrganisationId, UserId},
    settings::hoteling::{HotelingGuest, HotelingHost},
};
use sea_orm::{
    ActiveModelTrait as _, ColumnTrait, Condition, ConnectionTrait, DbErr, EntityTrait,
    QueryFilter as _, QuerySelect as _, QueryTrait as _, Set,
    sea_query::{LockType, OnConflict},
};

use crate::{
    company::paging::{After, by_name},
    entity::{hoteling_host, hoteling_stay, user},
    phonebook::keys,
};

const HOUR_MS: i64 = 3_600_000;
/// Stays that are cleaned up in one go.
const MOST_OVER: u64 = 1000;

/// What an administrator decided about a phone; nothing decided takes no guests.
pub(crate) async fn find_host(
    db: &impl ConnectionTrait,
    organisation: OrganisationId,
    host: UserId,
) -> Result<HotelingHost, DbErr> {
    let row = hoteling_host::Entity::find_by_id(host.0)
        .filter(hoteling_host::COLUMN.organisation_id.eq(organisation.0))
        .one(db)
        .await?;
    Ok(row.map_or_else(HotelingHost::default, |row| host_of(&row)))
}

/// The same, held until the transaction ends, so that no two guests sit down at one phone; `None`
/// where nothing was decided.
pub(super) async fn hold_host(
    db: &impl ConnectionTrait,
    organisation: OrganisationId,
    host: UserId,
) -> Result<Option<HotelingHost>, DbErr> {
    let row = hoteling_host::Entity::find_by_id(host.0)
        .filter(hoteling_host::COLUMN.organisation_id.eq(organisation.0))
        .lock(LockType::Update)
        .one(db)
        .await?;
    Ok(row.as_ref().map(host_of))
}

pub(crate) fn host_of(row: &hoteling_host::Model) -> HotelingHost {
    HotelingHost {
        is_active: row.is_active,
        enforce_association_limit: row.enforces_limit,
        association_limit_hours: u16::try_from(row.limit_hours).unwrap_or(1),
    }
}

/// Saves what an administrator decided about a phone.
pub(crate) async fn save_host(
    db: &impl ConnectionTrait,
    organisation: OrganisationId,
    host: UserId,
    settings: &HotelingHost,
) -> Result<(), DbErr> {
    let row = hoteling_host::ActiveModel {
        user_id: Set(host.0),
        organisation_id: Set(organisation.0),
        is_active: Set(settings.is_active),
        enforces_limit: Set(settings.enforce_association_limit),
        limit_hours: Set(i32::from(settings.association_limit_hours)),
    };
    let columns = [
        hoteling_host::Column::IsActive,
        hoteling_host::Column::EnforcesLimit,
        hoteling_host::Column::LimitHours,
    ];
    hoteling_host::Entity::insert(row)
        .on_conflict(
            OnConflict::column(hoteling_host::Column::UserId)
                .update_columns(columns)
                .to_owned(),
        )
        .exec_without_returning(db)
        .await?;
    Ok(())
}

/// Which hosts are wanted: found by words, behind a place in the list, so many.
#[derive(Clone, Copy)]
pub(crate) struct Wanted<'a> {
    pub(crate) query: &'a [&'a str],
    pub(crate) after: Option<&'a After>,
    pub(crate) rows: u64,
}

impl Wanted<'_> {
    fn of(self, found: sea_orm::Select<user::Entity>) -> sea_orm::Select<user::Entity> {
        let (name, id) = (user::Column::NameKey, user::Column::Id);
        by_name(found, name, id, self.after, self.rows)
    }
}

/// Phones that take guests, with their settings, by the name of whose they are, behind a cursor.
pub(crate) async fn list_hosts(
    db: &impl ConnectionTrait,
    organisation: OrganisationId,
    wanted: Wanted<'_>,
) -> Result<Vec<(user::Model, hoteling_host::Model)>, DbErr> {
    let found = hosts(organisation, wanted.query);
    let users = wanted.of(found).all(db).await?;
    with_settings(db, users).await
}

/// The same, without those that have a guest now and without one of the users.
pub(crate) async fn list_available(
    db: &impl ConnectionTrait,
    organisation: OrganisationId,
    guest: UserId,
    wanted: Wanted<'_>,
    now_ms: i64,
) -> Result<Vec<(user::Model, hoteling_host::Model)>, DbErr> {
    let taken = hoteling_stay::Entity::find()
        .select_only()
        .column(hoteling_stay::Column::HostId)
        .filter(hoteling_stay::COLUMN.organisation_id.eq(organisation.0))
        .filter(goes_on(now_ms))
        .into_query();
    let found = hosts(organisation, wanted.query)
        .filter(user::Column::Id.not_in_subquery(taken))
        .filter(user::COLUMN.id.ne(guest.0));
    let users = wanted.of(found).all(db).await?;
    with_settings(db, users).await
}

fn hosts(organisation: OrganisationId, query: &[&str]) -> sea_orm::Select<user::Entity> {
    let active = hoteling_host::Entity::find()
        .select_only()
        .column(hoteling_host::Column::UserId)
        .filter(hoteling_host::COLUMN.organisation_id.eq(organisation.0))
        .filter(hoteling_host::COLUMN.is_active.eq(true))
        .into_query();
    let mut found = user::Entity::find()
        .filter(user::COLUMN.organisation_id.eq(organisation.0))
        .filter(user::Column::Id.in_subquery(active));
    for part in query.iter().flat_map(|words| keys::parts(words)) {
        found = found.filter(user::COLUMN.search_key.contains(part));
    }
    found
}

async fn with_settings(
    db: &impl ConnectionTrait,
    users: Vec<user::Model>,
) -> Result<Vec<(user::Model, hoteling_host::Model)>, DbErr> {
    let mut settings = hoteling_host::Entity::find()
        .filter(
            hoteling_host::COLUMN
                .user_id
                .is_in(users.iter().map(|row| row.id)),
        )
        .all(db)
        .await?;
    let found = users.into_iter().filter_map(|user| {
        let at = settings.iter().position(|row| row.user_id == user.id)?;
        Some((user, settings.swap_remove(at)))
    });
    Ok(found.collect())
}

/// A stay that is not over.
fn goes_on(now_ms: i64) -> Condition {
    Condition::any()
        .add(hoteling_stay::COLUMN.ends_at_ms.is_null())
        .add(hoteling_stay::COLUMN.ends_at_ms.gt(now_ms))
}

fn stays(organisation: OrganisationId, now_ms: i64) -> sea_orm::Select<hoteling_stay::Entity> {
    hoteling_stay::Entity::find()
        .filter(hoteling_stay::COLUMN.organisation_id.eq(organisation.0))
        .filter(goes_on(now_ms))
}

/// Where a guest sits now.
pub(crate) async fn find_stay(
    db: &impl ConnectionTrait,
    organisation: OrganisationId,
    guest: UserId,
    now_ms: i64,
) -> Result<Option<hoteling_stay::Model>, DbErr> {
    stays(organisation, now_ms)
        .filter(hoteling_stay::COLUMN.guest_id.eq(guest.0))
        .one(db)
        .await
}

/// The guests that hosts have now.
pub(crate) async fn list_stays(
    db: &impl ConnectionTrait,
    organisation: OrganisationId,
    hosts: &[UserId],
    now_ms: i64,
) -> Result<Vec<hoteling_stay::Model>, DbErr> {
    stays(organisation, now_ms)
        .filter(
            hoteling_stay::COLUMN
                .host_id
                .is_in(hosts.iter().map(|host| host.0)),
        )
        .all(db)
        .await
}

/// When a stay ends by itself: after the shorter of the limits that are in force.
pub(crate) fn ends_at_ms(
    started_at_ms: i64,
    guest: &HotelingGuest,
    host: HotelingHost,
) -> Option<i64> {
    let hours = guest.limit().into_iter().chain(host.limit()).min()?;
    Some(started_at_ms + i64::from(hours) * HOUR_MS)
}

/// A guest sits down. Whatever he or the host had before is over; to be called when nobody else
/// sits there.
pub(crate) async fn begin_stay(
    db: &impl ConnectionTrait,
    stay: hoteling_stay::Model,
) -> Result<(), DbErr> {
    let before = Condition::any()
        .add(hoteling_stay::COLUMN.host_id.eq(stay.host_id))
        .add(hoteling_stay::COLUMN.guest_id.eq(stay.guest_id));
    hoteling_stay::Entity::delete_many()
        .filter(before)
        .exec(db)
        .await?;
    hoteling_stay::ActiveModel {
        host_id: Set(stay.host_id),
        guest_id: Set(stay.guest_id),
        organisation_id: Set(stay.organisation_id),
        started_at_ms: Set(stay.started_at_ms),
        ends_at_ms: Set(stay.ends_at_ms),
    }
    .insert(db)
    .await?;
    Ok(())
}

/// A stay ends at another moment.
pub(crate) async fn save_end(
    db: &impl ConnectionTrait,
    stay: &hoteling_stay::Model,
    ends_at_ms: Option<i64>,
) -> Result<(), DbErr> {
    hoteling_stay::ActiveModel {
        host_id: Set(stay.host_id),
        ends_at_ms: Set(ends_at_ms),
        ..Default::default()
    }
    .update(db)
    .await?;
    Ok(())
}

/// A guest leaves.
pub(crate) async fn end_stay(
    db: &impl ConnectionTrait,
    stay: &hoteling_stay::Model,
) -> Result<(), DbErr> {
    hoteling_stay::Entity::delete_by_id(stay.host_id)
        .filter(hoteling_stay::COLUMN.guest_id.eq(stay.guest_id))
        .filter(hoteling_stay::COLUMN.started_at_ms.eq(stay.started_at_ms))
        .exec(db)
        .await?;
    Ok(())
}

/// Stays that are over and still stand there, of all organisations.
pub(crate) async fn list_over(
    db: &impl ConnectionTrait,
    now_ms: i64,
) -> Result<Vec<hoteling_stay::Model>, DbErr> {
    hoteling_stay::Entity::find()
        .filter(hoteling_stay::COLUMN.ends_at_ms.lte(now_ms))
        .limit(MOST_OVER)
        .all(db)
        .await
}

#[cfg(test)]
mod tests {
    use super::*;

    fn end(guest: Option<u16>, host: Option<u16>) -> Option<i64> {
        let guest = HotelingGuest {
            association_limit_enabled: guest.is_some(),
            association_limit_hours: guest.unwrap_or(12),
            ..HotelingGuest::default()
        };
        let host = HotelingHost {
            enforce_association_limit: host.is_some(),
            association_limit_hours: host.unwrap_or(24),
            ..HotelingHost::default()
        };
        ends_at_ms(1000, &guest, host)
    }

    #[test]
    fn the_shorter_limit_of_those_in_force_ends_a_stay() {
        assert_eq!(end(None, None), None);
        assert_eq!(end(Some(2), None), Some(1000 + 2 * HOUR_MS));
        assert_eq!(end(None, Some(3)), Some(1000 + 3 * HOUR_MS));
        assert_eq!(end(Some(2), Some(3)), Some(1000 + 2 * HOUR_MS));
        assert_eq!(end(Some(4), Some(3)), Some(1000 + 3 * HOUR_MS));
    }
}
