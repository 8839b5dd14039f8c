//! Groups and recording in plain words.

use belroute_shared::{
    company::call_groups::CallGroupKind,
    settings::call_recording::{PauseResumeNotice, RecordingMode},
};

use crate::text;

/// What a group is for.
pub fn of_group_kind(kind: CallGroupKind) -> &'static str {
    match kind {
        CallGroupKind::CallPickup => text!(company_calling.pickup),
        CallGroupKind::CallPark => text!(company_calling.park),
    }
}

/// Which calls are recorded.
pub fn of_recording(mode: RecordingMode) -> &'static str {
    match mode {
        RecordingMode::Always => text!(company_calling.mode_always),
        RecordingMode::Never => text!(company_calling.mode_never),
        RecordingMode::AlwaysWithPauseResume => text!(company_calling.mode_pausable),
        RecordingMode::OnDemand => text!(company_calling.mode_on_demand),
        RecordingMode::OnDemandWithUserInitiatedStart => text!(company_calling.mode_when_asked),
    }
}

/// What is heard when a recording pauses and goes on.
pub fn of_notice(notice: PauseResumeNotice) -> &'static str {
    match notice {
        PauseResumeNotice::None => text!(company_calling.pause_none),
        PauseResumeNotice::Beep => text!(company_calling.pause_beep),
        PauseResumeNotice::PlayAnnouncement => text!(company_calling.pause_said),
    }
}
