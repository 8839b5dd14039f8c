//! Voicemail: which calls the mailbox answers, and when.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use super::{
    Findings, Setting,
    rings::{self, MOST_RINGS, USUAL_RINGS},
};
use crate::{error::FieldError, features::Feature};

/// `…/settings/voicemail`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase", default)]
pub struct Voicemail {
    /// Whether the mailbox answers at all.
    pub enabled: bool,
    /// Every call goes there at once.
    pub send_all_calls: SendAllCalls,
    /// Calls that find the user busy.
    pub send_busy_calls: SendBusyCalls,
    /// Calls that nobody answers.
    pub send_unanswered_calls: SendUnansweredCalls,
}

impl Default for Voicemail {
    fn default() -> Self {
        Self {
            enabled: true,
            send_all_calls: SendAllCalls::default(),
            send_busy_calls: SendBusyCalls::default(),
            send_unanswered_calls: SendUnansweredCalls::default(),
        }
    }
}

/// Every call.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase", default)]
pub struct SendAllCalls {
    /// Whether they go to the mailbox.
    pub enabled: bool,
}

/// Calls that find the user busy.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase", default)]
pub struct SendBusyCalls {
    /// Whether they go to the mailbox.
    pub enabled: bool,
}

impl Default for SendBusyCalls {
    fn default() -> Self {
        Self { enabled: true }
    }
}

/// Calls that nobody answers.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase", default)]
pub struct SendUnansweredCalls {
    /// Whether they go to the mailbox.
    pub enabled: bool,
    /// Rings before that, 2 to 20.
    pub number_of_rings: u16,
    /// The most rings that can be chosen; what a client sends is passed over.
    #[serde(skip_deserializing, default = "most")]
    pub system_max_number_of_rings: u16,
}

fn most() -> u16 {
    MOST_RINGS
}

impl Default for SendUnansweredCalls {
    fn default() -> Self {
        Self {
            enabled: true,
            number_of_rings: USUAL_RINGS,
            system_max_number_of_rings: MOST_RINGS,
        }
    }
}

impl Setting for Voicemail {
    const NAME: &'static str = "voicemail";
    const FEATURE: Option<Feature> = Some(Feature::Voicemail);
    const PARTS: &'static [(&'static str, Feature)] =
        &[("sendAllCalls", Feature::SendCallsToVoicemail)];

    fn check(&self, _now: Timestamp) -> Result<(), Vec<FieldError>> {
        let mut findings = Findings::default();
        findings.add(
            "sendUnansweredCalls.numberOfRings",
            rings::check(self.send_unanswered_calls.number_of_rings),
        );
        findings.outcome()
    }
}
