//! Sounds on disk: fetched from the panel once, and two of our own.

use std::{
    f64::consts::TAU,
    path::{Path, PathBuf},
};

use anyhow::ensure;
use sha2::{Digest as _, Sha256};
use tokio::fs;

use super::{disk, panel::Panel, wire::SoundName};

/// Samples in a second, in everything that the media server plays and records.
pub(super) const RATE: u32 = 8_000;
/// What stands before the samples of a WAV file.
pub(super) const HEADER_BYTES: usize = 44;

/// The folder of them.
pub(super) struct Sounds {
    folder: PathBuf,
}

impl Sounds {
    /// With our own sounds in it.
    pub(super) async fn new(folder: PathBuf) -> std::io::Result<Self> {
        disk::write(&folder.join("beep.wav"), &tone(1_000.0, 400)).await?;
        disk::write(&folder.join("silence.wav"), &tone(0.0, 200)).await?;
        Ok(Self { folder })
    }

    /// Says that one speaks now.
    pub(super) fn beep(&self) -> PathBuf {
        self.folder.join("beep.wav")
    }

    /// A sound of the panel's. When it cannot be had, a short silence: the call goes on.
    pub(super) async fn find(&self, panel: &Panel, name: &SoundName) -> PathBuf {
        let file = self.folder.join(name.to_string());
        if fs::try_exists(&file).await.unwrap_or_default() {
            return file;
        }
        match fetch(panel, name, &file).await {
            Ok(()) => file,
            Err(error) => {
                tracing::warn!("a sound cannot be had: {error:#}");
                self.folder.join("silence.wav")
            }
        }
    }
}

async fn fetch(panel: &Panel, name: &SoundName, file: &Path) -> anyhow::Result<()> {
    let content = panel.sound(name).await?;
    let hash = SoundName::of_hash(Sha256::digest(&content).into());
    ensure!(hash == *name, "{name} holds something else");
    disk::write(file, &content).await?;
    Ok(())
}

/// A WAV file with one tone.
fn tone(hertz: f64, milliseconds: u32) -> Vec<u8> {
    let samples = RATE * milliseconds / 1_000;
    let mut file = header(samples * 2).to_vec();
    for sample in 0..samples {
        let angle = TAU * hertz * f64::from(sample) / f64::from(RATE);
        #[expect(clippy::cast_possible_truncation, reason = "a quarter of the loudest")]
        let value = (8_000.0 * angle.sin()) as i16;
        file.extend(value.to_le_bytes());
    }
    file
}

/// What stands before so many bytes of samples: PCM, 16 bits, mono.
pub(super) fn header(bytes: u32) -> [u8; HEADER_BYTES] {
    let mut header = *b"RIFF....WAVEfmt ....................data....";
    let mut put = |at: usize, value: &[u8]| header[at..at + value.len()].copy_from_slice(value);
    put(4, &(bytes.saturating_add(36)).to_le_bytes());
    put(16, &16_u32.to_le_bytes());
    put(20, &1_u16.to_le_bytes());
    put(22, &1_u16.to_le_bytes());
    put(24, &RATE.to_le_bytes());
    put(28, &(RATE * 2).to_le_bytes());
    put(32, &2_u16.to_le_bytes());
    put(34, &16_u16.to_le_bytes());
    put(40, &bytes.to_le_bytes());
    header
}
