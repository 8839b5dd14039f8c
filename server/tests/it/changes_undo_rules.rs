//! Undoing what was done to rules, and to things that have an id: numbers, schedules.

use belroute_shared::error::Code;
use serde_json::{Value, json};

use crate::{
    changes_undo::{change_of, lines, preview, shown, undo, undone},
    schedules::{office, schedule},
    world::{Client, World, calling::setting, seed::OUTSIDE},
};

on_both! {
    a_rule_that_was_made_goes_again,
    a_rule_that_was_changed_gets_what_it_had,
    a_rule_that_was_removed_comes_back_where_it_stood,
    a_rule_that_was_changed_since_it_was_made_stays,
    a_rule_that_is_gone_is_not_changed_back,
    a_rule_whose_schedule_is_gone_does_not_come_back,
    more_rules_than_there_may_be_do_not_come_back,
    blocked_callers_go_and_come_back,
    reach_numbers_go_come_back_and_are_changed_back,
    schedules_go_come_back_and_are_changed_back,
}

const RULES: &str = "selectiveForward/criteria";
const BLOCKED: &str = "callBlock/numbers";
const REACH: &str = "singleNumberReach/numbers";
const SCHEDULES: &str = "/v1/telephony/config/people/me/schedules";

/// Something that was made: its address, and the line of it.
async fn made(client: &Client, all: &str, body: &Value) -> (String, String) {
    let answer = client.post(all, body).await;
    assert_eq!(answer.status, 201, "{answer:?}");
    let id = answer.json::<Value>()["id"].as_str().unwrap().to_owned();
    (format!("{all}/{id}"), change_of(&answer))
}

async fn rule(client: &Client, name: &str) -> (String, String) {
    let rule = json!({"name": name, "callsFrom": "SELECT_PHONE_NUMBERS",
        "phoneNumbers": [OUTSIDE], "forwardEnabled": true, "forwardToPhoneNumber": "1002"});
    made(client, &setting(RULES), &rule).await
}

async fn changed(client: &Client, path: &str, patch: Value) -> String {
    let answer = client.put(path, &patch).await;
    answer.done();
    change_of(&answer)
}

async fn removed(client: &Client, path: &str) -> String {
    let answer = client.delete(path).await;
    answer.done();
    change_of(&answer)
}

async fn a_rule_that_was_made_goes_again(world: &World) {
    let alice = world.script("alice").await;
    let (first, _) = rule(&alice, "First").await;
    let (second, made) = rule(&alice, "Second").await;
    let tag = alice.get(&setting("selectiveForward")).await.tag();
    let whole: Value = alice.get(&second).await.json();
    let back = undone(&alice, &made).await;
    alice.get(&second).await.refused(404, Code::NotFound);
    assert_eq!(alice.get(&first).await.status, 200);
    assert_ne!(alice.get(&setting("selectiveForward")).await.tag(), tag);
    // The undo is a change too: the same rule, by the same id.
    undone(&alice, &back).await;
    assert_eq!(alice.get(&second).await.json::<Value>(), whole);
}

async fn a_rule_that_was_changed_gets_what_it_had(world: &World) {
    let alice = world.script("alice").await;
    let (path, _) = rule(&alice, "First").await;
    let before: Value = alice.get(&path).await.json();
    let everybody = json!({"callsFrom": "ANY_EXTERNAL", "forwardToPhoneNumber": null});
    let change = changed(&alice, &path, everybody).await;
    changed(&alice, &path, json!({"name": "Renamed"})).await;
    undone(&alice, &change).await;
    let mut expected = before;
    expected["name"] = json!("Renamed");
    assert_eq!(alice.get(&path).await.json::<Value>(), expected);
}

async fn a_rule_that_was_removed_comes_back_where_it_stood(world: &World) {
    let alice = world.script("alice").await;
    let mut paths = Vec::new();
    for name in ["First", "Second", "Third"] {
        paths.push(rule(&alice, name).await.0);
    }
    let before = shown(&alice, "selectiveForward").await;
    let whole: Value = alice.get(&paths[1]).await.json();
    let removed = removed(&alice, &paths[1]).await;
    undone(&alice, &removed).await;
    assert_eq!(shown(&alice, "selectiveForward").await, before);
    assert_eq!(alice.get(&paths[1]).await.json::<Value>(), whole);
}

async fn a_rule_that_was_changed_since_it_was_made_stays(world: &World) {
    let alice = world.script("alice").await;
    let (path, made) = rule(&alice, "First").await;
    let renamed = changed(&alice, &path, json!({"name": "Mine"})).await;
    let id = path.rsplit('/').next().unwrap();
    let body = undo(&alice, &made).await.refused(409, Code::NewerChanges);
    let field = format!("criteria.{id}");
    assert_eq!(body.code_of(&field), Some(Code::NewerChanges), "{body:?}");
    let told = preview(&alice, &made).await;
    let newer: Vec<_> = told.newer.iter().map(|it| it.line.id.to_string()).collect();
    assert_eq!(newer, [renamed]);
    assert_eq!(alice.get(&path).await.status, 200);
}

