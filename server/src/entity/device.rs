//! A phone or app of a user.

use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "device")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub organisation_id: Uuid,
    pub user_id: Uuid,
    pub name: String,
    pub kind: String,
    pub username: String,
    pub ha1_sha256: Option<String>,
    pub ha1_md5: Option<String>,
    pub can_disconnect: bool,
    pub last_seen_at_ms: Option<i64>,
    pub created_at_ms: i64,
}

impl ActiveModelBehavior for ActiveModel {}
