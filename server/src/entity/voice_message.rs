//! A message in the mailbox of a user.

#![expect(clippy::struct_excessive_bools, reason = "columns of a table")]

use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "voice_message")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub organisation_id: Uuid,
    /// Whose mailbox it is in.
    pub mailbox_id: Uuid,
    pub sound: String,
    pub sip_call_id: Option<String>,
    pub caller_number: Option<String>,
    pub is_anonymous: bool,
    pub reason: String,
    pub created_at_ms: i64,
    pub is_read: bool,
    /// When somebody first heard it.
    pub read_at_ms: Option<i64>,
    pub is_urgent: bool,
    pub is_kept: bool,
    /// Name of the colleague who sent it on.
    pub forwarded_by: Option<String>,
    pub comment: Option<String>,
    /// It can be fetched back for a while.
    pub deleted_at_ms: Option<i64>,
}

impl ActiveModelBehavior for ActiveModel {}
