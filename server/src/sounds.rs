//! Sound: read from files of many kinds, turned into what telephones carry, measured, and kept.
//!
//! A sound is named by what it holds, so it is stored once, never changes, and may be kept by
//! whoever has fetched it.

mod objects;
mod peaks;
mod reading;
pub(crate) mod store;
mod telephone;
#[cfg(test)]
mod tests;
mod wav;

use belroute_shared::error::Code;
use sea_orm::DatabaseTransaction;
use thiserror::Error;

use crate::{
    error::{ApiError, ApiResult},
    state::AppState,
};

pub(crate) use self::{
    objects::Objects,
    telephone::{RATE, of_samples, telephone},
};

/// The largest file that is read. A greeting may have 5000 kB (Webex Calling); the longest message
/// has less.
pub(crate) const MOST_BYTES: usize = 5000 * 1024;
/// A sound that nothing names is left alone for so long: what has just been stored will be named.
const UNNAMED_MS: i64 = 3600 * 1000;
/// The media type of everything that is kept.
pub(crate) const WAV: &str = "audio/wav";

/// A sound as telephones carry it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Sound {
    /// The file: WAV, 8 kHz, 16 bit, one channel.
    pub(crate) wav: Vec<u8>,
    /// SHA-256 of the file, in hexadecimal.
    pub(crate) sha256: String,
    /// How long it is.
    pub(crate) length_ms: u32,
    /// How loud it is over its length, [`belroute_shared::voicemail::PEAKS`] steps from 0 to 100.
    pub(crate) peaks: Vec<u8>,
}

/// Why a file is not taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
pub(crate) enum SoundFault {
    /// It is no WAV with PCM, A-law or µ-law, or there is nothing in it.
    #[error("not audio")]
    NotAudio,
    /// It plays for longer than it may.
    #[error("too long")]
    TooLong,
    /// It has more than [`MOST_BYTES`].
    #[error("too large")]
    TooLarge,
    /// It ends before the sound that it announces does.
    #[error("cut off")]
    CutOff,
}

/// Keeps a sound, within the change that names it: until that is committed nobody takes away what
/// [`remove_unnamed`] would take for forgotten.
pub(crate) async fn keep(
    change: &DatabaseTransaction,
    objects: &Objects,
    sound: &Sound,
    now_ms: i64,
) -> ApiResult<()> {
    store::save(change, sound, now_ms).await?;
    objects.put(sound).await?;
    Ok(())
}

/// Takes sounds away that nothing names any more.
pub(crate) async fn remove_unnamed(state: &AppState, now_ms: i64) -> anyhow::Result<()> {
    for sha256 in store::list_unnamed(&state.db.read, now_ms - UNNAMED_MS).await? {
        let change = state.db.begin().await?;
        if store::delete_unnamed(&change, &sha256).await? {
            state.objects.delete(&sha256).await?;
        }
        change.commit().await?;
    }
    Ok(())
}

impl SoundFault {
    /// The word for it.
    pub(crate) fn code(self) -> Code {
        match self {
            Self::NotAudio => Code::NotAudio,
            Self::TooLong => Code::SoundTooLong,
            Self::TooLarge => Code::TooLarge,
            Self::CutOff => Code::SoundCutOff,
        }
    }

    /// The refusal of a field that holds it.
    pub(crate) fn refused(self, field: &str) -> ApiError {
        match self {
            Self::TooLarge => ApiError::TooLarge,
            fault => ApiError::field(field, fault.code()),
        }
    }
}
