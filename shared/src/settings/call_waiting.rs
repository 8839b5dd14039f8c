//! Call waiting: while a call goes on, a second one is offered; off, the user is busy meanwhile.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use super::Setting;
use crate::{error::FieldError, features::Feature};

/// `…/settings/callWaiting`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase", default)]
pub struct CallWaiting {
    /// Whether it is on.
    pub enabled: bool,
}

impl Default for CallWaiting {
    fn default() -> Self {
        Self { enabled: true }
    }
}

impl Setting for CallWaiting {
    const NAME: &'static str = "callWaiting";
    const FEATURE: Option<Feature> = Some(Feature::CallWaiting);

    fn check(&self, _now: Timestamp) -> Result<(), Vec<FieldError>> {
        Ok(())
    }
}
