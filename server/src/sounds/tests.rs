use belroute_shared::voicemail::PEAKS;
use proptest::prelude::*;

use super::{wav::HEAD, *};

/// A WAV file of any form.
fn file(format: u16, channels: u16, rate: u32, bits: u16, data: &[u8]) -> Vec<u8> {
    let frame = channels * bits / 8;
    let mut file = b"RIFF\0\0\0\0WAVEfmt \x10\0\0\0".to_vec();
    for field in [format, channels] {
        file.extend(field.to_le_bytes());
    }
    file.extend(rate.to_le_bytes());
    file.extend((rate * u32::from(frame)).to_le_bytes());
    for field in [frame, bits] {
        file.extend(field.to_le_bytes());
    }
    // Something else that a program may put there; chunks begin at even places.
    file.extend(b"JUNK\x03\0\0\0abc\0data");
    file.extend(u32::try_from(data.len()).unwrap().to_le_bytes());
    file.extend(data);
    let length = u32::try_from(file.len() - 8).unwrap();
    file[4..8].copy_from_slice(&length.to_le_bytes());
    file
}

fn tone(rate: u32, hertz: f32, seconds: f32) -> Vec<i16> {
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_precision_loss,
        clippy::cast_sign_loss,
        reason = "small numbers of a test"
    )]
    (0..(rate as f32 * seconds) as u32)
        .map(|at| {
            let turn = at as f32 / rate as f32 * hertz * std::f32::consts::TAU;
            (turn.sin() * 16_000.0) as i16
        })
        .collect()
}

fn bytes(samples: &[i16]) -> Vec<u8> {
    samples.iter().flat_map(|it| it.to_le_bytes()).collect()
}

fn samples(sound: &Sound) -> Vec<i16> {
    let pairs = sound.wav[HEAD..].chunks_exact(2);
    pairs.map(|it| i16::from_le_bytes([it[0], it[1]])).collect()
}

/// How often a tone goes through zero upwards in each second.
fn hertz(sound: &Sound) -> usize {
    let samples = samples(sound);
    let ups = samples.windows(2).filter(|it| it[0] < 0 && it[1] >= 0);
    ups.count() * 8000 / samples.len()
}

#[test]
fn a_file_of_any_rate_and_depth_keeps_its_tone_and_length() {
    for rate in [8000, 11_025, 16_000, 22_050, 44_100, 48_000] {
        let tone = tone(rate, 440.0, 1.0);
        let sound = telephone(&file(1, 1, rate, 16, &bytes(&tone)), 10).unwrap();
        assert!(
            (999..=1001).contains(&sound.length_ms),
            "{rate}: {}",
            sound.length_ms
        );
        assert!(
            (435..=445).contains(&hertz(&sound)),
            "{rate}: {}",
            hertz(&sound)
        );
        let deep: Vec<u8> = tone
            .iter()
            .flat_map(|it| (i32::from(*it) << 8).to_le_bytes().into_iter().take(3))
            .collect();
        let deep = telephone(&file(1, 1, rate, 24, &deep), 10).unwrap();
        assert_eq!(deep.wav, sound.wav, "24 bit at {rate}");
    }
}

#[test]
fn what_a_telephone_cannot_carry_does_not_come_back_as_another_tone() {
    let high = tone(48_000, 9000.0, 1.0);
    let sound = telephone(&file(1, 1, 48_000, 16, &bytes(&high)), 10).unwrap();
    // Where it begins and ends there is a click, which has something of every tone.
    let inner = samples(&sound)[400..7600].to_vec();
    let loudest = inner.into_iter().map(i16::unsigned_abs).max();
    assert!(loudest.unwrap() < 100, "{loudest:?}");
}

#[test]
fn channels_are_mixed() {
    let stereo = bytes(&[1000, 3000, -500, 500, 0, 0]);
    let sound = telephone(&file(1, 2, 8000, 16, &stereo), 10).unwrap();
    assert_eq!(samples(&sound), [2000, 0, 0]);
}

