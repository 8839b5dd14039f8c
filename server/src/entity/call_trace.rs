//! What a call met at the user whose row it is, with his settings as they were then.

use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "call_trace")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub call_id: Uuid,
    pub organisation_id: Uuid,
    /// As `calls/kept.rs` writes it. Nothing that others have set is in it.
    pub trace: String,
}

impl ActiveModelBehavior for ActiveModel {}
