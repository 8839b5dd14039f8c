//! One organisation: Alice 1001, who is called; Bob 1002, Dana 1003. Carol and Erik call from
//! outside. It is a Tuesday, ten in the morning in Amsterdam.

use jiff::Timestamp;
use uuid::Uuid;

use crate::{
    devices::DeviceKind,
    ids::{RuleId, ScheduleId, UserId},
    number::{Extension, PhoneNumber},
    routing::{
        call::{Caller, IncomingCall},
        decide::{Decision, decide},
        directory::{Depth, Directory, Entry, Network},
        plan::{Plan, Ring, Target},
        profile::{Profile, ReachableDevice, Rules, Settings},
    },
    rule::{CallsFrom, Rule},
    schedules::{
        Ends, Pattern, Recurrence, Schedule, ScheduleEvent, ScheduleLevel, ScheduleType, Weekday,
        Weekdays,
    },
    settings::{
        sequential_ring::SequentialNumber,
        simultaneous_ring::SimultaneousNumber,
        single_number_reach::{ReachNumber, ReachNumberSettings},
    },
    typed_number::TypedNumber,
    zone::Zone,
};

pub(in crate::routing) const CAROL: &str = "+12025550150";
pub(in crate::routing) const ERIK: &str = "+12025550160";
pub(in crate::routing) const MOBILE: &str = "+12025550190";
pub(in crate::routing) const HOME: &str = "+12025550191";
pub(in crate::routing) const CAR: &str = "+12025550192";

pub(in crate::routing) fn moment(text: &str) -> Timestamp {
    text.parse().unwrap()
}

/// A time on that Tuesday in Amsterdam, in winter an hour ahead of universal time.
pub(in crate::routing) fn today(hour: u8, minute: u8) -> Timestamp {
    moment(&format!("2026-03-10T{:02}:{minute:02}:00Z", hour - 1))
}

pub(in crate::routing) fn number(text: &str) -> TypedNumber {
    TypedNumber::new(text)
}

pub(in crate::routing) fn somebody(name: &str, extension: &str, public: Option<&str>) -> Profile {
    Profile {
        user: UserId(Uuid::from_u128(extension.parse().unwrap())),
        name: name.to_owned(),
        extension: Extension::new(extension).unwrap(),
        numbers: public
            .into_iter()
            .map(|it| PhoneNumber::new(it).unwrap())
            .collect(),
        address: format!("sip:{extension}@pbx.test"),
        devices: vec![ReachableDevice {
            name: "Desk".into(),
            kind: DeviceKind::Desk,
        }],
        active_calls: 0,
        mailbox: Some(format!("sip:vm-{extension}@media.test")),
        capacity: 3,
        zone: Zone::new("CET-1CEST,M3.5.0,M10.5.0/3").unwrap(),
        settings: Settings::default(),
        rules: Rules::default(),
        schedules: vec![office()],
        forwarding_changed_at: None,
        guest_at: None,
        has_guest: false,
        executive: None,
    }
}

/// Monday to Friday from nine to five, for ever.
pub(in crate::routing) fn office() -> Schedule {
    let days = [
        Weekday::Monday,
        Weekday::Tuesday,
        Weekday::Wednesday,
        Weekday::Thursday,
        Weekday::Friday,
    ];
    let days = days
        .into_iter()
        .fold(Weekdays::default(), |days, day| days.with(day, true));
    let json = serde_json::json!({
        "id": Uuid::from_u128(1), "name": "Hours",
        "startDate": "2026-01-05", "endDate": "2026-01-05",
        "startTime": "09:00", "endTime": "17:00", "allDayEnabled": false,
    });
    let event: ScheduleEvent = serde_json::from_value(json).unwrap();
    Schedule {
        id: ScheduleId(Uuid::from_u128(9)),
        name: "Office".into(),
        kind: ScheduleType::BusinessHours,
        level: ScheduleLevel::People,
        events: vec![ScheduleEvent {
            recurrence: Some(Recurrence {
                pattern: Pattern::Weekly { interval: 1, days },
                ends: Ends::Never,
            }),
            ..event
        }],
    }
}

