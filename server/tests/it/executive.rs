//! Executives and their assistants: who is whose, who takes calls, and what a call makes of it.

use belroute_server::entity::{audit, executive_assistant};
use belroute_shared::{
    error::Code,
    live::LiveEvent,
    settings::{
        executive::{
            Alert, AlertingMode, AssignedAssistants, AvailableAssistants, FilterType, Screening,
            ShownCallFiltering,
        },
        executive_assistant::ExecutiveAssistant,
    },
};
use sea_orm::{EntityTrait as _, PaginatorTrait as _, QueryOrder as _};
use serde_json::{Value, json};

use crate::{
    company_users::path,
    world::{
        Client, World, from_trunk, from_user,
        seed::{ALICE, OUTSIDE},
    },
};

const EXECUTIVE: &str = "/v1/telephony/config/people/me/settings/executive";

on_both! {
    nobody_is_executive_and_assistant,
    what_an_executive_has_an_assistant_has_not,
    an_executive_chooses_assistants_among_those_who_are,
    what_is_wrong_with_a_list_of_assistants_is_named,
    an_assistant_decides_where_the_executive_leaves_it_to_him,
    who_no_longer_decides_takes_calls_again,
    who_is_no_assistant_any_more_works_for_nobody,
    how_assistants_are_alerted_is_kept_within_its_limits,
    filters_answer_with_their_id_and_are_switched_by_the_list,
    a_filter_is_listed_without_its_schedule,
    a_state_that_was_changed_meanwhile_is_told,
    calls_go_to_the_assistants_in_their_order,
    an_administrator_chooses_in_the_opened_panel,
    a_hidden_executive_keeps_his_assistants,
}

fn at(rest: &str) -> String {
    format!("{EXECUTIVE}/{rest}")
}

fn id(world: &World, name: &str) -> String {
    world.user(name).id.to_string()
}

/// Dana makes somebody what he is to be.
async fn grant(world: &World, name: &str, grants: &[&str]) {
    let dana = world.sign_in("dana").await;
    let grants = json!({ "grants": grants });
    dana.put(&path(world, name), &grants).await.done();
}

/// Alice is an executive; Bob and Dana are assistants of hers.
async fn assisted(world: &World) -> (Client, Client) {
    grant(world, "alice", &["executive"]).await;
    grant(world, "bob", &["executiveAssistant", "mailbox"]).await;
    grant(world, "dana", &["executiveAssistant"]).await;
    let (alice, bob) = (world.sign_in("alice").await, world.sign_in("bob").await);
    let assistants = json!({ "assistantIds": [id(world, "bob"), id(world, "dana")] });
    let answer = alice.put(&at("assignedAssistants"), &assistants).await;
    answer.done();
    (alice, bob)
}

async fn assigned(client: &Client) -> Vec<(String, bool)> {
    let shown: AssignedAssistants = client.get(&at("assignedAssistants")).await.json();
    let mut assistants = Vec::new();
    for it in shown.assistants {
        assistants.push((it.first_name, it.opt_in_enabled.unwrap()));
    }
    assistants
}

async fn nobody_is_executive_and_assistant(world: &World) {
    let dana = world.sign_in("dana").await;
    let both = json!({ "grants": ["executive", "executiveAssistant"] });
    let answer = dana.put(&path(world, "alice"), &both).await;
    answer.refused_field("grants", Code::ExecutiveAndAssistant);
}

async fn what_an_executive_has_an_assistant_has_not(world: &World) {
    let (alice, bob) = assisted(world).await;
    for rest in ["alert", "screening", "callFiltering", "assignedAssistants"] {
        assert_eq!(alice.get(&at(rest)).await.status, 200, "{rest}");
        bob.get(&at(rest))
            .await
            .refused(403, Code::FeatureNotGranted);
        let answer = bob.put(&at(rest), &json!({})).await;
        answer.refused(403, Code::FeatureNotGranted);
    }
    let answer = bob.get(&at("availableAssistants")).await;
    answer.refused(403, Code::FeatureNotGranted);
    let criteria = at("callFiltering/criteria");
    let answer = bob.post(&criteria, &json!({})).await;
    answer.refused(403, Code::FeatureNotGranted);
    assert_eq!(bob.get(&at("assistant")).await.status, 200);
    for answer in [
        alice.get(&at("assistant")).await,
        alice.put(&at("assistant"), &json!({})).await,
    ] {
        answer.refused(403, Code::FeatureNotGranted);
    }
    // Who is neither has none of it.
    grant(world, "alice", &[]).await;
    for rest in ["alert", "assignedAssistants", "assistant"] {
        let answer = alice.get(&at(rest)).await;
        answer.refused(403, Code::FeatureNotGranted);
    }
}

