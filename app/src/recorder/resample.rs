use std::f64::consts::PI;

use super::SAMPLE_RATE;

/// How far the filter reaches to either side, in samples of the lower rate.
const LOBES: usize = 32;
/// Places of the filter that are worked out ahead for each of those; what lies between is taken from
/// a straight line. That is wrong by less than what 13 bits can tell, and a telephone has no more.
const PLACES: usize = 64;
/// How much of what the lower rate can carry is let through: 3,700 of 4,000 Hz. What lies above
/// would come back as another tone.
const PASSED: f64 = 0.925;

/// Turns sound of any rate into that of telephones, in pieces as they come.
///
/// Each sample is weighed with a windowed sinc around its place, which lets through what both rates
/// can carry and nothing else.
#[derive(Clone, Debug)]
pub(super) struct Resampler {
    /// Samples that go in for a second of what comes out.
    rate: usize,
    /// Samples that go in for each lobe of the filter.
    lobe: f64,
    /// How far the filter reaches to either side, in samples that go in.
    reach: usize,
    /// The filter from its middle outwards.
    filter: Vec<f64>,
    /// What went in and is still needed.
    waiting: Vec<f32>,
    /// Where the next sample that comes out lies among them: behind this one,
    at: usize,
    /// and so far towards the next, counted in samples that come out in a second. A broken number
    /// would go astray little by little.
    beyond: usize,
}

/// [`SAMPLE_RATE`] to count with.
const OUT: usize = SAMPLE_RATE as usize;

#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_precision_loss,
    clippy::cast_sign_loss,
    reason = "places are small and never below zero"
)]
impl Resampler {
    /// Of sound with so many samples in a second.
    pub(super) fn new(rate: u32) -> Self {
        let rate = rate.max(1) as usize;
        let lobe = (rate as f64 / OUT as f64).max(1.0);
        let reach = (LOBES as f64 * lobe).ceil() as usize + 1;
        Self {
            rate,
            lobe,
            reach,
            filter: filter(),
            // Before the first sample there was silence.
            waiting: vec![0.0; reach],
            at: reach,
            beyond: 0,
        }
    }

    /// Takes a piece in and puts what it comes to behind what there is. Full scale is 1.
    pub(super) fn push(&mut self, piece: &[f32], into: &mut Vec<i16>) {
        self.waiting.extend_from_slice(piece);
        while self.at + self.reach < self.waiting.len() {
            into.push(self.sample());
            let next = self.beyond + self.rate;
            self.at += next / OUT;
            self.beyond = next % OUT;
        }
        let needless = (self.at - self.reach).min(self.waiting.len());
        self.waiting.drain(..needless);
        self.at -= needless;
    }

    /// No more comes: puts what is left behind what there is.
    pub(super) fn finish(mut self, into: &mut Vec<i16>) {
        self.push(&vec![0.0; self.reach], into);
    }

    fn sample(&self) -> i16 {
        let around = &self.waiting[self.at - self.reach..=self.at + self.reach];
        let middle = self.reach as f64 + self.beyond as f64 / OUT as f64;
        let samples = around.iter().enumerate();
        let sum: f64 = samples
            .map(|(place, sample)| {
                let distance = (place as f64 - middle).abs() / self.lobe;
                f64::from(*sample) * self.weight(distance)
            })
            .sum();
        // Turns what is too loud into the loudest there is.
        (sum / self.lobe * f64::from(i16::MAX)).round() as i16
    }

    /// The filter at a distance from its middle, in lobes.
    fn weight(&self, distance: f64) -> f64 {
        let place = distance * PLACES as f64;
        let before = place as usize;
        let at = |place: usize| self.filter.get(place).copied().unwrap_or_default();
        let rest = place - before as f64;
        at(before) * (1.0 - rest) + at(before + 1) * rest
    }
}

