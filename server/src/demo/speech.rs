//! Something that sounds like somebody who speaks, without a word in it: syllables with the pitch
//! and the resonances of vowels, and pauses between.

use rand::{RngExt as _, rngs::StdRng};
use symphonia::core::audio::conv::IntoSample as _;

use crate::sounds::RATE;

/// The two lowest resonances of vowels, in hertz.
const VOWELS: [(f32, f32); 5] = [
    (750.0, 1200.0),
    (450.0, 1900.0),
    (300.0, 2300.0),
    (500.0, 900.0),
    (350.0, 750.0),
];
/// Overtones that a telephone carries.
const OVERTONES: u8 = 18;

/// So many seconds of it, in samples of the telephone.
pub(super) fn speak(random: &mut StdRng, seconds: u32) -> Vec<i16> {
    let wanted = (seconds * RATE) as usize;
    let voice = random.random_range(95.0..210.0_f32);
    let mut samples = Vec::with_capacity(wanted);
    while samples.len() < wanted {
        let length = random.random_range(900..2200_u16);
        let pitch = voice * random.random_range(0.85..1.2);
        let vowel = VOWELS[random.random_range(0..VOWELS.len())];
        syllable(&mut samples, length, pitch, vowel);
        let pause = if random.random_bool(0.25) {
            random.random_range(1200..4000)
        } else {
            random.random_range(100..500)
        };
        samples.resize(samples.len() + pause, 0);
    }
    samples.truncate(wanted);
    samples
}

fn syllable(samples: &mut Vec<i16>, length: u16, pitch: f32, (first, second): (f32, f32)) {
    let loud: Vec<f32> = (1..=OVERTONES)
        .map(|overtone| {
            let hertz = pitch * f32::from(overtone);
            let near =
                |resonance: f32, width: f32| 1.0 / (1.0 + ((hertz - resonance) / width).powi(2));
            near(first, 120.0) + 0.5 * near(second, 180.0)
        })
        .collect();
    let turn = std::f32::consts::TAU * pitch / 8000.0;
    let rise = std::f32::consts::PI / f32::from(length);
    samples.extend((0..length).map(|at| {
        let at = f32::from(at);
        let tones = (1..=OVERTONES).zip(&loud);
        let tones = tones.map(|(overtone, loud)| loud * (turn * at * f32::from(overtone)).sin());
        let swell = (rise * at).sin().powi(2);
        let sample: i16 = (0.16 * swell * tones.sum::<f32>()).into_sample();
        sample
    }));
}
