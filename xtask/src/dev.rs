//! `cargo xtask dev`: the demo, rebuilt when a file changes.

use std::{
    path::Path,
    thread,
    time::{Duration, SystemTime},
};

use anyhow::Result;

use crate::{
    build::{self, files_below},
    paths,
    process::Background,
    run, server,
    terminal::say,
};

/// What the browser app is made of.
const APP: [&str; 5] = [
    "app",
    "shared",
    "style",
    "public",
    "end2end/package-lock.json",
];
/// What the server is made of.
const SERVER: [&str; 3] = ["server", "shared", "Cargo.lock"];

/// Runs the demo, and builds and starts again what a change touches.
pub(crate) fn dev() -> Result<()> {
    let mut app = Sources::of(&APP);
    let mut code = Sources::of(&SERVER);
    report(build::browser_app(true));
    let mut panel = None;
    report(restart(&mut panel));
    say("changes are built as they are saved; reload the page to see them");
    loop {
        thread::sleep(Duration::from_millis(400));
        if app.have_changed() && report(build::browser_app(true)).is_some() {
            say("the browser app is built; reload the page");
        }
        if code.have_changed() {
            report(restart(&mut panel));
        }
    }
}

/// Builds the server and puts it in the place of the one that runs. What does not build leaves that
/// one running.
fn restart(panel: &mut Option<Background>) -> Result<()> {
    let program = server::build(false)?;
    let address = server::address()?;
    // The old one goes first: both want the same port.
    drop(panel.take());
    *panel = Some(server::start(&run::demo(&program)?, address)?);
    say(format!(
        "the panel runs: http://localhost:{}",
        address.port()
    ));
    Ok(())
}

/// A failure is told and waited out: the next change may mend it.
fn report<T>(outcome: Result<T>) -> Option<T> {
    outcome.map_err(|error| say(format!("{error:#}"))).ok()
}

/// Files that are looked at again and again. There are a few hundred, which takes a millisecond,
/// and works the same on every file system.
struct Sources {
    roots: &'static [&'static str],
    seen: (usize, Option<SystemTime>),
}

impl Sources {
    fn of(roots: &'static [&'static str]) -> Self {
        Self {
            roots,
            seen: look(roots),
        }
    }

    fn have_changed(&mut self) -> bool {
        let now = look(self.roots);
        std::mem::replace(&mut self.seen, now) != now
    }
}

/// How many files there are, and when the last of them changed.
fn look(roots: &[&str]) -> (usize, Option<SystemTime>) {
    let changed = |file: &Path| file.metadata().and_then(|it| it.modified()).ok();
    let mut times = Vec::new();
    for root in roots {
        let root = paths::root().join(root);
        times.push(changed(&root));
        for file in files_below(&root).unwrap_or_default() {
            times.push(changed(&file));
        }
    }
    (times.len(), times.into_iter().max().flatten())
}
