//! A code that connects one app, once.

use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "pairing")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub organisation_id: Uuid,
    pub user_id: Uuid,
    pub code_hash: String,
    pub expires_at_ms: i64,
    pub device_id: Option<Uuid>,
}

impl ActiveModelBehavior for ActiveModel {}
