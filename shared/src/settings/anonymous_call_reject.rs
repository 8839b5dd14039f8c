//! Anonymous call rejection: callers from outside who withhold their number hear that they are not put through.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use super::Setting;
use crate::{error::FieldError, features::Feature};

/// `…/settings/anonymousCallReject`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase", default)]
pub struct AnonymousCallReject {
    /// Whether it is on.
    pub enabled: bool,
}

impl Setting for AnonymousCallReject {
    const NAME: &'static str = "anonymousCallReject";
    const FEATURE: Option<Feature> = Some(Feature::AnonymousCallRejection);

    fn check(&self, _now: Timestamp) -> Result<(), Vec<FieldError>> {
        Ok(())
    }
}
