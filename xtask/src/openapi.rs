//! `cargo xtask openapi`: the description of the API, as the server gives it.

use std::fs;

use anyhow::{Context as _, Result};

use crate::{paths, process::output, server, terminal::say};

/// Writes `openapi.json`, which a test compares with what the server would give.
pub(crate) fn write() -> Result<()> {
    let program = server::build(false)?;
    let text = output(server::command(&program).arg("openapi"))?;
    let file = paths::root().join("openapi.json");
    fs::write(&file, text).with_context(|| format!("writing {}", file.display()))?;
    say(format!("wrote {}", file.display()));
    Ok(())
}
