//! Undoing what is about more than a row of its own: the account, the number that others see, and who
//! works for whom.

use belroute_shared::{error::Code, live::LiveEvent};
use serde_json::{Value, json};

use crate::{
    changes_undo::{change_of, lines, put, shown, undo, undone},
    world::{Client, World, calling::setting, seed},
};

on_both! {
    language_and_theme_are_put_back,
    the_number_that_others_see_is_put_back_while_it_is_allowed,
    hiding_is_put_back,
    assistants_are_put_back_and_told,
    whose_calls_an_assistant_takes_is_put_back_where_he_decides,
    rules_of_call_filtering_are_switched_back,
    a_rule_that_was_switched_off_comes_back_switched_off,
    what_is_an_executives_is_nobody_elses_to_undo,
}

const ASSISTANTS: &str = "executive/assignedAssistants";
const ASSISTANT: &str = "executive/assistant";
const FILTERING: &str = "executive/callFiltering";

async fn language_and_theme_are_put_back(world: &World) {
    let alice = world.sign_in("alice").await;
    let before: Value = alice.get("/v1/account").await.json();
    let dark = alice.put("/v1/account", &json!({"theme": "dark"})).await;
    let english = alice.put("/v1/account", &json!({"language": "en"})).await;
    let mut events = alice.listen().await;
    undone(&alice, &change_of(&dark)).await;
    events.until(|it| *it == LiveEvent::Account).await;
    let now: Value = alice.get("/v1/account").await.json();
    assert_eq!(
        (&now["theme"], &now["language"]),
        (&before["theme"], &json!("en"))
    );
    // Nothing was changed by it when English was the language before.
    if before["language"] != "en" {
        undone(&alice, &change_of(&english)).await;
    }
    assert_eq!(alice.get("/v1/account").await.json::<Value>(), before);
}

async fn the_number_that_others_see_is_put_back_while_it_is_allowed(world: &World) {
    let alice = world.sign_in("alice").await;
    let path = "selectedCallerId";
    let before = shown(&alice, path).await;
    let company = json!({"type": "ADDITIONAL_CLID", "directNumber": seed::COMPANY});
    let change = put(&alice, path, company).await;
    let mut events = alice.listen().await;
    let back = undone(&alice, &change).await;
    events.until(|it| *it == LiveEvent::CallerNumber).await;
    assert_eq!(shown(&alice, path).await, before);
    world
        .write(async |db| {
            use belroute_server::entity::caller_id_grant::{Column, Entity};
            use sea_orm::{ColumnTrait as _, EntityTrait as _, QueryFilter as _};
            let granted = Entity::delete_many().filter(Column::Number.eq(seed::COMPANY));
            granted.exec(db).await.unwrap();
        })
        .await;
    let answer = undo(&alice, &back).await;
    answer.refused(403, Code::NumberNotAllowed);
    assert_eq!(shown(&alice, path).await, before);
}

async fn hiding_is_put_back(world: &World) {
    let alice = world.script("alice").await;
    let before = shown(&alice, "callerId").await;
    let hidden = json!({"callingLineIdDeliveryBlockingEnabled": true});
    let change = put(&alice, "callerId", hidden).await;
    let back = undone(&alice, &change).await;
    assert_eq!(shown(&alice, "callerId").await, before);
    world.hide("alice", "blockCallerId").await;
    assert!(!lines(&alice).await[0].can_undo);
    undo(&alice, &back)
        .await
        .refused(403, Code::FeatureNotGranted);
}

/// Alice is an executive, Bob and Dana are assistants.
async fn executive(world: &World) -> (Client, Client) {
    world.grant("alice", "executive").await;
    for name in ["bob", "dana"] {
        world.grant(name, "executiveAssistant").await;
    }
    (world.sign_in("alice").await, world.sign_in("bob").await)
}

fn ids(world: &World, names: &[&str]) -> Value {
    let ids: Vec<String> = names
        .iter()
        .map(|name| world.user(name).id.to_string())
        .collect();
    json!({ "assistantIds": ids })
}

