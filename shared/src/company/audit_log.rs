//! The log of what was done in an organisation, as it is read.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use crate::{
    audit::Action,
    ids::{AuditLineId, UserId},
    instant,
};

/// Somebody whom a line is about.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct AuditPerson {
    /// The user.
    pub id: UserId,
    /// First and last name, as they are now.
    pub name: String,
}

/// One line: who did what, when, to whose account or setting.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase")]
pub struct AuditLine {
    /// The line.
    pub id: AuditLineId,
    /// When.
    #[serde(deserialize_with = "instant::required")]
    #[cfg_attr(feature = "openapi", schema(value_type = String, format = DateTime))]
    pub at: Timestamp,
    /// Who, by the name that he had then; empty where nobody had said who he is.
    pub actor_name: String,
    /// The user who did it; none for the command line.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub actor_id: Option<UserId>,
    /// Whose account or setting it was; none for what is the organisation's.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub about: Option<AuditPerson>,
    /// What was done.
    pub action: Action,
    /// What it was done to: a number, the name of a setting or of a dial plan; may be empty.
    pub object: String,
    /// What it was, as JSON text.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub before: Option<String>,
    /// What it is since then, as JSON text.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub after: Option<String>,
    /// The address on the network that it was done from.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub address: Option<String>,
}

/// Lines, the newest first; the `Link` header leads to the next page.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct AuditLog {
    /// The lines of this page.
    pub lines: Vec<AuditLine>,
}
