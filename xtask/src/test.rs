//! `cargo xtask test`: exactly what the continuous integration runs.

use std::{path::PathBuf, process::Command, thread};

use anyhow::{Context as _, Result, bail};
use clap::ValueEnum;

use crate::{
    build,
    install::{self, Node, Package},
    paths, postgres,
    process::{find, run},
    server, size,
    terminal::Stopwatch,
};

/// A part that can be run alone.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum Part {
    /// Format, lints, and the Rust tests on SQLite and PostgreSQL.
    Rust,
    /// The shipped app in a real browser.
    Browser,
    /// Real calls.
    Sip,
    /// The client library of the API that ours follows.
    Sdk,
    /// What the first page costs.
    Size,
}

/// The parts that Playwright plays.
const PLAYED: [Part; 3] = [Part::Browser, Part::Sip, Part::Sdk];

/// Runs one part, or everything, and tells how long each step took.
pub(crate) fn test(part: Option<Part>) -> Result<()> {
    let mut watch = Stopwatch::default();
    let outcome = steps(part, &mut watch);
    watch.tell();
    outcome
}

fn steps(part: Option<Part>, watch: &mut Stopwatch) -> Result<()> {
    let wants = |it: Part| part.is_none_or(|only| only == it);
    watch.part("what is missing", || {
        install(&wants)?;
        if wants(Part::Sip) {
            install::asterisk()?;
        }
        Ok(())
    })?;
    if wants(Part::Rust) {
        watch.part("format", format)?;
        watch.part("Rust tests of the server", server_tests)?;
    }
    if part == Some(Part::Rust) {
        return watch.part("lints, and the other Rust tests", || aside(paths::cargo));
    }
    watch.part("the browser app as it is shipped", || {
        build::browser_app(false)
    })?;
    if wants(Part::Size) {
        watch.part("size", size::check)?;
    }
    if PLAYED.iter().any(|part| wants(*part)) {
        let server = watch.part("the server", || {
            // The Rust tests have built it, with the crates as they need them; it is not built
            // again without what only they need.
            if wants(Part::Rust) {
                Ok(paths::server(false))
            } else {
                server::build(false)
            }
        })?;
        let bench = Bench::set_up(server)?;
        watch.part("types of the tests", || {
            run(bench.node.command("npm").args(["run", "--silent", "check"]))
        })?;
        if wants(Part::Browser) {
            watch.part("browser", || bench.playwright("browser"))?;
        }
        if part.is_none() {
            // Who calls mostly waits, so the rest has the cores nearly for itself.
            watch.part("sip; lints and the other Rust tests beside it", || {
                both(|| bench.playwright("sip"), || aside(patient_cargo))
            })?;
        } else if wants(Part::Sip) {
            watch.part("sip", || bench.playwright("sip"))?;
        }
        if wants(Part::Sdk) {
            watch.part("sdk", || bench.playwright("sdk"))?;
        }
    }
    Ok(())
}

/// Does two things at the same time; tells what the first found wrong before what the second did.
fn both(
    first: impl FnOnce() -> Result<()>,
    second: impl FnOnce() -> Result<()> + Send,
) -> Result<()> {
    thread::scope(|scope| {
        let second = scope.spawn(second);
        let first = first();
        let second = second.join();
        first.and(second.unwrap_or_else(|_| bail!("a thread of this command died")))
    })
}

fn install(wants: &impl Fn(Part) -> bool) -> Result<()> {
    let mut packages = Vec::new();
    if wants(Part::Rust) || wants(Part::Browser) {
        packages.push(Package::Postgresql);
    }
    if PLAYED.iter().any(|part| wants(*part)) {
        // One set of tools plays all of them.
        packages.extend([Package::Chromium, Package::Python, Package::PythonVenv]);
    }
    if wants(Part::Sip) {
        packages.extend([
            Package::Kamailio,
            Package::KamailioExtraModules,
            Package::KamailioUtilsModules,
            Package::SipTester,
        ]);
    }
    install::for_building(&packages)
}

/// What runs on this machine rather than in the browser. The xtask is built apart: cargo gives
/// crates that are built together the union of the features that they ask for, so the server's
/// crates would be built once for the tests and once more for the program.
const SERVER: [&str; 2] = ["--package=belroute-server", "--package=belroute-shared"];
const XTASK: &str = "--package=xtask";

fn format() -> Result<()> {
    run(paths::cargo().args(["fmt", "--all", "--check"]))
}

/// What nothing else waits for: the lints, the tests of the xtask, and those of what the browser app
/// can compute without a browser.
fn aside(cargo: fn() -> Command) -> Result<()> {
    let strictly = ["--", "-D", "warnings"];
    for packages in [SERVER.as_slice(), &[XTASK]] {
        run(cargo()
            .arg("clippy")
            .args(packages)
            .arg("--all-targets")
            .args(strictly))?;
    }
    let app = |verb| {
        let mut cargo = cargo();
        cargo
            .args([verb, "--package=belroute-app", "--target-dir"])
            .arg(paths::app_target());
        cargo
    };
    run(app("clippy")
        .arg("--target=wasm32-unknown-unknown")
        .args(strictly))?;
    run(cargo().args(["test", XTASK]))?;
    run(&mut app("test"))
}

/// Cargo that works only while nobody else wants a core.
fn patient_cargo() -> Command {
    let cargo = paths::cargo();
    let mut patient = Command::new("chrt");
    patient.args(["--idle", "0"]).arg(cargo.get_program());
    if let Some(folder) = cargo.get_current_dir() {
        patient.current_dir(folder);
    }
    for (name, value) in cargo.get_envs() {
        match value {
            Some(value) => patient.env(name, value),
            None => patient.env_remove(name),
        };
    }
    patient
}

fn server_tests() -> Result<()> {
    let cluster = postgres::Cluster::start()?;
    run(paths::cargo()
        .arg("test")
        .args(SERVER)
        .env("BELROUTE_TEST_POSTGRES_URL", cluster.url()))
}

/// What the tests in `end2end/` are given.
pub(crate) struct Bench {
    node: Node,
    server: PathBuf,
    chromium: PathBuf,
    python: PathBuf,
}

impl Bench {
    /// Finds the programs; server and browser app are built already.
    pub(crate) fn set_up(server: PathBuf) -> Result<Self> {
        Ok(Self {
            node: install::node_packages()?,
            server,
            chromium: find("chromium").context("chromium is not on the search path")?,
            python: install::python()?,
        })
    }

    /// Runs the tests of a project of `playwright.config.ts`.
    pub(crate) fn playwright(&self, project: &str) -> Result<()> {
        let mut playwright = self.node.tool("playwright");
        playwright.args(["test", "--project", project]);
        // What must outlive the server is tested over both databases.
        let cluster = match project {
            "browser" => Some(postgres::Cluster::start()?),
            _ => None,
        };
        if project == "sip" {
            playwright.env("BELROUTE_ASTERISK", install::asterisk()?);
        }
        if let Some(cluster) = &cluster {
            playwright.env("BELROUTE_TEST_POSTGRES_URL", cluster.url());
        }
        run(playwright
            .env("BELROUTE_BIN", &self.server)
            .env("BELROUTE_ASSETS_DIR", paths::dist())
            .env("BELROUTE_CHROMIUM", &self.chromium)
            .env("BELROUTE_PYTHON", &self.python))
    }
}
