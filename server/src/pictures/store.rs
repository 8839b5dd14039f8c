//! Pictures in the database.

use std::collections::HashMap;

use belroute_shared::ids::{OrganisationId, UserId};
use sea_orm::{
    ConnectionTrait, DbErr, EntityTrait as _, QueryFilter as _, QuerySelect as _, Set,
    sea_query::OnConflict,
};
use uuid::Uuid;

use super::square::Square;
use crate::entity::{picture, user};

/// The picture of somebody of an organisation.
pub(super) async fn find(
    db: &impl ConnectionTrait,
    owner: UserId,
    organisation: OrganisationId,
) -> Result<Option<picture::Model>, DbErr> {
    picture::Entity::find_by_id(owner.0)
        .filter(picture::COLUMN.organisation_id.eq(organisation.0))
        .one(db)
        .await
}

/// The hash of the picture of a user, where he has one.
pub(crate) async fn find_hash(
    db: &impl ConnectionTrait,
    owner: UserId,
    organisation: OrganisationId,
) -> Result<Option<String>, DbErr> {
    Ok(hashes(db, organisation, [owner]).await?.remove(&owner))
}

/// The same of several, without reading the pictures.
pub(crate) async fn hashes(
    db: &impl ConnectionTrait,
    organisation: OrganisationId,
    owners: impl IntoIterator<Item = UserId>,
) -> Result<HashMap<UserId, String>, DbErr> {
    let ids: Vec<Uuid> = owners.into_iter().map(|owner| owner.0).collect();
    if ids.is_empty() {
        return Ok(HashMap::new());
    }
    let rows: Vec<(Uuid, String)> = picture::Entity::find()
        .select_only()
        .columns([picture::Column::UserId, picture::Column::Hash])
        .filter(picture::COLUMN.organisation_id.eq(organisation.0))
        .filter(picture::COLUMN.user_id.is_in(ids))
        .into_tuple()
        .all(db)
        .await?;
    Ok(rows
        .into_iter()
        .map(|(owner, hash)| (UserId(owner), hash))
        .collect())
}

/// Puts a picture in the place of the one before.
pub(super) async fn save(
    db: &impl ConnectionTrait,
    owner: &user::Model,
    square: Square,
    now_ms: i64,
) -> Result<(), DbErr> {
    use picture::Column;
    let row = picture::ActiveModel {
        user_id: Set(owner.id),
        organisation_id: Set(owner.organisation_id),
        bytes: Set(square.bytes),
        hash: Set(square.hash),
        created_at_ms: Set(now_ms),
    };
    let instead = OnConflict::column(Column::UserId)
        .update_columns([Column::Bytes, Column::Hash, Column::CreatedAtMs])
        .to_owned();
    picture::Entity::insert(row)
        .on_conflict(instead)
        .exec_without_returning(db)
        .await?;
    Ok(())
}

/// Takes a picture away; whether there was one.
pub(super) async fn delete(db: &impl ConnectionTrait, owner: UserId) -> Result<bool, DbErr> {
    let gone = picture::Entity::delete_by_id(owner.0).exec(db).await?;
    Ok(gone.rows_affected > 0)
}
