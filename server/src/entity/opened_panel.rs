//! A user's panel that an administrator has opened in his own session.

use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "opened_panel")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub organisation_id: Uuid,
    pub session_id: Uuid,
    pub user_id: Uuid,
    pub created_at_ms: i64,
    pub ends_at_ms: i64,
}

impl ActiveModelBehavior for ActiveModel {}
