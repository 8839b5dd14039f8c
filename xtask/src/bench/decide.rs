//! How often one core decides what happens to a call.

use std::{
    fs,
    hint::black_box,
    path::Path,
    time::{Duration, Instant},
};

use anyhow::{Context as _, Result};
use belroute_shared::routing::{
    call::{Caller, IncomingCall},
    decide::decide as decide_about,
    directory::{Blank, Network},
    profile::Profile,
};

use crate::terminal::say;

/// Measures for two seconds, with a profile as the server gives it to a browser.
pub(crate) fn decide(profile: &Path) -> Result<()> {
    let text = fs::read_to_string(profile)
        .with_context(|| format!("{} cannot be read", profile.display()))?;
    let profile: Profile = serde_json::from_str(&text)?;
    let directory = Blank(Network {
        domain: "big.test".to_owned(),
        trunk: "127.0.0.50:5060".to_owned(),
        media: Some("127.0.0.51:5060".to_owned()),
    });
    // A working day, at ten in the morning in Amsterdam.
    let now = "2026-11-24T09:00:00Z".parse()?;
    let calls: Vec<IncomingCall> = (0..4)
        .map(|active_calls| IncomingCall {
            caller: Caller::outside("+447700900123"),
            active_calls: Some(active_calls),
            is_registered: Some(true),
            is_blocked: Some(false),
            ..IncomingCall::default()
        })
        .collect();
    let start = Instant::now();
    let mut decisions = 0_u64;
    while start.elapsed() < Duration::from_secs(2) {
        for call in calls.iter().cycle().take(1000) {
            black_box(decide_about(
                black_box(&profile),
                &directory,
                black_box(call),
                now,
            ));
        }
        decisions += 1000;
    }
    let a_second = u128::from(decisions) * 1_000_000 / start.elapsed().as_micros();
    say(format!(
        "decide, everything switched on, one core: {a_second} a second"
    ));
    Ok(())
}
