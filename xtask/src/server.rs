//! The server as a program: building it, and running it for a while.

use std::{
    net::{SocketAddr, TcpListener},
    path::{Path, PathBuf},
    process::Command,
};

use anyhow::{Context as _, Result};

use crate::{
    http,
    install::{self, Package},
    paths,
    process::{Background, run},
};

/// Where the panel listens when nothing else is said.
const LISTEN: &str = "127.0.0.1:8080";

/// Builds the server and returns its program.
pub(crate) fn build(is_release: bool) -> Result<PathBuf> {
    install::debian_packages(&[Package::BuildEssential])?;
    let mut cargo = paths::cargo();
    cargo.args(["build", "--package", "belroute-server", "--bin", "belroute"]);
    if is_release {
        cargo.arg("--release");
    }
    run(&mut cargo)?;
    Ok(paths::server(is_release))
}

/// The server's program with the browser app that we built, in the project's folder.
///
/// Whatever else the environment says about it holds.
pub(crate) fn command(program: &Path) -> Command {
    let mut command = Command::new(program);
    command
        .current_dir(paths::root())
        .env("BELROUTE_ASSETS_DIR", paths::dist());
    command
}

/// Where the panel listens in this environment.
pub(crate) fn address() -> Result<SocketAddr> {
    let listen = std::env::var("BELROUTE_LISTEN").unwrap_or_else(|_| LISTEN.to_owned());
    listen
        .parse()
        .with_context(|| format!("BELROUTE_LISTEN is `{listen}`, not address and port"))
}

/// Starts the server and waits until it answers.
pub(crate) fn start(command: &Command, address: SocketAddr) -> Result<Background> {
    // Else somebody else's answer would be taken for ours.
    TcpListener::bind(address).with_context(|| {
        format!("{address} is taken; stop what listens there, or set BELROUTE_LISTEN to another")
    })?;
    let mut server = Background::start(command)?;
    server.wait_until(|| http::is_ready(address))?;
    Ok(server)
}
