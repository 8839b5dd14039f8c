//! Whose calls are recorded, as administrators see it.

use serde::{Deserialize, Serialize};

use super::person::Person;
use crate::settings::call_recording::CallRecording;

/// Somebody whose calls are recorded.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase")]
pub struct RecordedUser {
    /// Who.
    #[serde(flatten)]
    pub user: Person,
    /// What was decided.
    pub recording: CallRecording,
}

/// `GET /v1/company/callRecording`: users whose calls are recorded, by name; the `Link` header leads
/// to the next page.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase")]
pub struct RecordedUsers {
    /// The users of this page.
    pub users: Vec<RecordedUser>,
}
