//! Barge-in: colleagues may join the user's call, or take one that rings at his phone.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use super::Setting;
use crate::{error::FieldError, features::Feature};

/// `…/settings/bargeIn`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase", default)]
pub struct BargeIn {
    /// Whether it is on.
    pub enabled: bool,
    /// A tone is played to the user when somebody joins.
    pub tone_enabled: bool,
}

impl Setting for BargeIn {
    const NAME: &'static str = "bargeIn";
    const FEATURE: Option<Feature> = Some(Feature::BargeIn);

    fn check(&self, _now: Timestamp) -> Result<(), Vec<FieldError>> {
        Ok(())
    }
}
