//! `cargo xtask media`: Asterisk and its agent beside panel and engine, for calls with sound.

use std::process::Command;

use anyhow::Result;

use crate::{install, paths, process::Background, secret, server, terminal::say};

/// Runs both until Ctrl-C, or until one of them ends.
pub(crate) fn media() -> Result<()> {
    let asterisk = install::asterisk()?;
    let program = server::build(true)?;
    let secret = secret::call_control()?;
    let folder = std::env::var_os("BELROUTE_MEDIA_FOLDER")
        .map_or_else(|| paths::root().join("data/media"), Into::into);
    let mut agent = Command::new(program);
    agent
        .arg("media")
        .current_dir(paths::root())
        .env(secret::VARIABLE, &secret)
        .env("BELROUTE_MEDIA_FOLDER", &folder);
    let _agent = Background::start(&agent)?;
    let mut start = Command::new(paths::root().join("server/asterisk/start.sh"));
    start
        .env("ROOT", asterisk)
        .env("RUN", paths::target().join("media"))
        .env("FOLDER", folder)
        .env("SECRET", secret);
    say("
  The media server runs beside the panel of `cargo xtask run` and `cargo xtask engine`.
  Ctrl-C stops it.
");
    Background::start(&start)?.stay()
}
