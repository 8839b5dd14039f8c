//! Single number reach: the user's other phones.

use axum::http::Method;
use belroute_shared::error::Code;
use serde_json::{Value, json};

use crate::world::{
    Client, World,
    calling::{Change, setting},
    seed::OUTSIDE,
};

on_both! {
    numbers_are_added_changed_and_removed,
    ten_numbers_are_the_most,
    a_number_has_a_name_of_1_to_80_characters,
    the_setting_keeps_its_numbers_and_what_is_not_the_users_to_decide,
    a_state_that_was_changed_meanwhile_is_refused,
    changes_of_numbers_are_written_down,
    numbers_of_somebody_else_are_not_there,
}

const REACH: &str = "singleNumberReach";
const NUMBERS: &str = "singleNumberReach/numbers";

fn one(id: &Value) -> String {
    setting(&format!("{NUMBERS}/{}", id.as_str().unwrap()))
}

async fn shown(client: &Client) -> Value {
    client.get(&setting(REACH)).await.json()
}

async fn add(client: &Client, number: Value) -> Value {
    let answer = client.post(&setting(NUMBERS), &number).await;
    assert_eq!(answer.status, 201, "{answer:?}");
    answer.json::<Value>()["id"].clone()
}

async fn numbers_are_added_changed_and_removed(world: &World) {
    let alice = world.script("alice").await;
    let mut expected = json!({"enabled": false,
        "alertAllLocationsForClickToDialCallsEnabled": false,
        "alertAllLocationsForGroupPagingCallsEnabled": false, "numbers": []});
    assert_eq!(shown(&alice).await, expected);
    let mobile = add(
        &alice,
        json!({"phoneNumber": "06 12345678", "name": " Mobile "}),
    )
    .await;
    let home = add(
        &alice,
        json!({"phoneNumber": OUTSIDE, "name": "Home", "enabled": false}),
    )
    .await;
    expected["numbers"] = json!([
        {"id": mobile, "phoneNumber": "+31612345678", "enabled": true, "name": "Mobile",
            "doNotForwardCallsEnabled": false, "answerConfirmationEnabled": false},
        {"id": home, "phoneNumber": OUTSIDE, "enabled": false, "name": "Home",
            "doNotForwardCallsEnabled": false, "answerConfirmationEnabled": false},
    ]);
    assert_eq!(shown(&alice).await, expected);
    alice
        .put(&setting(REACH), &json!({"enabled": true}))
        .await
        .done();
    expected["enabled"] = json!(true);
    alice
        .put(&one(&mobile), &json!({"answerConfirmationEnabled": true}))
        .await
        .done();
    expected["numbers"][0]["answerConfirmationEnabled"] = json!(true);
    assert_eq!(shown(&alice).await, expected);
    alice
        .put(&one(&mobile), &json!({"phoneNumber": "06 12345679"}))
        .await
        .done();
    expected["numbers"][0]["phoneNumber"] = json!("+31612345679");
    assert_eq!(shown(&alice).await, expected);
    let answer = alice
        .put(&one(&mobile), &json!({"phoneNumber": OUTSIDE}))
        .await;
    answer.refused_field("phoneNumber", Code::Twice);
    alice.delete(&one(&home)).await.done();
    alice.delete(&one(&home)).await.refused(404, Code::NotFound);
    alice
        .put(&one(&home), &json!({}))
        .await
        .refused(404, Code::NotFound);
    expected["numbers"].as_array_mut().unwrap().pop();
    assert_eq!(shown(&alice).await, expected);
}

async fn ten_numbers_are_the_most(world: &World) {
    let alice = world.script("alice").await;
    let number = |at: usize| json!({"phoneNumber": format!("+316123456{at}"), "name": "Phone"});
    let mut ids = Vec::new();
    for at in 10..20 {
        ids.push(add(&alice, number(at)).await);
    }
    let answer = alice.post(&setting(NUMBERS), &number(20)).await;
    answer.refused(409, Code::TooMany);
    alice.delete(&one(&ids[3])).await.done();
    add(&alice, number(20)).await;
}

