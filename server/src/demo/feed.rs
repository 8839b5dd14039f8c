//! Keeps made-up calls coming, through the intake that an engine uses.

use std::time::Duration;

use belroute_shared::devices::DeviceKind;
use rand::{RngExt as _, SeedableRng as _, rngs::StdRng};
use serde_json::{Value, json};
use uuid::Uuid;

use super::organisation::{direct_number, username};
use crate::{call_control::wire::Event, state::AppState};

/// Devices of the demo register for this long, and do so again before it is over.
const EXPIRES_SECONDS: u64 = 3600;
/// The people whose phones ring most: those whose sign-ins are printed at the start.
const SEEN: [&str; 3] = ["2041", "2044", "2040"];
const OTHERS: [&str; 8] = [
    "2042", "2043", "2045", "2046", "2047", "2049", "2050", "2055",
];
const CALLERS: [&str; 6] = [
    "+442079460100",
    "+493023125000",
    "+33199001001",
    "+12025550101",
    "+447700900550",
    "+447700900001",
];

/// Starts calling. Ends with the server.
pub fn keep_calling(state: &AppState) {
    tokio::spawn(register(state.clone()));
    tokio::spawn(call(state.clone()));
}

async fn register(state: AppState) {
    loop {
        for number in 2040..=2064_u32 {
            // Two are away, so that the phonebook shows what that looks like.
            if matches!(number, 2048 | 2059) {
                continue;
            }
            let mut devices = vec![DeviceKind::Desk];
            if [1, 4, 7].contains(&(number % 10)) {
                devices.push(DeviceKind::App);
            }
            for device in devices {
                let extension = number.to_string();
                let registered = json!({
                    "event": "registered",
                    "aor": format!("sip:{extension}@pbx.test"),
                    "contact": contact(&extension, device),
                    "username": username(&extension, device),
                    "expires": EXPIRES_SECONDS,
                });
                tell(&state, registered).await;
            }
        }
        tokio::time::sleep(Duration::from_secs(EXPIRES_SECONDS / 2)).await;
    }
}

async fn call(state: AppState) {
    let mut random = StdRng::from_rng(&mut rand::rng());
    let mut pause = 4;
    loop {
        tokio::time::sleep(Duration::from_secs(pause)).await;
        let extension = if random.random_bool(0.7) {
            SEEN[random.random_range(0..SEEN.len())]
        } else {
            OTHERS[random.random_range(0..OTHERS.len())]
        };
        let plan = Made {
            extension: extension.to_owned(),
            other: other(&mut random, extension),
            is_incoming: random.random_bool(0.7),
            rings_seconds: random.random_range(3..9),
            talks_seconds: random.random_bool(0.75).then(|| random.random_range(8..75)),
        };
        tokio::spawn(plan.happen(state.clone()));
        pause = random.random_range(15..40);
    }
}

fn other(random: &mut StdRng, extension: &str) -> String {
    match random.random_range(0..10) {
        0 => "sip:anonymous@anonymous.invalid".to_owned(),
        1..4 => {
            let colleague = OTHERS[random.random_range(0..OTHERS.len())];
            let colleague = if colleague == extension {
                "2051"
            } else {
                colleague
            };
            format!("sip:{colleague}@pbx.test")
        }
        _ => format!(
            "sip:{}@trunk.test",
            CALLERS[random.random_range(0..CALLERS.len())]
        ),
    }
}

/// A call that is made up.
struct Made {
    extension: String,
    other: String,
    is_incoming: bool,
    rings_seconds: u64,
    talks_seconds: Option<u64>,
}

impl Made {
    async fn happen(self, state: AppState) {
        let own = format!("sip:{}@pbx.test", self.extension);
        // Nobody dials an anonymous caller.
        let is_incoming = self.is_incoming || self.other.contains("anonymous");
        // Who calls from outside dials the public number.
        let is_outside = !self.other.contains("@pbx.test");
        let called = if is_outside {
            format!("sip:{}@pbx.test", direct_number(&self.extension))
        } else {
            own.clone()
        };
        let target = if is_incoming {
            own.clone()
        } else {
            self.other.clone()
        };
        let (from, to) = if is_incoming {
            (self.other, called)
        } else {
            (own, self.other)
        };
        let call = json!({
            "sip_call_id": format!("demo-{}", Uuid::new_v4()),
            "from": from,
            "to": to,
            "target": target,
            "contact": if is_incoming { contact(&self.extension, DeviceKind::Desk) } else { target.clone() },
        });
        tell(&state, with(&call, json!({"event": "ringing"}))).await;
        tokio::time::sleep(Duration::from_secs(self.rings_seconds)).await;
        let outcome = if let Some(talks_seconds) = self.talks_seconds {
            tell(&state, with(&call, json!({"event": "answered"}))).await;
            tokio::time::sleep(Duration::from_secs(talks_seconds)).await;
            "answered"
        } else {
            tell(
                &state,
                with(&call, json!({"event": "leg_ended", "outcome": "no_answer"})),
            )
            .await;
            "no_answer"
        };
        let ended = json!({"event": "ended", "outcome": outcome, "target": "", "contact": ""});
        tell(&state, with(&call, ended)).await;
    }
}

fn contact(extension: &str, device: DeviceKind) -> String {
    // Addresses of TEST-NET-2, which lead nowhere (RFC 5737).
    let host = match device {
        DeviceKind::App => "198.51.100.2",
        DeviceKind::Desk | DeviceKind::Softphone => "198.51.100.1",
    };
    format!("sip:{extension}@{host}:5060")
}

fn with(call: &Value, more: Value) -> Value {
    let mut event = call.clone();
    if let (Value::Object(event), Value::Object(more)) = (&mut event, more) {
        event.extend(more);
    }
    event
}

async fn tell(state: &AppState, mut event: Value) {
    let now_ms = state.clock.now_ms();
    event["at"] = json!(format!("{}.{:03}", now_ms / 1000, now_ms % 1000));
    let taken = match serde_json::from_value::<Event>(event) {
        Ok(event) => state.intake.take(vec![event]).await,
        Err(error) => Err(error.into()),
    };
    if let Err(error) = taken {
        tracing::warn!("a demo call was lost: {error:#}");
    }
}
