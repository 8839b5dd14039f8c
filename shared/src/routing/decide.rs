//! The one function that decides.

use super::{
    plan::{Plan, Ring, Step},
    profile::{IncomingCall, LONGEST_RINGS, MAILBOX_RINGS, Profile, RING_SECONDS},
    trace::{End, Fallback, Reason, Stop, StopName, Trace, Verdict, When},
};

/// What happens to a call, and why.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Decision {
    /// What the engine is told.
    pub plan: Plan,
    /// Every stop, in order.
    pub trace: Trace,
}

/// Decides about one call.
///
/// Total: any profile and any call give a decision, and exactly one stop of its trace decides.
pub fn decide(profile: &Profile, call: IncomingCall) -> Decision {
    let mut walk = Walk {
        profile,
        stops: Vec::new(),
    };
    match call.is_blocked {
        Some(true) => return walk.refuse(StopName::CompanyBlockList, Reason::Blocked),
        Some(false) => walk.pass(StopName::CompanyBlockList, Reason::NotListed),
        None => {}
    }
    let has_device = call.is_registered.unwrap_or(!profile.devices.is_empty());
    if !has_device {
        return walk.end(StopName::Reachable, Reason::NoDevice, When::Unreachable);
    }
    walk.pass(
        StopName::Reachable,
        Reason::DevicesRegistered {
            count: profile.devices.len(),
        },
    );
    if call.active_calls >= profile.capacity {
        let reason = Reason::AtCapacity {
            capacity: profile.capacity,
        };
        return walk.end(StopName::Busy, reason, When::Busy);
    }
    walk.pass(StopName::Busy, Reason::Free);
    walk.ring()
}

struct Walk<'a> {
    profile: &'a Profile,
    stops: Vec<Stop>,
}

impl Walk<'_> {
    fn pass(&mut self, name: StopName, reason: Reason) {
        self.stops.push(Stop {
            name,
            verdict: Verdict::Passed(reason),
        });
    }

    fn decided(mut self, name: StopName, reason: Reason, then: Vec<Fallback>) -> Trace {
        self.stops.push(Stop {
            name,
            verdict: Verdict::Decided(reason),
        });
        Trace {
            stops: self.stops,
            then,
        }
    }

    /// The caller is turned away, and nothing follows.
    fn refuse(self, name: StopName, reason: Reason) -> Decision {
        Decision {
            plan: blocked(),
            trace: self.decided(name, reason, Vec::new()),
        }
    }

    /// The call never rings: it goes where a call of this case goes.
    fn end(self, name: StopName, reason: Reason, when: When) -> Decision {
        let (plan, goes_to) = fallback(self.profile, when);
        let then = vec![Fallback { when, goes_to }];
        Decision {
            plan,
            trace: self.decided(name, reason, then),
        }
    }

    fn ring(self) -> Decision {
        let profile = self.profile;
        let rings = if profile.mailbox.is_some() {
            MAILBOX_RINGS
        } else {
            LONGEST_RINGS
        };
        let seconds = rings * RING_SECONDS;
        let (on_no_answer, no_answer_end) = fallback(profile, When::NoAnswer);
        let (on_busy, busy_end) = fallback(profile, When::Busy);
        let plan = Plan::Ring(Ring {
            steps: vec![Step {
                targets: vec![profile.address.clone()],
                ring_seconds: seconds,
                diversion: None,
            }],
            on_busy: Some(Box::new(on_busy)),
            on_no_answer: Some(Box::new(on_no_answer)),
            ..Ring::default()
        });
        let then = vec![
            Fallback {
                when: When::NoAnswer,
                goes_to: no_answer_end,
            },
            Fallback {
                when: When::Busy,
                goes_to: busy_end,
            },
        ];
        Decision {
            plan,
            trace: self.decided(StopName::Ring, Reason::Rings { seconds }, then),
        }
    }
}

/// What a caller on a block list gets: he is released without an announcement.
pub fn blocked() -> Plan {
    Plan::reject(603, "Decline")
}

/// Where a call goes that is not answered in this case. Not reachable counts as busy.
fn fallback(profile: &Profile, when: When) -> (Plan, End) {
    // The cause tells the mailbox which greeting fits (RFC 4458).
    let cause = if when == When::NoAnswer { 408 } else { 486 };
    match (&profile.mailbox, when) {
        (Some(mailbox), _) => (to_mailbox(mailbox, cause), End::Mailbox),
        (None, When::NoAnswer) => (Plan::reject(480, "Temporarily Unavailable"), End::Released),
        (None, When::Busy | When::Unreachable) => (Plan::reject(486, "Busy Here"), End::BusyTone),
    }
}

