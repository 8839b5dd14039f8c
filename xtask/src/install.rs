//! Installs what a command needs and the machine lacks.

mod asterisk;
mod debian;
mod node;
mod python;

use std::{path::PathBuf, process::Command};

use anyhow::{Context as _, Result};

pub(crate) use self::{debian::Package, node::Node};
use crate::{paths, process};

/// Debian packages, by what shows that they are there.
pub(crate) fn debian_packages(wanted: &[Package]) -> Result<()> {
    debian::install(wanted)
}

/// What building the product takes, and the packages `also`.
///
/// Everything at once and first: who has to install by hand is told one line, once, and nobody waits
/// ten minutes for the news that something is missing.
pub(crate) fn for_building(also: &[Package]) -> Result<()> {
    let mut packages = vec![Package::BuildEssential];
    packages.extend(node::needs());
    packages.extend(also);
    debian::install(&packages)?;
    wasm_target()
}

/// The npm packages: the tools that build the browser app, and those that test it.
pub(crate) fn node_packages() -> Result<Node> {
    node::install()
}

/// The media server; gives the folder that it is in.
pub(crate) fn asterisk() -> Result<PathBuf> {
    asterisk::install()
}

/// Python with the packages that the tests drive the server with.
pub(crate) fn python() -> Result<PathBuf> {
    let wanted = paths::end2end().join("wxc").join("requirements.txt");
    python::environment(
        "python",
        &["--requirement", &wanted.to_string_lossy()],
        &wanted,
    )
}

/// The compiler's standard library for the browser.
///
/// rustup brings what `rust-toolchain.toml` names only when it installs the toolchain itself; one
/// that was there already, or a machine that forbids installing by itself, lacks the target.
fn wasm_target() -> Result<()> {
    const TARGET: &str = "wasm32-unknown-unknown";
    let sysroot = process::output(Command::new("rustc").args(["--print", "sysroot"]))?;
    let library = PathBuf::from(sysroot.trim())
        .join("lib/rustlib")
        .join(TARGET);
    if library.exists() {
        return Ok(());
    }
    process::run(Command::new("rustup").args(["target", "add", TARGET]))
        .with_context(|| format!("install the Rust target {TARGET}, then run this again"))
}
