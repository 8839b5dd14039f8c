use belroute_shared::{ids::UserId, settings::call_recording::CallRecording};
use serde_json::json;

use crate::http::{self, HttpError};

pub(super) const RECORDED: &str = "/v1/company/callRecording";

fn of_user(id: UserId) -> String {
    format!("/v1/company/users/{id}/callRecording")
}

pub(super) async fn show(id: UserId) -> Result<CallRecording, HttpError> {
    http::get(&of_user(id)).await
}

pub(super) async fn replace(id: UserId, recording: &CallRecording) -> Result<(), HttpError> {
    // What is left out would keep its value: that there is none is said, too.
    let vendor = recording.vendor.as_ref().map(
        |vendor| json!({ "id": vendor.id, "name": vendor.name, "loginUrl": vendor.login_url }),
    );
    let body = json!({
        "enabled": recording.enabled,
        "vendor": vendor,
        "recordingMode": recording.recording_mode,
        "pauseResumeNotifyMethod": recording.pause_resume_notify_method,
        "announcementEnabled": recording.announcement_enabled,
        "warningToneEnabled": recording.warning_tone_enabled,
        "warningToneDuration": recording.warning_tone_duration,
    });
    http::put(&of_user(id), &body).await
}
