//! A decision in the few facts that a sentence is made of. The browser adds the words.

use super::{
    decide::Decision,
    profile::{Profile, ReachableDevice},
    trace::{End, Reason, Verdict, When},
};

/// What happens to a call, as a sentence would tell it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Summary {
    /// Devices ring, and then something follows.
    Rings {
        /// What rings; empty when the engine knows of a device that our list does not.
        devices: Vec<ReachableDevice>,
        /// For how long.
        seconds: u16,
        /// What follows when nobody answers.
        then: End,
    },
    /// The caller is turned away.
    Refused,
    /// Nothing can ring.
    NoDevice {
        /// What the caller gets.
        then: End,
    },
    /// The user has as many calls as he can have.
    AtCapacity {
        /// What the caller gets.
        then: End,
    },
}

/// Sums a decision up. Reads the trace alone, so that it cannot tell another story than the plan.
pub fn summarise(profile: &Profile, decision: &Decision) -> Summary {
    let end_when = |when: When| {
        decision
            .trace
            .then
            .iter()
            .find(|fallback| fallback.when == when)
            .map_or(End::Released, |fallback| fallback.goes_to)
    };
    let decided = decision
        .trace
        .stops
        .iter()
        .find_map(|stop| match &stop.verdict {
            Verdict::Decided(reason) => Some(reason),
            Verdict::Passed(_) => None,
        });
    match decided {
        Some(Reason::Rings { seconds }) => Summary::Rings {
            devices: profile.devices.clone(),
            seconds: *seconds,
            then: end_when(When::NoAnswer),
        },
        Some(Reason::Blocked) => Summary::Refused,
        Some(Reason::AtCapacity { .. }) => Summary::AtCapacity {
            then: end_when(When::Busy),
        },
        _ => Summary::NoDevice {
            then: end_when(When::Unreachable),
        },
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        devices::DeviceKind,
        number::Extension,
        routing::{decide::decide, profile::IncomingCall},
    };

    fn profile(devices: Vec<ReachableDevice>, mailbox: Option<&str>) -> Profile {
        Profile {
            extension: Extension::new("2041").unwrap(),
            address: "sip:2041@pbx.test".into(),
            devices,
            mailbox: mailbox.map(str::to_owned),
            capacity: 3,
        }
    }

    #[test]
    fn the_summary_tells_what_the_plan_does() {
        let desk = ReachableDevice {
            name: "Yealink".into(),
            kind: DeviceKind::Desk,
        };
        let with_mailbox = profile(vec![desk.clone()], Some("sip:vm-2041@media.test"));
        let decision = decide(&with_mailbox, IncomingCall::default());
        assert_eq!(
            summarise(&with_mailbox, &decision),
            Summary::Rings {
                devices: vec![desk],
                seconds: 18,
                then: End::Mailbox
            }
        );
        let bare = profile(vec![], None);
        let decision = decide(&bare, IncomingCall::default());
        assert_eq!(
            summarise(&bare, &decision),
            Summary::NoDevice {
                then: End::BusyTone
            }
        );
    }
}
