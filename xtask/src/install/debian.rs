//! Debian packages.

use std::{
    fs,
    path::Path,
    process::{Command, Stdio},
};

use anyhow::{Context as _, Result, bail};

use crate::{
    postgres,
    process::{find, output, run, succeeds},
    terminal::say,
};

/// A package that some command needs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Package {
    /// C compiler: SQLite and the cryptography are built from C.
    BuildEssential,
    Chromium,
    Kamailio,
    /// Brings the engine's JSON.
    KamailioExtraModules,
    /// Brings the engine's HTTP client.
    KamailioUtilsModules,
    Postgresql,
    Python,
    PythonVenv,
    /// Places and takes the calls of the tests.
    SipTester,
}

impl Package {
    fn name(self) -> &'static str {
        match self {
            Self::BuildEssential => "build-essential",
            Self::Chromium => "chromium",
            Self::Kamailio => "kamailio",
            Self::KamailioExtraModules => "kamailio-extra-modules",
            Self::KamailioUtilsModules => "kamailio-utils-modules",
            Self::Postgresql => "postgresql",
            Self::Python => "python3",
            Self::PythonVenv => "python3-venv",
            Self::SipTester => "sip-tester",
        }
    }

    /// Asks for what the package brings, not for the package: it may have come another way.
    fn is_there(self) -> bool {
        match self {
            Self::BuildEssential => {
                find("cc").is_some() && Path::new("/usr/include/stdio.h").exists()
            }
            Self::Chromium => find("chromium").is_some(),
            Self::Kamailio => find("kamailio").is_some(),
            Self::KamailioExtraModules => has_kamailio_module("jansson.so"),
            Self::KamailioUtilsModules => has_kamailio_module("http_client.so"),
            Self::Postgresql => postgres::program("initdb").is_some(),
            Self::Python => find("python3").is_some(),
            Self::PythonVenv => {
                succeeds(Command::new("python3").args(["-c", "import ensurepip, venv"]))
            }
            Self::SipTester => find("sipp").is_some(),
        }
    }
}

/// Installs the missing ones as root; otherwise says how to, and stops.
pub(super) fn install(wanted: &[Package]) -> Result<()> {
    let mut missing: Vec<Package> = Vec::new();
    for package in wanted {
        if !missing.contains(package) && !package.is_there() {
            missing.push(*package);
        }
    }
    if missing.is_empty() {
        return Ok(());
    }
    let names: Vec<&str> = missing.iter().map(|it| it.name()).collect();
    let line = format!(
        "apt-get install --no-install-recommends {}",
        names.join(" ")
    );
    if find("apt-get").is_none() {
        bail!(
            "this machine lacks what Debian packages as: {}; install it, then run this again",
            names.join(" ")
        );
    }
    let is_root = output(Command::new("id").arg("-u"))?.trim() == "0";
    if !is_root {
        bail!(
            "this machine lacks some Debian packages; install them, then run this again:\n\n    sudo {line}\n"
        );
    }
    say(format!("installing Debian packages: {}", names.join(" ")));
    run(apt().args(["update", "-qq"]))?;
    run(apt()
        .args(["install", "-qq", "--yes", "--no-install-recommends"])
        .args(&names)
        // A hundred lines of unpacking; what goes wrong comes the other way.
        .stdout(Stdio::null()))
    .with_context(|| format!("install by hand, then run this again: {line}"))?;
    match missing.iter().find(|it| !it.is_there()) {
        Some(package) => bail!(
            "{} is installed, and still what it should bring is missing",
            package.name()
        ),
        None => Ok(()),
    }
}

fn apt() -> Command {
    let mut apt = Command::new("apt-get");
    apt.env("DEBIAN_FRONTEND", "noninteractive");
    apt
}

fn has_kamailio_module(file: &str) -> bool {
    let Ok(folders) = fs::read_dir("/usr/lib") else {
        return false;
    };
    // Debian names the folder after the processor, such as x86_64-linux-gnu.
    folders
        .flatten()
        .any(|it| it.path().join("kamailio/modules").join(file).exists())
        || Path::new("/usr/lib/kamailio/modules").join(file).exists()
        || Path::new("/usr/lib64/kamailio/modules").join(file).exists()
}
