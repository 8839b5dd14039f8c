//! Recovery codes: ten, each works once. With 120 random bits there is nothing to guess, so that a
//! fast hash is enough (OWASP ASVS 6.5.2 asks for 112).

use belroute_shared::{ids::UserId, second_factors::RECOVERY_CODES};
use sea_orm::{
    ConnectionTrait, DbErr, EntityTrait, PaginatorTrait as _, QueryFilter as _, Set,
    sea_query::Expr,
};

use super::totp::in_groups;
use crate::{
    entity::{recovery_code, user},
    session::secret,
};

/// Crockford's letters: none that are taken for one another.
const LETTERS: &[u8; 32] = b"0123456789ABCDEFGHJKMNPQRSTVWXYZ";
const LENGTH: usize = 24;

/// A new set in place of the old one. The user has yet to say that he keeps it.
pub(crate) async fn replace(
    db: &impl ConnectionTrait,
    owner: UserId,
) -> Result<Vec<String>, DbErr> {
    let codes: Vec<String> = (0..RECOVERY_CODES).map(|_| new()).collect();
    delete(db, owner).await?;
    let rows = codes.iter().map(|code| recovery_code::ActiveModel {
        user_id: Set(owner.0),
        code_hash: Set(secret::hash(code)),
    });
    recovery_code::Entity::insert_many(rows)
        .exec_without_returning(db)
        .await?;
    Ok(codes
        .iter()
        .map(|code| in_groups(code, LENGTH / 4, "-"))
        .collect())
}

/// Takes all codes of a user away.
pub(crate) async fn delete(db: &impl ConnectionTrait, owner: UserId) -> Result<(), DbErr> {
    recovery_code::Entity::delete_many()
        .filter(recovery_code::COLUMN.user_id.eq(owner.0))
        .exec(db)
        .await?;
    Ok(())
}

/// Uses a code up; false when it is not one of the user's.
pub(crate) async fn take(
    db: &impl ConnectionTrait,
    owner: UserId,
    code: &str,
) -> Result<bool, DbErr> {
    let taken = recovery_code::Entity::delete_many()
        .filter(recovery_code::COLUMN.user_id.eq(owner.0))
        .filter(recovery_code::COLUMN.code_hash.eq(secret::hash(code)))
        .exec(db)
        .await?;
    Ok(taken.rows_affected == 1)
}

/// How many are left.
pub(crate) async fn count(db: &impl ConnectionTrait, owner: UserId) -> Result<u64, DbErr> {
    recovery_code::Entity::find()
        .filter(recovery_code::COLUMN.user_id.eq(owner.0))
        .count(db)
        .await
}

/// The user is to be shown a set before his next session begins.
pub(crate) async fn ask_to_store(db: &impl ConnectionTrait, owner: UserId) -> Result<(), DbErr> {
    set_stored(db, owner, false).await
}

/// The user has said that he keeps his codes.
pub(crate) async fn mark_stored(db: &impl ConnectionTrait, owner: UserId) -> Result<(), DbErr> {
    set_stored(db, owner, true).await
}

async fn set_stored(
    db: &impl ConnectionTrait,
    owner: UserId,
    has_stored: bool,
) -> Result<(), DbErr> {
    user::Entity::update_many()
        .col_expr(user::Column::HasStoredCodes, Expr::value(has_stored))
        .filter(user::COLUMN.id.eq(owner.0))
        .exec(db)
        .await?;
    Ok(())
}

fn new() -> String {
    let bytes: [u8; LENGTH] = rand::random();
    bytes
        .iter()
        .map(|byte| char::from(LETTERS[usize::from(byte % 32)]))
        .collect()
}

#[cfg(test)]
mod tests {
    use belroute_shared::second_factors::{FactorCode, FactorKind};

    use super::*;

    #[test]
    fn a_code_survives_being_typed_as_it_is_shown() {
        for _ in 0..50 {
            let code = new();
            let typed = FactorCode {
                kind: FactorKind::RecoveryCode,
                code: in_groups(&code, 6, "-").to_lowercase(),
                remember: false,
            };
            assert!(typed.check().is_ok());
            assert_eq!(typed.bare(), code);
        }
    }
}
