//! Refusals, in the shape that clients of the Webex Calling API expect.

mod code;
mod described;

use serde::{Deserialize, Serialize};
use thiserror::Error;

use crate::ids::AuditLineId;

pub use self::code::Code;

/// A value that broke a rule, and where it stands.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
#[error("{field}: {}", code.describe())]
pub struct FieldError {
    /// Name of the field as on the wire, with dots between levels.
    pub field: String,
    /// Which rule it broke.
    pub code: Code,
}

impl FieldError {
    /// A broken rule on a field.
    pub fn new(field: impl Into<String>, code: Code) -> Self {
        Self {
            field: field.into(),
            code,
        }
    }
}

/// The body of every answer that is not a success.
///
/// Strict clients refuse any other field at the top level.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase")]
pub struct ErrorBody {
    /// One English sentence for the whole.
    pub message: String,
    /// One entry for each thing that was wrong.
    pub errors: Vec<ErrorEntry>,
    /// Finds the request in the server's log.
    pub tracking_id: String,
}

impl ErrorBody {
    /// The first code, which stands for the whole where only one thing can be said.
    pub fn code(&self) -> Code {
        self.errors
            .first()
            .map_or(Code::Unknown, |entry| entry.code)
    }

    /// The code that a field was refused with, if it was.
    pub fn code_of(&self, field: &str) -> Option<Code> {
        self.errors
            .iter()
            .find(|entry| entry.field.as_deref() == Some(field))
            .map(|entry| entry.code)
    }
}

/// One thing that was wrong with a request.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase")]
pub struct ErrorEntry {
    /// One English sentence.
    pub description: String,
    /// The same as a stable word.
    pub code: Code,
    /// Name of the field that it is about; absent when it is about the whole.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub field: Option<String>,
    /// The integer that Webex Calling uses for the same refusal, where it has one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub error_code: Option<i32>,
    /// The line of the history that could not be undone, where that was wanted.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub change: Option<AuditLineId>,
}
