//! One signed-in browser. Only the hash of its token is kept.

use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "session")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub token_hash: String,
    pub organisation_id: Uuid,
    pub user_id: Uuid,
    pub user_agent: String,
    pub address: String,
    pub created_at_ms: i64,
    pub last_active_at_ms: i64,
    pub ends_at_ms: i64,
    pub idle_ms: i64,
    pub confirmed_at_ms: i64,
    pub factor_at_ms: i64,
    pub sealed_key: Option<String>,
}

impl ActiveModelBehavior for ActiveModel {}
