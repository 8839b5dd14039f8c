//! Pairings in the database.

use belroute_shared::{
    devices::PAIRING_SECONDS,
    ids::{DeviceId, OrganisationId, PairingId, UserId},
};
use sea_orm::{
    ActiveModelTrait as _, ConnectionTrait, DbErr, EntityTrait, QueryFilter as _, Set,
    sea_query::Expr,
};
use uuid::Uuid;

use crate::{entity::pairing, session::secret};

/// A pairing that was begun: its id, and the code that is never stored.
pub(super) struct Begun {
    pub(super) id: PairingId,
    pub(super) code: String,
    pub(super) expires_at_ms: i64,
}

/// Begins a pairing. A code that the user still had is cancelled by the new one.
pub(super) async fn insert(
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

/// A pairing of the user.
pub(super) async fn find(
    db: &impl ConnectionTrait,
    owner: UserId,
    id: PairingId,
) -> Result<Option<pairing::Model>, DbErr> {
    pairing::Entity::find_by_id(id.0)
        .filter(pairing::COLUMN.user_id.eq(owner.0))
        .one(db)
        .await
}

/// The pairing of a code that can still be used.
pub(super) async fn find_open(
    db: &impl ConnectionTrait,
    code: &str,
    now_ms: i64,
) -> Result<Option<pairing::Model>, DbErr> {
    pairing::Entity::find()
        .filter(pairing::COLUMN.code_hash.eq(secret::hash(code)))
        .filter(pairing::COLUMN.device_id.is_null())
        .filter(pairing::COLUMN.expires_at_ms.gt(now_ms))
        .one(db)
        .await
}

/// Uses a code up for a device. Of two apps that scan the same picture at once the first takes the
/// code; the second learns that it was used.
pub(super) async fn spend(
    db: &impl ConnectionTrait,
    owner: UserId,
    id: PairingId,
    device: DeviceId,
) -> Result<bool, DbErr> {
    let taken = pairing::Entity::update_many()
        .col_expr(pairing::Column::DeviceId, Expr::value(device.0))
        .filter(pairing::COLUMN.user_id.eq(owner.0))
        .filter(pairing::COLUMN.id.eq(id.0))
        .filter(pairing::COLUMN.device_id.is_null())
        .exec(db)
        .await?;
    Ok(taken.rows_affected == 1)
}
