use belroute_shared::{
    company::feature_codes::CompanyFeatureCodes, settings::feature_codes::Codes,
};
use serde_json::json;

use crate::{
    http::{self, HttpError},
    paths,
};

const CODES: &str = "/v1/company/featureAccessCodes";

pub(super) async fn list() -> Result<CompanyFeatureCodes, HttpError> {
    http::get(CODES).await
}

pub(super) async fn replace(name: &str, codes: &Codes) -> Result<(), HttpError> {
    // What is left out would keep its value: that there is no other code is said, too.
    let body = json!({ "code": codes.code, "alternateCode": codes.alternate_code });
    http::put(&format!("{CODES}/{}", paths::part(name)), &body).await
}
