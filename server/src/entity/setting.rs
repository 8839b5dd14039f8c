//! What a user decides about one feature.

use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "setting")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub user_id: Uuid,
    pub organisation_id: Uuid,
    #[sea_orm(primary_key, auto_increment = false)]
    pub name: String,
    /// JSON in the form of the wire.
    pub value: String,
    /// Its rules in their order, a list as JSON; empty for a setting that has none.
    pub rules: String,
    /// Counts the changes, those of its rules among them.
    pub version: i32,
    pub changed_at_ms: i64,
    /// When something in it that is on ends by itself next.
    pub ends_at_ms: Option<i64>,
}

impl ActiveModelBehavior for ActiveModel {}
