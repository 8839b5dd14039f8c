//! Keeps made-up calls coming: each is asked about and told of as an engine would, so that what the
//! users of the demo set has its effect on them.

use std::time::Duration;

use belroute_shared::{devices::DeviceKind, routing::plan::Plan};
use rand::{RngExt as _, SeedableRng as _, rngs::StdRng};
use serde_json::{Value, json};
use uuid::Uuid;

use super::{
    messages::{Left, leave_messages},
    organisation::{direct_number, username},
};
use crate::{
    call_control::{
        self,
        wire::{Answer, Event, Question},
    },
    state::AppState,
};

/// Devices of the demo register for this long, and do so again before it is over.
const EXPIRES_SECONDS: u64 = 3600;
/// The people whose phones ring most: those whose sign-ins are printed at the start.
pub(super) const SEEN: [&str; 3] = ["2041", "2044", "2040"];
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
    let mailboxes = state.clone();
    tokio::spawn(async move {
        if let Err(error) = leave_messages(&mailboxes).await {
            tracing::warn!("the mailboxes of the demo stay empty: {error:#}");
        }
    });
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
    /// Asks what to do with the call, as an engine does, and does it as far as the first that rings.
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
        let (from, to) = if is_incoming {
            (self.other.clone(), called)
        } else {
            (own, self.other.clone())
        };
        let mut call = json!({
            "sip_call_id": format!("demo-{}", Uuid::new_v4()),
            "from": from,
            "to": to,
        });
        let answer = match ask(&state, &call).await {
            Ok(answer) => answer,
            Err(error) => {
                tracing::warn!("a demo call was not placed: {error:#}");
                return;
            }
        };
        call["call"] = json!(answer.call);
        let Some(target) = first_of(&answer.plan) else {
            tell(&state, ended(&call, "rejected")).await;
            return;
        };
        call["target"] = json!(target);
        call["contact"] = json!(contact_of(target));
        self.follow(&state, &call, is_media(target)).await;
    }

    /// It rings and is answered, or the caller gives up.
    async fn follow(&self, state: &AppState, call: &Value, is_mailbox: bool) {
        if !is_mailbox {
            tell(state, with(call, json!({"event": "ringing"}))).await;
            tokio::time::sleep(Duration::from_secs(self.rings_seconds)).await;
        }
        // A mailbox always answers.
        let message = is_mailbox.then_some(self.rings_seconds);
        let outcome = if let Some(seconds) = self.talks_seconds.or(message) {
            tell(state, with(call, json!({"event": "answered"}))).await;
            tokio::time::sleep(Duration::from_secs(seconds)).await;
            "answered"
        } else {
            let gone = json!({"event": "leg_ended", "outcome": "cancelled"});
            tell(state, with(call, gone)).await;
            "cancelled"
        };
        tell(state, ended(call, outcome)).await;
        if let Some(seconds) = message {
            leave_message(state, call, seconds).await;
        }
    }
}

/// What a caller has said in the mailbox until now.
async fn leave_message(state: &AppState, call: &Value, seconds: u64) {
    let text = |field: &str| call[field].as_str().unwrap_or_default().to_owned();
    let target = text("target");
    let mailbox = target.trim_start_matches("sip:vm-").split('@').next();
    let seconds = u32::try_from(seconds).unwrap_or(1);
    let left = Left {
        mailbox: mailbox.unwrap_or_default().to_owned(),
        sip_call_id: text("sip_call_id"),
        began_at_ms: state.clock.now_ms() - i64::from(seconds) * 1000,
        seconds,
    };
    let seed = rand::rng().random();
    if let Err(error) = left.leave(state, seed).await {
        tracing::warn!("a demo message was lost: {error:#}");
    }
}

async fn ask(state: &AppState, call: &Value) -> anyhow::Result<Answer> {
    let is_ours = call["from"].as_str().is_some_and(is_inside);
    let question = json!({
        "sip_call_id": call["sip_call_id"],
        "from": {
            "uri": call["from"],
            "origin": if is_ours { "user" } else { "trunk" },
            "anonymous": call["from"].as_str().is_some_and(|it| it.contains("anonymous")),
        },
        "to": {"uri": call["to"], "registered": true},
    });
    let question: Question = serde_json::from_value(question)?;
    Ok(call_control::answer(state, &question).await?)
}

/// The first that a plan has ring; `None` where the caller is turned away, with words or without.
fn first_of(plan: &Plan) -> Option<&str> {
    let Plan::Ring(ring) = plan else { return None };
    let target = ring.steps.first()?.targets.first()?;
    Some(target.uri.as_str()).filter(|it| !it.starts_with("sip:say-"))
}

fn is_media(target: &str) -> bool {
    target.starts_with("sip:vm-")
}

fn is_inside(address: &str) -> bool {
    address.ends_with("@pbx.test")
}

fn ended(call: &Value, outcome: &str) -> Value {
    let end = json!({"event": "ended", "outcome": outcome, "target": "", "contact": ""});
    with(call, end)
}

/// Where a target is reached: a desk phone of the demo, or something of others.
fn contact_of(target: &str) -> String {
    let extension = target.trim_start_matches("sip:").split('@').next();
    match extension.filter(|_| is_inside(target)) {
        Some(extension) => contact(extension, DeviceKind::Desk),
        None => target.to_owned(),
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
