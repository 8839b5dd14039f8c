//! A PIN that opens a mailbox, or did before.

use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "voicemail_pin")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub user_id: Uuid,
    pub organisation_id: Uuid,
    pub hash: String,
    /// It is the PIN of now.
    pub is_in_use: bool,
    /// The user has set it himself.
    pub is_own: bool,
    pub set_at_ms: i64,
}

impl ActiveModelBehavior for ActiveModel {}
