//! A recorder: what somebody says becomes a file that telephones play.
//!
//! Browsers record in formats that telephone systems do not play, each browser in another one. So the
//! samples are taken from the microphone as they are, brought to [`SAMPLE_RATE`] and put into a file
//! here.

mod address;
mod microphone;
mod recording;
mod resample;
mod sound;
mod tape;
mod trouble;
mod view;
mod wav;
mod waveform;

use leptos::prelude::*;
use web_sys::File;

use crate::lazy_view;
use view::Recorder;

pub(crate) use address::SoundAddress;

/// Samples in a second, as telephones carry them.
const SAMPLE_RATE: u32 = 8_000;

/// What is to be recorded; whoever wants a recorder hands it this as a context.
#[derive(Clone, Copy)]
pub(crate) struct Wanted {
    /// The recording stops there.
    pub(crate) longest_seconds: u32,
    /// What the file is called.
    pub(crate) file_name: fn() -> &'static str,
    /// Whether the one that was handed over last is on its way.
    pub(crate) is_busy: Signal<bool>,
    /// Called with the recording that the user has chosen.
    pub(crate) on_use: Callback<File>,
}

lazy_view! {
    /// The recorder.
    pub(crate) fn view() -> Recorder in recorder
}
