//! A queue, hunt group or menu: a name and an internal number.

use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "dial_plan")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub organisation_id: Uuid,
    pub kind: String,
    pub name: String,
    pub extension: String,
    pub name_key: String,
    pub search_key: String,
}

impl ActiveModelBehavior for ActiveModel {}
