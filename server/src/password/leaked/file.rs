//! The file of leaked passwords. All numbers are little-endian:
//!
//! | at | bytes | what |
//! |---|---|---|
//! | 0 | 8 | `brleaked` |
//! | 8 | 4 | version of this format: 1 |
//! | 12 | 4 | length of a segment, a power of two |
//! | 16 | 4 | where a key's first segment may begin: a multiple of that length |
//! | 20 | 8 | seed of the filter |
//! | 28 | 8 | passwords in it |
//! | 36 | 2 each | fingerprints: as many as the two lengths say |
//! | end | 32 | SHA-256 of everything before |
//!
//! Keys are the first eight bytes of the passwords' SHA-1, as a big-endian number; the filter is the
//! binary fuse filter of three segments with fingerprints of 16 bits.

use std::{
    fs::File,
    io::{self, BufWriter, Read as _, Write as _},
    path::{Path, PathBuf},
};

use sha2::{Digest as _, Sha256};
use thiserror::Error;
use xorf::{BinaryFuse16, Descriptor};

use super::Leaked;

const MAGIC: [u8; 8] = *b"brleaked";
const VERSION: u32 = 1;
const HEADER: usize = 36;
const CHECKSUM: usize = 32;

/// Why a file of leaked passwords was refused.
#[derive(Debug, Error)]
pub enum LeakedError {
    /// The file cannot be read.
    #[error("{path} cannot be read")]
    Unreadable {
        /// The file.
        path: PathBuf,
        /// Why.
        source: io::Error,
    },
    /// The file is something else.
    #[error("{path} is not a file made by `belroute leaked-passwords`")]
    Foreign {
        /// The file.
        path: PathBuf,
    },
    /// The file was made by another version of the program.
    #[error(
        "{path} has format {version}, and this program reads format {VERSION}: make it again with \
         `belroute leaked-passwords`"
    )]
    OtherVersion {
        /// The file.
        path: PathBuf,
        /// Its format.
        version: u32,
    },
    /// The file is cut off or has changed since it was made.
    #[error("{path} is cut off or damaged: make it again with `belroute leaked-passwords`")]
    Damaged {
        /// The file.
        path: PathBuf,
    },
}

/// What stands before the fingerprints.
struct Header {
    segment: u32,
    starts: u32,
    seed: u64,
    passwords: u64,
}

impl Header {
    fn parse(bytes: &[u8; HEADER]) -> Option<Self> {
        Some(Self {
            segment: number(bytes, 12)?,
            starts: number(bytes, 16)?,
            seed: u64::from_le_bytes(bytes.get(20..28)?.try_into().ok()?),
            passwords: u64::from_le_bytes(bytes.get(28..36)?.try_into().ok()?),
        })
    }

    /// How many fingerprints there have to be; `None` when the lengths do not fit together, and
    /// looking a password up would reach past the end.
    fn fingerprints(&self) -> Option<u32> {
        let is_sound = self.segment.is_power_of_two()
            && self.starts > 0
            && self.starts.is_multiple_of(self.segment);
        let all = self.segment.checked_mul(2)?.checked_add(self.starts)?;
        is_sound.then_some(all)
    }
}

fn number(bytes: &[u8; HEADER], at: usize) -> Option<u32> {
    Some(u32::from_le_bytes(bytes.get(at..at + 4)?.try_into().ok()?))
}

/// Reads a file. Its length is compared before the rest is read: whoever names the wrong file may
/// have named a very big one.
pub(super) fn read(path: &Path) -> Result<Leaked, LeakedError> {
    let path = || path.to_owned();
    let unreadable = |source| LeakedError::Unreadable {
        path: path(),
        source,
    };
    let damaged = || LeakedError::Damaged { path: path() };

    let mut file = File::open(path()).map_err(unreadable)?;
    let length = file.metadata().map_err(unreadable)?.len();
    let mut start = Vec::with_capacity(HEADER);
    (&mut file)
        .take(HEADER as u64)
        .read_to_end(&mut start)
        .map_err(unreadable)?;
    if !start.starts_with(&MAGIC) {
        return Err(LeakedError::Foreign { path: path() });
    }
    let start: [u8; HEADER] = start.try_into().map_err(|_| damaged())?;
    match number(&start, 8) {
        Some(VERSION) => {}
        version => {
            return Err(LeakedError::OtherVersion {
                path: path(),
                version: version.unwrap_or_default(),
            });
        }
    }
    let header = Header::parse(&start).ok_or_else(damaged)?;
    let fingerprints = header.fingerprints().ok_or_else(damaged)?;
    if length != (HEADER + CHECKSUM) as u64 + 2 * u64::from(fingerprints) {
        return Err(damaged());
    }
    let mut rest = Vec::new();
    file.read_to_end(&mut rest).map_err(unreadable)?;
    let (body, checksum) = rest
        .len()
        .checked_sub(CHECKSUM)
        .map(|end| rest.split_at(end))
        .ok_or_else(damaged)?;
    let found = Sha256::new()
        .chain_update(start)
        .chain_update(body)
        .finalize();
    if found.as_slice() != checksum {
        return Err(damaged());
    }
    let fingerprints = body
        .chunks_exact(2)
        .map(|pair| {
            pair.iter()
                .rev()
                .fold(0, |all, byte| all << 8 | u16::from(*byte))
        })
        .collect();
    Ok(Leaked {
        filter: BinaryFuse16 {
            descriptor: Descriptor {
                seed: header.seed,
                segment_length: header.segment,
                segment_length_mask: header.segment - 1,
                segment_count_length: header.starts,
            },
            fingerprints,
        },
        passwords: header.passwords,
    })
}

