//! Asking again and again, and how long the answers took.

use std::{
    thread,
    time::{Duration, Instant},
};

use anyhow::{Context as _, Result, anyhow};

use crate::terminal::say;

/// How long each answer of a series took.
pub(super) struct Timings(Vec<Duration>);

impl Timings {
    /// Times that were taken otherwise.
    pub(super) fn of(times: Vec<Duration>) -> Self {
        Self(times)
    }

    /// One line: median, the slow end, and the slowest.
    pub(super) fn tell(mut self, name: &str) {
        self.0.sort();
        let at = |share: f64| {
            #[expect(
                clippy::cast_possible_truncation,
                clippy::cast_precision_loss,
                clippy::cast_sign_loss,
                reason = "an index into a list of thousands"
            )]
            let index = (self.0.len() as f64 * share) as usize;
            self.0
                .get(index)
                .or(self.0.last())
                .map_or(0.0, |time| time.as_secs_f64() * 1000.0)
        };
        say(format!(
            "{name:<42} p50 {:>7.2} ms   p99 {:>7.2} ms   max {:>7.2} ms   ({} answers)",
            at(0.5),
            at(0.99),
            at(1.0),
            self.0.len(),
        ));
    }
}

/// One request after the other, as many as wanted or as fit into fifteen seconds.
pub(super) fn one_by_one(
    requests: usize,
    mut ask: impl FnMut(usize) -> Result<()>,
) -> Result<Timings> {
    // The first ones fill caches; a server that runs all day has filled them.
    for number in 0..requests / 50 {
        ask(number)?;
    }
    let end = Instant::now() + Duration::from_secs(15);
    let mut timings = Vec::with_capacity(requests);
    for number in 0..requests {
        let start = Instant::now();
        if start > end {
            break;
        }
        ask(number)?;
        timings.push(start.elapsed());
    }
    Ok(Timings(timings))
}

/// So many requests a second, whatever the answers take.
///
/// Time counts from the moment at which a request was due: when answers fall behind, the wait of
/// those that queue is counted too.
pub(super) fn paced<Client: Send>(
    a_second: u32,
    seconds: u32,
    lanes: usize,
    connect: impl Fn() -> Result<Client>,
    ask: impl Fn(&mut Client, usize) -> Result<()> + Sync,
) -> Result<Timings> {
    let total = (a_second * seconds) as usize;
    let interval = Duration::from_secs(1) / a_second;
    let mut connections = (0..lanes).map(|_| connect()).collect::<Result<Vec<_>>>()?;
    let start = Instant::now() + Duration::from_millis(100);
    let due = |number: usize| start + interval * u32::try_from(number).unwrap_or(u32::MAX);
    let done: Vec<Result<Vec<Duration>>> = thread::scope(|scope| {
        let ask = &ask;
        let threads: Vec<_> = connections
            .iter_mut()
            .enumerate()
            .map(|(lane, connection)| {
                scope.spawn(move || {
                    let numbers = (lane..total).step_by(lanes);
                    let timed = numbers.map(|number| {
                        thread::sleep(due(number).saturating_duration_since(Instant::now()));
                        ask(connection, number)?;
                        Ok(due(number).elapsed())
                    });
                    timed.collect()
                })
            })
            .collect();
        let joined = threads.into_iter().map(|it| {
            it.join()
                .unwrap_or_else(|_| Err(anyhow!("a thread of the load generator died")))
        });
        joined.collect()
    });
    let mut all = Vec::with_capacity(total);
    for lane in done {
        all.extend(lane.context("the server did not hold the load")?);
    }
    Ok(Timings(all))
}
