use super::SAMPLE_RATE;

/// A file of the kind that every telephone system and browser plays: a header of 44 bytes ("RIFF",
/// `WAVE`, one `fmt ` and one `data` chunk) before the samples.
pub(super) fn wav(samples: &[i16]) -> Vec<u8> {
    let length = u32::try_from(samples.len() * 2).unwrap_or(u32::MAX);
    let mut file = Vec::with_capacity(44 + samples.len() * 2);
    file.extend(b"RIFF");
    file.extend(length.saturating_add(36).to_le_bytes());
    file.extend(b"WAVEfmt ");
    file.extend(16_u32.to_le_bytes());
    // PCM, one channel.
    file.extend(1_u16.to_le_bytes());
    file.extend(1_u16.to_le_bytes());
    file.extend(SAMPLE_RATE.to_le_bytes());
    // Bytes in a second, bytes of a sample, bits of a sample.
    file.extend((SAMPLE_RATE * 2).to_le_bytes());
    file.extend(2_u16.to_le_bytes());
    file.extend(16_u16.to_le_bytes());
    file.extend(b"data");
    file.extend(length.to_le_bytes());
    file.extend(samples.iter().flat_map(|sample| sample.to_le_bytes()));
    file
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn the_header_says_what_follows() {
        let file = wav(&[1, -2]);
        let mut wanted = b"RIFF\x28\0\0\0WAVEfmt \x10\0\0\0\x01\0\x01\0".to_vec();
        wanted.extend(b"\x40\x1f\0\0\x80\x3e\0\0\x02\0\x10\0data\x04\0\0\0\x01\0\xfe\xff");
        assert_eq!(file, wanted);
    }

    proptest! {
        #[test]
        fn every_sample_is_found_again(samples in prop::collection::vec(any::<i16>(), 0..500)) {
            let file = wav(&samples);
            let (header, rest) = file.split_at(44);
            let said = u32::from_le_bytes([header[40], header[41], header[42], header[43]]);
            prop_assert_eq!(said as usize, rest.len());
            let read = rest.chunks(2).map(|it| i16::from_le_bytes([it[0], it[1]]));
            prop_assert_eq!(read.collect::<Vec<_>>(), samples);
        }
    }
}