async fn a_number_has_a_name_of_1_to_80_characters(world: &World) {
    let alice = world.script("alice").await;
    let mut at = 10;
    for (name, code) in [
        (String::new(), Some(Code::Required)),
        ("  ".to_owned(), Some(Code::Required)),
        ("é".repeat(80), None),
        ("é".repeat(81), Some(Code::TooLong)),
        ("a\tb".to_owned(), Some(Code::NotOffered)),
        ("a\u{0}b".to_owned(), Some(Code::NotOffered)),
    ] {
        at += 1;
        let number = json!({"phoneNumber": format!("+316123456{at}"), "name": name});
        let answer = alice.post(&setting(NUMBERS), &number).await;
        match code {
            Some(code) => answer.refused_field("name", code),
            None => assert_eq!(answer.status, 201),
        }
    }
    let answer = alice.post(&setting(NUMBERS), &json!({})).await;
    let body = answer.refused(400, Code::Required);
    let fields: Vec<_> = body
        .errors
        .iter()
        .filter_map(|it| it.field.as_deref())
        .collect();
    assert_eq!(fields, ["name", "phoneNumber"]);
}

async fn the_setting_keeps_its_numbers_and_what_is_not_the_users_to_decide(world: &World) {
    let alice = world.script("alice").await;
    add(&alice, json!({"phoneNumber": OUTSIDE, "name": "Home"})).await;
    let before = shown(&alice).await;
    let patch = json!({"numbers": [], "alertAllLocationsForGroupPagingCallsEnabled": true});
    alice.put(&setting(REACH), &patch).await.done();
    assert_eq!(shown(&alice).await, before);
    // The newest description of the API has another name for it.
    let patch = json!({"alertAllNumbersForClickToDialCallsEnabled": true});
    alice.put(&setting(REACH), &patch).await.done();
    let now = shown(&alice).await;
    assert_eq!(now["alertAllLocationsForClickToDialCallsEnabled"], true);
    alice.put(&setting(REACH), &now).await.done();
    assert_eq!(shown(&alice).await, now);
}

async fn a_state_that_was_changed_meanwhile_is_refused(world: &World) {
    let alice = world.script("alice").await;
    let id = add(&alice, json!({"phoneNumber": OUTSIDE, "name": "Home"})).await;
    let seen = alice.get(&setting(REACH)).await.tag();
    alice
        .put(&one(&id), &json!({"enabled": false}))
        .await
        .done();
    let put = alice
        .request(Method::PUT, &one(&id))
        .header("if-match", &seen);
    let refused = put.json(&json!({"enabled": true})).send().await;
    assert_eq!(refused.stale(), shown(&alice).await);
    let remove = alice
        .request(Method::DELETE, &one(&id))
        .header("if-match", &seen);
    remove.send().await.stale();
    let remove = alice
        .request(Method::DELETE, &one(&id))
        .header("if-match", &refused.tag());
    remove.send().await.done();
}

async fn changes_of_numbers_are_written_down(world: &World) {
    let alice = world.script("alice").await;
    let id = add(&alice, json!({"phoneNumber": OUTSIDE, "name": "Home"})).await;
    alice
        .put(&one(&id), &json!({"enabled": false}))
        .await
        .done();
    alice
        .put(&one(&id), &json!({"enabled": false}))
        .await
        .done();
    alice
        .put(&one(&id), &json!({"name": ""}))
        .await
        .refused(400, Code::Required);
    alice.delete(&one(&id)).await.done();
    let number = |enabled| {
        json!({"id": id, "phoneNumber": OUTSIDE, "enabled": enabled, "name": "Home",
        "doNotForwardCallsEnabled": false, "answerConfirmationEnabled": false})
    };
    let change = |before, after| Change {
        setting: REACH.to_owned(),
        before,
        after,
    };
    let expected = [
        change(Value::Null, number(true)),
        change(number(true), number(false)),
        change(number(false), Value::Null),
    ];
    assert_eq!(world.changes_of("alice").await, expected);
}

async fn numbers_of_somebody_else_are_not_there(world: &World) {
    let alice = world.script("alice").await;
    let id = add(&alice, json!({"phoneNumber": OUTSIDE, "name": "Home"})).await;
    for name in ["bob", "dana", "eve"] {
        let other = world.script(name).await;
        other
            .put(&one(&id), &json!({"enabled": false}))
            .await
            .refused(404, Code::NotFound);
        other.delete(&one(&id)).await.refused(404, Code::NotFound);
        assert_eq!(shown(&other).await["numbers"], json!([]));
    }
}
