//! Extra e-mail addresses in the database.

use belroute_shared::{
    email_addresses::ExtraEmailAddress,
    ids::{EmailAddressId, UserId},
};
use sea_orm::{
    ActiveModelTrait as _, ConnectionTrait, DatabaseTransaction, DbErr, EntityTrait,
    QueryFilter as _, QueryOrder as _, QuerySelect as _, Set,
    sea_query::{Expr, LockType},
};
use uuid::Uuid;

use crate::entity::{email_address, user};

impl From<email_address::Model> for ExtraEmailAddress {
    fn from(row: email_address::Model) -> Self {
        Self {
            id: EmailAddressId(row.id),
            is_confirmed: row.confirmed_at_ms.is_some(),
            address: row.address,
        }
    }
}

/// The user himself, as he is now. Whoever changes addresses of the same user meanwhile waits.
pub(super) async fn lock(
    db: &DatabaseTransaction,
    owner: UserId,
) -> Result<Option<user::Model>, DbErr> {
    // SQLite has one writer and leaves the lock out.
    user::Entity::find_by_id(owner.0)
        .filter(user::COLUMN.disabled_at_ms.is_null())
        .lock(LockType::NoKeyUpdate)
        .one(db)
        .await
}

/// A user's extra addresses, the oldest first.
pub(super) async fn list(
    db: &impl ConnectionTrait,
    owner: UserId,
) -> Result<Vec<email_address::Model>, DbErr> {
    email_address::Entity::find()
        .filter(email_address::COLUMN.user_id.eq(owner.0))
        .order_by_asc(email_address::Column::Id)
        .all(db)
        .await
}

/// One of a user's extra addresses.
pub(super) async fn find(
    db: &impl ConnectionTrait,
    owner: UserId,
    id: EmailAddressId,
) -> Result<Option<email_address::Model>, DbErr> {
    email_address::Entity::find_by_id(id.0)
        .filter(email_address::COLUMN.user_id.eq(owner.0))
        .one(db)
        .await
}

/// Adds an address that is still to be confirmed.
pub(super) async fn insert(
    db: &impl ConnectionTrait,
    owner: &user::Model,
    address: &str,
    now_ms: i64,
) -> Result<email_address::Model, DbErr> {
    email_address::ActiveModel {
        id: Set(Uuid::now_v7()),
        organisation_id: Set(owner.organisation_id),
        user_id: Set(owner.id),
        address: Set(address.to_owned()),
        confirmed_at_ms: Set(None),
        created_at_ms: Set(now_ms),
    }
    .insert(db)
    .await
}

/// Its owner has opened the link; false when it was taken away meanwhile.
pub(super) async fn confirm(
    db: &impl ConnectionTrait,
    owner: UserId,
    id: EmailAddressId,
    now_ms: i64,
) -> Result<bool, DbErr> {
    let confirmed = email_address::Entity::update_many()
        .col_expr(
            email_address::Column::ConfirmedAtMs,
            Expr::value(Some(now_ms)),
        )
        .filter(email_address::COLUMN.id.eq(id.0))
        .filter(email_address::COLUMN.user_id.eq(owner.0))
        .exec(db)
        .await?;
    Ok(confirmed.rows_affected == 1)
}

/// Takes an address away.
pub(super) async fn delete(
    db: &impl ConnectionTrait,
    owner: UserId,
    id: EmailAddressId,
) -> Result<(), DbErr> {
    email_address::Entity::delete_many()
        .filter(email_address::COLUMN.id.eq(id.0))
        .filter(email_address::COLUMN.user_id.eq(owner.0))
        .exec(db)
        .await?;
    Ok(())
}

/// An address that has become the primary one is no extra one any more.
pub(crate) async fn delete_by_address(
    db: &impl ConnectionTrait,
    owner: UserId,
    address: &str,
) -> Result<(), DbErr> {
    email_address::Entity::delete_many()
        .filter(email_address::COLUMN.user_id.eq(owner.0))
        .filter(email_address::COLUMN.address.eq(address))
        .exec(db)
        .await?;
    Ok(())
}

/// Puts the address that was the primary one into the place of the one that is now.
pub(super) async fn replace(
    db: &impl ConnectionTrait,
    owner: UserId,
    id: EmailAddressId,
    address: &str,
) -> Result<(), DbErr> {
    email_address::Entity::update_many()
        .col_expr(email_address::Column::Address, Expr::value(address))
        .filter(email_address::COLUMN.id.eq(id.0))
        .filter(email_address::COLUMN.user_id.eq(owner.0))
        .exec(db)
        .await?;
    Ok(())
}

/// Whether somebody else signs in with an address.
pub(super) async fn is_of_another(
    db: &impl ConnectionTrait,
    owner: UserId,
    address: &str,
) -> Result<bool, DbErr> {
    let other = user::Entity::find()
        .filter(user::COLUMN.email.eq(address))
        .filter(user::COLUMN.id.ne(owner.0))
        .one(db)
        .await?;
    Ok(other.is_some())
}