/// Half of a sinc under a Blackman window.
#[expect(clippy::cast_precision_loss, reason = "places are small")]
fn filter() -> Vec<f64> {
    let places = 0..LOBES * PLACES;
    let of = |place: usize| {
        let distance = place as f64 / PLACES as f64;
        let angle = PI * distance * PASSED;
        let sinc = if place == 0 { 1.0 } else { angle.sin() / angle };
        let turn = PI * distance / LOBES as f64;
        let window = 0.42 + 0.5 * turn.cos() + 0.08 * (2.0 * turn).cos();
        PASSED * sinc * window
    };
    places.map(of).collect()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn resampled(rate: u32, sound: &[f32]) -> Vec<i16> {
        let (mut resampler, mut into) = (Resampler::new(rate), Vec::new());
        resampler.push(sound, &mut into);
        resampler.finish(&mut into);
        into
    }

    /// A second of a tone at half of full scale.
    #[expect(clippy::cast_possible_truncation, reason = "a sample")]
    fn tone(rate: u32, pitch: f64) -> Vec<f32> {
        let at = |sample: u32| f64::from(sample) / f64::from(rate);
        let tone = (0..rate).map(|sample| 0.5 * (2.0 * PI * pitch * at(sample)).sin());
        tone.map(|it| it as f32).collect()
    }

    /// Without its beginning and end, where the tone begins and breaks off.
    fn middle(sound: &[i16]) -> &[i16] {
        &sound[200..sound.len() - 200]
    }

    #[test]
    fn what_telephones_carry_stays_as_it_is() {
        for rate in [8_000, 11_025, 16_000, 44_100, 48_000, 96_000] {
            for pitch in [300.0, 1_000.0, 3_300.0] {
                let came = resampled(rate, &tone(rate, pitch));
                let wanted = tone(SAMPLE_RATE, pitch);
                for (came, wanted) in middle(&came).iter().zip(&wanted[200..]) {
                    let difference = (f32::from(*came) / 32_767.0 - wanted).abs();
                    assert!(difference < 0.002, "{pitch} Hz at {rate}: {difference}");
                }
            }
        }
    }

    #[test]
    fn what_telephones_do_not_carry_does_not_come_back_as_another_tone() {
        for rate in [16_000, 44_100, 48_000] {
            for pitch in [4_300.0, 5_000.0, 7_700.0] {
                let came = resampled(rate, &tone(rate, pitch));
                let loudest = middle(&came).iter().map(|it| it.unsigned_abs()).max();
                // 60 dB below the tone.
                assert!(loudest < Some(16), "{pitch} Hz at {rate}: {loudest:?}");
            }
        }
    }

    #[test]
    fn what_is_too_loud_becomes_the_loudest_there_is() {
        let came = resampled(48_000, &[3.0; 4_800]);
        assert_eq!(came[400], i16::MAX);
        let came = resampled(48_000, &[-3.0; 4_800]);
        assert_eq!(came[400], i16::MIN);
    }

    #[test]
    fn silence_stays_silent_and_nothing_stays_nothing() {
        assert_eq!(resampled(48_000, &[0.0; 48_000]), vec![0; 8_000]);
        assert!(resampled(48_000, &[]).is_empty());
    }

    proptest! {
        #[test]
        fn it_does_not_matter_in_which_pieces_it_comes(
            rate in 4_000_u32..100_000,
            sound in prop::collection::vec(-1.0_f32..=1.0, 0..3_000),
            pieces in prop::collection::vec(1_usize..600, 1..20),
        ) {
            let (mut resampler, mut into) = (Resampler::new(rate), Vec::new());
            let mut rest = sound.as_slice();
            for length in pieces.into_iter().cycle() {
                let (piece, later) = rest.split_at(length.min(rest.len()));
                resampler.push(piece, &mut into);
                rest = later;
                if rest.is_empty() {
                    break;
                }
            }
            resampler.finish(&mut into);
            prop_assert_eq!(into, resampled(rate, &sound));
        }

        #[test]
        fn it_lasts_as_long_as_before(rate in 1_000_u32..200_000, length in 0_usize..5_000) {
            let wanted = (length as u64 * u64::from(SAMPLE_RATE)).div_ceil(u64::from(rate));
            let came = resampled(rate, &vec![0.1; length]).len() as u64;
            prop_assert_eq!(came, wanted);
        }

        #[test]
        fn whatever_comes_is_taken(
            rate in 0_u32..1_000_000,
            sound in prop::collection::vec(any::<f32>(), 0..50),
        ) {
            resampled(rate, &sound);
        }
    }
}
