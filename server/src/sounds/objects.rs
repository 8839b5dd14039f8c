//! Where sounds are kept: files named by what they hold.

use std::{
    error::Error,
    io::{self, ErrorKind},
    ops::Range,
    path::Path,
    sync::Arc,
};

use anyhow::Context as _;
use axum::body::Bytes;
use object_store::{ObjectStore, ObjectStoreExt as _, local::LocalFileSystem, path};
use thiserror::Error;

use super::Sound;
use crate::error::ApiError;

/// The store.
#[derive(Clone, Debug)]
pub(crate) struct Objects(Arc<dyn ObjectStore>);

/// Why the store did not do what it was asked for.
#[derive(Debug, Error)]
pub(crate) enum ObjectFault {
    /// There is no such sound.
    #[error("no such sound")]
    Missing,
    /// There is no room.
    #[error("no room for a sound")]
    Full(#[source] object_store::Error),
    /// It may work in a moment.
    #[error("the store of sounds failed")]
    Failed(#[source] object_store::Error),
}

impl Objects {
    /// Sounds in a folder, which is made when it is not there.
    ///
    /// # Errors
    /// It cannot be made or read.
    pub(crate) fn in_folder(folder: &Path) -> anyhow::Result<Self> {
        let place = || {
            format!(
                "the folder {} (configuration key `sounds_dir`)",
                folder.display()
            )
        };
        std::fs::create_dir_all(folder).with_context(place)?;
        let files = LocalFileSystem::new_with_prefix(folder).with_context(place)?;
        // A message that was taken survives a power cut.
        Ok(Self(Arc::new(files.with_fsync(true))))
    }

    /// Keeps a sound; one that is there already stays as it is.
    pub(crate) async fn put(&self, sound: &Sound) -> Result<(), ObjectFault> {
        let place = place(&sound.sha256);
        self.0.put(&place, sound.wav.clone().into()).await?;
        Ok(())
    }

    /// A whole sound.
    pub(crate) async fn get(&self, sha256: &str) -> Result<Bytes, ObjectFault> {
        Ok(self.0.get(&place(sha256)).await?.bytes().await?)
    }

    /// A part of a sound.
    pub(crate) async fn get_range(
        &self,
        sha256: &str,
        range: Range<u64>,
    ) -> Result<Bytes, ObjectFault> {
        Ok(self.0.get_range(&place(sha256), range).await?)
    }

    /// Takes a sound away; one that is gone already is no fault.
    pub(crate) async fn delete(&self, sha256: &str) -> Result<(), ObjectFault> {
        match self
            .0
            .delete(&place(sha256))
            .await
            .map_err(ObjectFault::from)
        {
            Err(ObjectFault::Missing) => Ok(()),
            outcome => outcome,
        }
    }
}

/// A folder with all sounds in it would be slow to list.
fn place(sha256: &str) -> path::Path {
    let folder = sha256.get(..2).unwrap_or_default();
    path::Path::from_iter([folder, &format!("{sha256}.wav")])
}

impl From<object_store::Error> for ObjectFault {
    fn from(error: object_store::Error) -> Self {
        match &error {
            object_store::Error::NotFound { .. } => Self::Missing,
            other if is_full(other) => Self::Full(error),
            _ => Self::Failed(error),
        }
    }
}

fn is_full(error: &object_store::Error) -> bool {
    let mut cause: Option<&(dyn Error + 'static)> = Some(error);
    while let Some(error) = cause {
        let kind = error.downcast_ref::<io::Error>().map(io::Error::kind);
        if matches!(
            kind,
            Some(ErrorKind::StorageFull | ErrorKind::QuotaExceeded)
        ) {
            return true;
        }
        cause = error.source();
    }
    false
}

impl From<ObjectFault> for ApiError {
    fn from(fault: ObjectFault) -> Self {
        match fault {
            ObjectFault::Missing => Self::NotFound,
            ObjectFault::Full(cause) => Self::StorageFull(cause.into()),
            ObjectFault::Failed(cause) => Self::Unavailable(cause.into()),
        }
    }
}
