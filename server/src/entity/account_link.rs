//! A link that was mailed: an invitation, for a forgotten password, or to confirm an e-mail address.

use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "account_link")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub token_hash: String,
    pub organisation_id: Uuid,
    pub user_id: Uuid,
    pub kind: String,
    pub created_at_ms: i64,
    pub ends_at_ms: i64,
    pub used_at_ms: Option<i64>,
    pub replaced_at_ms: Option<i64>,
    /// The address that it confirms, where it is for that.
    pub email_address_id: Option<Uuid>,
}

impl ActiveModelBehavior for ActiveModel {}
