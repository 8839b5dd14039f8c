use belroute_shared::{
    error::Code,
    settings::call_recording::{PauseResumeNotice, RecordingMode},
};
use leptos::prelude::*;

use super::draft::Draft;
use crate::{
    company::words,
    explain::explain_code,
    form::Submission,
    t, text,
    ui::{Choice, Field, Tick},
};

/// The fields that can show an error.
pub(super) const FIELDS: &[&str] = &["warningToneDuration", "vendor.name", "vendor.loginUrl"];

const MODES: [RecordingMode; 4] = [
    RecordingMode::Always,
    RecordingMode::AlwaysWithPauseResume,
    RecordingMode::OnDemand,
    RecordingMode::OnDemandWithUserInitiatedStart,
];

/// Which calls, and what is heard of it.
#[component]
pub(super) fn RecordingFields(draft: Draft, submission: Submission) -> impl IntoView {
    view! {
        <Mode draft />
        <Show when=move || draft.mode.with(Option::is_some)>
            <Tick
                id="announces-recording"
                label=t!(company_calling.announce)
                value=draft.announces
            />
            <Tick id="recording-tone" label=t!(company_calling.tone) value=draft.has_tone />
            <Show when=move || draft.has_tone.get()>
                <div class="calling-number">
                    <Field
                        id="tone-seconds"
                        label=t!(company_calling.tone_seconds)
                        value=draft.seconds
                        error=submission.error_of("warningToneDuration")
                        autocomplete="off"
                        keys="numeric"
                    />
                </div>
            </Show>
            <Notice draft />
            <div class="company-fields">
                <Field
                    id="recording-vendor"
                    label=t!(company_calling.vendor)
                    value=draft.vendor
                    error=submission.error_of("vendor.name")
                    autocomplete="off"
                />
                <Field
                    id="recording-address"
                    label=t!(company_calling.vendor_address)
                    value=draft.address
                    error=submission.error_in_words("vendor.loginUrl", words_of_address)
                    autocomplete="off"
                    keys="url"
                />
            </div>
        </Show>
    }
}

fn words_of_address(code: Code) -> &'static str {
    match code {
        Code::NotOffered => text!(company_calling.not_a_link),
        other => explain_code(other),
    }
}

#[component]
fn Mode(draft: Draft) -> impl IntoView {
    let modes = || std::iter::once(None).chain(MODES.map(Some));
    let option = move |(at, mode): (usize, Option<RecordingMode>)| {
        view! {
            <option value=at.to_string() prop:selected=move || draft.mode.get() == mode>
                {move || words::of_recording(mode.unwrap_or_default())}
            </option>
        }
    };
    let choose = move |value: String| {
        let chosen = value.parse().ok().and_then(|at| modes().nth(at));
        draft.mode.set(chosen.flatten());
    };
    view! {
        <div class="field">
            <label for="recording-mode">{t!(company_calling.mode)}</label>
            <select
                id="recording-mode"
                on:change:target=move |event| choose(event.target().value())
            >
                {modes().enumerate().map(option).collect_view()}
            </select>
        </div>
    }
}

/// What is heard when a recording pauses, where somebody may do that.
#[component]
fn Notice(draft: Draft) -> impl IntoView {
    let notice = |notice: PauseResumeNotice| {
        let text = move || words::of_notice(notice).to_owned();
        (notice, Signal::derive(text))
    };
    view! {
        <Show when=move || draft.mode.get() != Some(RecordingMode::Always)>
            <Choice
                name="recording-notice"
                label=t!(company_calling.pause_notice)
                options=vec![
                    notice(PauseResumeNotice::None),
                    notice(PauseResumeNotice::Beep),
                    notice(PauseResumeNotice::PlayAnnouncement),
                ]
                chosen=draft.notice
                on_change=move |notice| draft.notice.set(notice)
            />
        </Show>
    }
}
