//! Feature access codes, as administrators decide them.

use serde::{Deserialize, Serialize};

use crate::settings::feature_codes::Codes;

/// `GET /v1/company/featureAccessCodes`: what the organisation dials, in one list. What does not
/// exist here yet is not in it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase")]
pub struct CompanyFeatureCodes {
    /// The codes, those of one feature beside each other.
    pub feature_access_codes: Vec<CompanyFeatureCode>,
}

/// What is dialled for one thing.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase")]
pub struct CompanyFeatureCode {
    /// What it does, in the words of the published API; names it in its path.
    pub name: String,
    /// What is dialled.
    #[serde(flatten)]
    pub codes: Codes,
    /// What is dialled where nothing was decided.
    pub usual: Codes,
}
