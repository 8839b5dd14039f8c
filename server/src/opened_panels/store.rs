//! Opened panels in the database.

use belroute_shared::ids::{OpenedPanelId, SessionId, UserId};
use sea_orm::{
    ActiveModelTrait as _, ConnectionTrait, DbErr, EntityTrait, QueryFilter as _, QueryOrder as _,
    Set,
};
use uuid::Uuid;

use crate::{
    company::users::ADMINISTRATOR,
    entity::{opened_panel, user},
};

/// How long a panel stays open.
const OPEN_MS: i64 = 30 * 60 * 1000;

/// Opens a user's panel within a session.
pub(super) async fn insert(
    db: &impl ConnectionTrait,
    within: SessionId,
    user: &user::Model,
    now_ms: i64,
) -> Result<opened_panel::Model, DbErr> {
    opened_panel::ActiveModel {
        id: Set(Uuid::now_v7()),
        organisation_id: Set(user.organisation_id),
        session_id: Set(within.0),
        user_id: Set(user.id),
        created_at_ms: Set(now_ms),
        ends_at_ms: Set(now_ms + OPEN_MS),
    }
    .insert(db)
    .await
}

/// Whose panel it is, if it is open within the session and its user may sign in.
pub(super) async fn find_user(
    db: &impl ConnectionTrait,
    within: SessionId,
    id: OpenedPanelId,
    now_ms: i64,
) -> Result<Option<UserId>, DbErr> {
    let row = opened_panel::Entity::find_by_id(id.0)
        .filter(opened_panel::COLUMN.session_id.eq(within.0))
        .filter(opened_panel::COLUMN.ends_at_ms.gt(now_ms))
        .one(db)
        .await?;
    let Some(row) = row else { return Ok(None) };
    let user = user::Entity::find_by_id(row.user_id)
        .filter(user::COLUMN.organisation_id.eq(row.organisation_id))
        .filter(user::COLUMN.disabled_at_ms.is_null())
        .one(db)
        .await?;
    Ok(user.map(|user| UserId(user.id)))
}

/// Whether a user is an administrator: who no longer is one has no panel open any more.
pub(super) async fn is_administrator(db: &impl ConnectionTrait, id: UserId) -> Result<bool, DbErr> {
    let row = user::Entity::find_by_id(id.0)
        .filter(user::COLUMN.role.eq(ADMINISTRATOR))
        .one(db)
        .await?;
    Ok(row.is_some())
}

/// The panel of a user that is open within a session; of several the one that stays open longest.
pub(crate) async fn find_shown(
    db: &impl ConnectionTrait,
    within: SessionId,
    user: UserId,
    now_ms: i64,
) -> Result<Option<opened_panel::Model>, DbErr> {
    opened_panel::Entity::find()
        .filter(opened_panel::COLUMN.session_id.eq(within.0))
        .filter(opened_panel::COLUMN.user_id.eq(user.0))
        .filter(opened_panel::COLUMN.ends_at_ms.gt(now_ms))
        .order_by_desc(opened_panel::Column::EndsAtMs)
        .one(db)
        .await
}

/// Closes what is open of a user's panel within a session.
pub(super) async fn delete(
    db: &impl ConnectionTrait,
    within: SessionId,
    user: UserId,
) -> Result<(), DbErr> {
    opened_panel::Entity::delete_many()
        .filter(opened_panel::COLUMN.session_id.eq(within.0))
        .filter(opened_panel::COLUMN.user_id.eq(user.0))
        .exec(db)
        .await?;
    Ok(())
}

/// Forgets panels that are not open any more.
pub(crate) async fn delete_ended(db: &impl ConnectionTrait, now_ms: i64) -> Result<(), DbErr> {
    opened_panel::Entity::delete_many()
        .filter(opened_panel::COLUMN.ends_at_ms.lte(now_ms))
        .exec(db)
        .await?;
    Ok(())
}
