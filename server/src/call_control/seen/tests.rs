use std::collections::BTreeMap;

use belroute_shared::{
    routing::{
        call::{Caller, IncomingCall},
        decide::decide,
        directory::{Depth, Directory, Entry, Network},
    },
    typed_number::TypedNumber,
};
use proptest::prelude::*;
use serde_json::{Value, json};

use super::*;

const PEOPLE: usize = 4;

/// Somebody whose settings bear his mark, so that they are known again wherever they come to light.
#[derive(Clone, Debug)]
struct Made {
    /// Which setting decides.
    chosen: u8,
    /// Whom he sends calls on to.
    next: usize,
    is_shy: bool,
}

fn extension(of: usize) -> String {
    format!("100{of}")
}

fn outside(of: usize) -> String {
    format!("+1202555019{of}")
}

/// What nobody but him may read.
fn marks(of: usize) -> Vec<String> {
    vec![
        format!("rule of {of}"),
        rule_id(of),
        outside(of),
        format!("203{of}-"),
    ]
}

fn rule_id(of: usize) -> String {
    Uuid::from_u128(1000 + of as u128).to_string()
}

fn user(of: usize) -> Uuid {
    Uuid::from_u128(of as u128)
}

fn profile(of: usize, made: &Made) -> Profile {
    let rule = json!([{"id": rule_id(of), "name": format!("rule of {of}"), "acts": true,
        "callsFrom": "ANY_PHONE_NUMBER", "forwardTo": extension(made.next)}]);
    let on = json!({"enabled": true});
    let to = json!({"enabled": true, "destination": extension(made.next)});
    let numbers = json!({"enabled": true, "phoneNumbers": [{"phoneNumber": outside(of)}]});
    let mut settings = json!({"simultaneousRing": numbers});
    let mut rules = json!({});
    match made.chosen {
        0 => {
            settings["selectiveForward"] = on;
            rules["selectiveForward"] = rule;
        }
        1 => settings["callForwarding"] = json!({"callForwarding": {"always": to}}),
        2 => settings["callForwarding"] = json!({"callForwarding": {"noAnswer": to, "busy": to}}),
        3 => {
            let until = format!("203{of}-01-01T00:00:00Z");
            settings["doNotDisturb"] = json!({"enabled": true, "enabledUntil": until});
            settings["callForwarding"] = json!({"callForwarding": {"busy": to}});
        }
        4 => {
            settings["selectiveReject"] = on;
            rules["selectiveReject"] = rule;
        }
        _ => {}
    }
    if made.is_shy {
        let policy = "PRIVACY_FOR_ALL_CALLS";
        settings["callPolicies"] = json!({"connectedLineIdPrivacyOnRedirectedCalls": policy});
    }
    let profile = json!({
        "user": user(of), "name": format!("Name {of}"), "extension": extension(of), "numbers": [],
        "address": format!("sip:{}@pbx.test", extension(of)),
        "devices": [{"name": "Desk", "kind": "desk"}], "activeCalls": 0, "capacity": 3,
        "zone": "CET-1CEST,M3.5.0,M10.5.0/3", "settings": settings, "rules": rules,
        "schedules": [],
    });
    serde_json::from_value(profile).unwrap()
}

struct House {
    network: Network,
    people: Vec<Profile>,
}

impl Directory for House {
    fn network(&self) -> &Network {
        &self.network
    }

    fn behind(&self, number: &TypedNumber, _depth: Depth) -> Entry<'_> {
        let mut people = self.people.iter();
        let found = people.find(|it| it.extension.as_str() == number.as_str());
        found.map_or(Entry::Outside, Entry::Colleague)
    }

    fn colleague(&self, user: UserId) -> Entry<'_> {
        let found = self.people.iter().find(|it| it.user == user);
        found.map_or(Entry::Closed, Entry::Colleague)
    }
}

impl Known for House {
    fn visited(&self, user: UserId) -> Option<&Profile> {
        self.people.iter().find(|it| it.user == user)
    }

