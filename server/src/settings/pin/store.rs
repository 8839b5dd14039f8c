//! PINs in the database: the last ten of each user.

use belroute_shared::{
    ids::UserId,
    voicemail::pin::{MOST_REMEMBERED, PinOwner},
};
use sea_orm::{
    ActiveModelTrait as _, ConnectionTrait, DbErr, EntityTrait as _, ExprTrait as _,
    QueryFilter as _, QueryOrder as _, QuerySelect as _, Set,
    sea_query::{Expr, LockType},
};
use uuid::Uuid;

use crate::{
    entity::{number, organisation, user, voicemail_pin},
    numbers::Country,
};

/// The PIN of now and those of before, the newest first.
pub(super) async fn list(
    db: &impl ConnectionTrait,
    owner: UserId,
) -> Result<Vec<voicemail_pin::Model>, DbErr> {
    voicemail_pin::Entity::find()
        .filter(voicemail_pin::COLUMN.user_id.eq(owner.0))
        .order_by_desc(voicemail_pin::Column::SetAtMs)
        .order_by_desc(voicemail_pin::Column::Id)
        .limit(u64::from(MOST_REMEMBERED))
        .all(db)
        .await
}

/// Changes of one user's PIN go one after the other. SQLite has one writer and leaves the lock out.
pub(super) async fn lock(db: &impl ConnectionTrait, owner: UserId) -> Result<(), DbErr> {
    user::Entity::find_by_id(owner.0)
        .lock(LockType::NoKeyUpdate)
        .one(db)
        .await?;
    Ok(())
}

/// Makes a PIN that of now, and forgets those that are too old to matter.
pub(super) async fn insert(
    db: &impl ConnectionTrait,
    user: &user::Model,
    hash: String,
    is_own: bool,
    now_ms: i64,
) -> Result<(), DbErr> {
    let owner = UserId(user.id);
    take_away(db, owner).await?;
    let row = voicemail_pin::ActiveModel {
        id: Set(Uuid::now_v7()),
        user_id: Set(user.id),
        organisation_id: Set(user.organisation_id),
        hash: Set(hash),
        is_in_use: Set(true),
        is_own: Set(is_own),
        set_at_ms: Set(now_ms),
    };
    row.insert(db).await?;
    let kept = list(db, owner).await?;
    voicemail_pin::Entity::delete_many()
        .filter(voicemail_pin::COLUMN.user_id.eq(owner.0))
        .filter(
            voicemail_pin::COLUMN
                .id
                .is_not_in(kept.iter().map(|row| row.id)),
        )
        .exec(db)
        .await?;
    Ok(())
}

/// No PIN is that of now any more; whether one was.
pub(super) async fn take_away(db: &impl ConnectionTrait, owner: UserId) -> Result<bool, DbErr> {
    let outcome = voicemail_pin::Entity::update_many()
        .col_expr(voicemail_pin::Column::IsInUse, Expr::value(false))
        .filter(voicemail_pin::COLUMN.user_id.eq(owner.0))
        .filter(Expr::col(voicemail_pin::Column::IsInUse).eq(true))
        .exec(db)
        .await?;
    Ok(outcome.rows_affected > 0)
}

/// What a PIN must have nothing to do with.
pub(super) async fn find_owner(
    db: &impl ConnectionTrait,
    user: &user::Model,
) -> Result<PinOwner, DbErr> {
    let organisation = organisation::Entity::find_by_id(user.organisation_id)
        .one(db)
        .await?;
    let country = organisation.map_or(Country::of(""), |it| Country::of(&it.country));
    let public = number::Entity::find()
        .filter(number::COLUMN.organisation_id.eq(user.organisation_id))
        .filter(number::COLUMN.user_id.eq(user.id))
        .all(db)
        .await?;
    let mut numbers = vec![user.extension.clone()];
    for row in public {
        numbers.push(country.display(&row.number));
        numbers.push(row.number);
    }
    Ok(PinOwner {
        numbers,
        names: vec![user.first_name.clone(), user.last_name.clone()],
    })
}
