//! Call recording: what an administrator decided about recording a user's calls. Its user reads it.

use serde::{Deserialize, Serialize};

use super::Findings;
use crate::error::{Code, FieldError};

/// The longest name of who keeps recordings, in characters.
pub const LONGEST_VENDOR: usize = 80;
/// The longest address of where recordings are heard, in characters.
pub const LONGEST_ADDRESS: usize = 255;

/// `GET …/settings/callRecording`.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase", default)]
pub struct CallRecording {
    /// Whether his calls can be recorded at all.
    pub enabled: bool,
    /// Who keeps the recordings, where that is not the telephone system itself.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub vendor: Option<RecordingVendor>,
    /// Which calls, and who begins.
    pub recording_mode: RecordingMode,
    /// What is heard when a recording pauses and goes on.
    pub pause_resume_notify_method: PauseResumeNotice,
    /// It is said when a recording begins and ends.
    pub announcement_enabled: bool,
    /// A tone is repeated while a recording goes on.
    pub warning_tone_enabled: bool,
    /// How often, every 10 to 1800 seconds; absent without a tone.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub warning_tone_duration: Option<u16>,
}

impl CallRecording {
    /// Refuses what can be told without looking anything up.
    pub fn check(&self) -> Result<(), Vec<FieldError>> {
        let mut findings = Findings::default();
        let seconds = match self.warning_tone_duration {
            Some(..10) => Err(Code::TooLow),
            Some(1801..) => Err(Code::TooHigh),
            None if self.warning_tone_enabled => Err(Code::Required),
            _ => Ok(()),
        };
        findings.add("warningToneDuration", seconds);
        if let Some(vendor) = &self.vendor {
            let text = |text: &str, most: usize| match text.chars().count() {
                length if length > most => Err(Code::TooLong),
                _ if text.contains(char::is_control) => Err(Code::NotOffered),
                _ => Ok(()),
            };
            let id = vendor.id.as_deref().unwrap_or_default();
            findings.add("vendor.id", text(id, LONGEST_VENDOR));
            findings.add("vendor.name", text(&vendor.name, LONGEST_VENDOR));
            let url = vendor.login_url.as_deref().unwrap_or_default();
            findings.add("vendor.loginUrl", text(url, LONGEST_ADDRESS));
            // It is shown as a link, and must not be one that runs something.
            findings.refuse_if(
                !url.is_empty() && !url.starts_with("https://") && !url.starts_with("http://"),
                "vendor.loginUrl",
                Code::NotOffered,
            );
        }
        findings.outcome()
    }
}

/// Who keeps recordings.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase", default)]
pub struct RecordingVendor {
    /// Its id.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub id: Option<String>,
    /// What it is called.
    pub name: String,
    /// Where one signs in to hear recordings.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub login_url: Option<String>,
}

/// Which calls are recorded, and who begins.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub enum RecordingMode {
    /// All calls, from beginning to end.
    Always,
    /// None.
    #[default]
    Never,
    /// Those that the user asks for during the call, from their beginning.
    #[serde(rename = "On Demand")]
    OnDemand,
    /// All calls; the user may pause.
    #[serde(rename = "Always with Pause/Resume")]
    AlwaysWithPauseResume,
    /// Those that the user asks for, from the moment he asks.
    #[serde(rename = "On Demand with User Initiated Start")]
    OnDemandWithUserInitiatedStart,
}

/// What is heard when a recording pauses and goes on.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub enum PauseResumeNotice {
    /// Nothing.
    #[default]
    None,
    /// A beep.
    Beep,
    /// Words.
    #[serde(rename = "Play Announcement")]
    PlayAnnouncement,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_tone_comes_every_10_to_1800_seconds() {
        for (seconds, code) in [
            (None, Some(Code::Required)),
            (Some(9), Some(Code::TooLow)),
            (Some(10), None),
            (Some(1800), None),
            (Some(1801), Some(Code::TooHigh)),
        ] {
            let recording = CallRecording {
                warning_tone_enabled: true,
                warning_tone_duration: seconds,
                ..CallRecording::default()
            };
            let outcome = recording.check().err();
            assert_eq!(outcome.map(|it| it[0].code), code, "{seconds:?}");
        }
        assert_eq!(CallRecording::default().check(), Ok(()));
    }

    #[test]
    fn recordings_are_heard_on_a_page() {
        let at = |url: &str| CallRecording {
            vendor: Some(RecordingVendor {
                login_url: Some(url.to_owned()),
                ..RecordingVendor::default()
            }),
            ..CallRecording::default()
        };
        assert_eq!(at("https://recordings.example.net/").check(), Ok(()));
        for url in ["javascript:alert(1)", "recordings", "https://\u{7}"] {
            assert!(at(url).check().is_err(), "{url}");
        }
    }

    #[test]
    fn words_are_those_of_the_published_api() {
        let json = r#"{"enabled":true,"recordingMode":"Always with Pause/Resume","pauseResumeNotifyMethod":"Play Announcement","announcementEnabled":true,"warningToneEnabled":true,"warningToneDuration":60}"#;
        let recording: CallRecording = serde_json::from_str(json).unwrap();
        assert_eq!(
            recording.recording_mode,
            RecordingMode::AlwaysWithPauseResume
        );
        assert_eq!(serde_json::to_string(&recording).unwrap(), json);
    }
}
