use belroute_shared::{calls::ColleagueThen, ids::RuleId, routing::trace::Tried, rule::CallsFrom};
use proptest::{prelude::*, sample::subsequence};
use uuid::Uuid;

use super::*;

const OWNER: UserId = UserId(Uuid::from_u128(7));

fn passed() -> impl Strategy<Value = Reason> {
    let plain = PASSED.map(|(_, reason)| reason);
    prop_oneof![
        6 => prop::sample::select(plain.to_vec()),
        1 => (0..30_usize).prop_map(|count| Reason::DevicesRegistered { count }),
        1 => any::<u128>().prop_map(|id| Reason::Exempt { rule: RuleId(Uuid::from_u128(id)) }),
    ]
}

fn decided() -> impl Strategy<Value = Reason> {
    prop_oneof![
        Just(Reason::Blocked),
        Just(Reason::Off),
        any::<u16>().prop_map(|seconds| Reason::Rings(alone(seconds))),
        (any::<u16>(), any::<bool>(), any::<bool>()).prop_map(|(seconds, base, is_priority)| {
            let search = vec![Tried {
                number: "+12025550190".to_owned(),
                seconds,
            }];
            let host = is_priority.then(|| "Bob".to_owned());
            Reason::Rings(Rings {
                search,
                base,
                is_priority,
                host,
                ..Rings::default()
            })
        }),
        (any::<bool>(), any::<u128>()).prop_map(|(is_to_mailbox, id)| Reason::Forwards {
            to: "1002".to_owned(),
            rule: is_to_mailbox.then(|| RuleId(Uuid::from_u128(id))),
            until: Some(jiff::Timestamp::UNIX_EPOCH),
            is_to_mailbox,
        }),
    ]
}

fn stops() -> impl Strategy<Value = Vec<Stop>> {
    let names = STOPS.map(|(_, name)| name);
    subsequence(names.to_vec(), 1..=names.len()).prop_flat_map(|names| {
        let passed = prop::collection::vec(passed(), names.len() - 1);
        (Just(names), passed, decided()).prop_map(|(names, passed, decided)| {
            let verdicts = passed.into_iter().map(Verdict::Passed);
            let verdicts = verdicts.chain([Verdict::Decided(decided)]);
            let stops = names.into_iter().zip(verdicts);
            stops
                .map(|(name, verdict)| Stop { name, verdict })
                .collect()
        })
    })
}

fn then() -> impl Strategy<Value = Vec<Fallback>> {
    let mut ends = ENDS.map(|(_, end)| end).to_vec();
    ends.push(End::Forward {
        to: "+12025550190".to_owned(),
        is_to_mailbox: false,
    });
    let when = prop::sample::select(CASES.map(|(_, when)| when).to_vec());
    let one = (when, prop::sample::select(ends)).prop_map(|(when, goes_to)| Fallback {
        when,
        goes_to,
        next: None,
    });
    prop::collection::vec(one, 0..4)
}

fn path(stops: Vec<Stop>, then: Vec<Fallback>) -> CallPath {
    CallPath {
        trace: Trace {
            user: OWNER,
            name: "Alice M\u{fc}ller".to_owned(),
            extension: Extension::new("1001").unwrap(),
            stops,
            then,
            next: None,
        },
        sent_on: None,
        rules: Vec::new(),
        names: Vec::new(),
    }
}

proptest! {
    #[test]
    fn what_is_kept_is_what_was_decided(stops in stops(), then in then(), is_more: bool) {
        let mut path = path(stops, then);
        if is_more {
            path.sent_on = Some(SentOn {
                by: Some(ColleagueThen {
                    name: "Bob".to_owned(),
                    extension: Extension::new("1002").unwrap(),
                }),
            });
            path.names.push(NameThen { number: "1003".to_owned(), name: "Dana".to_owned() });
            path.rules.push(RuleThen {
                id: RuleId(Uuid::nil()),
                name: Some("Family".to_owned()),
                schedule: None,
                calls_from: CallsFrom::SelectPhoneNumbers,
                phone_numbers: Vec::new(),
                anonymous_callers: true,
                unavailable_callers: false,
            });
        }
        prop_assert_eq!(read(&write(&path).unwrap(), OWNER), Some(path));
    }

    #[test]
    fn whatever_stands_there_is_read_or_not(plain in "\\PC*", text in "\\PC*") {
        let kept = serde_json::json!({"name": "Alice", "extension": "1001", "plain": plain});
        read(&kept.to_string(), OWNER);
        read(&text, OWNER);
    }
}

#[test]
fn letters_are_used_once() {
    for letters in [
        STOPS.map(|(letter, _)| letter).to_vec(),
        PASSED
            .map(|(letter, _)| letter)
            .into_iter()
            .chain([DEVICES, RINGS])
            .collect(),
        CASES.map(|(letter, _)| letter).to_vec(),
        ENDS.map(|(letter, _)| letter).to_vec(),
    ] {
        let once: std::collections::BTreeSet<char> = letters.iter().copied().collect();
        assert_eq!(once.len(), letters.len());
    }
}

/// Nearly every call is like this one, and there are many of them.
#[test]
fn a_phone_that_rings_and_then_the_mailbox_are_a_hundred_bytes() {
    let pass = |name, reason| Stop {
        name,
        verdict: Verdict::Passed(reason),
    };
    let mut stops = vec![
        pass(StopName::Redirections, Reason::FirstTime),
        pass(StopName::CompanyBlockList, Reason::NotListed),
        pass(StopName::CallBlock, Reason::NotListed),
        pass(StopName::AnonymousCallReject, Reason::Off),
        pass(StopName::SelectiveReject, Reason::Off),
        pass(StopName::SelectiveAccept, Reason::Off),
        pass(StopName::SelectiveForward, Reason::Off),
        pass(StopName::ForwardAlways, Reason::Off),
        pass(StopName::SendAllCalls, Reason::Off),
        pass(StopName::DoNotDisturb, Reason::Off),
        pass(StopName::Reachable, Reason::DevicesRegistered { count: 2 }),
        pass(StopName::Busy, Reason::Free),
    ];
    stops.push(Stop {
        name: StopName::Ring,
        verdict: Verdict::Decided(Reason::Rings(alone(18))),
    });
    let mailbox = |when, is_busy_greeting| Fallback {
        when,
        goes_to: End::Mailbox { is_busy_greeting },
        next: None,
    };
    let then = vec![
        mailbox(When::NoAnswer, false),
        mailbox(When::Busy, true),
        mailbox(When::Unreachable, true),
    ];
    let path = path(stops, then);
    assert_eq!(
        write(&path).unwrap(),
        "{\"name\":\"Alice M\u{fc}ller\",\"extension\":\"1001\",\
         \"plain\":\"riclblaojotofowomodovn2yfpR18\",\"then\":[\"nm\",\"bM\",\"uM\"]}"
    );
    let in_full = serde_json::to_string(&path).unwrap();
    assert!(in_full.len() > 1000, "{}", in_full.len());
}
