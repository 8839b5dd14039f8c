//! Who sees whom when a call was forwarded: call policies, and blocking one's own caller id.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use super::Setting;
use crate::{error::FieldError, features::Feature};

/// From whom it is hidden who answered a call that the user sent on.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum RedirectedPrivacy {
    /// From nobody.
    #[default]
    NoPrivacy,
    /// From callers from outside.
    PrivacyForExternalCalls,
    /// From everybody.
    PrivacyForAllCalls,
}

impl RedirectedPrivacy {
    /// Whether somebody is not told.
    pub fn hides_from(self, is_internal: bool) -> bool {
        match self {
            Self::NoPrivacy => false,
            Self::PrivacyForExternalCalls => !is_internal,
            Self::PrivacyForAllCalls => true,
        }
    }
}

/// `…/settings/callPolicies`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase", default)]
pub struct CallPolicies {
    /// From whom it is hidden who answered a forwarded call.
    pub connected_line_id_privacy_on_redirected_calls: RedirectedPrivacy,
}

impl Setting for CallPolicies {
    const NAME: &'static str = "callPolicies";
    const FEATURE: Option<Feature> = Some(Feature::BlockCallerId);

    fn check(&self, _now: Timestamp) -> Result<(), Vec<FieldError>> {
        Ok(())
    }
}

/// `/people/{id}/features/callerId`: block caller ID for forwarded calls.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase", default)]
pub struct BlockCallerId {
    /// The user's name and number are withheld when he receives a call that was forwarded or
    /// transferred to him.
    pub block_in_forward_calls_enabled: bool,
}

impl Setting for BlockCallerId {
    const NAME: &'static str = "blockCallerId";
    const FEATURE: Option<Feature> = Some(Feature::BlockCallerId);

    fn check(&self, _now: Timestamp) -> Result<(), Vec<FieldError>> {
        Ok(())
    }
}
