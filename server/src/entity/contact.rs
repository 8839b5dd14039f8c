//! A contact of the company, or of one user when it has an owner.

use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "contact")]
pub struct Model {
    #[sea_orm(primary_key)]
    pub sequence: i64,
    pub id: Uuid,
    pub organisation_id: Uuid,
    pub owner_id: Option<Uuid>,
    pub name: String,
    /// Of a user's own contact alone.
    pub first_name: Option<String>,
    pub last_name: Option<String>,
    pub company: Option<String>,
    pub email: Option<String>,
    pub note: Option<String>,
    pub name_key: String,
    pub search_key: String,
}

impl ActiveModelBehavior for ActiveModel {}
