//! What a user has chosen to show. No row: the default, nothing hidden.

use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "caller_id")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub user_id: Uuid,
    pub organisation_id: Uuid,
    pub number: Option<String>,
    pub is_hidden: bool,
    pub is_connected_line_hidden: bool,
}

impl ActiveModelBehavior for ActiveModel {}
