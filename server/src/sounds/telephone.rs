//! From any sound to one that telephones carry.

use rubato::{
    Async, FixedAsync, Resampler as _, SincInterpolationParameters, SincInterpolationType,
    WindowFunction, audioadapter_buffers::direct::InterleavedSlice,
};
use sha2::{Digest as _, Sha256};
use symphonia::core::audio::conv::IntoSample as _;

use super::{Sound, SoundFault, peaks, reading, wav};

/// Samples a second that telephones carry.
pub(crate) const RATE: u32 = 8000;
/// Samples that are converted together.
const CHUNK: usize = 1024;
/// Length of the filter that keeps high sounds from coming back as low ones.
const FILTER: usize = 128;

/// Turns a file into 8 kHz, 16 bit, one channel, and measures it. What is so already keeps every
/// sample. It works for a while on a long file: it belongs into a thread that may block.
///
/// # Errors
/// The file is not taken.
pub(crate) fn telephone(bytes: &[u8], most_seconds: u32) -> Result<Sound, SoundFault> {
    let read = reading::read(bytes, most_seconds)?;
    let mono = if read.rate == RATE {
        read.mono
    } else {
        resampled(&read.mono, read.rate)?
    };
    let samples: Vec<i16> = mono.into_iter().map(f32::into_sample).collect();
    Ok(of_samples(&samples))
}

/// A sound of samples as telephones carry them.
pub(crate) fn of_samples(samples: &[i16]) -> Sound {
    let length_ms = samples.len() as u64 * 1000 / u64::from(RATE);
    let file = wav::write(samples);
    Sound {
        sha256: hex::encode(Sha256::digest(&file)),
        wav: file,
        length_ms: u32::try_from(length_ms).unwrap_or(u32::MAX),
        peaks: peaks::measure(samples),
    }
}

fn resampled(mono: &[f32], rate: u32) -> Result<Vec<f32>, SoundFault> {
    let parameters = SincInterpolationParameters {
        sinc_len: FILTER,
        f_cutoff: None,
        oversampling_factor: FILTER,
        interpolation: SincInterpolationType::Quadratic,
        window: WindowFunction::Blackman2,
    };
    let ratio = f64::from(RATE) / f64::from(rate);
    let from = InterleavedSlice::new(mono, 1, mono.len()).map_err(|_| SoundFault::NotAudio)?;
    let to = Async::<f32>::new_sinc(ratio, 1.0, &parameters, CHUNK, 1, FixedAsync::Input)
        .map_err(|_| SoundFault::NotAudio)?
        .process_all(&from, mono.len(), None)
        .map_err(|_| SoundFault::NotAudio)?;
    Ok(to.take_data())
}