#[test]
fn the_laws_of_telephones_and_eight_bits_are_read() {
    // ITU-T G.711: silence, and the loudest of both signs.
    let law_u = telephone(&file(7, 1, 8000, 8, &[0xFF, 0x00, 0x80]), 10).unwrap();
    assert_eq!(samples(&law_u), [0, -32_124, 32_124]);
    let law_a = telephone(&file(6, 1, 8000, 8, &[0xD5, 0x2A, 0xAA]), 10).unwrap();
    assert_eq!(samples(&law_a), [8, -32_256, 32_256]);
    let eight = telephone(&file(1, 1, 8000, 8, &[128, 0, 255]), 10).unwrap();
    assert_eq!(samples(&eight), [0, i16::MIN, 32_512]);
}

#[test]
fn what_is_wrong_with_a_file_is_said() {
    let refused = |file: &[u8]| telephone(file, 1).unwrap_err();
    let second = bytes(&tone(8000, 440.0, 1.0));
    let good = file(1, 1, 8000, 16, &second);
    assert!(telephone(&good, 1).is_ok());
    for not_audio in [
        &b""[..],
        b"hello",
        &[0xFF; 4096],
        b"RIFF\x04\0\0\0AVI LIST",
        &file(1, 1, 8000, 16, &[]),
        &file(0x55, 1, 8000, 16, &second),
        &file(1, 1, 1, 16, &second),
    ] {
        assert_eq!(refused(not_audio), SoundFault::NotAudio);
    }
    assert_eq!(refused(&good[..good.len() - 1]), SoundFault::CutOff);
    assert_eq!(refused(&good[..30]), SoundFault::CutOff);
    let longer = bytes(&tone(8000, 440.0, 1.01));
    assert_eq!(refused(&file(1, 1, 8000, 16, &longer)), SoundFault::TooLong);
    assert_eq!(refused(&vec![0; MOST_BYTES + 1]), SoundFault::TooLarge);
}

#[test]
fn a_file_whose_writer_was_killed_is_read_to_its_end() {
    let spoken = tone(8000, 440.0, 0.5);
    let whole = telephone(&file(1, 1, 8000, 16, &bytes(&spoken)), 10).unwrap();
    for length in [0, u32::MAX] {
        let mut open = file(1, 1, 8000, 16, &bytes(&spoken));
        let at = open.len() - bytes(&spoken).len() - 4;
        open[at..at + 4].copy_from_slice(&length.to_le_bytes());
        assert_eq!(telephone(&open, 10).unwrap(), whole);
    }
}

#[test]
fn silence_is_drawn_as_silence_and_a_soft_voice_as_a_voice() {
    let peaks = |loud: i16| {
        let half = vec![loud; 4000];
        let data = bytes(&[half, vec![0; 4000]].concat());
        telephone(&file(1, 1, 8000, 16, &data), 10).unwrap().peaks
    };
    assert_eq!(peaks(0), [0; PEAKS]);
    for loud in [400, 32_000] {
        let drawn = peaks(loud);
        assert_eq!(drawn[..PEAKS / 2], [100; PEAKS / 2]);
        assert_eq!(drawn[PEAKS / 2..], [0; PEAKS / 2]);
    }
    assert!(peaks(16).iter().all(|it| *it <= 10));
}

proptest! {
    #[test]
    fn what_telephones_carry_already_keeps_every_sample(spoken in proptest::collection::vec(any::<i16>(), 1..2000)) {
        let sound = telephone(&file(1, 1, 8000, 16, &bytes(&spoken)), 10).unwrap();
        prop_assert_eq!(samples(&sound), spoken.clone());
        prop_assert_eq!(sound.peaks.len(), PEAKS);
        prop_assert!(sound.peaks.iter().all(|it| *it <= 100));
        // What comes out goes in and comes out the same.
        prop_assert_eq!(telephone(&sound.wav, 10).unwrap(), sound);
    }

    #[test]
    fn any_bytes_are_read_or_refused(head in 0usize..60, rubbish in proptest::collection::vec(any::<u8>(), 0..500)) {
        let good = file(1, 2, 44_100, 16, &[1; 400]);
        let mut any = good[..head.min(good.len())].to_vec();
        any.extend(rubbish);
        if let Ok(sound) = telephone(&any, 10) {
            prop_assert!(sound.length_ms <= 10_000);
            prop_assert_eq!(sound.peaks.len(), PEAKS);
        }
    }
}
