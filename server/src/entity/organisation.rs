//! One customer of the telephone system.

use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "organisation")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub name: String,
    pub sip_domain: String,
    pub country: String,
    pub time_zone: String,
    pub default_number: Option<String>,
    pub is_demo: bool,
    pub town: Option<String>,
    pub password_policy: Option<String>,
    pub requires_second_factor: bool,
    pub can_remember_browser: bool,
    pub idle_minutes: i32,
    pub longest_minutes: i32,
    pub created_at_ms: i64,
}

impl ActiveModelBehavior for ActiveModel {}
