//! `cargo xtask test`: exactly what the continuous integration runs.

use std::path::PathBuf;

use anyhow::{Context as _, Result};
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
        rust(watch)?;
    }
    if part == Some(Part::Rust) {
        return Ok(());
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
        for (part, project) in [
            (Part::Browser, "browser"),
            (Part::Sip, "sip"),
            (Part::Sdk, "sdk"),
        ] {
            if wants(part) {
                watch.part(project, || bench.playwright(project))?;
            }
        }
    }
    Ok(())
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
const PACKAGES: [&[&str]; 2] = [
    &["--package=belroute-server", "--package=belroute-shared"],
    &["--package=xtask"],
];

fn rust(watch: &mut Stopwatch) -> Result<()> {
    watch.part("format", || {
        run(paths::cargo().args(["fmt", "--all", "--check"]))
    })?;
    watch.part("lints of the server", || {
        for packages in PACKAGES {
            run(paths::cargo().arg("clippy").args(packages).args([
                "--all-targets",
                "--",
                "-D",
                "warnings",
            ]))?;
        }
        Ok(())
    })?;
    watch.part("lints of the browser app", || {
        run(paths::cargo()
            .args(["clippy", "--package=belroute-app"])
            .args(["--target=wasm32-unknown-unknown", "--target-dir"])
            .arg(paths::app_target())
            .args(["--", "-D", "warnings"]))
    })?;
    watch.part("Rust tests", || {
        let cluster = postgres::Cluster::start()?;
        for packages in PACKAGES {
            run(paths::cargo()
                .arg("test")
                .args(packages)
                .env("BELROUTE_TEST_POSTGRES_URL", cluster.url()))?;
        }
        // What the browser app can compute without a browser.
        run(paths::cargo()
            .args(["test", "--package=belroute-app", "--target-dir"])
            .arg(paths::app_target()))
    })
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
