//! `cargo xtask engine`: Kamailio beside the panel, for real calls on this machine.

use std::{
    fs::{self, OpenOptions},
    io::Write as _,
    os::unix::fs::OpenOptionsExt as _,
    path::{Path, PathBuf},
    process::Command,
};

use anyhow::{Context as _, Result, ensure};

use crate::{
    install::{self, Package},
    paths,
    process::{Background, find},
    secret,
    terminal::say,
};

/// Where the engine takes the panel's commands, as `server/kamailio/kamailio.cfg` has it.
pub(crate) const RPC_URL: &str = "http://127.0.0.10:8095/RPC";
/// Where the panel answers the engine when nothing else is said.
const CALL_CONTROL: &str = "127.0.0.1:8090";

/// Runs it until Ctrl-C.
pub(crate) fn engine() -> Result<()> {
    install::debian_packages(&[
        Package::Kamailio,
        Package::KamailioExtraModules,
        Package::KamailioUtilsModules,
    ])?;
    let kamailio = find("kamailio").context("kamailio is not on the search path")?;
    let runtime = paths::target().join("engine");
    fs::create_dir_all(&runtime)?;
    let configuration = configuration(&runtime)?;
    let mut command = Command::new(kamailio);
    command
        .current_dir(paths::root())
        // In the foreground, with its log on this terminal; megabytes shared and for each process.
        .args(["-DD", "-E", "-m", "64", "-M", "64", "-f"])
        .arg(&configuration)
        .arg("-Y")
        .arg(&runtime)
        .arg("-P")
        .arg(runtime.join("kamailio.pid"));
    say("
  The engine runs beside the panel of `cargo xtask run`.
  Phones register at 127.0.0.10:5060; the panel gives them user name and password:
  Connect the app, or target/release/belroute device create --user EMAIL --name NAME
  Ctrl-C stops it.
");
    Background::start(&command)?.stay()
}

/// The configuration of the engine with what this machine adds. A file of its own, because what
/// stands on a command line can be read by everybody on the machine.
fn configuration(folder: &Path) -> Result<PathBuf> {
    let secret = secret::call_control()?;
    ensure!(
        secret.bytes().all(|byte| byte.is_ascii_alphanumeric()),
        "{} must consist of letters and digits: the engine has it in an address",
        secret::VARIABLE
    );
    let panel = std::env::var("BELROUTE_CALL_CONTROL_LISTEN");
    let panel = panel.as_deref().unwrap_or(CALL_CONTROL);
    let shipped = paths::root().join("server/kamailio/kamailio.cfg");
    let file = folder.join("kamailio.cfg");
    // Made anew, so that an older one with other rights does not lend them.
    let _ = fs::remove_file(&file);
    OpenOptions::new()
        .write(true)
        .create_new(true)
        .mode(0o600)
        .open(&file)
        .and_then(|mut file| {
            writeln!(
                file,
                "#!KAMAILIO\n#!define PANEL \"panel=>http://engine:{secret}@{panel}\"\n\
                 include_file \"{}\"",
                shipped.display()
            )
        })
        .with_context(|| format!("writing {}", file.display()))?;
    Ok(file)
}
