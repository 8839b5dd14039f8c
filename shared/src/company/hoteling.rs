//! Phones that take guests, as administrators decide about them.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use super::person::Person;
use crate::{instant, settings::hoteling::HotelingHost};

/// `GET /v1/company/users/{id}/hotelingHost`, and a line of `GET /v1/company/hotelingHosts`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase")]
pub struct CompanyHost {
    /// Whose phone it is.
    pub host: Person,
    /// What the administrator decides.
    #[serde(flatten)]
    pub settings: HotelingHost,
    /// Who sits there now.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub guest: Option<Stay>,
}

/// A guest at a phone.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase")]
pub struct Stay {
    /// Who.
    #[serde(flatten)]
    pub guest: Person,
    /// Since when.
    #[serde(deserialize_with = "instant::required")]
    #[cfg_attr(feature = "openapi", schema(value_type = String, format = DateTime))]
    pub started_at: Timestamp,
    /// When it ends by itself; absent when only a hand ends it.
    #[serde(
        default,
        skip_serializing_if = "Option::is_none",
        deserialize_with = "instant::optional"
    )]
    #[cfg_attr(feature = "openapi", schema(value_type = Option<String>, format = DateTime))]
    pub ends_at: Option<Timestamp>,
}

/// Phones that take guests, by the name of whose they are; the `Link` header leads to the next
/// page.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase")]
pub struct CompanyHosts {
    /// The phones of this page.
    pub hosts: Vec<CompanyHost>,
}
