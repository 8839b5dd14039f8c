//! People in lists of the company panel.

use serde::{Deserialize, Serialize};

use crate::{ids::UserId, number::Extension};

/// Somebody of the organisation, as lists of the company panel name him.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase")]
pub struct Person {
    /// Who.
    pub id: UserId,
    /// First and last name.
    pub name: String,
    /// His internal number.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub extension: Option<Extension>,
}
