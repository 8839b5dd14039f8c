//! A public number, and whom it reaches.

use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "number")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub number: String,
    pub organisation_id: Uuid,
    pub user_id: Option<Uuid>,
    pub dial_plan_id: Option<Uuid>,
    pub label: String,
}

impl ActiveModelBehavior for ActiveModel {}
