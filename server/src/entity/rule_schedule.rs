//! Which schedule a rule of a user's setting refers to.

use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "rule_schedule")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub rule_id: Uuid,
    pub user_id: Uuid,
    pub organisation_id: Uuid,
    /// The setting, by the last part of its address.
    pub feature: String,
    pub schedule_id: Uuid,
}

impl ActiveModelBehavior for ActiveModel {}