    fn name(&self, number: &str) -> Option<&str> {
        let found = self
            .people
            .iter()
            .find(|it| it.extension.as_str() == number);
        found.map(|it| it.name.as_str())
    }
}

/// What everybody whom a call to the first may visit is told, as it waits beside the fact.
fn told(made: &[Made]) -> BTreeMap<usize, String> {
    let people: Vec<Profile> = made
        .iter()
        .enumerate()
        .map(|(of, it)| profile(of, it))
        .collect();
    let house = House {
        network: Network::default(),
        people,
    };
    let call = IncomingCall {
        caller: Caller::outside("+12025550150"),
        called: None,
        is_offered_by_group: false,
        active_calls: Some(0),
        is_registered: Some(true),
        is_blocked: Some(false),
        redirections: 0,
    };
    let now = "2026-11-22T12:00:00Z".parse().unwrap();
    let decision = decide(&house.people[0], &house, &call, now);
    let hides = |user: UserId| made[usize::try_from(user.0.as_u128()).unwrap()].is_shy;
    let (way, traces) = Way::decided(&decision, hides);
    let text = text(&way, &traces, &house).unwrap();
    assert!(text.lines().count() <= PEOPLE, "{text}");
    let of_users = (0..PEOPLE).filter_map(|of| Some((of, of_user(&text, user(of))?.to_owned())));
    of_users.collect()
}

fn made() -> impl Strategy<Value = Made> {
    (0..6_u8, 0..PEOPLE, prop::bool::weighted(0.2)).prop_map(|(chosen, next, is_shy)| Made {
        chosen,
        next,
        is_shy,
    })
}

proptest! {
    #[test]
    fn nobody_is_told_what_others_have_set(made in prop::collection::vec(made(), PEOPLE)) {
        let told = told(&made);
        prop_assert!(told.contains_key(&0));
        for (of, text) in &told {
            for mark in (0..PEOPLE).filter(|it| it != of).flat_map(marks) {
                prop_assert!(!text.contains(&mark), "{} is told {}: {}", of, mark, text);
            }
            let path = kept::read(text, UserId(user(*of))).unwrap();
            prop_assert!(path.trace.next.is_none());
            prop_assert!(path.trace.then.iter().all(|it| it.next.is_none()));
            prop_assert!(path.trace.decided().is_some());
            prop_assert_eq!(path.sent_on.is_none(), *of == 0);
            if let Some(by) = path.sent_on.and_then(|it| it.by) {
                let sender = (0..PEOPLE).find(|it| extension(*it) == by.extension.as_str());
                prop_assert!(sender.is_some_and(|it| !made[it].is_shy), "{}", text);
            }
        }
    }
}

#[test]
fn everybody_is_told_his_own_part() {
    let one = |chosen, next| Made {
        chosen,
        next,
        is_shy: false,
    };
    let told = told(&[one(0, 1), one(2, 2), one(3, 0), one(5, 0)]);
    let json = |of| -> Value { serde_json::from_str(&told[&of]).unwrap() };
    let reason = &json(0)["stops"][0]["reason"];
    assert_eq!(
        (&reason["to"], &reason["rule"]),
        (&json!("1001"), &json!(rule_id(0)))
    );
    assert_eq!(
        json(0)["names"],
        json!([{"number": "1001", "name": "Name 1"}])
    );
    assert_eq!(json(0)["rules"][0]["name"], "rule of 0");
    assert_eq!(json(1)["sentOn"], Value::Null);
    let by = json!({"by": {"name": "Name 0", "extension": "1000"}});
    assert_eq!(json(1)["sent_on"], by);
    assert_eq!(
        json(1)["stops"][0]["reason"]["numbers"],
        json!([outside(1)])
    );
    assert_eq!(
        json(2)["stops"][0]["reason"]["until"],
        "2032-01-01T00:00:00Z"
    );
    assert!(!told.contains_key(&3));
}
