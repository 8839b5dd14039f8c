//! Who a user is at the identity provider of his organisation.

use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "identity")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub user_id: Uuid,
    pub organisation_id: Uuid,
    pub issuer: String,
    pub subject: String,
    pub linked_at_ms: i64,
}

impl ActiveModelBehavior for ActiveModel {}
