//! A user whose phone takes guests.

use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "hoteling_host")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub user_id: Uuid,
    pub organisation_id: Uuid,
    pub is_active: bool,
    pub enforces_limit: bool,
    pub limit_hours: i32,
}

impl ActiveModelBehavior for ActiveModel {}
