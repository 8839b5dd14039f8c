//! A sound that is kept: how long and how loud it is.

use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "sound")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub sha256: String,
    pub size_bytes: i32,
    pub length_ms: i32,
    /// Hexadecimal, two digits a step.
    pub peaks: String,
    pub stored_at_ms: i64,
}

impl ActiveModelBehavior for ActiveModel {}
