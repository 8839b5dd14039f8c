use belroute_shared::{
    error::{Code, FieldError},
    settings::call_recording::{CallRecording, PauseResumeNotice, RecordingMode, RecordingVendor},
};
use leptos::prelude::*;

/// Seconds between tones where nobody has decided.
const USUAL_SECONDS: u16 = 30;

/// What an administrator decides about recording, while he types.
#[derive(Clone, Copy)]
pub(super) struct Draft {
    /// `None` records nothing.
    pub(super) mode: RwSignal<Option<RecordingMode>>,
    pub(super) announces: RwSignal<bool>,
    pub(super) has_tone: RwSignal<bool>,
    pub(super) seconds: RwSignal<String>,
    pub(super) notice: RwSignal<PauseResumeNotice>,
    pub(super) vendor: RwSignal<String>,
    pub(super) address: RwSignal<String>,
    saved: StoredValue<CallRecording>,
}

impl Draft {
    pub(super) fn of(saved: CallRecording) -> Self {
        let records = saved.enabled && saved.recording_mode != RecordingMode::Never;
        let seconds = saved.warning_tone_duration.unwrap_or(USUAL_SECONDS);
        let vendor = saved.vendor.clone().unwrap_or_default();
        Self {
            mode: RwSignal::new(records.then_some(saved.recording_mode)),
            announces: RwSignal::new(saved.announcement_enabled),
            has_tone: RwSignal::new(saved.warning_tone_enabled),
            seconds: RwSignal::new(seconds.to_string()),
            notice: RwSignal::new(saved.pause_resume_notify_method),
            vendor: RwSignal::new(vendor.name),
            address: RwSignal::new(vendor.login_url.unwrap_or_default()),
            saved: StoredValue::new(saved),
        }
    }

    /// What was decided, if it may be sent; all that is wrong with it otherwise. Where nothing is
    /// recorded the rest stays as it was saved: it cannot be seen then.
    pub(super) fn recording(self) -> Result<CallRecording, Vec<FieldError>> {
        let saved = self.saved.get_value();
        let Some(recording_mode) = self.mode.get_untracked() else {
            return Ok(CallRecording {
                enabled: false,
                ..saved
            });
        };
        let warning_tone_enabled = self.has_tone.get_untracked();
        let text = |typed: RwSignal<String>| typed.get_untracked().trim().to_owned();
        let (name, address) = (text(self.vendor), text(self.address));
        let id = saved.vendor.and_then(|it| it.id);
        let vendor = RecordingVendor {
            id,
            name,
            login_url: Some(address).filter(|it| !it.is_empty()),
        };
        let is_nameless = vendor.name.is_empty() && vendor.login_url.is_some();
        let recording = CallRecording {
            enabled: true,
            recording_mode,
            announcement_enabled: self.announces.get_untracked(),
            warning_tone_enabled,
            // What is no number is too few seconds.
            warning_tone_duration: warning_tone_enabled
                .then(|| text(self.seconds).parse().unwrap_or_default()),
            pause_resume_notify_method: self.notice.get_untracked(),
            vendor: Some(vendor).filter(|it| !it.name.is_empty() || it.login_url.is_some()),
        };
        let mut broken = recording.check().err().unwrap_or_default();
        broken.extend(is_nameless.then(|| FieldError::new("vendor.name", Code::Required)));
        if broken.is_empty() {
            Ok(recording)
        } else {
            Err(broken)
        }
    }
}