async fn an_executive_chooses_assistants_among_those_who_are(world: &World) {
    let (alice, bob) = assisted(world).await;
    let available: AvailableAssistants = alice.get(&at("availableAssistants")).await.json();
    let names = available.assistants.iter();
    let names: Vec<_> = names.map(|it| it.first_name.as_str()).collect();
    assert_eq!(names, ["Bob", "Dana"]);
    assert!(available.assistants[0].direct_number.is_some());
    assert_eq!(available.assistants[0].opt_in_enabled, None);
    let expected = [("Bob".to_owned(), true), ("Dana".to_owned(), true)];
    assert_eq!(assigned(&alice).await, expected);
    let mut stream = bob.listen().await;
    let turned = json!({ "assistantIds": [id(world, "dana"), id(world, "bob")] });
    alice.put(&at("assignedAssistants"), &turned).await.done();
    let is_his = |event: &LiveEvent| matches!(event, LiveEvent::Setting { setting } if setting == "executiveAssistant");
    stream.until(is_his).await;
    assert_eq!(assigned(&alice).await[0].0, "Dana");
    // What is not named stays, and a client of the published API empties the list so.
    let choice = json!({ "allowOptInOutEnabled": true });
    alice.put(&at("assignedAssistants"), &choice).await.done();
    assert_eq!(assigned(&alice).await.len(), 2);
    let none = json!({ "assistants": [] });
    alice.put(&at("assignedAssistants"), &none).await.done();
    assert_eq!(assigned(&alice).await, []);
    let line = audit::Entity::find().order_by_desc(audit::Column::Id);
    let line = line.one(&world.db().read).await.unwrap().unwrap();
    assert_eq!(line.object, "executiveAssistants");
    assert!(line.before.unwrap().contains(&id(world, "bob")));
}

async fn what_is_wrong_with_a_list_of_assistants_is_named(world: &World) {
    let (alice, _) = assisted(world).await;
    let (bob, eve) = (id(world, "bob"), id(world, "eve"));
    let own = id(world, "alice");
    for (ids, field, code) in [
        (vec![&bob, &bob], "assistantIds.1", Code::Twice),
        // Neither herself nor somebody of another organisation is an assistant.
        (vec![&bob, &own], "assistantIds.1", Code::NotOffered),
        (vec![&eve], "assistantIds.0", Code::NotOffered),
    ] {
        let list = json!({ "assistantIds": ids });
        let answer = alice.put(&at("assignedAssistants"), &list).await;
        answer.refused_field(field, code);
    }
    let many: Vec<String> = (0..21).map(|_| uuid::Uuid::now_v7().to_string()).collect();
    let list = json!({ "assistantIds": many });
    let answer = alice.put(&at("assignedAssistants"), &list).await;
    answer.refused_field("assistantIds", Code::TooMany);
    assert_eq!(assigned(&alice).await.len(), 2);
}

