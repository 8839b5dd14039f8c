//! Feature access codes: what is dialled on a phone to switch a setting or to ask for something.

mod code;
mod dialled;
mod name;

use serde::{Deserialize, Serialize};

pub use code::{Codes, LONGEST_CODE, check_code};
pub use dialled::{CodeTable, Dialled};
pub use name::{CodeAct, CodeFeature, CodeName, Follows};

/// `GET …/settings/featureAccessCode`: the codes of what this user has.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase")]
pub struct FeatureCodes {
    /// The codes, in the order of [`CodeName::ALL`].
    pub feature_access_code_list: Vec<FeatureCode>,
}

/// One code.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase")]
pub struct FeatureCode {
    /// What it does: a word of [`CodeName`].
    pub name: String,
    /// What is dialled, such as `*78`.
    pub code: String,
    /// What may be dialled instead.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub alternate_code: Option<String>,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_list_has_the_shape_of_the_published_api() {
        let json = r#"{"featureAccessCodeList":[{"name":"Cancel Call Waiting","code":"*70"}]}"#;
        let codes: FeatureCodes = serde_json::from_str(json).unwrap();
        assert_eq!(codes.feature_access_code_list[0].alternate_code, None);
        assert_eq!(serde_json::to_string(&codes).unwrap(), json);
    }
}