fn to_mailbox(mailbox: &str, cause: u16) -> Plan {
    Plan::Ring(Ring {
        steps: vec![Step {
            targets: vec![format!("{mailbox};cause={cause}")],
            ring_seconds: 180,
            diversion: None,
        }],
        ..Ring::default()
    })
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::{devices::DeviceKind, number::Extension, routing::profile::ReachableDevice};

    fn profile(devices: usize, has_mailbox: bool) -> Profile {
        Profile {
            extension: Extension::new("2041").unwrap(),
            address: "sip:2041@pbx.test".into(),
            devices: (0..devices)
                .map(|n| ReachableDevice {
                    name: format!("Desk {n}"),
                    kind: DeviceKind::Desk,
                })
                .collect(),
            mailbox: has_mailbox.then(|| "sip:vm-2041@media.test".into()),
            capacity: 3,
        }
    }

    fn idle() -> IncomingCall {
        IncomingCall::default()
    }

    fn ring(decision: &Decision) -> &Ring {
        match &decision.plan {
            Plan::Ring(ring) => ring,
            Plan::Reject { .. } => panic!("rejected"),
        }
    }

    #[test]
    fn the_devices_ring_and_then_the_mailbox_answers() {
        let decision = decide(&profile(1, true), idle());
        let plan = ring(&decision);
        assert_eq!(plan.steps[0].targets, ["sip:2041@pbx.test"]);
        assert_eq!(plan.steps[0].ring_seconds, 18);
        let Some(Plan::Ring(mailbox)) = plan.on_no_answer.as_deref() else {
            panic!()
        };
        assert_eq!(
            mailbox.steps[0].targets,
            ["sip:vm-2041@media.test;cause=408"]
        );
        let Some(Plan::Ring(mailbox)) = plan.on_busy.as_deref() else {
            panic!()
        };
        assert_eq!(
            mailbox.steps[0].targets,
            ["sip:vm-2041@media.test;cause=486"]
        );
    }

    #[test]
    fn without_a_mailbox_the_devices_ring_for_long_and_the_caller_is_released() {
        let decision = decide(&profile(1, false), idle());
        assert_eq!(ring(&decision).steps[0].ring_seconds, 120);
        let no_answer = ring(&decision).on_no_answer.as_deref();
        assert_eq!(
            no_answer,
            Some(&Plan::reject(480, "Temporarily Unavailable"))
        );
    }

    #[test]
    fn a_caller_whom_the_company_blocks_is_released_before_anything_is_asked() {
        let call = IncomingCall {
            is_blocked: Some(true),
            active_calls: 9,
            ..idle()
        };
        let decision = decide(&profile(1, true), call);
        assert_eq!(decision.plan, Plan::reject(603, "Decline"));
        let stop = Stop {
            name: StopName::CompanyBlockList,
            verdict: Verdict::Decided(Reason::Blocked),
        };
        assert_eq!(decision.trace.stops, [stop]);
    }

    #[test]
    fn without_a_device_or_without_room_the_caller_hears_busy() {
        let unreachable = decide(&profile(0, false), idle());
        assert_eq!(unreachable.plan, Plan::reject(486, "Busy Here"));
        let full = decide(
            &profile(1, false),
            IncomingCall {
                active_calls: 3,
                ..idle()
            },
        );
        assert_eq!(full.plan, Plan::reject(486, "Busy Here"));
    }

    #[test]
    fn the_engine_knows_better_whether_a_device_is_registered() {
        let late = IncomingCall {
            is_registered: Some(true),
            ..idle()
        };
        assert_eq!(ring(&decide(&profile(0, false), late)).steps.len(), 1);
        let gone = IncomingCall {
            is_registered: Some(false),
            ..idle()
        };
        assert_eq!(
            decide(&profile(2, false), gone).plan,
            Plan::reject(486, "Busy Here")
        );
    }

    proptest! {
        #[test]
        fn exactly_one_stop_decides_and_it_is_the_last(
            devices in 0usize..4,
            has_mailbox: bool,
            active_calls in 0u16..6,
            is_registered: Option<bool>,
            is_blocked: Option<bool>,
        ) {
            let call = IncomingCall { active_calls, is_registered, is_blocked };
            let decision = decide(&profile(devices, has_mailbox), call);
            let deciding = |stop: &Stop| matches!(stop.verdict, Verdict::Decided(_));
            let stops = &decision.trace.stops;
            prop_assert_eq!(stops.iter().filter(|stop| deciding(stop)).count(), 1);
            prop_assert!(stops.last().is_some_and(deciding));
            prop_assert_eq!(decision.trace.then.is_empty(), is_blocked == Some(true));
            prop_assert_eq!(decision.plan == blocked(), is_blocked == Some(true));
            let asks = |stop: &Stop| stop.name == StopName::CompanyBlockList;
            prop_assert_eq!(stops.first().is_some_and(asks), is_blocked.is_some());
        }
    }
}
