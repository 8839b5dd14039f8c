//! Where somebody works, as lists of people say it.

use serde::{Deserialize, Serialize};

use crate::ids::OrganisationId;

/// An organisation has one location, which is itself.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase")]
pub struct Location {
    /// The organisation.
    pub id: OrganisationId,
    /// Its name.
    pub name: String,
}
