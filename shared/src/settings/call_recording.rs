//! Call recording: what an administrator decided about recording a user's calls. Its user reads it.

use serde::{Deserialize, Serialize};

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
