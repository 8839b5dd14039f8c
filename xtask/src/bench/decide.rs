//! How often one core decides what happens to a call.

use std::{
    hint::black_box,
    time::{Duration, Instant},
};

use anyhow::{Result, anyhow};
use belroute_shared::{
    devices::DeviceKind,
    number::Extension,
    routing::{
        decide::decide as decide_about,
        profile::{IncomingCall, Profile, ReachableDevice},
    },
};

use crate::terminal::say;

/// Measures for two seconds.
pub(crate) fn decide() -> Result<()> {
    let profile = profile()?;
    let start = Instant::now();
    let mut decisions = 0_u64;
    while start.elapsed() < Duration::from_secs(2) {
        for active_calls in 0..1000 {
            let call = IncomingCall {
                active_calls: active_calls % 4,
                is_registered: Some(true),
                is_blocked: Some(false),
            };
            black_box(decide_about(black_box(&profile), black_box(call)));
        }
        decisions += 1000;
    }
    let a_second = u128::from(decisions) * 1_000_000 / start.elapsed().as_micros();
    say(format!(
        "decide, full profile, one core: {a_second} a second"
    ));
    Ok(())
}

/// A user with everything set that can be set.
fn profile() -> Result<Profile> {
    let device = |name: &str, kind| ReachableDevice {
        name: name.to_owned(),
        kind,
    };
    Ok(Profile {
        extension: Extension::new("2041").map_err(|error| anyhow!("{error:?}"))?,
        address: "sip:2041@pbx.test".to_owned(),
        devices: vec![
            device("Desk phone", DeviceKind::Desk),
            device("Mobile", DeviceKind::App),
            device("Laptop", DeviceKind::Softphone),
        ],
        mailbox: Some("sip:vm-2041@media.test".to_owned()),
        capacity: 3,
    })
}
