//! Second factors in the database.

use belroute_shared::{
    ids::{FactorId, UserId},
    second_factors::{Factor, FactorKind},
};
use sea_orm::{
    ActiveModelTrait as _, ConnectionTrait, DbErr, EntityTrait, ExprTrait as _,
    PaginatorTrait as _, QueryFilter as _, QueryOrder as _, QuerySelect as _, Set, sea_query::Expr,
};
use uuid::Uuid;

use super::NewFactor;
use crate::{
    clock::moment,
    entity::{browser, second_factor, user},
    words,
};

/// How many factors a user may have.
pub(crate) const MOST: u64 = 10;

/// A user's factors, the primary one first, then by age.
pub(crate) async fn list(
    db: &impl ConnectionTrait,
    owner: UserId,
) -> Result<Vec<second_factor::Model>, DbErr> {
    second_factor::Entity::find()
        .filter(second_factor::COLUMN.user_id.eq(owner.0))
        .order_by_desc(second_factor::Column::IsPrimary)
        .order_by_asc(second_factor::Column::Id)
        .limit(MOST)
        .all(db)
        .await
}

/// A factor as its owner sees it.
pub(super) fn shown(row: second_factor::Model) -> Factor {
    Factor {
        id: FactorId(row.id),
        kind: words::of_word(&row.kind).unwrap_or(FactorKind::Totp),
        name: row.name,
        is_primary: row.is_primary,
        created_at: moment(row.created_at_ms),
        last_used_at: row.last_used_at_ms.map(moment),
    }
}

/// Whether the user has any.
pub(crate) async fn has_any(db: &impl ConnectionTrait, owner: UserId) -> Result<bool, DbErr> {
    let any = second_factor::Entity::find()
        .filter(second_factor::COLUMN.user_id.eq(owner.0))
        .limit(1)
        .one(db)
        .await?;
    Ok(any.is_some())
}

/// How many the user has.
pub(super) async fn count(db: &impl ConnectionTrait, owner: UserId) -> Result<u64, DbErr> {
    second_factor::Entity::find()
        .filter(second_factor::COLUMN.user_id.eq(owner.0))
        .count(db)
        .await
}

/// Adds a factor.
pub(super) async fn insert(
    db: &impl ConnectionTrait,
    owner: &user::Model,
    new: &NewFactor<'_>,
    is_primary: bool,
    now_ms: i64,
) -> Result<FactorId, DbErr> {
    let id = Uuid::now_v7();
    second_factor::ActiveModel {
        id: Set(id),
        organisation_id: Set(owner.organisation_id),
        user_id: Set(owner.id),
        kind: Set(words::word(new.kind)),
        name: Set(new.name.trim().to_owned()),
        sealed_key: Set(new.sealed.to_owned()),
        credential_id: Set(new.credential_id.map(str::to_owned)),
        last_step: Set(i64::try_from(new.step).unwrap_or(i64::MAX)),
        is_primary: Set(is_primary),
        created_at_ms: Set(now_ms),
        last_used_at_ms: Set(Some(now_ms)),
    }
    .insert(db)
    .await?;
    Ok(FactorId(id))
}

/// Uses the code of a step up; false when it or a later one was used before.
pub(super) async fn use_step(
    db: &impl ConnectionTrait,
    owner: UserId,
    id: FactorId,
    step: u64,
    now_ms: i64,
) -> Result<bool, DbErr> {
    let step = i64::try_from(step).unwrap_or(i64::MAX);
    let used = second_factor::Entity::update_many()
        .col_expr(second_factor::Column::LastStep, Expr::value(step))
        .col_expr(second_factor::Column::LastUsedAtMs, Expr::value(now_ms))
        .filter(second_factor::COLUMN.user_id.eq(owner.0))
        .filter(second_factor::COLUMN.id.eq(id.0))
        .filter(second_factor::COLUMN.last_step.lt(step))
        .exec(db)
        .await?;
    Ok(used.rows_affected == 1)
}

/// The passkey of a credential, whosesoever it is: only the passkey says who comes to the door.
pub(crate) async fn find_credential(
    db: &impl ConnectionTrait,
    credential_id: &str,
) -> Result<Option<second_factor::Model>, DbErr> {
    second_factor::Entity::find()
        .filter(second_factor::COLUMN.credential_id.eq(credential_id))
        .one(db)
        .await
}

/// Writes down that a passkey was used, and what it is kept as from now on. False when another
/// answer has changed it since it was compared.
pub(crate) async fn use_passkey(
    db: &impl ConnectionTrait,
    owner: UserId,
    factor: &second_factor::Model,
    changed: Option<&str>,
    now_ms: i64,
) -> Result<bool, DbErr> {
    let sealed = changed.unwrap_or(&factor.sealed_key);
    let used = second_factor::Entity::update_many()
        .col_expr(second_factor::Column::SealedKey, Expr::value(sealed))
        .col_expr(second_factor::Column::LastUsedAtMs, Expr::value(now_ms))
        .filter(second_factor::COLUMN.user_id.eq(owner.0))
        .filter(second_factor::COLUMN.id.eq(factor.id))
        .filter(
            second_factor::COLUMN
                .sealed_key
                .eq(factor.sealed_key.as_str()),
        )
        .exec(db)
        .await?;
    Ok(used.rows_affected == 1)
}

/// One factor of the user.
pub(super) async fn find(
    db: &impl ConnectionTrait,
    owner: UserId,
    id: FactorId,
) -> Result<Option<second_factor::Model>, DbErr> {
    second_factor::Entity::find_by_id(id.0)
        .filter(second_factor::COLUMN.user_id.eq(owner.0))
        .one(db)
        .await
}

/// Takes a factor away, or all of them when none is named.
pub(crate) async fn delete(
    db: &impl ConnectionTrait,
    owner: UserId,
    only: Option<FactorId>,
) -> Result<(), DbErr> {
    let mut query =
        second_factor::Entity::delete_many().filter(second_factor::COLUMN.user_id.eq(owner.0));
    if let Some(only) = only {
        query = query.filter(second_factor::COLUMN.id.eq(only.0));
    }
    query.exec(db).await?;
    Ok(())
}

/// Asks for this factor first.
pub(super) async fn make_primary(
    db: &impl ConnectionTrait,
    owner: UserId,
    id: FactorId,
) -> Result<(), DbErr> {
    second_factor::Entity::update_many()
        .col_expr(
            second_factor::Column::IsPrimary,
            Expr::col(second_factor::Column::Id).eq(id.0),
        )
        .filter(second_factor::COLUMN.user_id.eq(owner.0))
        .exec(db)
        .await?;
    Ok(())
}

/// A change of factors ends what was remembered under the old ones. It holds the user's row until
/// the transaction ends, so that such changes go one after the other.
pub(crate) async fn changed(db: &impl ConnectionTrait, owner: UserId) -> Result<(), DbErr> {
    user::Entity::update_many()
        .col_expr(
            user::Column::FactorVersion,
            Expr::col(user::Column::FactorVersion).add(1),
        )
        .filter(user::COLUMN.id.eq(owner.0))
        .exec(db)
        .await?;
    browser::Entity::update_many()
        .col_expr(browser::Column::RememberedUntilMs, Expr::value(0_i64))
        .filter(browser::COLUMN.user_id.eq(owner.0))
        .exec(db)
        .await?;
    Ok(())
}
