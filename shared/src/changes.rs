//! What was done to a user's account and settings, as he reads it, and putting back what was.

use serde::{Deserialize, Serialize};

use crate::{company::audit_log::AuditLine, ids::AuditLineId};

/// The most changes that are undone at once.
pub const MOST_AT_ONCE: usize = 50;

/// The header of an answer that names the line of the log that the change was written down as: its
/// id, or several with commas between, where one request was written down as several.
pub const CHANGE_HEADER: &str = "belroute-change";

/// A line, and whether it can be undone.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase")]
pub struct ChangeLine {
    /// The line.
    #[serde(flatten)]
    pub line: AuditLine,
    /// Whether it is of a kind that can be undone, and not of what is hidden from the user. What was
    /// changed since may forbid it all the same: `GET /v1/changes/{id}/undo` tells.
    pub can_undo: bool,
}

/// `GET /v1/changes`: lines, the newest first; the `Link` header leads to the next page.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Changes {
    /// The lines of this page.
    pub lines: Vec<ChangeLine>,
}

/// `POST /v1/changes/undo`: all of them, or none.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct UndoChanges {
    /// The lines, 1 to 50, in any order: they are undone from the newest to the oldest.
    pub changes: Vec<AuditLineId>,
}

/// `GET /v1/changes/{id}/undo`: what undoing it would do.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase")]
pub struct Undo {
    /// Whether values would be put back: it is of a kind that can be undone, its values are still
    /// those that it gave, and it is not hidden from the user. What is put back is judged as if it
    /// had just been typed, and may be refused by that.
    pub can_undo: bool,
    /// Everything is as it was before it; undoing it would change nothing.
    pub is_undone: bool,
    /// What it has changed.
    pub fields: Vec<UndoField>,
    /// Newer lines that touch the same fields, the newest first, at most 20.
    pub newer: Vec<ChangeLine>,
}

/// A field that a change has altered.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase")]
pub struct UndoField {
    /// Its name in the setting, with dots between levels. What stands in a list of things that have
    /// an id, such as rules, has that id for a level.
    pub field: String,
    /// What it is now, as JSON text; absent where it has no value.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub now: Option<String>,
    /// What it would be, as JSON text; absent where it would have no value.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub then: Option<String>,
    /// It has another value by now than the change gave it.
    pub is_newer: bool,
}
