//! Writes the one form of WAV that is kept.

use super::telephone::RATE;

/// Bytes in front of the samples.
pub(super) const HEAD: usize = 44;
const BYTES_A_SAMPLE: u16 = 2;

/// A file with these samples.
pub(super) fn write(samples: &[i16]) -> Vec<u8> {
    let data = samples.len() * usize::from(BYTES_A_SAMPLE);
    let data_length = u32::try_from(data).unwrap_or(u32::MAX);
    let mut file = Vec::with_capacity(HEAD + data);
    file.extend(b"RIFF");
    file.extend(data_length.saturating_add(36).to_le_bytes());
    file.extend(b"WAVEfmt ");
    file.extend(16_u32.to_le_bytes());
    // Plain PCM in one channel.
    file.extend(1_u16.to_le_bytes());
    file.extend(1_u16.to_le_bytes());
    file.extend(RATE.to_le_bytes());
    file.extend((RATE * u32::from(BYTES_A_SAMPLE)).to_le_bytes());
    file.extend(BYTES_A_SAMPLE.to_le_bytes());
    file.extend((BYTES_A_SAMPLE * 8).to_le_bytes());
    file.extend(b"data");
    file.extend(data_length.to_le_bytes());
    file.extend(samples.iter().flat_map(|sample| sample.to_le_bytes()));
    file
}
