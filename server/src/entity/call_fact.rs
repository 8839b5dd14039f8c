//! What was known when the engine asked about a call and that its events do not repeat.

use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "call_fact")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub call_id: Uuid,
    pub sip_call_id: String,
    pub caller_id: Option<Uuid>,
    pub callee_id: Option<Uuid>,
    pub organisation_id: Uuid,
    pub caller_number: Option<String>,
    /// What the network calls who calls from outside.
    pub caller_name: Option<String>,
    pub is_anonymous: bool,
    pub called_number: Option<String>,
    pub shown_number: Option<String>,
    pub is_shown_hidden: bool,
    /// Whom the call may visit, as JSON; none where it stays with the callee.
    pub way: Option<String>,
    /// What each of them may be told of how it was decided, a line for each; none where nobody was
    /// asked about.
    pub trace: Option<String>,
    pub at_ms: i64,
}

impl ActiveModelBehavior for ActiveModel {}
