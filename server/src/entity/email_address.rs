//! An extra e-mail address of a user. Until it is confirmed nothing but its link goes there.

use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "email_address")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub organisation_id: Uuid,
    pub user_id: Uuid,
    pub address: String,
    pub confirmed_at_ms: Option<i64>,
    pub created_at_ms: i64,
}

impl ActiveModelBehavior for ActiveModel {}
