//! A further number on which a user can be reached.

use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "extra_number")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub user_id: Uuid,
    #[sea_orm(primary_key, auto_increment = false)]
    pub position: i32,
    pub organisation_id: Uuid,
    pub number: String,
    pub label: String,
    /// Whether colleagues see it.
    pub is_shown: bool,
    /// The number in every form that somebody may look for.
    pub search_key: String,
}

impl ActiveModelBehavior for ActiveModel {}
