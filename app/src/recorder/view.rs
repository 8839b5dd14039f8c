use leptos::{html, prelude::*};

use super::{
    Wanted,
    recording::{Recording, Stage},
    waveform::Waveform,
};
use crate::{
    intl, t, text,
    ui::{Icon, Note},
};

/// So few seconds before the end the time that is left is told by its colour as well.
const SOON_OVER: u32 = 10;

/// Record, stop, listen, again, use.
#[component]
pub(super) fn Recorder() -> impl IntoView {
    let wanted: Wanted = expect_context();
    let recording = Recording::new(wanted);
    let stage = Memo::new(move |_| recording.stage());
    let player = NodeRef::<html::Audio>::new();
    // What was recorded is listened to next, and a second press on the same button would be the end
    // of it.
    Effect::new(move |was: Option<Stage>| {
        let stage = stage.get();
        if stage == Stage::Done
            && was.is_some()
            && let Some(player) = player.get()
        {
            let _ = player.focus();
        }
        stage
    });
    view! {
        <div class="recorder" data-state=move || word_of(stage.get())>
            {move || match stage.get() {
                Stage::Running => view! { <Running recording /> }.into_any(),
                Stage::Done => view! { <Done recording player /> }.into_any(),
                Stage::Idle | Stage::Asking | Stage::Failed(_) => ().into_any(),
            }}
            <div role="status">{move || said(recording, stage.get())}</div>
            <div role="alert">
                {move || match stage.get() {
                    Stage::Failed(trouble) => {
                        Some(view! { <Note is_problem=true>{move || trouble.explain()}</Note> })
                    }
                    _ => None,
                }}
            </div>
            <Buttons recording stage is_busy=wanted.is_busy />
        </div>
    }
}

#[component]
fn Buttons(recording: Recording, stage: Memo<Stage>, is_busy: Signal<bool>) -> impl IntoView {
    let icon = move || match stage.get() {
        Stage::Running => "stop",
        Stage::Asking => "cross",
        Stage::Done | Stage::Failed(_) => "retry",
        Stage::Idle => "microphone",
    };
    let words = move || match stage.get() {
        Stage::Running => text!(recorder.stop),
        Stage::Asking => text!(action.cancel),
        Stage::Done => text!(recorder.again),
        Stage::Failed(_) => text!(action.retry),
        Stage::Idle => text!(recorder.record),
    };
    let hand_over = move || {
        if !is_busy.get_untracked() {
            recording.hand_over();
        }
    };
    let press = move || {
        if !is_busy.get_untracked() {
            recording.press();
        }
    };
    view! {
        <div class="form-buttons">
            <Show when=move || stage.get() == Stage::Done>
                <button
                    type="button"
                    class="button main"
                    aria-busy=move || is_busy.get().to_string()
                    on:click=move |_| hand_over()
                >
                    <Icon name="check" />
                    {t!(recorder.use_it)}
                </button>
            </Show>
            // The same button from the first press to the last, so that the focus is kept.
            <button
                type="button"
                class="button"
                class:danger=move || stage.get() == Stage::Running
                on:click=move |_| press()
            >
                <Icon name=Signal::derive(icon) />
                {words}
            </button>
        </div>
    }
}

/// How loud it is, and how long it goes on.
#[component]
fn Running(recording: Recording) -> impl IntoView {
    let levels = recording.levels();
    let loudness = move || levels.with(|it| it.last().copied().unwrap_or_default());
    let is_soon_over = move || recording.left() <= SOON_OVER;
    view! {
        <Waveform levels />
        <div class="recorder-line">
            <span class="recorder-time">{move || intl::stopwatch(recording.seconds())}</span>
            <meter
                min="0"
                max="100"
                low="15"
                high="95"
                optimum="50"
                aria-label=t!(recorder.loudness)
                prop:value=loudness
            />
            <span class="soft" data-state=move || is_soon_over().then_some("soon")>
                {move || {
                    let left = intl::stopwatch(recording.left());
                    text!(recorder.left, left)
                }}
            </span>
        </div>
    }
}

/// What was recorded, to be heard.
#[component]
fn Done(recording: Recording, player: NodeRef<html::Audio>) -> impl IntoView {
    let address = recording.with_sound(|sound| sound.address.to_text());
    let is_silent = recording.with_sound(|sound| sound.is_silent);
    view! {
        <Waveform levels=recording.levels() />
        <audio controls node_ref=player src=address aria-label=t!(recorder.listen) />
        {(is_silent == Some(true)).then(|| view! { <Note>{t!(recorder.silent)}</Note> })}
    }
}

/// What is told when the stage changes; the seconds are not.
fn said(recording: Recording, stage: Stage) -> Option<AnyView> {
    let words = match stage {
        Stage::Idle => {
            let longest = intl::stopwatch(untrack(|| recording.left()));
            text!(recorder.longest, longest)
        }
        Stage::Asking => text!(recorder.asks).to_owned(),
        Stage::Running => text!(recorder.running).to_owned(),
        Stage::Done => {
            let time = intl::stopwatch(untrack(|| recording.seconds()));
            text!(recorder.done, time)
        }
        Stage::Failed(_) => return None,
    };
    let is_running = stage == Stage::Running;
    Some(view! { <p class="soft" class:recorder-running=is_running>{words}</p> }.into_any())
}

fn word_of(stage: Stage) -> &'static str {
    match stage {
        Stage::Idle => "idle",
        Stage::Asking => "asking",
        Stage::Running => "running",
        Stage::Done => "done",
        Stage::Failed(_) => "failed",
    }
}
