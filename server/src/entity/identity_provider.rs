//! Where the people of an organisation sign in, when that is not here.

use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "identity_provider")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub organisation_id: Uuid,
    pub email_domain: String,
    pub issuer: String,
    pub client_id: String,
    pub sealed_secret: String,
}

impl ActiveModelBehavior for ActiveModel {}
