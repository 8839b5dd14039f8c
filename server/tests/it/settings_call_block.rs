//! The user's own call block list.

use belroute_shared::error::Code;
use serde_json::{Value, json};

use crate::world::{
    Client, World,
    calling::{Change, setting},
    from_trunk,
    seed::{ALICE, OUTSIDE},
};

on_both! {
    a_caller_is_blocked_and_let_through_again,
    what_is_no_number_and_no_pattern_is_refused,
    two_hundred_numbers_are_the_most,
    numbers_of_somebody_else_are_not_there,
}

const BLOCK: &str = "callBlock";
const NUMBERS: &str = "callBlock/numbers";

fn one(id: &Value) -> String {
    setting(&format!("{NUMBERS}/{}", id.as_str().unwrap()))
}

async fn block(client: &Client, number: &str) -> Value {
    let answer = client
        .post(&setting(NUMBERS), &json!({"phoneNumber": number}))
        .await;
    assert_eq!(answer.status, 201, "{answer:?}");
    answer.json::<Value>()["id"].clone()
}

async fn is_refused(world: &World) -> bool {
    let question = from_trunk(OUTSIDE, &format!("{ALICE}@127.0.0.10"));
    world.engine().plan(question).await["action"] == "reject"
}

async fn a_caller_is_blocked_and_let_through_again(world: &World) {
    let alice = world.script("alice").await;
    assert_eq!(
        alice.get(&setting(BLOCK)).await.json::<Value>(),
        json!({"numbers": []})
    );
    world.registers("1001@alpha.test", "Desk", 0.0).await;
    assert!(!is_refused(world).await);
    let id = block(&alice, "+44 7700 900*").await;
    let listed = json!({"numbers": [{"id": id, "phoneNumber": "+447700900*"}]});
    assert_eq!(alice.get(&setting(BLOCK)).await.json::<Value>(), listed);
    let one_of = alice.get(&one(&id)).await.json::<Value>();
    assert_eq!(one_of, json!({"blockCallsEnabled": true}));
    assert!(is_refused(world).await);
    alice.delete(&one(&id)).await.done();
    assert!(!is_refused(world).await);
    for answer in [alice.get(&one(&id)).await, alice.delete(&one(&id)).await] {
        answer.refused(404, Code::NotFound);
    }
    let number = json!({"id": id, "phoneNumber": "+447700900*"});
    let change = |before, after| Change {
        setting: BLOCK.to_owned(),
        before,
        after,
    };
    let expected = [
        change(Value::Null, number.clone()),
        change(number, Value::Null),
    ];
    assert_eq!(world.changes_of("alice").await, expected);
}

async fn what_is_no_number_and_no_pattern_is_refused(world: &World) {
    let alice = world.script("alice").await;
    for (body, code) in [
        (json!({"phoneNumber": "anna"}), Code::NotANumber),
        (json!({"phoneNumber": "1002"}), Code::NotANumber),
        (json!({"phoneNumber": "+*"}), Code::NotANumber),
        (json!({"phoneNumber": ""}), Code::Required),
        (json!({"phoneNumber": "0".repeat(31)}), Code::TooLong),
        (json!({"phoneNumber": null}), Code::Malformed),
        (json!({}), Code::Required),
    ] {
        let answer = alice.post(&setting(NUMBERS), &body).await;
        answer.refused_field("phoneNumber", code);
    }
    let answer = alice.post(&setting(NUMBERS), &json!([])).await;
    assert_eq!(answer.status, 400);
    assert_eq!(world.changes_of("alice").await, []);
}

async fn two_hundred_numbers_are_the_most(world: &World) {
    let alice = world.script("alice").await;
    let mut last = Value::Null;
    for at in 100..300 {
        last = block(&alice, &format!("+31612345{at}")).await;
    }
    let more = json!({"phoneNumber": "+31612345300"});
    alice
        .post(&setting(NUMBERS), &more)
        .await
        .refused(409, Code::TooMany);
    alice.delete(&one(&last)).await.done();
    block(&alice, "+31612345300").await;
}

async fn numbers_of_somebody_else_are_not_there(world: &World) {
    let alice = world.script("alice").await;
    let id = block(&alice, OUTSIDE).await;
    for name in ["bob", "dana", "eve"] {
        let other = world.script(name).await;
        other.get(&one(&id)).await.refused(404, Code::NotFound);
        other.delete(&one(&id)).await.refused(404, Code::NotFound);
        assert_eq!(
            other.get(&setting(BLOCK)).await.json::<Value>(),
            json!({"numbers": []})
        );
    }
}
