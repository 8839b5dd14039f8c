//! Devices and pairings in the database.

use std::collections::HashMap;

use belroute_shared::{
    devices::{Device, DeviceKind, NewDevice},
    ids::{DeviceId, OrganisationId, UserId},
};
use sea_orm::{
    ActiveModelTrait as _, ConnectionTrait, DbErr, EntityTrait, PaginatorTrait as _,
    QueryFilter as _, QuerySelect as _, Set, sea_query::Expr,
};
use uuid::Uuid;

use super::credentials::Credentials;
use crate::{
    clock::moment,
    entity::{device, organisation, pairing, registration, user},
    words,
};

/// How many devices a user may have.
pub(crate) const MOST: u64 = 100;

/// A user's devices, registered ones first, then by name.
pub(crate) async fn list(
    db: &impl ConnectionTrait,
    owner: UserId,
    now_ms: i64,
) -> Result<Vec<Device>, DbErr> {
    let rows = device::Entity::find()
        .filter(device::COLUMN.user_id.eq(owner.0))
        .limit(MOST)
        .all(db)
        .await?;
    let registered: HashMap<Uuid, i64> = registration::Entity::find()
        .filter(registration::COLUMN.user_id.eq(owner.0))
        .filter(registration::COLUMN.expires_at_ms.gt(now_ms))
        .all(db)
        .await?
        .into_iter()
        .map(|row| (row.device_id, row.updated_at_ms))
        .collect();
    let mut devices: Vec<Device> = rows
        .into_iter()
        .map(|row| shown(row.clone(), registered.contains_key(&row.id)))
        .collect();
    devices.sort_by(|a, b| (!a.is_registered, &a.name).cmp(&(!b.is_registered, &b.name)));
    Ok(devices)
}

fn shown(row: device::Model, is_registered: bool) -> Device {
    Device {
        id: DeviceId(row.id),
        kind: words::of_word(&row.kind).unwrap_or(DeviceKind::Desk),
        name: row.name,
        is_registered,
        last_seen_at: row.last_seen_at_ms.map(moment),
        can_disconnect: row.can_disconnect,
    }
}

/// One device of the user.
pub(crate) async fn find(
    db: &impl ConnectionTrait,
    owner: UserId,
    id: DeviceId,
) -> Result<Option<device::Model>, DbErr> {
    device::Entity::find_by_id(id.0)
        .filter(device::COLUMN.user_id.eq(owner.0))
        .one(db)
        .await
}

/// One device of the user, as he sees it.
pub(crate) async fn find_shown(
    db: &impl ConnectionTrait,
    owner: UserId,
    id: DeviceId,
    now_ms: i64,
) -> Result<Option<Device>, DbErr> {
    let devices = list(db, owner, now_ms).await?;
    Ok(devices.into_iter().find(|device| device.id == id))
}

/// Forgets a device and its registrations.
///
/// Its pairing goes with it: left behind without a device it would look unused, and its code could
/// be used again.
pub(crate) async fn delete(
    db: &impl ConnectionTrait,
    owner: UserId,
    id: DeviceId,
) -> Result<(), DbErr> {
    pairing::Entity::delete_many()
        .filter(pairing::COLUMN.user_id.eq(owner.0))
        .filter(pairing::COLUMN.device_id.eq(id.0))
        .exec(db)
        .await?;
    device::Entity::delete_many()
        .filter(device::COLUMN.user_id.eq(owner.0))
        .filter(device::COLUMN.id.eq(id.0))
        .exec(db)
        .await?;
    Ok(())
}

/// Adds a device with its credentials.
pub(crate) async fn insert(
    db: &impl ConnectionTrait,
    owner: UserId,
    organisation: OrganisationId,
    new: &NewDevice,
    credentials: &Credentials,
    now_ms: i64,
) -> Result<DeviceId, DbErr> {
    let id = DeviceId(Uuid::now_v7());
    device::ActiveModel {
        id: Set(id.0),
        organisation_id: Set(organisation.0),
        user_id: Set(owner.0),
        name: Set(new.name.trim().to_owned()),
        kind: Set(words::word(new.kind)),
        username: Set(credentials.username.clone()),
        ha1_sha256: Set(Some(credentials.ha1_sha256())),
        ha1_md5: Set(Some(credentials.ha1_md5())),
        can_disconnect: Set(true),
        last_seen_at_ms: Set(None),
        created_at_ms: Set(now_ms),
    }
    .insert(db)
    .await?;
    Ok(id)
}

/// Gives a device other credentials.
pub(crate) async fn renew(
    db: &impl ConnectionTrait,
    owner: UserId,
    id: DeviceId,
    credentials: &Credentials,
) -> Result<(), DbErr> {
    device::Entity::update_many()
        .col_expr(
            device::Column::Username,
            Expr::value(credentials.username.clone()),
        )
        .col_expr(
            device::Column::Ha1Sha256,
            Expr::value(credentials.ha1_sha256()),
        )
        .col_expr(device::Column::Ha1Md5, Expr::value(credentials.ha1_md5()))
        .filter(device::COLUMN.user_id.eq(owner.0))
        .filter(device::COLUMN.id.eq(id.0))
        .exec(db)
        .await?;
    Ok(())
}

/// What the engine is told about credentials.
pub(crate) struct Known {
    pub(crate) user: user::Model,
    pub(crate) organisation: organisation::Model,
    pub(crate) sha256: String,
    pub(crate) md5: String,
}

/// The credentials of a user name. The realm takes the owner's place: it is the organisation's SIP
/// domain, and in another's the user name means nothing.
pub(crate) async fn find_credentials(
    db: &impl ConnectionTrait,
    realm: &str,
    username: &str,
) -> Result<Option<Known>, DbErr> {
    let device = device::Entity::find()
        .filter(device::COLUMN.username.eq(username))
        .one(db)
        .await?;
    let Some(device) = device else {
        return Ok(None);
    };
    let Some((sha256, md5)) = device.ha1_sha256.zip(device.ha1_md5) else {
        return Ok(None);
    };
    let organisation = organisation::Entity::find_by_id(device.organisation_id)
        .filter(organisation::COLUMN.sip_domain.eq(realm))
        .one(db)
        .await?;
    let user = user::Entity::find_by_id(device.user_id).one(db).await?;
    Ok(user.zip(organisation).map(|(user, organisation)| Known {
        user,
        organisation,
        sha256,
        md5,
    }))
}

/// Whether a user has as many devices as he may.
pub(crate) async fn is_full(db: &impl ConnectionTrait, owner: UserId) -> Result<bool, DbErr> {
    let count = device::Entity::find()
        .filter(device::COLUMN.user_id.eq(owner.0))
        .count(db)
        .await?;
    Ok(count >= MOST)
}
