//! What a company decides about all of its mailboxes.

use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "company_voicemail")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub organisation_id: Uuid,
    /// What becomes of messages: JSON in the form of the wire.
    pub settings: String,
    /// Which PINs are taken, in the same form.
    pub pin_rules: String,
}

impl ActiveModelBehavior for ActiveModel {}