/// A rule about everybody, or about some numbers.
pub(in crate::routing) fn rule(acts: bool, numbers: &[&str]) -> Rule {
    Rule {
        id: RuleId(Uuid::from_u128(numbers.len() as u128)),
        name: None,
        schedule: None,
        calls_from: if numbers.is_empty() {
            CallsFrom::AnyPhoneNumber
        } else {
            CallsFrom::SelectPhoneNumbers
        },
        anonymous_callers: false,
        unavailable_callers: false,
        phone_numbers: numbers.iter().map(|it| number(it)).collect(),
        acts,
        forward_to: None,
        destination_voicemail: false,
        calls_to: Vec::new(),
        is_active: true,
    }
}

/// The same, in office hours only.
pub(in crate::routing) fn rule_in_office(acts: bool, numbers: &[&str]) -> Rule {
    Rule {
        schedule: Some(office().id),
        ..rule(acts, numbers)
    }
}

/// Everybody in the organisation, and how Alice has set her phone.
#[derive(Debug)]
pub(in crate::routing) struct House {
    pub(in crate::routing) alice: Profile,
    pub(in crate::routing) bob: Profile,
    pub(in crate::routing) dana: Profile,
    network: Network,
}

impl House {
    pub(in crate::routing) fn new() -> Self {
        Self {
            alice: somebody("Alice", "1001", Some("+12025550101")),
            bob: somebody("Bob", "1002", Some("+12025550102")),
            dana: somebody("Dana", "1003", None),
            network: Network {
                domain: "pbx.test".into(),
                trunk: "trunk.test".into(),
                media: Some("media.test".into()),
            },
        }
    }

    pub(in crate::routing) fn without_media(mut self) -> Self {
        self.network.media = None;
        for profile in [&mut self.alice, &mut self.bob, &mut self.dana] {
            profile.mailbox = None;
        }
        self
    }

    pub(in crate::routing) fn forward_always(mut self, to: &str) -> Self {
        forward_always(&mut self.alice, to);
        self
    }

    pub(in crate::routing) fn forward_busy(mut self, to: &str) -> Self {
        let busy = &mut self.alice.settings.call_forwarding.call_forwarding.busy;
        busy.enabled = true;
        busy.destination = Some(number(to));
        self
    }

    pub(in crate::routing) fn do_not_disturb(mut self) -> Self {
        self.alice.settings.do_not_disturb.enabled = true;
        self
    }

    pub(in crate::routing) fn simultaneous(mut self, numbers: &[&str]) -> Self {
        let setting = &mut self.alice.settings.simultaneous_ring;
        setting.enabled = true;
        setting.phone_numbers = numbers
            .iter()
            .map(|it| SimultaneousNumber {
                phone_number: number(it),
                answer_confirmation_enabled: false,
            })
            .collect();
        self
    }

    pub(in crate::routing) fn sequential(mut self, numbers: &[(&str, u16)]) -> Self {
        let setting = &mut self.alice.settings.sequential_ring;
        setting.enabled = true;
        setting.phone_numbers = numbers
            .iter()
            .map(|(it, rings)| SequentialNumber {
                phone_number: number(it),
                answer_confirmation_required_enabled: false,
                number_of_rings: *rings,
            })
            .collect();
        self.alice.rules.sequential_ring = vec![rule(true, &[])];
        self
    }

    pub(in crate::routing) fn reach(mut self, numbers: &[&str]) -> Self {
        let setting = &mut self.alice.settings.single_number_reach;
        setting.enabled = true;
        setting.numbers = numbers
            .iter()
            .map(|it| ReachNumber {
                id: crate::ids::ReachNumberId(Uuid::nil()),
                settings: ReachNumberSettings {
                    phone_number: number(it),
                    name: "Other".into(),
                    ..ReachNumberSettings::default()
                },
            })
            .collect();
        self
    }

