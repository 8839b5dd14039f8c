//! The picture of a user.

use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "picture")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub user_id: Uuid,
    pub organisation_id: Uuid,
    /// A JPEG of 512 by 512 pixels.
    pub bytes: Vec<u8>,
    /// Differs where the bytes differ.
    pub hash: String,
    pub created_at_ms: i64,
}

impl ActiveModelBehavior for ActiveModel {}
