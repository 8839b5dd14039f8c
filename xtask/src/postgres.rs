//! A PostgreSQL for the length of a test run.

use std::{
    fs,
    os::unix::fs::chown,
    path::{Path, PathBuf},
    process::Command,
};

use anyhow::{Context as _, Result, bail};

use crate::process::{self, Background, find, free_port, output, run};

/// A database cluster that is thrown away with this value.
pub(crate) struct Cluster {
    // Field order is drop order: the server stops before its folder goes.
    _server: Background,
    _folder: Folder,
    url: String,
}

impl Cluster {
    /// Makes and starts one.
    pub(crate) fn start() -> Result<Self> {
        let account = Account::choose()?;
        let folder = Folder::make(account.as_ref())?;
        let data = folder.0.join("data");
        run(as_account(account.as_ref(), "initdb")?
            .args([
                "--no-sync",
                "--auth=trust",
                "--username=postgres",
                "--encoding=UTF8",
            ])
            .args(["--locale=C", "--pgdata"])
            .arg(&data)
            .stdout(std::process::Stdio::null()))?;
        let port = free_port()?;
        let mut server = Background::start(
            as_account(account.as_ref(), "postgres")?
                .arg("-D")
                .arg(&data)
                .arg("-k")
                .arg(&folder.0)
                .args(["-h", "127.0.0.1", "-p", &port.to_string()])
                // Nothing here has to survive a power cut; every test has its own database.
                .args(["-c", "fsync=off", "-c", "full_page_writes=off"])
                .args(["-c", "synchronous_commit=off", "-c", "max_connections=400"])
                .args(["-c", "log_min_messages=fatal"]),
        )?;
        let is_ready = program("pg_isready").context("pg_isready is missing")?;
        server.wait_until(|| {
            process::succeeds(Command::new(&is_ready).args([
                "-q",
                "-h",
                "127.0.0.1",
                "-p",
                &port.to_string(),
            ]))
        })?;
        Ok(Self {
            _server: server,
            _folder: folder,
            url: format!("postgres://postgres@127.0.0.1:{port}/postgres"),
        })
    }

    /// Address of its first database, for somebody who may make others.
    pub(crate) fn url(&self) -> &str {
        &self.url
    }
}

/// A program of PostgreSQL. Debian keeps those of the server away from the search path, in a folder
/// for each version.
pub(crate) fn program(name: &str) -> Option<PathBuf> {
    find(name).or_else(|| {
        let mut versions: Vec<PathBuf> = fs::read_dir("/usr/lib/postgresql")
            .ok()?
            .flatten()
            .map(|version| version.path().join("bin").join(name))
            .filter(|file| file.is_file())
            .collect();
        versions.sort();
        versions.pop()
    })
}

/// Somebody that PostgreSQL can run as: it refuses to run as root.
struct Account {
    user: u32,
    group: u32,
}

impl Account {
    /// `None` when we are not root, and nobody else has to be found.
    fn choose() -> Result<Option<Self>> {
        if output(Command::new("id").arg("-u"))?.trim() != "0" {
            return Ok(None);
        }
        let accounts = fs::read_to_string("/etc/passwd").context("reading /etc/passwd")?;
        let find = |wanted: &str| {
            let line = accounts
                .lines()
                .find(|line| line.split(':').next() == Some(wanted))?;
            let mut fields = line.split(':').skip(2);
            Some(Self {
                user: fields.next()?.parse().ok()?,
                group: fields.next()?.parse().ok()?,
            })
        };
        match find("postgres").or_else(|| find("nobody")) {
            Some(account) => Ok(Some(account)),
            None => bail!(
                "PostgreSQL refuses to run as root, and there is no account `postgres` or `nobody`"
            ),
        }
    }
}

fn as_account(account: Option<&Account>, name: &str) -> Result<Command> {
    let file = program(name).with_context(|| format!("{name} of PostgreSQL is missing"))?;
    let Some(account) = account else {
        return Ok(Command::new(file));
    };
    let mut command = Command::new("setpriv");
    command
        .arg(format!("--reuid={}", account.user))
        .arg(format!("--regid={}", account.group))
        // Changing the account takes away the order to die with us, so it is given again.
        .args(["--clear-groups", "--pdeathsig=INT", "--"])
        .arg(file)
        .current_dir("/");
    Ok(command)
}

/// A folder that goes with this value. Among the temporary ones, because the project's own may lie
/// where another account cannot look.
struct Folder(PathBuf);

impl Folder {
    const PREFIX: &str = "belroute-postgres-";

    fn make(owner: Option<&Account>) -> Result<Self> {
        Self::remove_orphans();
        let name = format!("{}{}", Self::PREFIX, std::process::id());
        let folder = Self(std::env::temp_dir().join(name));
        fs::create_dir(&folder.0).with_context(|| format!("making {}", folder.0.display()))?;
        if let Some(owner) = owner {
            own(&folder.0, owner)?;
        }
        Ok(folder)
    }
}

impl Folder {
    /// Takes away what a run has left that was killed before it could.
    fn remove_orphans() {
        for entry in fs::read_dir(std::env::temp_dir())
            .into_iter()
            .flatten()
            .flatten()
        {
            let name = entry.file_name();
            let process = name
                .to_str()
                .and_then(|name| name.strip_prefix(Self::PREFIX));
            if process.is_some_and(|id| !Path::new("/proc").join(id).exists()) {
                let _ = fs::remove_dir_all(entry.path());
            }
        }
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.0);
    }
}

fn own(folder: &Path, owner: &Account) -> Result<()> {
    chown(folder, Some(owner.user), Some(owner.group))
        .with_context(|| format!("giving {} to another account", folder.display()))
}
