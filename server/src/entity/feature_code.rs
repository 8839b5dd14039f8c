//! A code that an organisation dials otherwise than by default.

use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "feature_code")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub organisation_id: Uuid,
    #[sea_orm(primary_key, auto_increment = false)]
    pub name: String,
    pub code: String,
    pub alternate_code: Option<String>,
}

impl ActiveModelBehavior for ActiveModel {}