async fn assistants_are_put_back_and_told(world: &World) {
    let (alice, bob) = executive(world).await;
    put(&alice, ASSISTANTS, ids(world, &["bob"])).await;
    let before = shown(&alice, ASSISTANTS).await;
    let change = put(&alice, ASSISTANTS, ids(world, &["dana"])).await;
    let mut events = bob.listen().await;
    undone(&alice, &change).await;
    events
        .until(|it| matches!(it, LiveEvent::Setting { setting } if setting == "executiveAssistant"))
        .await;
    assert_eq!(shown(&alice, ASSISTANTS).await, before);
    // The order in which they ring is one field.
    let both = put(&alice, ASSISTANTS, ids(world, &["bob", "dana"])).await;
    put(&alice, ASSISTANTS, ids(world, &["dana", "bob"])).await;
    let body = undo(&alice, &both).await.refused(409, Code::NewerChanges);
    assert_eq!(body.code_of("assistantIds"), Some(Code::NewerChanges));
}

async fn whose_calls_an_assistant_takes_is_put_back_where_he_decides(world: &World) {
    let (alice, bob) = executive(world).await;
    let mut chosen = ids(world, &["bob"]);
    chosen["allowOptInOutEnabled"] = json!(true);
    put(&alice, ASSISTANTS, chosen).await;
    let before = shown(&bob, ASSISTANT).await;
    let out = json!({"forwardFilteredCallsEnabled": true, "forwardToPhoneNumber": "1003",
        "executives": [{"id": world.user("alice").id, "optInEnabled": false}]});
    let change = put(&bob, ASSISTANT, out).await;
    let mut events = alice.listen().await;
    let back = undone(&bob, &change).await;
    events
        .until(
            |it| matches!(it, LiveEvent::Setting { setting } if setting == "executiveAssistants"),
        )
        .await;
    assert_eq!(shown(&bob, ASSISTANT).await, before);
    put(&alice, ASSISTANTS, json!({"allowOptInOutEnabled": false})).await;
    let answer = undo(&bob, &back).await;
    answer.refused_field("executives.0.optInEnabled", Code::ExecutiveDecides);
    // An executive for whom he no longer works is not there any more.
    put(&alice, ASSISTANTS, ids(world, &[])).await;
    undo(&bob, &back).await.refused(409, Code::NewerChanges);
}

async fn filter(alice: &Client) -> (Value, String) {
    let rule = json!({"filterName": "Family", "callsFrom": "ANY_PHONE_NUMBER",
        "filterEnabled": true});
    let path = setting(&format!("{FILTERING}/criteria"));
    let answer = alice.post(&path, &rule).await;
    let id = answer.json::<Value>()["id"].clone();
    let path = format!("{path}/{}", id.as_str().unwrap());
    (id, path)
}

async fn rules_of_call_filtering_are_switched_back(world: &World) {
    let (alice, _) = executive(world).await;
    let (id, _) = filter(&alice).await;
    let before = shown(&alice, FILTERING).await;
    let off = json!({"enabled": true,
        "criteriaActivation": [{"id": id, "activationEnabled": false}]});
    let change = put(&alice, FILTERING, off).await;
    undone(&alice, &change).await;
    assert_eq!(shown(&alice, FILTERING).await, before);
}

async fn a_rule_that_was_switched_off_comes_back_switched_off(world: &World) {
    let (alice, _) = executive(world).await;
    let (id, path) = filter(&alice).await;
    let off = json!({"criteriaActivation": [{"id": id, "activationEnabled": false}]});
    put(&alice, FILTERING, off).await;
    let before = shown(&alice, FILTERING).await;
    let gone = alice.delete(&path).await;
    gone.done();
    undone(&alice, &change_of(&gone)).await;
    assert_eq!(shown(&alice, FILTERING).await, before);
    assert_eq!(before["criteria"][0]["activationEnabled"], false);
}

async fn what_is_an_executives_is_nobody_elses_to_undo(world: &World) {
    let (alice, _) = executive(world).await;
    let change = put(&alice, "executive/screening", json!({"enabled": true})).await;
    let people = put(&alice, ASSISTANTS, ids(world, &["bob"])).await;
    world
        .write(async |db| {
            use belroute_server::entity::user_grant::{Column, Entity};
            use sea_orm::{ColumnTrait as _, EntityTrait as _, QueryFilter as _};
            let hers = Entity::delete_many().filter(Column::UserId.eq(world.user("alice").id));
            hers.exec(db).await.unwrap();
        })
        .await;
    for id in [change, people] {
        undo(&alice, &id)
            .await
            .refused(403, Code::FeatureNotGranted);
    }
    // Not even as an assistant, who sees some of it.
    world.grant("alice", "executiveAssistant").await;
    assert!(lines(&alice).await.iter().all(|it| !it.can_undo));
}
