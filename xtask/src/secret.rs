//! The secret that the panel and the engine share on this machine.

use std::{
    fs::{self, File, OpenOptions},
    io::{Read as _, Write as _},
    os::unix::fs::OpenOptionsExt as _,
};

use anyhow::{Context as _, Result, ensure};

use crate::paths;

/// The variable that carries it.
pub(crate) const VARIABLE: &str = "BELROUTE_CALL_CONTROL_SECRET";

/// The secret: what the environment says, else one that is made once and kept in `data/`, readable
/// by its owner alone.
pub(crate) fn call_control() -> Result<String> {
    if let Ok(secret) = std::env::var(VARIABLE) {
        return Ok(secret);
    }
    let file = paths::root().join("data").join("call-control-secret");
    if let Ok(secret) = fs::read_to_string(&file) {
        let secret = secret.trim().to_owned();
        ensure!(
            !secret.is_empty(),
            "{} is empty; delete it, and a new one is made",
            file.display()
        );
        return Ok(secret);
    }
    let secret = random()?;
    fs::create_dir_all(paths::root().join("data"))?;
    OpenOptions::new()
        .write(true)
        .create_new(true)
        .mode(0o600)
        .open(&file)
        .and_then(|mut file| writeln!(file, "{secret}"))
        .with_context(|| format!("writing {}", file.display()))?;
    Ok(secret)
}

/// 256 bits, as hexadecimal digits.
pub(crate) fn random() -> Result<String> {
    let mut bytes = [0; 32];
    File::open("/dev/urandom").and_then(|mut source| source.read_exact(&mut bytes))?;
    Ok(hex::encode(bytes))
}
