//! A code that was dialled, so that a question that is asked again changes nothing twice.

use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "dialled_code")]
pub struct Model {
    /// Who dialled what, in which call.
    #[sea_orm(primary_key, auto_increment = false)]
    pub question: String,
    pub organisation_id: Uuid,
    /// The plan that was answered, as JSON.
    pub answer: String,
    pub at_ms: i64,
}

impl ActiveModelBehavior for ActiveModel {}
