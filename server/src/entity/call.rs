//! One call as one user lived it.

#![expect(clippy::struct_excessive_bools, reason = "columns of a table")]

use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "call")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub organisation_id: Uuid,
    pub user_id: Uuid,
    pub sip_call_id: String,
    pub direction: String,
    pub is_internal: bool,
    pub other_number: Option<String>,
    /// What the network called him; shown where no phonebook knows his number.
    pub network_name: Option<String>,
    pub is_anonymous: bool,
    pub via_kind: String,
    pub via_number: Option<String>,
    pub outcome: Option<String>,
    pub started_at_ms: i64,
    pub rang_at_ms: Option<i64>,
    pub answered_at_ms: Option<i64>,
    pub ended_at_ms: Option<i64>,
    pub answered_by_kind: Option<String>,
    pub answered_by: Option<String>,
    /// A colleague's name or a number; set when the call left its user for good.
    pub forwarded_to: Option<String>,
    pub is_missed: bool,
    pub is_seen: bool,
    /// The user has taken it off his list.
    pub is_hidden: bool,
}

impl ActiveModelBehavior for ActiveModel {}
