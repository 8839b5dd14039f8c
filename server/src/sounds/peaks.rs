//! How loud a sound is over its length, for drawing it.

use belroute_shared::voicemail::PEAKS;

/// What is softer than this is silence, and is not blown up to look like speech.
const SILENCE: u16 = 160;

/// [`PEAKS`] steps from 0 to 100. The loudest step of a sound that can be heard is 100, so that
/// somebody who speaks softly can be seen as well.
pub(super) fn measure(samples: &[i16]) -> Vec<u8> {
    let loudest_of = |step: usize| {
        let begin = step * samples.len() / PEAKS;
        let end = ((step + 1) * samples.len() / PEAKS).max(begin + 1);
        let part = samples.get(begin..end.min(samples.len()));
        let part = part.unwrap_or_default().iter();
        part.map(|sample| sample.unsigned_abs()).max().unwrap_or(0)
    };
    let loudest: Vec<u16> = (0..PEAKS).map(loudest_of).collect();
    let full = loudest.iter().copied().max().unwrap_or(0).max(SILENCE);
    let share = |it: u16| u8::try_from(u32::from(it) * 100 / u32::from(full)).unwrap_or(100);
    loudest.into_iter().map(share).collect()
}
