//! A guest at the phone of a host.

use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "hoteling_stay")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub host_id: Uuid,
    pub guest_id: Uuid,
    pub organisation_id: Uuid,
    pub started_at_ms: i64,
    /// None while only a hand ends it.
    pub ends_at_ms: Option<i64>,
}

impl ActiveModelBehavior for ActiveModel {}