async fn an_assistant_decides_where_the_executive_leaves_it_to_him(world: &World) {
    let (alice, bob) = assisted(world).await;
    let out = json!({ "executives": [{ "id": id(world, "alice"), "optInEnabled": false }] });
    let answer = bob.put(&at("assistant"), &out).await;
    answer.refused_field("executives.0.optInEnabled", Code::ExecutiveDecides);
    // Sending back what was read is no change.
    let shown: Value = bob.get(&at("assistant")).await.json();
    bob.put(&at("assistant"), &shown).await.done();
    let choice = json!({ "allowOptInOutEnabled": true });
    alice.put(&at("assignedAssistants"), &choice).await.done();
    let mut stream = alice.listen().await;
    bob.put(&at("assistant"), &out).await.done();
    let is_hers = |event: &LiveEvent| matches!(event, LiveEvent::Setting { setting } if setting == "executiveAssistants");
    stream.until(is_hers).await;
    assert_eq!(assigned(&alice).await[0], ("Bob".to_owned(), false));
    // The name that the published API has.
    let back = json!({ "executives": [{ "personId": id(world, "alice"), "optInEnabled": true }] });
    bob.put(&at("assistant"), &back).await.done();
    assert_eq!(assigned(&alice).await[0], ("Bob".to_owned(), true));
    let stranger = json!({ "executives": [{ "id": id(world, "eve"), "optInEnabled": true }] });
    let answer = bob.put(&at("assistant"), &stranger).await;
    answer.refused_field("executives.0.id", Code::NotOffered);
    let wanted = json!({ "forwardFilteredCallsEnabled": true });
    let answer = bob.put(&at("assistant"), &wanted).await;
    answer.refused_field("forwardToPhoneNumber", Code::Required);
    let divert =
        json!({ "forwardFilteredCallsEnabled": true, "forwardToPhoneNumber": "06 12345678" });
    bob.put(&at("assistant"), &divert).await.done();
    let shown: ExecutiveAssistant = bob.get(&at("assistant")).await.json();
    let number = shown.divert.forward_to_phone_number.unwrap();
    assert_eq!(number.as_str(), "+31612345678");
    assert_eq!(shown.executives[0].first_name, "Alice");
}

async fn who_no_longer_decides_takes_calls_again(world: &World) {
    let (alice, bob) = assisted(world).await;
    let choice = json!({ "allowOptInOutEnabled": true });
    alice.put(&at("assignedAssistants"), &choice).await.done();
    let out = json!({ "executives": [{ "id": id(world, "alice"), "optInEnabled": false }] });
    bob.put(&at("assistant"), &out).await.done();
    // Who stays on a new list keeps what he has decided.
    let turned = json!({ "assistantIds": [id(world, "dana"), id(world, "bob")] });
    alice.put(&at("assignedAssistants"), &turned).await.done();
    assert_eq!(assigned(&alice).await[1], ("Bob".to_owned(), false));
    let choice = json!({ "allowOptInOutEnabled": false });
    alice.put(&at("assignedAssistants"), &choice).await.done();
    assert_eq!(assigned(&alice).await[1], ("Bob".to_owned(), true));
}

async fn who_is_no_assistant_any_more_works_for_nobody(world: &World) {
    let (alice, _) = assisted(world).await;
    grant(world, "bob", &["mailbox"]).await;
    let left = assigned(&alice).await;
    assert_eq!(left, [("Dana".to_owned(), true)]);
    grant(world, "alice", &[]).await;
    let rows = executive_assistant::Entity::find();
    assert_eq!(rows.count(&world.db().read).await.unwrap(), 0);
}

async fn how_assistants_are_alerted_is_kept_within_its_limits(world: &World) {
    let (alice, _) = assisted(world).await;
    let shown: Alert = alice.get(&at("alert")).await.json();
    assert_eq!(shown, Alert::default());
    let change = json!({ "alertingMode": "SIMULTANEOUS", "rolloverWaitTimeInSecs": 7200 });
    alice.put(&at("alert"), &change).await.done();
    let shown: Alert = alice.get(&at("alert")).await.json();
    assert_eq!(shown.alerting_mode, AlertingMode::Simultaneous);
    for (change, field, code) in [
        (
            json!({ "nextAssistantNumberOfRings": 21 }),
            "nextAssistantNumberOfRings",
            Code::TooHigh,
        ),
        (
            json!({ "rolloverWaitTimeInSecs": 7201 }),
            "rolloverWaitTimeInSecs",
            Code::TooHigh,
        ),
        (
            json!({ "rolloverAction": "FORWARD", "rolloverForwardToPhoneNumber": "1001" }),
            "rolloverForwardToPhoneNumber",
            Code::OwnNumber,
        ),
    ] {
        let answer = alice.put(&at("alert"), &change).await;
        answer.refused_field(field, code);
    }
    let splash = json!({ "enabled": true, "alertType": "RING_SPLASH" });
    alice.put(&at("screening"), &splash).await.done();
    let shown: Screening = alice.get(&at("screening")).await.json();
    assert!(shown.enabled);
}

async fn filtering(client: &Client) -> ShownCallFiltering {
    client.get(&at("callFiltering")).await.json()
}

