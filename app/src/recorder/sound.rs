use js_sys::{Array, Uint8Array};
use wasm_bindgen::JsValue;
use web_sys::{File, FilePropertyBag};

use super::{SAMPLE_RATE, SoundAddress, wav::wav};

/// A recording as a file.
#[derive(Debug)]
pub(super) struct Sound {
    /// The file.
    pub(super) file: File,
    /// Where a player finds it.
    pub(super) address: SoundAddress,
    /// How long it is, in whole seconds.
    pub(super) seconds: u32,
    /// Nothing can be heard on it.
    pub(super) is_silent: bool,
}

impl Sound {
    /// Makes a file of samples.
    pub(super) fn of(samples: &[i16], name: &str, is_silent: bool) -> Result<Self, JsValue> {
        let content = Array::of1(&Uint8Array::from(wav(samples).as_slice()));
        let kind = FilePropertyBag::new();
        kind.set_type("audio/wav");
        let file = File::new_with_u8_array_sequence_and_options(&content, name, &kind)?;
        let seconds = u32::try_from(samples.len()).unwrap_or(u32::MAX) / SAMPLE_RATE;
        Ok(Self {
            address: SoundAddress::of(&file)?,
            file,
            seconds,
            is_silent,
        })
    }
}
