//! Devices and pairings in the database.

use std::collections::HashMap;

use belroute_shared::{
    devices::{Device, DeviceKind, PAIRING_SECONDS, Redeem},
    ids::{DeviceId, OrganisationId, PairingId, UserId},
};
use sea_orm::{
    ActiveModelTrait as _, ConnectionTrait, DbErr, EntityTrait, PaginatorTrait as _,
    QueryFilter as _, QuerySelect as _, Set, sea_query::Expr,
};
use uuid::Uuid;

use crate::{
    clock::moment,
    entity::{device, pairing, registration},
    session::secret,
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

/// The contacts that a device is registered at.
pub(crate) async fn list_contacts(
    db: &impl ConnectionTrait,
    owner: UserId,
    id: DeviceId,
) -> Result<Vec<String>, DbErr> {
    let rows = registration::Entity::find()
        .filter(registration::COLUMN.user_id.eq(owner.0))
        .filter(registration::COLUMN.device_id.eq(id.0))
        .all(db)
        .await?;
    Ok(rows.into_iter().map(|row| row.contact).collect())
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

/// A pairing that was begun: its id, and the code that is never stored.
pub(crate) struct Begun {
    pub(crate) id: PairingId,
    pub(crate) code: String,
    pub(crate) expires_at_ms: i64,
}

/// Begins a pairing. A code that the user still had is cancelled by the new one.
pub(crate) async fn insert_pairing(
    db: &impl ConnectionTrait,
    owner: UserId,
    organisation: OrganisationId,
    now_ms: i64,
) -> Result<Begun, DbErr> {
    pairing::Entity::delete_many()
        .filter(pairing::COLUMN.user_id.eq(owner.0))
        .filter(pairing::COLUMN.device_id.is_null())
        .exec(db)
        .await?;
    let begun = Begun {
        id: PairingId(Uuid::now_v7()),
        code: secret::new(),
        expires_at_ms: now_ms + PAIRING_SECONDS * 1000,
    };
    pairing::ActiveModel {
        id: Set(begun.id.0),
        organisation_id: Set(organisation.0),
        user_id: Set(owner.0),
        code_hash: Set(secret::hash(&begun.code)),
        expires_at_ms: Set(begun.expires_at_ms),
        device_id: Set(None),
    }
    .insert(db)
    .await?;
    Ok(begun)
}

/// How far a pairing of the user has come, and its device once there is one.
pub(crate) async fn find_pairing(
    db: &impl ConnectionTrait,
    owner: UserId,
    id: PairingId,
) -> Result<Option<(pairing::Model, Option<Device>)>, DbErr> {
    let row = pairing::Entity::find_by_id(id.0)
        .filter(pairing::COLUMN.user_id.eq(owner.0))
        .one(db)
        .await?;
    let Some(row) = row else { return Ok(None) };
    let device = match row.device_id {
        Some(device) => find(db, owner, DeviceId(device))
            .await?
            .map(|row| shown(row, false)),
        None => None,
    };
    Ok(Some((row, device)))
}

/// Uses a code up: its pairing gets the new device. `None` when the code is unknown, used or old.
pub(crate) async fn redeem(
    db: &impl ConnectionTrait,
    code: &str,
    app: &Redeem,
    now_ms: i64,
) -> Result<Option<pairing::Model>, DbErr> {
    let row = pairing::Entity::find()
        .filter(pairing::COLUMN.code_hash.eq(secret::hash(code)))
        .filter(pairing::COLUMN.device_id.is_null())
        .filter(pairing::COLUMN.expires_at_ms.gt(now_ms))
        .one(db)
        .await?;
    let Some(mut row) = row else { return Ok(None) };
    let id = Uuid::now_v7();
    device::ActiveModel {
        id: Set(id),
        organisation_id: Set(row.organisation_id),
        user_id: Set(row.user_id),
        name: Set(app.name.trim().to_owned()),
        kind: Set(words::word(app.kind)),
        user_agent: Set(None),
        can_disconnect: Set(true),
        last_seen_at_ms: Set(None),
        created_at_ms: Set(now_ms),
    }
    .insert(db)
    .await?;
    // Two apps that scan the same picture at once: the first takes the code, the second finds it
    // used.
    let taken = pairing::Entity::update_many()
        .col_expr(pairing::Column::DeviceId, Expr::value(id))
        .filter(pairing::COLUMN.id.eq(row.id))
        .filter(pairing::COLUMN.device_id.is_null())
        .exec(db)
        .await?;
    row.device_id = Some(id);
    Ok((taken.rows_affected == 1).then_some(row))
}

/// Whether a user has as many devices as he may.
pub(crate) async fn is_full(db: &impl ConnectionTrait, owner: Uuid) -> Result<bool, DbErr> {
    let count = device::Entity::find()
        .filter(device::COLUMN.user_id.eq(owner))
        .count(db)
        .await?;
    Ok(count >= MOST)
}
