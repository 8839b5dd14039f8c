//! A mail to be sent, or that was. What it says is sealed, and taken away once it is sent.

use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "mail")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub organisation_id: Uuid,
    pub user_id: Uuid,
    pub idempotency_key: String,
    pub recipient: String,
    pub sealed_message: Option<String>,
    pub created_at_ms: i64,
    pub tries: i32,
    pub next_try_at_ms: i64,
    pub sent_at_ms: Option<i64>,
    pub failure: Option<String>,
    /// A sound that goes with it, until it is sent.
    pub sound: Option<String>,
}

impl ActiveModelBehavior for ActiveModel {}
