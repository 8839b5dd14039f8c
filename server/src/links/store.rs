//! Mailed links in the database; of a token only the hash is kept.

use belroute_shared::ids::UserId;
use sea_orm::{
    ActiveModelTrait as _, ConnectionTrait, DbErr, EntityTrait, PaginatorTrait as _,
    QueryFilter as _, QueryOrder as _, QuerySelect as _, Set, sea_query::Expr,
};
use uuid::Uuid;

use super::Kind;
use crate::{
    entity::{account_link, forgotten_password, organisation, user},
    session::secret,
    words,
};

/// Questions that are answered in one round.
const TOGETHER: u64 = 100;

/// Makes a link and gives its token, which is never stored here. Older ones of the kind end, or
/// of the address that it confirms.
pub(super) async fn insert(
    db: &impl ConnectionTrait,
    to: &user::Model,
    kind: Kind,
    confirms: Option<Uuid>,
    now_ms: i64,
) -> Result<(Uuid, String), DbErr> {
    let owner = UserId(to.id);
    match confirms {
        Some(address) => replace_of_address(db, owner, address, now_ms).await?,
        None => replace(db, owner, kind, now_ms).await?,
    }
    let (id, token) = (Uuid::now_v7(), secret::new());
    account_link::ActiveModel {
        id: Set(id),
        token_hash: Set(secret::hash(&token)),
        organisation_id: Set(to.organisation_id),
        user_id: Set(to.id),
        kind: Set(words::word(kind)),
        created_at_ms: Set(now_ms),
        ends_at_ms: Set(now_ms + kind.lasts_ms()),
        used_at_ms: Set(None),
        replaced_at_ms: Set(None),
        email_address_id: Set(confirms),
    }
    .insert(db)
    .await?;
    Ok((id, token))
}

/// Ends the links of a kind that a user still has.
pub(crate) async fn replace(
    db: &impl ConnectionTrait,
    owner: UserId,
    kind: Kind,
    now_ms: i64,
) -> Result<(), DbErr> {
    account_link::Entity::update_many()
        .col_expr(account_link::Column::ReplacedAtMs, Expr::value(now_ms))
        .filter(account_link::COLUMN.user_id.eq(owner.0))
        .filter(account_link::COLUMN.kind.eq(words::word(kind)))
        .filter(account_link::COLUMN.used_at_ms.is_null())
        .filter(account_link::COLUMN.replaced_at_ms.is_null())
        .exec(db)
        .await?;
    Ok(())
}

/// Ends the links that would still confirm an address.
pub(crate) async fn replace_of_address(
    db: &impl ConnectionTrait,
    owner: UserId,
    address: Uuid,
    now_ms: i64,
) -> Result<(), DbErr> {
    account_link::Entity::update_many()
        .col_expr(account_link::Column::ReplacedAtMs, Expr::value(now_ms))
        .filter(account_link::COLUMN.user_id.eq(owner.0))
        .filter(account_link::COLUMN.email_address_id.eq(address))
        .filter(account_link::COLUMN.used_at_ms.is_null())
        .filter(account_link::COLUMN.replaced_at_ms.is_null())
        .exec(db)
        .await?;
    Ok(())
}

/// The link of a token.
pub(super) async fn find(
    db: &impl ConnectionTrait,
    kind: Kind,
    token: &str,
) -> Result<Option<account_link::Model>, DbErr> {
    account_link::Entity::find()
        .filter(account_link::COLUMN.token_hash.eq(secret::hash(token)))
        .filter(account_link::COLUMN.kind.eq(words::word(kind)))
        .one(db)
        .await
}

/// Uses a link; false when another request was first.
pub(crate) async fn use_up(
    db: &impl ConnectionTrait,
    row: &account_link::Model,
    now_ms: i64,
) -> Result<bool, DbErr> {
    let used = account_link::Entity::update_many()
        .col_expr(account_link::Column::UsedAtMs, Expr::value(now_ms))
        .filter(account_link::COLUMN.id.eq(row.id))
        .filter(account_link::COLUMN.used_at_ms.is_null())
        .filter(account_link::COLUMN.replaced_at_ms.is_null())
        .exec(db)
        .await?;
    Ok(used.rows_affected == 1)
}

/// How many links of a kind a user was mailed since a moment.
pub(crate) async fn count_since(
    db: &impl ConnectionTrait,
    owner: UserId,
    kind: Kind,
    since_ms: i64,
) -> Result<u64, DbErr> {
    account_link::Entity::find()
        .filter(account_link::COLUMN.user_id.eq(owner.0))
        .filter(account_link::COLUMN.kind.eq(words::word(kind)))
        .filter(account_link::COLUMN.created_at_ms.gt(since_ms))
        .count(db)
        .await
}

/// A user who is not disabled, and his organisation.
pub(super) async fn find_user(
    db: &impl ConnectionTrait,
    owner: UserId,
) -> Result<Option<(user::Model, organisation::Model)>, DbErr> {
    let user = user::Entity::find_by_id(owner.0)
        .filter(user::COLUMN.disabled_at_ms.is_null())
        .one(db)
        .await?;
    let Some(user) = user else { return Ok(None) };
    let organisation = organisation::Entity::find_by_id(user.organisation_id)
        .one(db)
        .await?;
    Ok(organisation.map(|organisation| (user, organisation)))
}

/// Names of the administrators of a user's organisation.
pub(super) async fn administrators(
    db: &impl ConnectionTrait,
    organisation: Uuid,
) -> Result<Vec<user::Model>, DbErr> {
    user::Entity::find()
        .filter(user::COLUMN.organisation_id.eq(organisation))
        .filter(user::COLUMN.role.eq("administrator"))
        .filter(user::COLUMN.disabled_at_ms.is_null())
        .order_by_asc(user::Column::NameKey)
        .limit(10)
        .all(db)
        .await
}

/// Writes down that somebody forgot his password.
pub(super) async fn insert_forgotten(
    db: &impl ConnectionTrait,
    identifier: &str,
    now_ms: i64,
) -> Result<(), DbErr> {
    forgotten_password::ActiveModel {
        id: Set(Uuid::now_v7()),
        identifier: Set(identifier.to_owned()),
        at_ms: Set(now_ms),
    }
    .insert(db)
    .await?;
    Ok(())
}

/// Questions that wait for an answer, the oldest first.
pub(super) async fn list_forgotten(
    db: &impl ConnectionTrait,
) -> Result<Vec<forgotten_password::Model>, DbErr> {
    forgotten_password::Entity::find()
        .order_by_asc(forgotten_password::Column::Id)
        .limit(TOGETHER)
        .all(db)
        .await
}

/// Takes a question on; false when another server has.
pub(super) async fn take_forgotten(db: &impl ConnectionTrait, id: Uuid) -> Result<bool, DbErr> {
    let taken = forgotten_password::Entity::delete_by_id(id)
        .exec(db)
        .await?;
    Ok(taken.rows_affected == 1)
}
