//! Recordings until the panel has them.
//!
//! Each is two files of one name, its sound and what is known of it. They are moved one after the
//! other, in an order in which it shows afterwards what had been done when the agent was killed:
//!
//! - `spool/recording`: the `.json` is written before the first sound, with *lost* as what ended it, and
//!   removed last. Whatever a former agent left there is finished when Asterisk has ended its calls.
//! - `outbox`: the `.wav` comes first and goes first. A `.json` that stands alone was delivered.
//! - `refused`: the `.json` comes first.

use std::{
    collections::HashSet,
    path::{Path, PathBuf},
    sync::{Arc, Mutex, MutexGuard, PoisonError},
    time::Duration,
};

use serde::{Deserialize, Serialize};
use tokio::{
    fs,
    sync::Notify,
    time::{sleep, timeout},
};
use uuid::Uuid;

use super::{
    disk,
    panel::{Delivery, Panel},
    sounds::{HEADER_BYTES, RATE, header},
    wire::Meta,
};

const FIRST_PAUSE: Duration = Duration::from_secs(1);
const LONGEST_PAUSE: Duration = Duration::from_mins(1);

/// What is known of something that is being spoken.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(super) struct Recording {
    #[serde(flatten)]
    pub(super) meta: Meta,
    /// What is shorter is thrown away.
    pub(super) min_seconds: u16,
}

/// The folders.
#[derive(Clone)]
pub(super) struct Outbox {
    spoken: PathBuf,
    waiting: PathBuf,
    refused: PathBuf,
    in_hand: Arc<Mutex<HashSet<Uuid>>>,
    news: Arc<Notify>,
}

/// Somebody takes care of a recording, until this value goes.
pub(super) struct InHand {
    in_hand: Arc<Mutex<HashSet<Uuid>>>,
    id: Uuid,
}

impl Drop for InHand {
    fn drop(&mut self) {
        locked(&self.in_hand).remove(&self.id);
    }
}

impl Outbox {
    /// Makes the folders, and clears away what a killed agent left half moved.
    pub(super) async fn new(folder: &Path) -> std::io::Result<Self> {
        let outbox = Self {
            spoken: folder.join("spool/recording"),
            waiting: folder.join("outbox"),
            refused: folder.join("refused"),
            in_hand: Arc::default(),
            news: Arc::default(),
        };
        for folder in [&outbox.spoken, &outbox.waiting, &outbox.refused] {
            fs::create_dir_all(folder).await?;
        }
        for id in ids(&outbox.refused, "json").await? {
            let sound = file(&outbox.waiting, id, "wav");
            if fs::try_exists(&sound).await? {
                disk::rename(&sound, &file(&outbox.refused, id, "wav")).await?;
                disk::remove(&file(&outbox.waiting, id, "json")).await?;
            }
        }
        Ok(outbox)
    }

    /// Something is going to be recorded.
    pub(super) async fn begin(&self, recording: &Recording) -> std::io::Result<InHand> {
        let id = recording.meta.id;
        locked(&self.in_hand).insert(id);
        let in_hand = InHand {
            in_hand: Arc::clone(&self.in_hand),
            id,
        };
        disk::write(
            &file(&self.spoken, id, "json"),
            &serde_json::to_vec(recording)?,
        )
        .await?;
        Ok(in_hand)
    }

    /// It is recorded: measures it, and puts it where it waits for the panel.
    pub(super) async fn finish(&self, recording: Recording) -> std::io::Result<()> {
        let mut meta = recording.meta;
        let id = meta.id;
        let spoken = file(&self.spoken, id, "wav");
        let waiting = file(&self.waiting, id, "wav");
        // A former agent may have come as far as this.
        if !fs::try_exists(&waiting).await? {
            let bytes = measure(&spoken).await?;
            if bytes < u32::from(recording.min_seconds) * RATE * 2 || bytes == 0 {
                disk::remove(&spoken).await?;
                return disk::remove(&file(&self.spoken, id, "json")).await;
            }
            repair(&spoken, bytes).await?;
            disk::rename(&spoken, &waiting).await?;
        }
        let bytes = measure(&waiting).await?;
        meta.seconds = (f64::from(bytes) / f64::from(RATE * 2) * 100.0).round() / 100.0;
        disk::write(
            &file(&self.waiting, id, "json"),
            &serde_json::to_vec(&meta)?,
        )
        .await?;
        disk::remove(&file(&self.spoken, id, "json")).await?;
        self.news.notify_one();
        Ok(())
    }

