//! Files into samples.

use std::io::{Cursor, ErrorKind};

use symphonia::core::{
    audio::GenericAudioBufferRef,
    codecs::{CodecParameters, audio::AudioDecoderOptions},
    errors::Error,
    formats::{FormatOptions, TrackType, probe::Hint},
    io::{MediaSourceStream, MediaSourceStreamOptions},
    meta::MetadataOptions,
};

use super::{MOST_BYTES, SoundFault};

/// Samples a second that a file may have.
const RATES: std::ops::RangeInclusive<u32> = 4000..=192_000;
/// The most channels that are mixed.
const MOST_CHANNELS: usize = 8;
/// Where the first chunk of a WAV begins.
const FIRST_CHUNK: usize = 12;
/// Name and length of a chunk.
const CHUNK_HEAD: usize = 8;
/// What every form has: kind, channels, rates and bits.
const SHORT_FORM: usize = 16;

/// What a file holds, its channels mixed into one.
#[derive(Debug)]
pub(super) struct Samples {
    /// Samples a second.
    pub(super) rate: u32,
    /// From -1 to 1.
    pub(super) mono: Vec<f32>,
}

/// Reads a WAV file.
pub(super) fn read(bytes: &[u8], most_seconds: u32) -> Result<Samples, SoundFault> {
    if bytes.len() > MOST_BYTES {
        return Err(SoundFault::TooLarge);
    }
    let stream = MediaSourceStream::new(
        Box::new(Cursor::new(whole(bytes)?)),
        MediaSourceStreamOptions::default(),
    );
    let mut format = symphonia::default::get_probe()
        .probe(
            Hint::new().with_extension("wav"),
            stream,
            FormatOptions::default(),
            MetadataOptions::default(),
        )
        .map_err(fault)?;
    let track = format
        .default_track(TrackType::Audio)
        .ok_or(SoundFault::NotAudio)?;
    let parameters = track.codec_params.as_ref().and_then(CodecParameters::audio);
    let parameters = parameters.ok_or(SoundFault::NotAudio)?;
    let rate = parameters.sample_rate.filter(|rate| RATES.contains(rate));
    let rate = rate.ok_or(SoundFault::NotAudio)?;
    let mut decoder = symphonia::default::get_codecs()
        .make_audio_decoder(parameters, &AudioDecoderOptions::default())
        .map_err(fault)?;
    let most_samples = u64::from(rate) * u64::from(most_seconds);
    let mut mono = Vec::new();
    while let Some(packet) = format.next_packet().map_err(fault)? {
        mix(&decoder.decode(&packet).map_err(fault)?, &mut mono)?;
        if mono.len() as u64 > most_samples {
            return Err(SoundFault::TooLong);
        }
    }
    if mono.is_empty() {
        return Err(SoundFault::NotAudio);
    }
    Ok(Samples { rate, mono })
}

/// The file with what matters alone: its form, its sound, and the true length of both. Programs that
/// write while somebody speaks put the lengths in when they are done; one that was killed has left
/// none.
fn whole(bytes: &[u8]) -> Result<Vec<u8>, SoundFault> {
    if bytes.get(..4) != Some(b"RIFF") || bytes.get(8..FIRST_CHUNK) != Some(b"WAVE") {
        return Err(SoundFault::NotAudio);
    }
    let mut form = None;
    let mut at = FIRST_CHUNK;
    loop {
        let head = bytes.get(at..at + CHUNK_HEAD).ok_or(SoundFault::CutOff)?;
        let (name, length) = head.split_at(4);
        let length = length.try_into().map(u32::from_le_bytes);
        let length = length.map_err(|_| SoundFault::CutOff)? as usize;
        let rest = &bytes[at + CHUNK_HEAD..];
        if name == b"data" {
            let is_open = length == 0 || length == u32::MAX as usize;
            let sound = rest.get(..if is_open { rest.len() } else { length });
            let sound = sound.ok_or(SoundFault::CutOff)?;
            return file(form.ok_or(SoundFault::NotAudio)?, sound);
        }
        if name == b"fmt " {
            form = Some(rest.get(..length).ok_or(SoundFault::CutOff)?);
        }
        // Chunks begin at even places.
        at += CHUNK_HEAD + length + length % 2;
    }
}

fn file(form: &[u8], sound: &[u8]) -> Result<Vec<u8>, SoundFault> {
    let mut form = form.to_vec();
    let is_law = matches!(form.get(..2), Some([6 | 7, 0]));
    if is_law && form.len() == SHORT_FORM {
        // Says that nothing follows, which many programs leave out.
        form.extend([0; 2]);
    }
    let mut file = b"RIFF\0\0\0\0WAVE".to_vec();
    for (name, content) in [(b"fmt ", form.as_slice()), (b"data", sound)] {
        let length = u32::try_from(content.len()).map_err(|_| SoundFault::TooLarge)?;
        file.extend(name);
        file.extend(length.to_le_bytes());
        file.extend(content);
    }
    let length = u32::try_from(file.len() - CHUNK_HEAD).map_err(|_| SoundFault::TooLarge)?;
    file[4..CHUNK_HEAD].copy_from_slice(&length.to_le_bytes());
    Ok(file)
}

fn mix(decoded: &GenericAudioBufferRef<'_>, mono: &mut Vec<f32>) -> Result<(), SoundFault> {
    let channels = decoded.spec().channels().count();
    if channels == 0 || channels > MOST_CHANNELS {
        return Err(SoundFault::NotAudio);
    }
    let mut samples = Vec::<f32>::new();
    decoded.copy_to_vec_interleaved(&mut samples);
    if channels == 1 {
        mono.append(&mut samples);
    } else {
        let share = f32::from(u8::try_from(channels).unwrap_or(u8::MAX));
        let frames = samples.chunks_exact(channels);
        mono.extend(frames.map(|frame| frame.iter().sum::<f32>() / share));
    }
    Ok(())
}

fn fault(error: Error) -> SoundFault {
    match error {
        Error::IoError(error) if error.kind() == ErrorKind::UnexpectedEof => SoundFault::CutOff,
        _ => SoundFault::NotAudio,
    }
}
