//! What the commands tell the person at the terminal. Everything goes to stderr, so that the
//! output of the programs that they run stays clean.

use std::time::{Duration, Instant};

/// Says one line.
pub(crate) fn say(line: impl AsRef<str>) {
    eprintln!("{}", line.as_ref());
}

/// Announces a step.
pub(crate) fn step(name: &str) {
    eprintln!("\n== {name}");
}

/// Bytes as people read them.
pub(crate) fn kilobytes(bytes: u64) -> String {
    format!("{}.{} kB", bytes / 1000, bytes % 1000 / 100)
}

/// How long each part of a command took, told at its end.
#[derive(Default)]
pub(crate) struct Stopwatch {
    parts: Vec<(String, Duration)>,
}

impl Stopwatch {
    /// Announces a part, does it and remembers how long it took.
    pub(crate) fn part<T>(
        &mut self,
        name: &str,
        work: impl FnOnce() -> anyhow::Result<T>,
    ) -> anyhow::Result<T> {
        step(name);
        let start = Instant::now();
        let outcome = work();
        self.parts.push((name.to_owned(), start.elapsed()));
        outcome
    }

    /// Says how long everything took.
    pub(crate) fn tell(&self) {
        step("time");
        for (name, time) in &self.parts {
            say(format!("{:>8.1} s  {name}", time.as_secs_f64()));
        }
        let all: Duration = self.parts.iter().map(|(_, time)| *time).sum();
        say(format!("{:>8.1} s  in all", all.as_secs_f64()));
    }
}
