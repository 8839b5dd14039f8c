//! Whatever is sent to settings and rules is taken or refused: nothing fails, and nothing is stored
//! that calls cannot be decided with.

use axum::http::Method;
use belroute_shared::routing::profile::Profile;
use proptest::{prelude::*, strategy::ValueTree as _, test_runner::TestRunner};
use serde_json::{Map, Value, json};

use crate::world::{
    Client, Log, World,
    calling::setting,
    from_trunk,
    seed::{ALICE, OUTSIDE},
};

on_both! {
    any_change_of_any_setting_is_taken_or_refused,
    any_rule_is_taken_or_refused,
    any_number_in_a_list_is_taken_or_refused,
}

/// How many times each endpoint is asked.
const TIMES: usize = 60;

/// Texts that are near to what fields take, and far from it.
const TEXTS: [&str; 28] = [
    "",
    " ",
    "1001",
    "1002",
    "2000",
    "112",
    "0900 1234",
    "+31612345678",
    "06 12345678",
    "+442079460041",
    "+447700900123",
    "+3120*",
    "+31?0*",
    "*",
    "00000000000000000000000000",
    "+1234567890123456",
    "anna@example.nl",
    "a\u{0}b",
    "\u{202e}é😀",
    "2026-11-22T12:00:00Z",
    "2999-01-01T00:00:00Z",
    "-9999-01-01T00:00:00Z",
    "Office",
    "businessHours",
    "PEOPLE",
    "ANY_INTERNAL",
    "SELECT_PHONE_NUMBERS",
    "PRIVACY_FOR_ALL_CALLS",
];

fn text() -> impl Strategy<Value = Value> {
    prop_oneof![
        6 => prop::sample::select(&TEXTS[..]).prop_map(Value::from),
        1 => "\\PC{0,40}".prop_map(Value::from),
        1 => (0usize..3000).prop_map(|length| Value::from("9".repeat(length))),
    ]
}

fn number() -> impl Strategy<Value = Value> {
    prop_oneof![
        4 => (0u16..25).prop_map(Value::from),
        1 => any::<i64>().prop_map(Value::from),
        1 => any::<u64>().prop_map(Value::from),
        1 => any::<f64>().prop_map(Value::from),
    ]
}

fn leaf() -> impl Strategy<Value = Value> {
    prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::from),
        number(),
        text(),
    ]
}

fn anything() -> BoxedStrategy<Value> {
    leaf()
        .prop_recursive(4, 24, 6, |inner| {
            prop_oneof![
                prop::collection::vec(inner.clone(), 0..6).prop_map(Value::from),
                prop::collection::btree_map("[a-zA-Z]{0,8}", inner, 0..6)
                    .prop_map(|fields| Value::Object(fields.into_iter().collect())),
            ]
        })
        .boxed()
}

/// A value of the same shape, with some of its parts left out or changed.
fn like(value: &Value) -> BoxedStrategy<Value> {
    let same: BoxedStrategy<Value> = match value {
        Value::Object(fields) => {
            let fields: Vec<_> = fields
                .iter()
                .map(|(name, value)| (Just(name.clone()), prop::option::weighted(0.6, like(value))))
                .collect();
            let all: BoxedStrategy<Vec<(String, Option<Value>)>> =
                fields
                    .into_iter()
                    .fold(Just(Vec::new()).boxed(), |all, field| {
                        (all, field)
                            .prop_map(|(mut all, field)| {
                                all.push(field);
                                all
                            })
                            .boxed()
                    });
            all.prop_map(|fields| {
                let fields = fields.into_iter();
                let given = fields.filter_map(|(name, value)| Some((name, value?)));
                Value::Object(given.collect::<Map<_, _>>())
            })
            .boxed()
        }
        Value::Array(values) => {
            let one = values.first().map_or_else(anything, like);
            prop::collection::vec(one, 0..15)
                .prop_map(Value::from)
                .boxed()
        }
        Value::Bool(_) => any::<bool>().prop_map(Value::from).boxed(),
        Value::Number(_) => number().boxed(),
        Value::String(words) if words.contains('|') => {
            let words: Vec<String> = words.split('|').map(str::to_owned).collect();
            let words = prop::sample::select(words).prop_map(Value::from);
            prop_oneof![9 => words, 1 => text()].boxed()
        }
        Value::String(_) => text().boxed(),
        Value::Null => leaf().boxed(),
    };
    prop_oneof![24 => same, 1 => anything()].boxed()
}

