//! How soon a call is told to the browsers that look: from the engine's event to the event stream.

use std::{
    net::SocketAddr,
    time::{Duration, Instant, SystemTime, UNIX_EPOCH},
};

use anyhow::{Context as _, Result, ensure};
use serde_json::{Value, json};

use super::load::Timings;
use crate::http::Connection;

const EVENTS: &str = "/v1/call-control/events";
/// What the stream says when a user's calls have changed.
const CALLS: &str = r#""type":"calls""#;
/// Calls that ring and are given up.
const ROUNDS: usize = 200;
/// Nothing more of a call is told after so long a silence.
const SILENCE: Duration = Duration::from_millis(30);
/// Longer than the longest we would wait.
const PATIENCE: Duration = Duration::from_secs(10);

/// Lets calls ring at somebody who looks at his panel.
pub(super) fn arrival(
    panel: SocketAddr,
    bearer: &str,
    call_control: SocketAddr,
    engine: &str,
) -> Result<()> {
    let me = Connection::open(panel, bearer)?
        .get("/v1/session")?
        .json()?;
    let extension = me["extension"].as_str().context("nobody is signed in")?;
    let address = format!("sip:{extension}@big.test");
    let mut stream = Connection::open(panel, bearer)?.listen("/v1/events")?;
    let mut engine = Connection::open(call_control, engine)?;
    let mut tell = |what: Value| -> Result<()> {
        let micros = micros()?;
        let mut event = json!({
            "version": 1,
            "node": "127.0.0.10",
            "at": format!("{}.{:06}", micros / 1_000_000, micros % 1_000_000),
            "from": "sip:+447700900123@trunk.test",
            "to": address,
        });
        if let (Value::Object(event), Value::Object(what)) = (&mut event, what) {
            event.extend(what);
        }
        let status = engine.post(EVENTS, &event)?.status;
        ensure!(status < 300, "an event was answered with {status}");
        Ok(())
    };
    let mut times = Vec::with_capacity(ROUNDS);
    for round in 0..ROUNDS {
        while stream.says(CALLS, SILENCE)? {}
        let id = format!("live-{round}-{}", micros()?);
        let rings = json!({
            "sip_call_id": id, "event": "ringing", "target": address,
            "contact": format!("sip:{extension}@127.0.0.31:5060"),
        });
        let start = Instant::now();
        tell(rings)?;
        ensure!(stream.says(CALLS, PATIENCE)?, "a call was never told");
        times.push(start.elapsed());
        tell(json!({ "sip_call_id": id, "event": "ended", "outcome": "cancelled" }))?;
    }
    Timings::of(times).tell("a call that rings, until browsers know");
    Ok(())
}

/// Now, since 1970.
fn micros() -> Result<u128> {
    Ok(SystemTime::now().duration_since(UNIX_EPOCH)?.as_micros())
}
