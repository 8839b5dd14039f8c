//! What an administrator decided about recording a user's calls.

use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "call_recording")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub user_id: Uuid,
    pub organisation_id: Uuid,
    /// JSON in the form of the wire.
    pub value: String,
}

impl ActiveModelBehavior for ActiveModel {}
