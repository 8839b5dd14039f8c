//! Simultaneous and sequential ring: their limits.

use belroute_shared::error::Code;
use serde_json::{Value, json};

use crate::world::{Client, World, calling::setting};

on_both! {
    ring_settings_come_switched_off,
    ten_numbers_ring_at_once_and_not_eleven,
    five_numbers_are_tried_in_turn_and_not_six,
    what_is_switched_on_wants_a_number,
    phones_ring_from_two_to_twenty_times,
    a_list_of_numbers_is_replaced_whole,
}

const SIMULTANEOUS: &str = "simultaneousRing";
const SEQUENTIAL: &str = "sequentialRing";

async fn shown(client: &Client, name: &str) -> Value {
    client.get(&setting(name)).await.json()
}

fn numbers(count: usize) -> Value {
    let number = |at| json!({"phoneNumber": format!("+3161234560{at}")});
    let many = |at| json!({"phoneNumber": format!("+316123456{at}")});
    let numbers = (0..count).map(|at| if at < 10 { number(at) } else { many(at) });
    Value::Array(numbers.collect())
}

async fn ring_settings_come_switched_off(world: &World) {
    let alice = world.script("alice").await;
    let expected = json!({"enabled": false, "doNotRingIfOnCallEnabled": false,
        "phoneNumbers": [], "criteriasEnabled": false, "criteria": []});
    assert_eq!(shown(&alice, SIMULTANEOUS).await, expected);
    let expected = json!({"enabled": false, "ringBaseLocationFirstEnabled": true,
        "baseLocationNumberOfRings": 2, "continueIfBaseLocationIsBusyEnabled": false,
        "callsToVoicemailEnabled": false, "phoneNumbers": [], "criteria": []});
    assert_eq!(shown(&alice, SEQUENTIAL).await, expected);
}

async fn takes(world: &World, name: &str, most: usize) {
    let alice = world.script("alice").await;
    let path = setting(name);
    let patch = json!({"enabled": true, "phoneNumbers": numbers(most)});
    alice.put(&path, &patch).await.done();
    let kept = shown(&alice, name).await;
    assert_eq!(kept["phoneNumbers"].as_array().unwrap().len(), most);
    let patch = json!({"phoneNumbers": numbers(most + 1)});
    alice
        .put(&path, &patch)
        .await
        .refused_field("phoneNumbers", Code::TooMany);
    assert_eq!(shown(&alice, name).await, kept);
}

async fn ten_numbers_ring_at_once_and_not_eleven(world: &World) {
    takes(world, SIMULTANEOUS, 10).await;
}

async fn five_numbers_are_tried_in_turn_and_not_six(world: &World) {
    takes(world, SEQUENTIAL, 5).await;
}

async fn what_is_switched_on_wants_a_number(world: &World) {
    let alice = world.script("alice").await;
    for name in [SIMULTANEOUS, SEQUENTIAL] {
        let path = setting(name);
        let on = json!({"enabled": true});
        alice
            .put(&path, &on)
            .await
            .refused_field("phoneNumbers", Code::Required);
        let patch = json!({"phoneNumbers": numbers(1)});
        alice.put(&path, &patch).await.done();
        alice.put(&path, &on).await.done();
        let none = json!({"phoneNumbers": []});
        alice
            .put(&path, &none)
            .await
            .refused_field("phoneNumbers", Code::Required);
        let blank = json!({"phoneNumbers": [{"phoneNumber": " "}]});
        let answer = alice.put(&path, &blank).await;
        answer.refused_field("phoneNumbers.0.phoneNumber", Code::Required);
    }
    let missing = json!({"phoneNumbers": [{"numberOfRings": 2}]});
    let answer = alice.put(&setting(SEQUENTIAL), &missing).await;
    answer.refused_field("phoneNumbers.0.phoneNumber", Code::Required);
}

/// A change with so many rings in it.
type Patch<'a> = &'a dyn Fn(u16) -> Value;

async fn phones_ring_from_two_to_twenty_times(world: &World) {
    let alice = world.script("alice").await;
    let of_number = |rings| {
        json!({"phoneNumbers": [
        {"phoneNumber": "+31612345600", "numberOfRings": rings}]})
    };
    let of_base = |rings| json!({"baseLocationNumberOfRings": rings});
    let unanswered = |rings| json!({"callForwarding": {"noAnswer": {"numberOfRings": rings}}});
    let cases: [(&str, &str, Patch); 3] = [
        (SEQUENTIAL, "phoneNumbers.0.numberOfRings", &of_number),
        (SEQUENTIAL, "baseLocationNumberOfRings", &of_base),
        (
            "callForwarding",
            "callForwarding.noAnswer.numberOfRings",
            &unanswered,
        ),
    ];
    for (name, field, patch) in cases {
        let path = setting(name);
        for (rings, code) in [(1, Code::TooLow), (0, Code::TooLow), (21, Code::TooHigh)] {
            alice
                .put(&path, &patch(rings))
                .await
                .refused_field(field, code);
        }
        for rings in [2, 20] {
            alice.put(&path, &patch(rings)).await.done();
        }
    }
}

async fn a_list_of_numbers_is_replaced_whole(world: &World) {
    let alice = world.script("alice").await;
    let path = setting(SIMULTANEOUS);
    let patch = json!({"phoneNumbers": [
        {"phoneNumber": "+31612345600", "answerConfirmationEnabled": true},
        {"phoneNumber": "+31612345601"},
    ]});
    alice.put(&path, &patch).await.done();
    alice
        .put(
            &path,
            &json!({"phoneNumbers": [{"phoneNumber": "+31612345601"}]}),
        )
        .await
        .done();
    let kept = json!([{"phoneNumber": "+31612345601", "answerConfirmationEnabled": false}]);
    assert_eq!(shown(&alice, SIMULTANEOUS).await["phoneNumbers"], kept);
}