    /// Finishes what nobody takes care of. Only when no call goes on in which it may be recorded.
    pub(super) async fn recover(&self) -> std::io::Result<()> {
        for id in ids(&self.spoken, "json").await? {
            if locked(&self.in_hand).contains(&id) {
                continue;
            }
            let text = fs::read(file(&self.spoken, id, "json")).await?;
            match serde_json::from_slice(&text) {
                Ok(recording) => self.finish(recording).await?,
                Err(error) => tracing::error!(%id, "a recording cannot be understood: {error}"),
            }
        }
        Ok(())
    }

    /// Hands over whatever waits, again and again, for ever.
    pub(super) async fn deliver(&self, panel: &Panel) {
        let mut pause = FIRST_PAUSE;
        loop {
            let is_empty = self
                .round(async |meta, audio| panel.hand_over(meta, audio).await)
                .await
                .inspect_err(|error| tracing::error!("the outbox cannot be read: {error}"))
                .unwrap_or_default();
            if is_empty {
                pause = FIRST_PAUSE;
                let _is_time = timeout(LONGEST_PAUSE, self.news.notified()).await;
            } else {
                sleep(pause).await;
                pause = LONGEST_PAUSE.min(2 * pause);
            }
        }
    }

    /// Hands over what waits, the oldest first; says whether nothing is left. One that the panel
    /// cannot take does not keep it from the others.
    async fn round(
        &self,
        hand_over: impl AsyncFn(&Meta, Vec<u8>) -> Delivery,
    ) -> std::io::Result<bool> {
        let mut is_empty = true;
        for id in ids(&self.waiting, "json").await? {
            let (json, wav) = (
                file(&self.waiting, id, "json"),
                file(&self.waiting, id, "wav"),
            );
            if !fs::try_exists(&wav).await? {
                disk::remove(&json).await?;
                continue;
            }
            let delivery = match serde_json::from_slice(&fs::read(&json).await?) {
                Ok(meta) => hand_over(&meta, fs::read(&wav).await?).await,
                Err(error) => {
                    tracing::error!(%id, "a recording cannot be understood: {error}");
                    Delivery::Refused
                }
            };
            match delivery {
                Delivery::Taken => {
                    disk::remove(&wav).await?;
                    disk::remove(&json).await?;
                }
                Delivery::Refused => {
                    disk::rename(&json, &file(&self.refused, id, "json")).await?;
                    disk::rename(&wav, &file(&self.refused, id, "wav")).await?;
                }
                Delivery::NotNow => is_empty = false,
                Delivery::Away => return Ok(false),
            }
        }
        Ok(is_empty)
    }
}

fn locked(in_hand: &Mutex<HashSet<Uuid>>) -> MutexGuard<'_, HashSet<Uuid>> {
    in_hand.lock().unwrap_or_else(PoisonError::into_inner)
}

fn file(folder: &Path, id: Uuid, ending: &str) -> PathBuf {
    folder.join(format!("{}.{ending}", id.simple()))
}

/// Ids of the files with this ending, the oldest first: they are made of their moment.
async fn ids(folder: &Path, ending: &str) -> std::io::Result<Vec<Uuid>> {
    let mut found = Vec::new();
    let mut entries = fs::read_dir(folder).await?;
    while let Some(entry) = entries.next_entry().await? {
        let path = entry.path();
        if path.extension().is_some_and(|it| it == ending) {
            let name = path.file_stem().and_then(|it| it.to_str());
            found.extend(name.and_then(|name| Uuid::try_parse(name).ok()));
        }
    }
    found.sort_unstable();
    Ok(found)
}

/// Bytes of sound in a file, by its size: a recording that was cut off has nothing in its header. Two
/// make a sample.
async fn measure(wav: &Path) -> std::io::Result<u32> {
    let bytes = match fs::metadata(wav).await {
        Ok(metadata) => metadata.len(),
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => 0,
        Err(error) => return Err(error),
    };
    let sound = bytes.saturating_sub(HEADER_BYTES as u64) & !1;
    Ok(u32::try_from(sound).unwrap_or(u32::MAX - 1))
}

/// Writes the header as it has to be, and waits until all is on disk.
async fn repair(wav: &Path, bytes: u32) -> std::io::Result<()> {
    use tokio::io::AsyncWriteExt as _;
    let mut file = fs::OpenOptions::new().write(true).open(wav).await?;
    file.write_all(&header(bytes)).await?;
    file.set_len(HEADER_BYTES as u64 + u64::from(bytes)).await?;
    file.sync_all().await
}

#[cfg(test)]
mod tests;
