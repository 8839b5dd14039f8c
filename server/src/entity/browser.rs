//! A browser that a user has signed in with, and until when it is remembered.

use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "browser")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub token_hash: String,
    pub organisation_id: Uuid,
    pub user_id: Uuid,
    pub user_agent: String,
    pub remembered_until_ms: i64,
    pub factor_version: i32,
    pub last_sign_in_at_ms: i64,
}

impl ActiveModelBehavior for ActiveModel {}
