//! A greeting that somebody has recorded or uploaded.

use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "voicemail_greeting")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub user_id: Uuid,
    /// `busy` or `noAnswer`.
    #[sea_orm(primary_key, auto_increment = false)]
    pub kind: String,
    pub organisation_id: Uuid,
    /// Names the sound.
    pub sha256: String,
    /// What the file was called.
    pub name: String,
    pub milliseconds: i64,
    pub set_at_ms: i64,
}

impl ActiveModelBehavior for ActiveModel {}