/// Writes a file. It gets its name when it is whole, so that a server that starts meanwhile reads
/// the old one or none.
pub(super) fn write(path: &Path, leaked: &Leaked) -> io::Result<()> {
    let mut unfinished = path.as_os_str().to_owned();
    unfinished.push(".unfinished");
    let unfinished = PathBuf::from(unfinished);
    let mut file = File::create(&unfinished)?;
    let outcome = write_to(&mut file, leaked).and_then(|()| file.sync_all());
    match outcome {
        Ok(()) => std::fs::rename(&unfinished, path),
        Err(error) => {
            std::fs::remove_file(&unfinished)?;
            Err(error)
        }
    }
}

fn write_to(file: &mut File, leaked: &Leaked) -> io::Result<()> {
    let descriptor = &leaked.filter.descriptor;
    let mut header = Vec::with_capacity(HEADER);
    header.extend(MAGIC);
    header.extend(VERSION.to_le_bytes());
    header.extend(descriptor.segment_length.to_le_bytes());
    header.extend(descriptor.segment_count_length.to_le_bytes());
    header.extend(descriptor.seed.to_le_bytes());
    header.extend(leaked.passwords.to_le_bytes());

    let mut checksum = Sha256::new();
    let mut file = BufWriter::new(file);
    let mut put = |bytes: &[u8]| {
        checksum.update(bytes);
        file.write_all(bytes)
    };
    put(&header)?;
    for fingerprint in &leaked.filter.fingerprints {
        put(&fingerprint.to_le_bytes())?;
    }
    file.write_all(&checksum.finalize())?;
    file.flush()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn written() -> (tempfile::TempDir, PathBuf, Vec<u8>) {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("leaked");
        let passwords: Vec<String> = (0..500).map(|number| format!("pass{number}")).collect();
        write(&path, &Leaked::of(passwords.iter().map(String::as_str))).unwrap();
        let bytes = std::fs::read(&path).unwrap();
        (folder, path, bytes)
    }

    fn sentence(path: &Path, bytes: &[u8]) -> String {
        std::fs::write(path, bytes).unwrap();
        let error = read(path).unwrap_err().to_string();
        assert!(error.contains(path.to_str().unwrap()), "{error}");
        error
    }

    #[test]
    fn what_was_written_is_read() {
        let (folder, path, bytes) = written();
        let leaked = read(&path).unwrap();
        assert_eq!(leaked.passwords(), 500);
        assert!((0..500).all(|number| leaked.contains(&format!("pass{number}"))));
        assert!(!leaked.contains("pass500"));
        assert_eq!(bytes[..12], *b"brleaked\x01\0\0\0");
        assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 1);
    }

    #[test]
    fn a_file_cut_off_anywhere_is_refused() {
        let (_folder, path, bytes) = written();
        for length in [
            8,
            11,
            HEADER - 1,
            HEADER,
            bytes.len() - CHECKSUM,
            bytes.len() - 1,
        ] {
            let error = sentence(&path, &bytes[..length]);
            assert!(error.contains("cut off"), "{length}: {error}");
        }
        let longer = [&bytes[..], b"x"].concat();
        assert!(sentence(&path, &longer).contains("damaged"));
    }

    #[test]
    fn a_file_with_a_byte_changed_is_refused() {
        let (_folder, path, bytes) = written();
        for at in 0..bytes.len() {
            let mut changed = bytes.clone();
            changed[at] ^= 0x40;
            let error = sentence(&path, &changed);
            let wanted = match at {
                0..8 => "is not a file made by",
                8..12 => "has format",
                _ => "damaged",
            };
            assert!(error.contains(wanted), "{at}: {error}");
        }
    }

    #[test]
    fn something_else_is_refused() {
        let (_folder, path, _) = written();
        for other in [
            &b""[..],
            b"brleake",
            b"000000005AD76BD555C1D6D771DE417A4B87E4B4:10\r\n",
        ] {
            assert!(sentence(&path, other).contains("is not a file made by"));
        }
    }

    #[test]
    fn lengths_that_do_not_fit_together_are_refused() {
        for (segment, starts) in [(0, 0), (3, 6), (4, 0), (4, 6), (1 << 31, 1 << 31)] {
            let header = Header {
                segment,
                starts,
                seed: 0,
                passwords: 0,
            };
            assert_eq!(header.fingerprints(), None, "{segment} {starts}");
        }
    }

    #[test]
    fn a_file_that_is_not_there_is_named() {
        let error = read(Path::new("/nowhere/leaked")).unwrap_err();
        assert_eq!(error.to_string(), "/nowhere/leaked cannot be read");
    }
}