    pub(in crate::routing) fn on_a_call_without_call_waiting(mut self) -> Self {
        self.alice.settings.call_waiting.enabled = false;
        self.alice.active_calls = 1;
        self
    }

    pub(in crate::routing) fn set(mut self, change: impl FnOnce(&mut Profile)) -> Self {
        change(&mut self.alice);
        self
    }

    pub(in crate::routing) fn decide(&self, call: &IncomingCall, now: Timestamp) -> Decision {
        decide(&self.alice, self, call, now)
    }

    /// A caller from outside, at ten in the morning.
    pub(in crate::routing) fn call(&self, caller: &str) -> Decision {
        self.decide(&from(Caller::outside(caller)), today(10, 0))
    }
}

impl Directory for House {
    fn network(&self) -> &Network {
        &self.network
    }

    fn behind(&self, number: &TypedNumber, _depth: Depth) -> Entry<'_> {
        let text = number.as_str();
        let found = [&self.alice, &self.bob, &self.dana].into_iter().find(|it| {
            it.extension.as_str() == text || it.numbers.iter().any(|own| own.as_str() == text)
        });
        match found {
            Some(profile) => Entry::Colleague(profile),
            None if text.starts_with('+') => Entry::Outside,
            None => Entry::Nobody,
        }
    }

    fn colleague(&self, user: UserId) -> Entry<'_> {
        let found = [&self.alice, &self.bob, &self.dana]
            .into_iter()
            .find(|it| it.user == user);
        found.map_or(Entry::Nobody, Entry::Colleague)
    }
}

pub(in crate::routing) fn forward_always(profile: &mut Profile, to: &str) {
    let always = &mut profile.settings.call_forwarding.call_forwarding.always;
    always.enabled = true;
    always.destination = Some(number(to));
}

pub(in crate::routing) fn from(caller: Caller) -> IncomingCall {
    IncomingCall {
        caller,
        ..IncomingCall::default()
    }
}

pub(in crate::routing) fn anonymous() -> IncomingCall {
    from(Caller {
        is_anonymous: true,
        ..Caller::default()
    })
}

pub(in crate::routing) fn unavailable() -> IncomingCall {
    from(Caller {
        is_unavailable: true,
        ..Caller::default()
    })
}

/// A plan in short: `1001 18s; no answer: vm-1001 408; busy: …`. Hosts are left out, as are all but
/// user and cause of a target.
pub(in crate::routing) fn short(plan: &Plan) -> String {
    match plan {
        Plan::Reject { code, .. } => code.to_string(),
        Plan::Ring(ring) => short_ring(ring),
    }
}

fn short_ring(ring: &Ring) -> String {
    let steps: Vec<String> = ring
        .steps
        .iter()
        .map(|step| {
            let targets: Vec<String> = step.targets.iter().map(short_target).collect();
            format!("{} {}s", targets.join("+"), step.ring_seconds)
        })
        .collect();
    steps.join(", ")
}

fn short_target(target: &Target) -> String {
    let uri = target.uri.trim_start_matches("sip:");
    let (user, rest) = uri.split_once('@').unwrap_or((uri, ""));
    match rest.split_once(';') {
        Some((_, parameter)) => {
            let value = parameter.split('=').next_back().unwrap_or_default();
            format!("{user}/{value}")
        }
        None => user.to_owned(),
    }
}

/// What a plan does next when nobody answers.
pub(in crate::routing) fn no_answer(decision: &Decision) -> String {
    after(&decision.plan, |ring| ring.on_no_answer.as_deref())
}

/// What a plan does next when all are busy.
pub(in crate::routing) fn busy(decision: &Decision) -> String {
    after(&decision.plan, |ring| ring.on_busy.as_deref())
}

fn after(plan: &Plan, which: fn(&Ring) -> Option<&Plan>) -> String {
    match plan {
        Plan::Ring(ring) => which(ring).map(short).unwrap_or_default(),
        Plan::Reject { .. } => String::new(),
    }
}

/// What a plan does first.
pub(in crate::routing) fn first(decision: &Decision) -> String {
    short(&decision.plan)
}
