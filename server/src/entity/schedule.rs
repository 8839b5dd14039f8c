//! A schedule of a user, or of the company when it has no user.

use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "schedule")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub organisation_id: Uuid,
    pub user_id: Option<Uuid>,
    pub kind: String,
    pub name: String,
    /// What names are compared and sorted by.
    pub name_key: String,
    /// The events as on the wire.
    pub events: String,
    /// Counts its changes.
    pub version: i32,
    pub created_at_ms: i64,
    pub changed_at_ms: i64,
}

impl ActiveModelBehavior for ActiveModel {}
