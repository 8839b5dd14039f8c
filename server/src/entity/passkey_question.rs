//! A question to a passkey that waits for its answer.

use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "passkey_question")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub ticket_hash: String,
    pub purpose: String,
    /// The session or the sign-in that asked; nobody when somebody comes to the door.
    pub asker_id: Option<Uuid>,
    pub state: String,
    pub ends_at_ms: i64,
}

impl ActiveModelBehavior for ActiveModel {}
