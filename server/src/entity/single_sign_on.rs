//! A browser that was sent to an identity provider and has not come back.

use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "single_sign_on")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub token_hash: String,
    pub organisation_id: Uuid,
    pub state_hash: String,
    pub sealed_secrets: String,
    pub ends_at_ms: i64,
}

impl ActiveModelBehavior for ActiveModel {}