async fn filters_answer_with_their_id_and_are_switched_by_the_list(world: &World) {
    let (alice, _) = assisted(world).await;
    let criteria = at("callFiltering/criteria");
    let new =
        json!({ "filterName": "Outside", "callsFrom": "ANY_EXTERNAL", "filterEnabled": true });
    let made = alice.post(&criteria, &new).await;
    assert_eq!(made.status, 201);
    let made: Value = made.json();
    let rule = format!("{criteria}/{}", made["id"].as_str().unwrap());
    let renamed = alice
        .put(&rule, &json!({ "filterName": "All outside" }))
        .await;
    assert_eq!(renamed.status, 200);
    assert_eq!(renamed.json::<Value>()["id"], made["id"]);
    let shown: Value = alice.get(&rule).await.json();
    assert_eq!(shown["filterName"], "All outside");
    let entry: Value = alice.get(&at("callFiltering")).await.json();
    assert_eq!(entry["criteria"][0]["activationEnabled"], true);
    assert_eq!(entry["criteria"][0]["source"], "ANY_EXTERNAL");
    let off = json!({
        "enabled": true,
        "criteriaActivation": [{ "id": made["id"], "activationEnabled": false }],
    });
    alice.put(&at("callFiltering"), &off).await.done();
    let entry: Value = alice.get(&at("callFiltering")).await.json();
    assert_eq!(entry["enabled"], true);
    assert_eq!(entry["criteria"][0]["activationEnabled"], false);
    // A rule that is changed stays switched off.
    alice.put(&rule, &json!({ "filterName": "Outside" })).await;
    let entry: Value = alice.get(&at("callFiltering")).await.json();
    assert_eq!(entry["criteria"][0]["activationEnabled"], false);
    let stranger = json!({
        "criteriaActivation": [{ "id": uuid::Uuid::now_v7(), "activationEnabled": true }],
    });
    let answer = alice.put(&at("callFiltering"), &stranger).await;
    answer.refused_field("criteriaActivation.0.id", Code::NotOffered);
    alice.delete(&rule).await.done();
    assert!(filtering(&alice).await.criteria.is_empty());
    alice.get(&rule).await.refused(404, Code::NotFound);
}

/// Clients of the published API do not know it there, and may refuse the list.
async fn a_filter_is_listed_without_its_schedule(world: &World) {
    let (alice, _) = assisted(world).await;
    let office = json!({ "name": "Office", "type": "businessHours" });
    let schedules = "/v1/telephony/config/people/me/schedules";
    assert_eq!(alice.post(schedules, &office).await.status, 201);
    let filter = json!({
        "filterName": "At work", "scheduleName": "Office", "scheduleType": "businessHours",
        "callsFrom": "ANY_PHONE_NUMBER", "filterEnabled": true,
    });
    let made = alice.post(&at("callFiltering/criteria"), &filter).await;
    let id = made.json::<Value>()["id"].clone();
    let shown: Value = alice.get(&at("callFiltering")).await.json();
    let entry = json!({
        "id": id, "filterName": "At work", "source": "ANY_PHONE_NUMBER",
        "activationEnabled": true, "filterEnabled": true,
    });
    assert_eq!(shown["criteria"], json!([entry]));
    let rule = format!("{}/{}", at("callFiltering/criteria"), id.as_str().unwrap());
    let shown: Value = alice.get(&rule).await.json();
    assert_eq!(shown["scheduleName"], "Office");
}

async fn a_state_that_was_changed_meanwhile_is_told(world: &World) {
    let (alice, bob) = assisted(world).await;
    for (client, rest) in [
        (&alice, "assignedAssistants"),
        (&alice, "callFiltering"),
        (&bob, "assistant"),
    ] {
        let seen = client.get(&at(rest)).await;
        let tag = seen.header("etag").unwrap().to_owned();
        let ask = |body: Value| {
            let request = client.request(axum::http::Method::PUT, &at(rest));
            request.header("if-match", &tag).json(&body).send()
        };
        let change = match rest {
            "assignedAssistants" => json!({ "assistantIds": [] }),
            "callFiltering" => json!({ "enabled": true }),
            _ => json!({ "forwardToPhoneNumber": "+31612345678" }),
        };
        let done = ask(change.clone()).await;
        done.done();
        let after = client.get(&at(rest)).await;
        assert_eq!(after.header("etag"), done.header("etag"), "{rest}");
        let stale = ask(change).await;
        stale.refused(412, Code::Stale);
        let body: Value = serde_json::from_slice(&stale.body).unwrap();
        assert_eq!(
            body["errors"][0]["current"],
            after.json::<Value>(),
            "{rest}"
        );
        // Bob still has somebody to work for.
        let back = json!({ "assistantIds": [id(world, "bob"), id(world, "dana")] });
        alice.put(&at("assignedAssistants"), &back).await.done();
    }
}

