//! The sound of a message: its shape, a place in it, how fast it goes.

use std::time::Duration;

use belroute_shared::voicemail::VoiceMessage;
use leptos::{html, leptos_dom::helpers::TimeoutHandle, prelude::*, task::spawn_local};
use wasm_bindgen_futures::JsFuture;
use web_sys::HtmlMediaElement;

use super::{api, words};
use crate::{t, text};

/// How fast a message can be heard.
const SPEEDS: [(f64, &str); 3] = [(1.0, "1×"), (1.5, "1½×"), (2.0, "2×")];
/// So often the place is read while it plays.
const TICK: Duration = Duration::from_millis(100);

/// What listens to one message; its button stands in another place than its shape.
#[derive(Clone, Copy)]
pub(super) struct Ear {
    audio: NodeRef<html::Audio>,
    is_playing: RwSignal<bool>,
    /// It is to play as soon as it can.
    is_wanted: RwSignal<bool>,
    /// Milliseconds from the start.
    place: RwSignal<u32>,
    has_failed: RwSignal<bool>,
    speed: RwSignal<f64>,
    on_heard: Callback<()>,
}

impl Ear {
    pub(super) fn new(on_heard: Callback<()>) -> Self {
        Self {
            audio: NodeRef::new(),
            is_playing: RwSignal::new(false),
            is_wanted: RwSignal::new(false),
            place: RwSignal::new(0),
            has_failed: RwSignal::new(false),
            speed: RwSignal::new(1.0),
            on_heard,
        }
    }

    pub(super) fn is_playing(self) -> bool {
        self.is_playing.get()
    }

    fn element(self) -> Option<HtmlMediaElement> {
        let audio = self.audio.try_get_untracked().flatten()?;
        Some((*audio).clone())
    }

    pub(super) fn play_or_pause(self) {
        if self.is_playing.get_untracked() {
            if let Some(audio) = self.element() {
                let _ = audio.pause();
            }
        } else if let Some(audio) = self.element() {
            self.play(&audio);
        } else {
            self.is_wanted.set(true);
        }
    }

    fn play(self, audio: &HtmlMediaElement) {
        self.has_failed.set(false);
        audio.set_playback_rate(self.speed.get_untracked());
        if let Ok(playing) = audio.play() {
            // A browser that does not play says why in an event of the element's own.
            spawn_local(async move {
                let _ = JsFuture::from(playing).await;
            });
        }
    }

    fn seek(self, place: u32) {
        self.place.set(place);
        if let Some(audio) = self.element() {
            audio.set_current_time(f64::from(place) / 1000.0);
        }
    }

    fn read_place(self) {
        if let Some(audio) = self.element() {
            #[expect(
                clippy::cast_possible_truncation,
                clippy::cast_sign_loss,
                reason = "a place in a message of some minutes"
            )]
            let place = (audio.current_time() * 1000.0) as u32;
            let _ = self.place.try_set(place);
        }
    }

    fn try_again(self) {
        if let Some(audio) = self.element() {
            audio.load();
            self.play(&audio);
        }
    }
}

/// The shape of the sound with a slider on it.
#[component]
pub(super) fn Player(message: Memo<Option<VoiceMessage>>, ear: Ear) -> impl IntoView {
    let length = Memo::new(move |_| message.with(|it| it.as_ref().map_or(0, |it| it.duration_ms)));
    let source = Memo::new(move |_| message.with(|it| it.as_ref().map(|it| api::sound(it.id))));
    Effect::new(move || {
        if let (Some(audio), true) = (ear.audio.get(), ear.is_wanted.get()) {
            ear.is_wanted.set(false);
            ear.play(&audio);
        }
    });
    follow_while_it_plays(ear);
    on_cleanup(move || {
        let _ = ear.is_playing.try_set(false);
    });
    let spoken = move || {
        let (place, length) = (words::length(ear.place.get()), words::length(length.get()));
        text!(voicemail.place_of, place, length)
    };
    view! {
        <div class="player">
            <audio
                node_ref=ear.audio
                preload="metadata"
                src=move || source.get()
                on:playing=move |_| {
                    ear.is_playing.set(true);
                    ear.on_heard.run(());
                }
                on:pause=move |_| {
                    ear.is_playing.set(false);
                    ear.read_place();
                }
                on:ended=move |_| {
                    ear.is_playing.set(false);
                    // Whoever was quick has gone elsewhere in it meanwhile.
                    if ear.element().is_some_and(|audio| audio.ended()) {
                        ear.place.set(length.get_untracked());
                    }
                }
                on:error=move |_| {
                    ear.is_playing.set(false);
                    ear.has_failed.set(true);
                }
            ></audio>
            <div class="wave">
                <Shape message part=Memo::new(move |_| part_of(ear.place.get(), length.get())) />
                <input
                    type="range"
                    class="wave-slider"
                    min="0"
                    max=move || length.get()
                    step=move || (length.get() / 100).max(100)
                    aria-label=t!(voicemail.place)
                    aria-valuetext=spoken
                    prop:value=move || ear.place.get().to_string()
                    on:input:target=move |event| {
                        ear.seek(event.target().value().parse().unwrap_or(0));
                    }
                />
            </div>
            <span class="player-time">
                {move || words::length(ear.place.get())} " / " {move || words::length(length.get())}
            </span>
            <Speed ear />
            <div class="player-problem" role="alert">
                <Show when=move || ear.has_failed.get()>
                    <p>{t!(voicemail.not_played)}</p>
                    <button type="button" class="link" on:click=move |_| ear.try_again()>
                        {t!(action.retry)}
                    </button>
                </Show>
            </div>
        </div>
    }
}

