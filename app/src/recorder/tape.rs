use super::{SAMPLE_RATE, resample::Resampler};

/// Levels in a second.
pub(super) const LEVELS: u32 = 20;
/// Samples of each level.
const OF_LEVEL: usize = (SAMPLE_RATE / LEVELS) as usize;
/// What is softer than this at its loudest is the murmur of a microphone that is muted.
const SILENT: u8 = 4;

/// What was recorded so far.
#[derive(Debug)]
pub(super) struct Tape {
    resampler: Resampler,
    samples: Vec<i16>,
    /// So many it holds.
    most: usize,
    /// How loud each part of it is, 0 to 100.
    levels: Vec<u8>,
}

impl Tape {
    /// An empty one, for sound with so many samples in a second.
    pub(super) fn new(rate: u32, longest_seconds: u32) -> Self {
        Self {
            resampler: Resampler::new(rate),
            samples: Vec::new(),
            most: (longest_seconds * SAMPLE_RATE) as usize,
            levels: Vec::new(),
        }
    }

    /// Takes a piece; says whether it is full now.
    pub(super) fn take(&mut self, piece: &[f32]) -> bool {
        self.resampler.push(piece, &mut self.samples);
        self.samples.truncate(self.most);
        let parts = self.samples.chunks_exact(OF_LEVEL);
        let new = parts.skip(self.levels.len()).map(level);
        self.levels.extend(new);
        self.samples.len() == self.most
    }

    /// How loud each part of it is, 0 to 100, [`LEVELS`] a second.
    pub(super) fn levels(&self) -> &[u8] {
        &self.levels
    }

    /// Whether nothing can be heard on it.
    pub(super) fn is_silent(&self) -> bool {
        self.levels.iter().all(|level| *level < SILENT)
    }

    /// The samples, to the last.
    pub(super) fn finish(mut self) -> Vec<i16> {
        self.resampler.finish(&mut self.samples);
        self.samples.truncate(self.most);
        self.samples
    }
}

/// The loudest sample on a scale on which a soft voice is still to be seen.
#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "0 to 100"
)]
fn level(samples: &[i16]) -> u8 {
    let loudest = samples.iter().map(|it| it.unsigned_abs()).max();
    let share = f64::from(loudest.unwrap_or_default()) / 32_768.0;
    (share.sqrt() * 100.0).round() as u8
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn it_is_full_at_its_limit_and_holds_no_more() {
        let mut tape = Tape::new(48_000, 1);
        assert!(!tape.take(&[0.5; 47_000]));
        assert!(tape.take(&[0.5; 4_000]));
        assert!(tape.take(&[0.5; 4_000]));
        assert_eq!(tape.levels().len(), 20);
        assert_eq!(tape.finish().len(), 8_000);
    }

    #[test]
    fn levels_follow_what_is_said() {
        let mut tape = Tape::new(SAMPLE_RATE, 10);
        tape.take(&[0.0; 4_000]);
        assert!(tape.is_silent());
        tape.take(&[0.25; 4_000]);
        assert!(!tape.is_silent());
        let levels = tape.levels();
        assert_eq!(levels[..9], [0; 9]);
        assert_eq!(levels[levels.len() - 1], 50);
    }

    #[test]
    fn what_was_said_last_is_kept() {
        let mut tape = Tape::new(SAMPLE_RATE, 10);
        tape.take(&[0.5; 1_000]);
        assert_eq!(tape.finish().len(), 1_000);
    }
}
