//! Wrong passwords for an identifier as typed, whether or not such an account exists.

use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "sign_in_failure")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub identifier_hash: String,
    pub failures: i32,
    pub wait_until_ms: i64,
    pub failed_at_ms: i64,
}

impl ActiveModelBehavior for ActiveModel {}
