//! A rule of one of a user's settings: for which calls it acts, and when.

use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "rule")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub organisation_id: Uuid,
    pub user_id: Uuid,
    /// The setting, by the last part of its address.
    pub feature: String,
    /// Its place among the rules of the setting.
    pub position: i32,
    pub name: Option<String>,
    /// When it holds; always without one.
    pub schedule_id: Option<Uuid>,
    pub calls_from: String,
    pub is_anonymous: bool,
    pub is_unavailable: bool,
    /// A list as JSON.
    pub phone_numbers: String,
    pub acts: bool,
    /// What only rules of this setting have, an object as JSON.
    pub details: String,
    pub created_at_ms: i64,
}

impl ActiveModelBehavior for ActiveModel {}
