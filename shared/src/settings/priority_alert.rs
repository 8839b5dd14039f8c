//! Priority alert: another ring for callers whom a rule names. It changes the ring, never the way.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use super::Setting;
use crate::{error::FieldError, features::Feature};

/// `…/settings/priorityAlert`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase", default)]
pub struct PriorityAlert {
    /// Whether it is on.
    pub enabled: bool,
}

impl Setting for PriorityAlert {
    const NAME: &'static str = "priorityAlert";
    const FEATURE: Option<Feature> = Some(Feature::PriorityAlert);

    fn check(&self, _now: Timestamp) -> Result<(), Vec<FieldError>> {
        Ok(())
    }
}