fn rule() -> Value {
    json!({"name": "x", "filterName": "x", "scheduleName": "x", "scheduleType": "x",
        "scheduleLevel": "x", "callsFrom": "x", "anonymousCallersEnabled": true,
        "unavailableCallersEnabled": true, "phoneNumbers": ["x"], "numbers": ["x"],
        "acceptEnabled": true, "rejectEnabled": true, "forwardEnabled": true,
        "ringEnabled": true, "notificationEnabled": true, "forwardToPhoneNumber": "x",
        "destinationVoicemailEnabled": true, "callsToNumbers": [{"type": "x", "phoneNumber": "x"}]})
}

/// One that is taken more often than not.
fn plain_rule() -> Value {
    json!({"callsFrom": "ANY_PHONE_NUMBER|SELECT_PHONE_NUMBERS|ANY_INTERNAL",
        "phoneNumbers": ["+447700900123|+3120*|0612345678|x"], "acceptEnabled": true,
        "rejectEnabled": true, "forwardEnabled": true, "ringEnabled": true,
        "notificationEnabled": true, "forwardToPhoneNumber": "+447700900123|1002|x"})
}

fn leg() -> Value {
    json!({"enabled": true, "destination": "x", "destinationVoicemailEnabled": true})
}

/// What each setting takes, roughly.
fn settings() -> Vec<(&'static str, Value)> {
    let switch = || json!({"enabled": true, "criteria": [rule()]});
    let listed = json!({"phoneNumber": "x", "answerConfirmationEnabled": true,
        "answerConfirmationRequiredEnabled": true, "numberOfRings": 2});
    let mut always = leg();
    always["ringReminderEnabled"] = json!(true);
    always["enabledUntil"] = json!("x");
    let mut unanswered = leg();
    unanswered["numberOfRings"] = json!(2);
    vec![
        ("anonymousCallReject", switch()),
        ("bargeIn", json!({"enabled": true, "toneEnabled": true})),
        (
            "callForwarding",
            json!({"callForwarding": {"always": always, "busy": leg(), "noAnswer": unanswered},
                "businessContinuity": leg()}),
        ),
        ("callNotify", json!({"enabled": true, "emailAddress": "x"})),
        (
            "callPolicies",
            json!({"connectedLineIdPrivacyOnRedirectedCalls": "x"}),
        ),
        ("callWaiting", switch()),
        (
            "callerId",
            json!({"callingLineIdDeliveryBlockingEnabled": true,
                "connectedLineIdentificationRestrictionEnabled": true}),
        ),
        (
            "doNotDisturb",
            json!({"enabled": true, "ringSplashEnabled": true, "webexGoOverrideEnabled": true,
                "enabledUntil": "x"}),
        ),
        ("priorityAlert", switch()),
        (
            "selectedCallerId",
            json!({"selected": {"type": "x", "id": "x", "directNumber": "x"}}),
        ),
        ("selectiveAccept", switch()),
        (
            "selectiveForward",
            json!({"enabled": true, "defaultPhoneNumberToForward": "x",
                "defaultForwardToPhoneNumber": "x", "ringReminderEnabled": true,
                "destinationVoicemailEnabled": true}),
        ),
        ("selectiveReject", switch()),
        (
            "sequentialRing",
            json!({"enabled": true, "ringBaseLocationFirstEnabled": true,
                "baseLocationNumberOfRings": 2, "continueIfBaseLocationIsBusyEnabled": true,
                "callsToVoicemailEnabled": true, "phoneNumbers": [listed]}),
        ),
        (
            "simultaneousRing",
            json!({"enabled": true, "doNotRingIfOnCallEnabled": true, "criteriasEnabled": true,
                "phoneNumbers": [listed]}),
        ),
        (
            "singleNumberReach",
            json!({"enabled": true, "alertAllLocationsForClickToDialCallsEnabled": true,
                "numbers": [{"id": "x", "phoneNumber": "x"}]}),
        ),
        (
            "voicemail",
            json!({"enabled": true, "sendAllCalls": {"enabled": true},
                "sendBusyCalls": {"enabled": true, "greeting": "x"},
                "sendUnansweredCalls": {"enabled": true, "numberOfRings": 2}}),
        ),
    ]
}