async fn calls_go_to_the_assistants_in_their_order(world: &World) {
    let (alice, _) = assisted(world).await;
    for (address, device) in [
        ("1001@alpha.test", "Desk"),
        ("1002@alpha.test", "Desk"),
        ("1003@alpha.test", "Desk"),
    ] {
        world.registers(address, device, 0.0).await;
    }
    let filter = json!({ "enabled": true, "filterType": "ALL_EXTERNAL_CALLS" });
    alice.put(&at("callFiltering"), &filter).await.done();
    assert_eq!(
        filtering(&alice).await.filtering.filter_type,
        FilterType::AllExternalCalls
    );
    let engine = world.engine();
    let targets = |plan: &Value| {
        let steps = plan["steps"].as_array().unwrap().iter();
        let targets = steps.map(|step| {
            let target = &step["targets"][0];
            let uri = target.as_str().or_else(|| target["uri"].as_str());
            uri.unwrap().to_owned()
        });
        targets.collect::<Vec<_>>()
    };
    let outside = from_trunk(OUTSIDE, &format!("{ALICE}@127.0.0.10"));
    let plan = engine.plan(outside.clone()).await;
    assert_eq!(
        targets(&plan),
        ["sip:1002@alpha.test", "sip:1003@alpha.test"]
    );
    // Colleagues are not filtered.
    let colleague = from_user("1002@alpha.test", "1001@alpha.test");
    assert_eq!(
        targets(&engine.plan(colleague).await),
        ["sip:1001@alpha.test"]
    );
    let choice = json!({ "allowOptInOutEnabled": true });
    alice.put(&at("assignedAssistants"), &choice).await.done();
    let bob = world.sign_in("bob").await;
    let out = json!({ "executives": [{ "id": id(world, "alice"), "optInEnabled": false }] });
    bob.put(&at("assistant"), &out).await.done();
    assert_eq!(
        targets(&engine.plan(outside).await),
        ["sip:1003@alpha.test"]
    );
}

async fn an_administrator_chooses_in_the_opened_panel(world: &World) {
    grant(world, "alice", &["executive"]).await;
    grant(world, "bob", &["executiveAssistant"]).await;
    let dana = world.sign_in("dana").await;
    let opened = dana
        .post(&format!("{}/panel", path(world, "alice")), &json!({}))
        .await;
    let panel: Value = opened.json();
    let list = json!({ "assistantIds": [id(world, "bob")] });
    let answer = dana
        .request(axum::http::Method::PUT, &at("assignedAssistants"))
        .header("x-belroute-panel", panel["id"].as_str().unwrap())
        .json(&list)
        .send()
        .await;
    answer.done();
    let line = audit::Entity::find().order_by_desc(audit::Column::Id);
    let line = line.one(&world.db().read).await.unwrap().unwrap();
    assert_eq!(line.actor_id, Some(world.user("dana").id));
    assert_eq!(line.user_id, Some(world.user("alice").id));
    let alice = world.sign_in("alice").await;
    assert_eq!(assigned(&alice).await.len(), 1);
}

async fn a_hidden_executive_keeps_his_assistants(world: &World) {
    let (alice, _) = assisted(world).await;
    for address in ["1001@alpha.test", "1002@alpha.test"] {
        world.registers(address, "Desk", 0.0).await;
    }
    let filter = json!({ "enabled": true, "filterType": "ALL_CALLS" });
    alice.put(&at("callFiltering"), &filter).await.done();
    world.hide("alice", "executive").await;
    let answer = alice.get(&at("callFiltering")).await;
    answer.refused(403, Code::FeatureNotGranted);
    let outside = from_trunk(OUTSIDE, &format!("{ALICE}@127.0.0.10"));
    let plan = world.engine().plan(outside).await;
    let target = &plan["steps"][0]["targets"][0];
    assert_eq!(target["uri"], "sip:1002@alpha.test", "{plan}");
}
