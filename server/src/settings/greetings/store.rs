//! Greetings in the database; what they sound like is in the store of sounds.

use belroute_shared::{ids::UserId, settings::voicemail::GreetingKind};
use sea_orm::{ConnectionTrait, DbErr, EntityTrait as _, Set, sea_query::OnConflict};

use crate::{
    entity::{user, voicemail_greeting},
    sounds::Sound,
};

/// A greeting of somebody's own.
pub(crate) async fn find(
    db: &impl ConnectionTrait,
    owner: UserId,
    kind: GreetingKind,
) -> Result<Option<voicemail_greeting::Model>, DbErr> {
    voicemail_greeting::Entity::find_by_id((owner.0, kind.word().to_owned()))
        .one(db)
        .await
}

/// Puts a greeting in the place of the one before.
pub(super) async fn save(
    db: &impl ConnectionTrait,
    owner: &user::Model,
    kind: GreetingKind,
    name: &str,
    sound: &Sound,
    now_ms: i64,
) -> Result<(), DbErr> {
    use voicemail_greeting::Column;
    let row = voicemail_greeting::ActiveModel {
        user_id: Set(owner.id),
        kind: Set(kind.word().to_owned()),
        organisation_id: Set(owner.organisation_id),
        sha256: Set(sound.sha256.clone()),
        name: Set(name.to_owned()),
        milliseconds: Set(sound.length_ms.into()),
        set_at_ms: Set(now_ms),
    };
    let instead = OnConflict::columns([Column::UserId, Column::Kind])
        .update_columns([
            Column::Sha256,
            Column::Name,
            Column::Milliseconds,
            Column::SetAtMs,
        ])
        .to_owned();
    voicemail_greeting::Entity::insert(row)
        .on_conflict(instead)
        .exec_without_returning(db)
        .await?;
    Ok(())
}

/// Takes a greeting away; whether there was one.
pub(super) async fn delete(
    db: &impl ConnectionTrait,
    owner: UserId,
    kind: GreetingKind,
) -> Result<bool, DbErr> {
    let key = (owner.0, kind.word().to_owned());
    let gone = voicemail_greeting::Entity::delete_by_id(key)
        .exec(db)
        .await?;
    Ok(gone.rows_affected > 0)
}