/// Sends things until it is sure that nothing fails.
struct Sender<'a> {
    world: &'a World,
    client: Client,
    runner: TestRunner,
    log: Log,
    taken: usize,
    refused: usize,
}

impl<'a> Sender<'a> {
    async fn of(world: &'a World) -> Self {
        world.grant("alice", "mailbox").await;
        let client = world.script("alice").await;
        let schedule = json!({"name": "Office", "type": "businessHours", "events": []});
        let made = client.post("/v1/telephony/config/people/me/schedules", &schedule);
        assert_eq!(made.await.status, 201);
        Self {
            world,
            client,
            runner: TestRunner::deterministic(),
            log: Log::listen(),
            taken: 0,
            refused: 0,
        }
    }

    /// Sends something like a value, and gives what was made.
    async fn send(
        &mut self,
        method: Method,
        path: &str,
        shape: &BoxedStrategy<Value>,
    ) -> Option<Value> {
        let body = shape.new_tree(&mut self.runner).unwrap().current();
        let ask = self.client.request(method.clone(), path).json(&body);
        let answer = ask.send().await;
        let status = answer.status.as_u16();
        match status {
            200..=204 => self.taken += 1,
            // More than they may be, and numbers that nobody allowed, are refused as well.
            400 | 403 | 409 | 413 => self.refused += 1,
            _ => panic!("{method} {path} {body}: {answer:?}"),
        }
        if status > 204 {
            return None;
        }
        // What was stored is what calls are decided with.
        let profile = self.client.get("/v1/route").await;
        let _: Profile = profile.json();
        let question = from_trunk(OUTSIDE, &format!("{ALICE}@127.0.0.10"));
        let plan = self.world.engine().plan(question).await;
        assert!(plan["action"].is_string(), "{body}: {plan}");
        let log = self.log.written();
        assert!(!log.contains("cannot be read"), "{body}: {log}");
        (status == 201).then(|| answer.json::<Value>()["id"].clone())
    }

    /// Neither taking nor refusing everything says anything.
    fn has_seen_both(&self) {
        assert!(self.taken > TIMES / 10, "{} were taken", self.taken);
        assert!(self.refused > TIMES / 10, "{} were refused", self.refused);
    }
}

async fn any_change_of_any_setting_is_taken_or_refused(world: &World) {
    let mut sender = Sender::of(world).await;
    for (name, value) in settings() {
        let shape = like(&value);
        for _ in 0..TIMES {
            sender.send(Method::PUT, &setting(name), &shape).await;
        }
        let shown = sender.client.get(&setting(name)).await;
        assert_eq!(shown.status, 200, "{name}");
    }
    sender.has_seen_both();
}

async fn any_rule_is_taken_or_refused(world: &World) {
    let mut sender = Sender::of(world).await;
    let shape = prop_oneof![like(&rule()), like(&plain_rule())].boxed();
    for name in [
        "callNotify",
        "priorityAlert",
        "selectiveAccept",
        "selectiveForward",
        "selectiveReject",
        "sequentialRing",
        "simultaneousRing",
    ] {
        sender
            .client
            .put(&setting(name), &json!({"enabled": true}))
            .await;
        let all = setting(&format!("{name}/criteria"));
        for _ in 0..TIMES {
            if let Some(id) = sender.send(Method::POST, &all, &shape).await {
                let one = format!("{all}/{}", id.as_str().unwrap());
                sender.send(Method::PUT, &one, &shape).await;
                sender.send(Method::PUT, &one, &shape).await;
                assert_eq!(sender.client.get(&one).await.status, 200);
            }
        }
    }
    sender.has_seen_both();
}

async fn any_number_in_a_list_is_taken_or_refused(world: &World) {
    let mut sender = Sender::of(world).await;
    let shape = like(&json!({"phoneNumber": "x", "name": "x", "enabled": true,
        "doNotForwardCallsEnabled": true, "answerConfirmationEnabled": true}));
    for name in ["singleNumberReach/numbers", "callBlock/numbers"] {
        let all = setting(name);
        for _ in 0..TIMES * 2 {
            let Some(id) = sender.send(Method::POST, &all, &shape).await else {
                continue;
            };
            let one = format!("{all}/{}", id.as_str().unwrap());
            if name.starts_with("single") {
                sender.send(Method::PUT, &one, &shape).await;
            }
            sender.client.delete(&one).await.done();
        }
    }
    sender.has_seen_both();
}
