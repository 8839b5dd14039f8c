//! Whether one user sees a feature; his word wins over the organisation's.

use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "user_feature")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub user_id: Uuid,
    pub organisation_id: Uuid,
    #[sea_orm(primary_key, auto_increment = false)]
    pub feature: String,
    pub access: String,
}

impl ActiveModelBehavior for ActiveModel {}
