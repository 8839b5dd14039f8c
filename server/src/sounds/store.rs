//! What is known of the sounds that are kept, in the database.

use std::collections::HashMap;

use sea_orm::{
    ConnectionTrait, DbErr, EntityTrait, QueryFilter as _, QuerySelect as _, Set,
    sea_query::{Expr, ExprTrait as _, OnConflict, Query, SimpleExpr},
};

use super::Sound;
use crate::entity::{mail, sound, voice_message, voicemail_greeting};

/// So many sounds are taken away at once.
const MOST_AT_ONCE: u64 = 500;

/// How long, how large and how loud a sound is.
#[derive(Clone, Debug, Default)]
pub(crate) struct Measured {
    pub(crate) length_ms: u32,
    pub(crate) size_bytes: u32,
    pub(crate) peaks: Vec<u8>,
}

/// Writes down what is known of a sound, or that it was stored again.
pub(super) async fn save(
    db: &impl ConnectionTrait,
    kept: &Sound,
    now_ms: i64,
) -> Result<(), DbErr> {
    let row = sound::ActiveModel {
        sha256: Set(kept.sha256.clone()),
        size_bytes: Set(i32::try_from(kept.wav.len()).unwrap_or(i32::MAX)),
        length_ms: Set(i32::try_from(kept.length_ms).unwrap_or(i32::MAX)),
        peaks: Set(hex::encode(&kept.peaks)),
        stored_at_ms: Set(now_ms),
    };
    let again = OnConflict::column(sound::Column::Sha256)
        .update_column(sound::Column::StoredAtMs)
        .to_owned();
    sound::Entity::insert(row)
        .on_conflict(again)
        .exec_without_returning(db)
        .await?;
    Ok(())
}

/// What is known of some sounds, by their hashes.
pub(crate) async fn list(
    db: &impl ConnectionTrait,
    hashes: impl IntoIterator<Item = &str>,
) -> Result<HashMap<String, Measured>, DbErr> {
    let rows = sound::Entity::find()
        .filter(sound::COLUMN.sha256.is_in(hashes))
        .all(db)
        .await?;
    let measured = rows.into_iter().map(|row| {
        let known = Measured {
            length_ms: u32::try_from(row.length_ms).unwrap_or(0),
            size_bytes: u32::try_from(row.size_bytes).unwrap_or(0),
            peaks: hex::decode(&row.peaks).unwrap_or_default(),
        };
        (row.sha256, known)
    });
    Ok(measured.collect())
}

/// Sounds stored before a moment that nothing names.
pub(super) async fn list_unnamed(
    db: &impl ConnectionTrait,
    before_ms: i64,
) -> Result<Vec<String>, DbErr> {
    sound::Entity::find()
        .select_only()
        .column(sound::Column::Sha256)
        .filter(sound::COLUMN.stored_at_ms.lt(before_ms))
        .filter(is_unnamed())
        .limit(MOST_AT_ONCE)
        .into_tuple()
        .all(db)
        .await
}

/// Forgets a sound, unless something names it meanwhile.
pub(super) async fn delete_unnamed(db: &impl ConnectionTrait, sha256: &str) -> Result<bool, DbErr> {
    let gone = sound::Entity::delete_many()
        .filter(sound::COLUMN.sha256.eq(sha256))
        .filter(is_unnamed())
        .exec(db)
        .await?;
    Ok(gone.rows_affected > 0)
}

/// Nothing has the sound. Whatever else can have one belongs here.
fn is_unnamed() -> SimpleExpr {
    let of_message = Query::select()
        .expr(Expr::val(1))
        .from(voice_message::Entity)
        .and_where(
            Expr::col((voice_message::Entity, voice_message::Column::Sound))
                .equals((sound::Entity, sound::Column::Sha256)),
        )
        .to_owned();
    let of_mail = Query::select()
        .expr(Expr::val(1))
        .from(mail::Entity)
        .and_where(
            Expr::col((mail::Entity, mail::Column::Sound))
                .equals((sound::Entity, sound::Column::Sha256)),
        )
        .to_owned();
    let of_greeting = Query::select()
        .expr(Expr::val(1))
        .from(voicemail_greeting::Entity)
        .and_where(
            Expr::col((
                voicemail_greeting::Entity,
                voicemail_greeting::Column::Sha256,
            ))
            .equals((sound::Entity, sound::Column::Sha256)),
        )
        .to_owned();
    let named = [of_message, of_mail, of_greeting].map(|it| Expr::exists(it).not());
    named.into_iter().fold(Expr::val(true), Expr::and)
}
