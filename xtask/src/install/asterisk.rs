//! Asterisk, the media server, unpacked into a folder of ours.
//!
//! Debian has version 22 in its unstable release only. Its packages are unpacked and run in place with
//! their own libraries, so nothing of the machine is replaced and nobody has to be root. For tests and
//! for trying; who runs it for good installs a release of it.

use std::{
    fs,
    path::{Path, PathBuf},
    process::Command,
};

use anyhow::{Result, bail, ensure};

use crate::{
    paths,
    process::{find, output, quietly},
    terminal::say,
};

/// Where an unpacked Asterisk is, if it is not to be fetched.
const VARIABLE: &str = "BELROUTE_ASTERISK";
/// What it needs beside itself, as beginnings of package names. Everything else that Debian lists with
/// it is for modules that we do not load.
const WANTED: [&str; 21] = [
    "asterisk",
    "asterisk-modules",
    "libbsd0",
    "libc6",
    "libcap2",
    "libcrypt1",
    "libedit2",
    "libgcc-s1",
    "libjansson4",
    "libmd0",
    "libsqlite3-0",
    "libssl3",
    "libstdc++6",
    "libsystemd0",
    "libtinfo6",
    "liburiparser1",
    "libuuid1",
    "libxml2",
    "libxslt1",
    "libzstd1",
    "zlib1g",
];
const KEYRING: &str = "/usr/share/keyrings/debian-archive-keyring.gpg";

/// Fetches it, unless it is there, and returns its folder.
pub(super) fn install() -> Result<PathBuf> {
    if let Some(folder) = std::env::var_os(VARIABLE) {
        return Ok(folder.into());
    }
    let folder = paths::target().join("asterisk");
    if folder.exists() {
        return Ok(folder);
    }
    ensure!(
        find("apt-get").is_some() && Path::new(KEYRING).exists(),
        "the media server is fetched from Debian, which this machine is not; unpack Asterisk 22.5 or \
         later somewhere, and name the folder in {VARIABLE}"
    );
    say(format!("unpacking Asterisk into {}", folder.display()));
    let part = folder.with_extension("part");
    if part.exists() {
        fs::remove_dir_all(&part)?;
    }
    unpack(&part)?;
    // Only what is whole has this name.
    fs::rename(&part, &folder)?;
    Ok(folder)
}

fn unpack(root: &Path) -> Result<()> {
    let apt = Apt::new(root)?;
    quietly(apt.command().arg("update"))?;
    let plan = output(apt.command().args([
        "install",
        "--simulate",
        "--no-install-recommends",
        "asterisk",
    ]))?;
    let packages: Vec<&str> = plan
        .lines()
        .filter_map(|line| line.strip_prefix("Inst ")?.split(' ').next())
        .filter(|name| is_wanted(name))
        .collect();
    ensure!(
        packages.contains(&"asterisk"),
        "Debian's unstable release has no Asterisk that can be installed today"
    );
    let archives = apt.folder.join("archives");
    quietly(
        apt.command()
            .arg("download")
            .args(&packages)
            .current_dir(&archives),
    )?;
    for archive in fs::read_dir(&archives)? {
        quietly(
            Command::new("dpkg-deb")
                .arg("--extract")
                .arg(archive?.path())
                .arg(root),
        )?;
    }
    for surplus in ["usr/share/doc", "usr/share/man", "usr/share/locale"] {
        let _is_not_there = fs::remove_dir_all(root.join(surplus));
    }
    fs::remove_dir_all(&apt.folder)?;
    Ok(())
}

/// A name, or one with the ending of a transition such as `libxml2-16` and `libssl3t64`.
fn is_wanted(package: &str) -> bool {
    WANTED.iter().any(|name| {
        package.strip_prefix(name).is_some_and(|rest| {
            rest.is_empty()
                || rest == "t64"
                || rest
                    .strip_prefix(['-', '.'])
                    .is_some_and(|rest| rest.starts_with(|digit: char| digit.is_ascii_digit()))
        })
    })
}

/// An apt that knows nothing of the packages of the machine.
struct Apt {
    folder: PathBuf,
    settings: Vec<String>,
}

impl Apt {
    fn new(root: &Path) -> Result<Self> {
        let folder = root.join("apt");
        for part in ["lists/partial", "archives/partial", "cache", "sources"] {
            fs::create_dir_all(folder.join(part))?;
        }
        fs::remove_dir(folder.join("archives/partial"))?;
        fs::write(folder.join("status"), "")?;
        let mirror = mirror()?;
        fs::write(
            folder.join("sources/unstable.sources"),
            format!(
                "Types: deb\nURIs: {mirror}\nSuites: sid\nComponents: main\nSigned-By: {KEYRING}\n"
            ),
        )?;
        let user = output(Command::new("id").arg("-un"))?;
        let place = |key: &str, part: &str| format!("{key}={}", folder.join(part).display());
        let settings = vec![
            place("Dir::State", ""),
            place("Dir::State::lists", "lists"),
            place("Dir::State::status", "status"),
            place("Dir::Cache", "cache"),
            "Dir::Etc::sourcelist=/dev/null".to_owned(),
            place("Dir::Etc::sourceparts", "sources"),
            format!("APT::Sandbox::User={}", user.trim()),
            "Debug::NoLocking=1".to_owned(),
        ];
        Ok(Self { folder, settings })
    }

    fn command(&self) -> Command {
        let mut apt = Command::new("apt-get");
        apt.env("DEBIAN_FRONTEND", "noninteractive").arg("-qq");
        for setting in &self.settings {
            apt.args(["-o", setting]);
        }
        apt
    }
}

/// The mirror from which this machine takes its own packages.
fn mirror() -> Result<String> {
    let targets = output(Command::new("apt-get").args([
        "indextargets",
        "--format",
        "$(SITE)",
        "Created-By: Packages",
    ]))?;
    match targets.lines().find(|site| site.ends_with("/debian")) {
        Some(site) => Ok(site.to_owned()),
        None => bail!("apt knows no Debian mirror: none of its sources ends with /debian"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_library_may_have_the_ending_of_a_transition() {
        for name in [
            "asterisk",
            "libssl3t64",
            "libxml2-16",
            "libxslt1.1",
            "zlib1g",
        ] {
            assert!(is_wanted(name), "{name}");
        }
        for name in [
            "asterisk-dev",
            "libc6-dev",
            "libsystemd-shared",
            "libcap-ng0",
        ] {
            assert!(!is_wanted(name), "{name}");
        }
    }
}