/// Reads the place again and again while something plays: the element tells it four times a second
/// only.
fn follow_while_it_plays(ear: Ear) {
    let timer = StoredValue::new(None::<TimeoutHandle>);
    Effect::new(move || {
        if ear.is_playing.get() {
            tick(ear, timer);
        }
    });
    on_cleanup(move || {
        if let Some(timer) = timer.try_get_value().flatten() {
            timer.clear();
        }
    });
}

fn tick(ear: Ear, timer: StoredValue<Option<TimeoutHandle>>) {
    if ear.is_playing.try_get_untracked() == Some(true) {
        ear.read_place();
        let next = set_timeout_with_handle(move || tick(ear, timer), TICK);
        let _ = timer.try_set_value(next.ok());
    }
}

#[component]
fn Speed(ear: Ear) -> impl IntoView {
    let choose = move |word: String| {
        if let Ok(speed) = word.parse::<f64>() {
            ear.speed.set(speed);
            if let Some(audio) = ear.element() {
                audio.set_playback_rate(speed);
            }
        }
    };
    let option = move |(speed, text): (f64, &'static str)| {
        view! {
            <option
                value=speed.to_string()
                prop:selected=move || ear.speed.get().total_cmp(&speed).is_eq()
            >
                {text}
            </option>
        }
    };
    view! {
        <div class="field player-speed">
            <select
                aria-label=t!(voicemail.speed)
                on:change:target=move |event| choose(event.target().value())
            >
                {SPEEDS.map(option)}
            </select>
        </div>
    }
}

/// How loud the message is over its length, as the server has measured it; what was heard is dyed.
#[component]
fn Shape(
    message: Memo<Option<VoiceMessage>>,
    /// The part that was heard, in thousandths.
    part: Memo<u32>,
) -> impl IntoView {
    let path = Memo::new(move |_| message.with(|it| it.as_ref().map(|it| outline(&it.peaks))));
    let width = Memo::new(move |_| message.with(|it| it.as_ref().map_or(1, |it| it.peaks.len())));
    let unheard = move || format!("inset(0 {}% 0 0)", f64::from(1000 - part.get()) / 10.0);
    view! {
        <svg
            class="wave-shape"
            viewBox=move || format!("0 0 {} 100", width.get())
            preserveAspectRatio="none"
            aria-hidden="true"
        >
            <path d=move || path.get() />
            <path class="heard" style:clip-path=unheard d=move || path.get() />
        </svg>
    }
}

/// A bar for each step, as one path; silence is a line.
fn outline(peaks: &[u8]) -> String {
    use std::fmt::Write as _;
    let mut path = String::with_capacity(peaks.len() * 20);
    for (at, peak) in peaks.iter().enumerate() {
        let half = u32::from((*peak).min(100)) / 2;
        let half = half.max(1);
        // Writing into a string does not fail.
        let _ = write!(path, "M{at}.2 {}h.6v{}h-.6z", 50 - half, half * 2);
    }
    path
}

fn part_of(place: u32, length: u32) -> u32 {
    if length == 0 {
        return 0;
    }
    let part = u64::from(place.min(length)) * 1000 / u64::from(length);
    u32::try_from(part).unwrap_or(1000)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_shape_has_a_bar_for_each_step_around_the_middle() {
        assert_eq!(outline(&[0, 100]), "M0.2 49h.6v2h-.6zM1.2 0h.6v100h-.6z");
        assert_eq!(outline(&[255]), "M0.2 0h.6v100h-.6z");
    }

    #[test]
    fn what_was_heard_is_a_part_of_the_whole() {
        assert_eq!(part_of(0, 0), 0);
        assert_eq!(part_of(500, 2000), 250);
        assert_eq!(part_of(9000, 2000), 1000);
    }
}
