//! Files that are there as a whole or not at all, also after a power cut.

use std::{
    io::{Error, ErrorKind},
    path::Path,
};

use tokio::fs::{self, File};
use tokio::io::AsyncWriteExt as _;

/// Writes a file beside its place and moves it there.
pub(super) async fn write(path: &Path, content: &[u8]) -> std::io::Result<()> {
    let part = path.with_extension("part");
    let mut file = File::create(&part).await?;
    file.write_all(content).await?;
    file.sync_all().await?;
    drop(file);
    rename(&part, path).await
}

/// Moves a file, so that the move outlives a power cut.
pub(super) async fn rename(from: &Path, to: &Path) -> std::io::Result<()> {
    fs::rename(from, to).await?;
    let folder = to.parent().ok_or(ErrorKind::NotFound)?;
    File::open(folder).await?.sync_all().await
}

/// Removes a file; that it is gone already is as good.
pub(super) async fn remove(path: &Path) -> std::io::Result<()> {
    fs::remove_file(path).await.or_else(missing_is_fine)
}

fn missing_is_fine(error: Error) -> std::io::Result<()> {
    if error.kind() == ErrorKind::NotFound {
        Ok(())
    } else {
        Err(error)
    }
}
