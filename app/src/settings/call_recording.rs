//! Call recording: what the administrator has decided, to be read.

use belroute_shared::settings::call_recording::{CallRecording, PauseResumeNotice, RecordingMode};
use leptos::prelude::*;

use super::{
    headings,
    open::Open,
    opened::Opened,
    part::Part,
    row::Row,
    state::{State, Words, of_setting},
};
use crate::{intl, t, text};

static PART: Part<CallRecording> = Part::plain("callRecording", words);

/// The row.
pub(super) static ROW: Row = Row {
    heading: &headings::RECORDING,
    state: || of_setting(&PART),
    told: &[],
    acting: None,
    body: || view! { <Open part=&PART form=form /> }.into_any(),
};

fn words(recording: &CallRecording, _words: &Words<'_>) -> State {
    State::plain(of_mode(recording.recording_mode))
}

fn of_mode(mode: RecordingMode) -> &'static str {
    match mode {
        RecordingMode::Always => text!(features.recording.always),
        RecordingMode::Never => text!(features.recording.never),
        RecordingMode::AlwaysWithPauseResume => text!(features.recording.pausable),
        RecordingMode::OnDemand => text!(features.recording.on_demand),
        RecordingMode::OnDemandWithUserInitiatedStart => text!(features.recording.when_asked),
    }
}

/// What is heard of it.
fn heard(recording: &CallRecording) -> Vec<String> {
    let mut heard = vec![text!(features.recording.text).to_owned()];
    if recording.announcement_enabled {
        heard.push(text!(features.recording.announced).to_owned());
    }
    if let Some(seconds) = recording.warning_tone_duration
        && recording.warning_tone_enabled
    {
        let seconds = intl::seconds(seconds);
        heard.push(text!(features.recording.tone, seconds));
    }
    match recording.pause_resume_notify_method {
        PauseResumeNotice::None => {}
        PauseResumeNotice::Beep => heard.push(text!(features.recording.pause_beep).to_owned()),
        PauseResumeNotice::PlayAnnouncement => {
            heard.push(text!(features.recording.pause_said).to_owned());
        }
    }
    heard
}

fn form(opened: Opened<CallRecording>) -> AnyView {
    let line = |text: String| view! { <p>{text}</p> };
    let vendor = move || {
        let vendor = opened.with(|it| it.vendor.clone())?;
        let address = vendor.login_url.filter(|it| it.starts_with("https://"));
        let name = vendor.name;
        Some(view! {
            <p>
                {move || text!(features.recording.kept_by, name = name.clone())} " "
                {address
                    .map(|address| {
                        view! {
                            <a href=address target="_blank" rel="noopener noreferrer">
                                {t!(features.recording.open)}
                                " "
                                <span class="soft">{t!(rules.in_new_tab)}</span>
                            </a>
                        }
                    })}
            </p>
        })
    };
    view! {
        <p>
            <b>{move || of_mode(opened.with(|it| it.recording_mode))}</b>
        </p>
        {move || opened.with(heard).into_iter().map(line).collect_view()}
        {vendor}
    }
    .into_any()
}
