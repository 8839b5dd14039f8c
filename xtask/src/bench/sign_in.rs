//! The door: whether its answers tell by their time which accounts there are, and what a flood of
//! sign-ins does to everybody else.

use std::{
    net::SocketAddr,
    sync::atomic::{AtomicU32, Ordering},
    thread,
    time::{SystemTime, UNIX_EPOCH},
};

use anyhow::{Context as _, Result, ensure};
use serde_json::{Value, json};

use super::load::{Timings, one_by_one, paced};
use crate::{http::Connection, terminal::say};

const PATH: &str = "/v1/session";
/// Guesses of each kind.
const GUESSES: u64 = 60;
/// A user who has to wait after these failures.
const FAILURES: usize = 6;

/// A stranger at the panel, from an address of his own each time: what one address may do is
/// limited, and here the accounts are measured.
struct Stranger {
    connection: Connection,
}

static STRANGERS: AtomicU32 = AtomicU32::new(0);

impl Stranger {
    fn at(panel: SocketAddr) -> Result<Self> {
        let connection = Connection::open(panel, "")?;
        Ok(Self { connection })
    }

    fn sign_in(&mut self, identifier: &str) -> Result<u16> {
        let number = STRANGERS.fetch_add(1, Ordering::Relaxed);
        let [_, a, b, c] = number.to_be_bytes();
        self.connection.headers = format!("x-belroute: 1\r\nx-forwarded-for: 10.{a}.{b}.{c}\r\n");
        let form: Value = json!({ "identifier": identifier, "password": "Wrong-guess-1" });
        Ok(self.connection.post(PATH, &form)?.status)
    }
}

/// An unknown account, a wrong password and an account that has to wait, in turn.
pub(super) fn guessing(panel: SocketAddr) -> Result<()> {
    let mut stranger = Stranger::at(panel)?;
    // Other accounts than in the last run, whose failures are still counted.
    let seconds = SystemTime::now().duration_since(UNIX_EPOCH)?.as_secs();
    let (first, waits) = (seconds % 900, format!("u{}", 1901 + seconds % 99));
    for _ in 0..FAILURES {
        ensure!(stranger.sign_in(&waits)? == 401, "a failure was not told");
    }
    let kinds = [
        ("sign-in, unknown account", "nobody", 401),
        ("sign-in, wrong password", "u", 401),
        ("sign-in, account that waits", "", 429),
    ];
    let mut series: [Vec<std::time::Duration>; 3] = Default::default();
    for number in 0..GUESSES {
        for ((_, name, expected), times) in kinds.iter().zip(&mut series) {
            // Each wrong password is another user's, so that none has to wait.
            let identifier = match *name {
                "" => waits.clone(),
                name => format!("{name}{}", 1001 + (first + number) % 900),
            };
            let start = std::time::Instant::now();
            let status = stranger.sign_in(&identifier)?;
            times.push(start.elapsed());
            ensure!(
                status == *expected,
                "{identifier} was answered with {status}"
            );
        }
    }
    for ((name, ..), times) in kinds.iter().zip(series) {
        Timings::of(times).tell(name);
    }
    Ok(())
}

/// 200 sign-ins a second for ten seconds, far more than there are processors for, while somebody
/// reads his calls.
pub(super) fn flood(
    panel: SocketAddr,
    bearer: &str,
    memory: impl Fn() -> Result<String>,
) -> Result<()> {
    let refused = AtomicU32::new(0);
    let before = memory()?;
    let (sign_ins, reading) = thread::scope(|scope| {
        let reading = scope.spawn(|| -> Result<Timings> {
            let mut connection = Connection::open(panel, bearer)?;
            one_by_one(400, |_| {
                let answer = connection.get("/v1/calls?max=50")?;
                ensure!(
                    answer.status == 200,
                    "calls were answered with {}",
                    answer.status
                );
                Ok(())
            })
        });
        let connect = || Stranger::at(panel);
        let sign_ins = paced(200, 10, 128, connect, |stranger, number| {
            let status = stranger.sign_in(&format!("flood{number}"))?;
            if status == 503 {
                refused.fetch_add(1, Ordering::Relaxed);
            }
            ensure!(
                [401, 503].contains(&status),
                "a sign-in was answered with {status}"
            );
            Ok(())
        });
        (sign_ins, reading.join())
    });
    sign_ins?.tell("sign-in, 200 a second");
    say(format!(
        "  of which refused as too many: {}",
        refused.into_inner()
    ));
    let reading = reading.ok().context("the reader died")??;
    reading.tell("history, first page, meanwhile");
    say(format!(
        "server memory  {before} before, {} after",
        memory()?
    ));
    Ok(())
}
