//! A second factor. Its key is sealed.

use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "second_factor")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub organisation_id: Uuid,
    pub user_id: Uuid,
    pub kind: String,
    pub name: String,
    pub sealed_key: String,
    pub last_step: i64,
    pub is_primary: bool,
    pub created_at_ms: i64,
    pub last_used_at_ms: Option<i64>,
}

impl ActiveModelBehavior for ActiveModel {}