async fn a_rule_that_is_gone_is_not_changed_back(world: &World) {
    let alice = world.script("alice").await;
    let (path, _) = rule(&alice, "First").await;
    // A field that has no value since is not a field that has none because its rule is gone.
    let change = changed(&alice, &path, json!({"forwardToPhoneNumber": null})).await;
    removed(&alice, &path).await;
    undo(&alice, &change).await.refused(409, Code::NewerChanges);
    alice.get(&path).await.refused(404, Code::NotFound);
}

async fn a_rule_whose_schedule_is_gone_does_not_come_back(world: &World) {
    let alice = world.script("alice").await;
    let (office, _) = made(&alice, SCHEDULES, &schedule("Office", &[office("Day")])).await;
    let office = office.replace("/schedules/", "/schedules/businessHours/");
    let rule = json!({"scheduleName": "Office", "scheduleType": "businessHours",
        "callsFrom": "ANY_PHONE_NUMBER", "rejectEnabled": true});
    let (path, _) = made(&alice, &setting("selectiveReject/criteria"), &rule).await;
    let gone = removed(&alice, &path).await;
    let office = removed(&alice, &office).await;
    let answer = undo(&alice, &gone).await;
    answer.refused_field("scheduleName", Code::UnknownSchedule);
    // With its schedule it does.
    let both = json!({"changes": [gone, office]});
    alice.post("/v1/changes/undo", &both).await.done();
    let back: Value = alice.get(&path).await.json();
    assert_eq!(back["scheduleName"], "Office");
}

async fn more_rules_than_there_may_be_do_not_come_back(world: &World) {
    let alice = world.script("alice").await;
    let (path, _) = rule(&alice, "First").await;
    let gone = removed(&alice, &path).await;
    for number in 0..25 {
        rule(&alice, &format!("Rule {number}")).await;
    }
    undo(&alice, &gone).await.refused(409, Code::TooMany);
}

async fn blocked_callers_go_and_come_back(world: &World) {
    let alice = world.script("alice").await;
    let (_, first) = made(&alice, &setting(BLOCKED), &json!({"phoneNumber": OUTSIDE})).await;
    let other = json!({"phoneNumber": "+12025550150"});
    let (path, _) = made(&alice, &setting(BLOCKED), &other).await;
    let whole = shown(&alice, "callBlock").await;
    let back = undone(&alice, &first).await;
    assert_eq!(
        shown(&alice, "callBlock").await["numbers"]
            .as_array()
            .unwrap()
            .len(),
        1
    );
    undone(&alice, &back).await;
    assert_eq!(shown(&alice, "callBlock").await, whole);
    // Who is blocked anew meanwhile is not blocked twice.
    let gone = removed(&alice, &path).await;
    made(&alice, &setting(BLOCKED), &other).await;
    undo(&alice, &gone).await.refused(400, Code::Twice);
}

async fn reach_numbers_go_come_back_and_are_changed_back(world: &World) {
    let alice = world.script("alice").await;
    let home = json!({"phoneNumber": OUTSIDE, "name": "Home"});
    let (path, made) = made(&alice, &setting(REACH), &home).await;
    let before = shown(&alice, "singleNumberReach").await;
    let renamed = changed(&alice, &path, json!({"name": "House"})).await;
    let on = changed(
        &alice,
        &setting("singleNumberReach"),
        json!({"enabled": true}),
    )
    .await;
    undone(&alice, &renamed).await;
    undone(&alice, &on).await;
    assert_eq!(shown(&alice, "singleNumberReach").await, before);
    let back = undone(&alice, &made).await;
    assert_eq!(
        shown(&alice, "singleNumberReach").await["numbers"],
        json!([])
    );
    undone(&alice, &back).await;
    assert_eq!(shown(&alice, "singleNumberReach").await, before);
    let told = lines(&alice).await;
    assert!(told.iter().all(|it| it.can_undo));
}

async fn schedules_go_come_back_and_are_changed_back(world: &World) {
    let alice = world.script("alice").await;
    let (path, made) = made(&alice, SCHEDULES, &schedule("Office", &[office("Day")])).await;
    let path = path.replace("/schedules/", "/schedules/businessHours/");
    let before: Value = alice.get(&path).await.json();
    let renamed = changed(&alice, &path, json!({"name": "Bureau"})).await;
    undone(&alice, &renamed).await;
    assert_eq!(alice.get(&path).await.json::<Value>(), before);
    let rule = json!({"scheduleName": "Office", "scheduleType": "businessHours",
        "callsFrom": "ANY_PHONE_NUMBER", "rejectEnabled": true});
    let answer = alice
        .post(&setting("selectiveReject/criteria"), &rule)
        .await;
    let rule = change_of(&answer);
    // A schedule that is in use stays.
    undo(&alice, &made).await.refused(409, Code::ScheduleInUse);
    let both = json!({"changes": [made, rule]});
    alice.post("/v1/changes/undo", &both).await.done();
    alice.get(&path).await.refused(404, Code::NotFound);
    let back = lines(&alice).await;
    let back = back
        .iter()
        .find(|it| it.line.object == "schedules")
        .unwrap();
    undone(&alice, &back.line.id.to_string()).await;
    assert_eq!(alice.get(&path).await.json::<Value>(), before);
}
