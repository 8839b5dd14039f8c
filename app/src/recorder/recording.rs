//! How far a recording is, and what leads from one step to the next.

use leptos::{prelude::*, task::spawn_local};

use super::{
    Wanted,
    microphone::{Microphone, Permitted},
    sound::Sound,
    tape::{LEVELS, Tape},
    trouble::Trouble,
    waveform,
};

/// How far it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Stage {
    /// Nothing is recorded yet.
    Idle,
    /// The user is asked for the microphone.
    Asking,
    /// It goes on.
    Running,
    /// It is over, and can be heard.
    Done,
    /// There is none.
    Failed(Trouble),
}

/// A recording, from the first press to its file.
#[derive(Clone, Copy)]
pub(super) struct Recording {
    wanted: Wanted,
    stage: RwSignal<Stage>,
    /// What is drawn.
    levels: RwSignal<Vec<u8>>,
    /// How long it is so far.
    seconds: RwSignal<u32>,
    tape: StoredValue<Option<Tape>>,
    microphone: StoredValue<Option<Microphone>, LocalStorage>,
    sound: StoredValue<Option<Sound>, LocalStorage>,
    /// Counts presses: an answer to an earlier one does nothing.
    attempt: StoredValue<u32>,
}

impl Recording {
    /// Nothing yet. The microphone is given back with the part of the page that asks for this.
    pub(super) fn new(wanted: Wanted) -> Self {
        Self {
            wanted,
            stage: RwSignal::new(Stage::Idle),
            levels: RwSignal::default(),
            seconds: RwSignal::new(0),
            tape: StoredValue::new(None),
            microphone: StoredValue::new_local(None),
            sound: StoredValue::new_local(None),
            attempt: StoredValue::new(0),
        }
    }

    pub(super) fn stage(self) -> Stage {
        self.stage.get()
    }

    pub(super) fn levels(self) -> Signal<Vec<u8>> {
        self.levels.into()
    }

    pub(super) fn seconds(self) -> u32 {
        self.seconds.get()
    }

    /// What is left of the time, in seconds.
    pub(super) fn left(self) -> u32 {
        self.wanted.longest_seconds.saturating_sub(self.seconds())
    }

    /// Reads the file, once there is one.
    pub(super) fn with_sound<T>(self, read: impl FnOnce(&Sound) -> T) -> Option<T> {
        self.sound.with_value(|sound| sound.as_ref().map(read))
    }

    /// The one press that matters now: starts, takes back, stops, or starts anew.
    pub(super) fn press(self) {
        match self.stage.get_untracked() {
            Stage::Asking => self.take_back(),
            Stage::Running => self.stop(),
            Stage::Idle | Stage::Done | Stage::Failed(_) => self.start(),
        }
    }

    fn start(self) {
        self.attempt.update_value(|count| *count += 1);
        let attempt = self.attempt.get_value();
        self.sound.set_value(None);
        self.levels.set(Vec::new());
        self.seconds.set(0);
        self.stage.set(Stage::Asking);
        spawn_local(async move {
            let permitted = Permitted::ask().await;
            // Whoever has gone on meanwhile is not recorded.
            if self.attempt.try_get_value() != Some(attempt) {
                return;
            }
            if let Err(trouble) = permitted.and_then(|it| self.listen(it)) {
                self.stage.set(Stage::Failed(trouble));
            }
        });
    }

    fn listen(self, permitted: Permitted) -> Result<(), Trouble> {
        let tape = Tape::new(permitted.rate(), self.wanted.longest_seconds);
        let on_piece = move |piece: Vec<f32>| self.take(&piece);
        let microphone = permitted.listen(on_piece, move || self.stop_soon())?;
        self.tape.set_value(Some(tape));
        self.microphone.set_value(Some(microphone));
        self.stage.set(Stage::Running);
        Ok(())
    }

    fn take(self, piece: &[f32]) {
        let mut is_full = false;
        self.tape.update_value(|tape| {
            if let Some(tape) = tape {
                is_full = tape.take(piece);
                let levels = tape.levels();
                self.levels.set(waveform::latest(levels));
                self.seconds.set(seconds_of(levels));
            }
        });
        if is_full {
            self.stop_soon();
        }
    }

    /// Stops once what calls this is done: it belongs to the microphone, and goes with it.
    fn stop_soon(self) {
        set_timeout(
            move || {
                if self.stage.try_get_untracked() == Some(Stage::Running) {
                    self.stop();
                }
            },
            std::time::Duration::ZERO,
        );
    }

    fn stop(self) {
        self.microphone.set_value(None);
        let Some(tape) = self.tape.try_update_value(Option::take).flatten() else {
            return;
        };
        if tape.levels().is_empty() {
            self.stage.set(Stage::Failed(Trouble::Nothing));
            return;
        }
        let (is_silent, levels) = (tape.is_silent(), waveform::whole(tape.levels()));
        let name = (self.wanted.file_name)();
        let stage = match Sound::of(&tape.finish(), name, is_silent) {
            Ok(sound) => {
                self.levels.set(levels);
                self.seconds.set(sound.seconds);
                self.sound.set_value(Some(sound));
                Stage::Done
            }
            Err(_) => Stage::Failed(Trouble::Impossible),
        };
        self.stage.set(stage);
    }

    fn take_back(self) {
        self.attempt.update_value(|count| *count += 1);
        self.stage.set(Stage::Idle);
    }

    /// Hands the file over.
    pub(super) fn hand_over(self) {
        if let Some(file) = self.with_sound(|sound| sound.file.clone()) {
            self.wanted.on_use.run(file);
        }
    }
}

fn seconds_of(levels: &[u8]) -> u32 {
    u32::try_from(levels.len()).unwrap_or(u32::MAX) / LEVELS
}
