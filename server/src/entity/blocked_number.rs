//! A number that an organisation blocks.

use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "blocked_number")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub organisation_id: Uuid,
    pub number: String,
    pub note: Option<String>,
    pub search_key: String,
    pub created_at_ms: i64,
}

impl ActiveModelBehavior for ActiveModel {}
