//! Who takes whose calls.

use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "executive_assistant")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub executive_id: Uuid,
    #[sea_orm(primary_key, auto_increment = false)]
    pub assistant_id: Uuid,
    pub organisation_id: Uuid,
    /// The order in which assistants ring.
    pub position: i32,
    pub is_opted_in: bool,
}

impl ActiveModelBehavior for ActiveModel {}
