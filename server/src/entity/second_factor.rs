//! A second factor. What it is compared with is sealed: the key of an authenticator app, or the
//! credential of a passkey.

use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "second_factor")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub organisation_id: Uuid,
    pub user_id: Uuid,
    pub kind: String,
    pub name: String,
    pub sealed_key: String,
    /// How its authenticator names a passkey, in base 64 for addresses; unique, so that one passkey
    /// is one user's.
    pub credential_id: Option<String>,
    pub last_step: i64,
    pub is_primary: bool,
    pub created_at_ms: i64,
    pub last_used_at_ms: Option<i64>,
}

impl ActiveModelBehavior for ActiveModel {}
