//! Python packages, in environments of their own below the target folder.

use std::{
    fs,
    path::{Path, PathBuf},
    process::Command,
};

use anyhow::{Context as _, Result};

use super::debian::{self, Package};
use crate::{
    paths,
    process::{is_newer, run},
    terminal::say,
};

/// Makes the environment `name` with what pip is told to install, again whenever `source`, the file
/// that says what, has changed. Returns its Python.
pub(super) fn environment(name: &str, wanted: &[&str], source: &Path) -> Result<PathBuf> {
    let folder = paths::target().join(name);
    let python = folder.join("bin").join("python");
    let done = folder.join("installed");
    if done.exists() && !is_newer(source, &done) {
        return Ok(python);
    }
    debian::install(&[Package::Python, Package::PythonVenv])?;
    say(format!(
        "installing Python packages into {}",
        folder.display()
    ));
    run(Command::new("python3")
        .args(["-m", "venv", "--clear"])
        .arg(&folder))?;
    run(Command::new(&python)
        .args([
            "-m",
            "pip",
            "install",
            "--quiet",
            "--disable-pip-version-check",
        ])
        .args(wanted))?;
    fs::write(&done, "").with_context(|| format!("writing {}", done.display()))?;
    Ok(python)
}
