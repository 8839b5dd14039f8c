//! A person with an extension.

use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "user")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub organisation_id: Uuid,
    pub login: Option<String>,
    pub email: String,
    pub first_name: String,
    pub last_name: String,
    pub extension: String,
    pub password_hash: Option<String>,
    pub password_set_at_ms: Option<i64>,
    pub must_change_password: bool,
    pub temporary_until_ms: Option<i64>,
    pub factor_version: i32,
    pub has_stored_codes: bool,
    pub role: String,
    pub language: String,
    pub theme: String,
    pub capacity: i32,
    pub outgoing_permission: String,
    pub name_key: String,
    pub search_key: String,
    pub disabled_at_ms: Option<i64>,
    pub created_at_ms: i64,
}

impl ActiveModelBehavior for ActiveModel {}
