//! A sign-in that has not come to its end: the password was right, further steps are open.

use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "sign_in")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub token_hash: String,
    pub organisation_id: Uuid,
    pub user_id: Uuid,
    pub identifier_hash: String,
    pub user_agent: String,
    pub address: String,
    pub has_second_factor: bool,
    pub factor_at_ms: i64,
    pub remember: bool,
    pub wrong_codes: i32,
    pub sealed_key: Option<String>,
    pub ends_at_ms: i64,
}

impl ActiveModelBehavior for ActiveModel {}
