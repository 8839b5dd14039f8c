//! The commands of the project: everything that building, running, testing and measuring takes.

mod bench;
mod build;
mod demo;
mod dev;
mod engine;
mod http;
mod install;
mod media;
mod openapi;
mod paths;
mod postgres;
mod process;
mod run;
mod screenshots;
mod secret;
mod server;
mod size;
mod terminal;
mod test;

use std::process::ExitCode;

use anyhow::Result;
use clap::{Parser, Subcommand};

#[derive(Parser)]
#[command(
    name = "cargo xtask",
    about = "Builds, runs, tests and measures Belroute"
)]
struct Arguments {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Installs what is missing, builds everything and starts the demo on port 8080
    Run,
    /// Installs what is missing and runs every test, or one part of them
    Test {
        /// Nothing means everything
        part: Option<test::Part>,
    },
    /// Runs the SIP engine beside the panel, for real calls on this machine
    Engine,
    /// Runs the media server beside panel and engine, for messages and announcements
    Media,
    /// Runs the demo, and rebuilds what a change touches; reloading the page is up to you
    Dev,
    /// Builds the browser app into dist/
    Build {
        /// Quickly, and large: not optimised, not compressed
        #[arg(long)]
        dev: bool,
    },
    /// Fills a database of its own with a big organisation
    Demo(demo::Size),
    /// Measures the first page, the rules, and the server with a big organisation
    Bench,
    /// Takes the pictures of the README
    Screenshots,
    /// Writes openapi.json
    Openapi,
    /// Measures the rules alone, with a profile in JSON; part of bench
    #[command(hide = true)]
    Decide {
        /// The answer of `GET /v1/route`
        profile: std::path::PathBuf,
    },
}

fn main() -> ExitCode {
    match obey(Arguments::parse().command) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            terminal::say(format!("\nerror: {error:#}"));
            ExitCode::FAILURE
        }
    }
}

fn obey(command: Command) -> Result<()> {
    match command {
        Command::Run => run::run(),
        Command::Test { part } => test::test(part),
        Command::Engine => engine::engine(),
        Command::Media => media::media(),
        Command::Dev => dev::dev(),
        Command::Build { dev } => build::browser_app(dev),
        Command::Demo(size) => demo::fill(&size),
        Command::Bench => bench::bench(),
        Command::Screenshots => screenshots::take(),
        Command::Openapi => openapi::write(),
        Command::Decide { profile } => bench::decide(&profile),
    }
}
