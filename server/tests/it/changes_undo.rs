//! Undoing one change: what was before it is put back, unless something newer has touched the same.

use axum::http::Method;
use belroute_shared::{
    audit::Action,
    changes::{CHANGE_HEADER, ChangeLine, Changes, Undo},
    company::users::OpenPanel,
    error::Code,
    features::{Access, Feature, OutgoingPermission},
    live::LiveEvent,
};
use serde_json::{Value, json};
use uuid::Uuid;

use crate::world::{
    Answer, Client, World, after_noon,
    calling::setting,
    seed::{self, OUTSIDE},
};

on_both! {
    a_change_is_undone_and_the_undo_too,
    what_a_change_did_not_touch_stays_as_it_is_now,
    a_newer_change_of_the_same_field_is_not_trampled_on,
    an_undo_tells_beforehand_what_it_would_do,
    undoing_again_changes_nothing,
    an_end_that_is_over_by_now_counts_as_off,
    an_end_that_lies_ahead_comes_back,
    a_value_that_is_put_back_is_judged_as_if_typed_now,
    what_is_hidden_meanwhile_is_not_put_back,
    what_is_no_change_of_a_setting_cannot_be_undone,
    changes_of_somebody_else_are_not_there,
    at_an_opened_panel_it_is_the_administrators_undo,
    what_a_code_has_switched_is_undone_in_the_browser,
    every_answer_of_a_change_names_its_line,
}

const DND: &str = "doNotDisturb";
const FORWARDING: &str = "callForwarding";

pub(crate) async fn put(client: &Client, name: &str, patch: Value) -> String {
    let answer = client.put(&setting(name), &patch).await;
    answer.done();
    change_of(&answer)
}

/// The line that an answer names.
#[track_caller]
pub(crate) fn change_of(answer: &Answer) -> String {
    let id = answer.header(CHANGE_HEADER).expect("no change was named");
    id.to_owned()
}

pub(crate) async fn shown(client: &Client, name: &str) -> Value {
    client.get(&setting(name)).await.json()
}

pub(crate) async fn undo(client: &Client, id: &str) -> Answer {
    let path = format!("/v1/changes/{id}/undo");
    client.press(Method::POST, &path).await
}

pub(crate) async fn undone(client: &Client, id: &str) -> String {
    let answer = undo(client, id).await;
    answer.done();
    change_of(&answer)
}

pub(crate) async fn preview(client: &Client, id: &str) -> Undo {
    client.get(&format!("/v1/changes/{id}/undo")).await.json()
}

pub(crate) async fn lines(client: &Client) -> Vec<ChangeLine> {
    let all: Changes = client.get("/v1/changes?about=settings").await.json();
    all.lines
}

fn forwarded(destination: &str) -> Value {
    json!({"callForwarding": {"busy": {"enabled": true, "destination": destination}}})
}

async fn a_change_is_undone_and_the_undo_too(world: &World) {
    let alice = world.sign_in("alice").await;
    let before = shown(&alice, FORWARDING).await;
    let change = put(&alice, FORWARDING, forwarded("1002")).await;
    let after = shown(&alice, FORWARDING).await;
    let told = lines(&alice).await;
    assert_eq!(told.len(), 1);
    assert!(told[0].can_undo);
    assert_eq!(told[0].line.id.to_string(), change);
    let tag = alice.get(&setting(FORWARDING)).await.tag();
    let mut events = alice.listen().await;
    let back = undone(&alice, &change).await;
    events
        .until(|it| matches!(it, LiveEvent::Setting { setting } if setting == FORWARDING))
        .await;
    assert_eq!(shown(&alice, FORWARDING).await, before);
    assert_ne!(alice.get(&setting(FORWARDING)).await.tag(), tag);
    let told = lines(&alice).await;
    let line = &told[0].line;
    assert_eq!((told.len(), line.id.to_string()), (2, back.clone()));
    assert_eq!(line.action, Action::SettingChanged);
    let value = |side: &Option<String>| -> Value {
        serde_json::from_str(side.as_deref().unwrap()).unwrap()
    };
    assert_eq!(value(&line.before), value(&told[1].line.after));
    assert_eq!(value(&line.after), value(&told[1].line.before));
    undone(&alice, &back).await;
    assert_eq!(shown(&alice, FORWARDING).await, after);
}

async fn what_a_change_did_not_touch_stays_as_it_is_now(world: &World) {
    let alice = world.script("alice").await;
    put(&alice, FORWARDING, forwarded("1002")).await;
    let off = json!({"callForwarding": {"busy": {"enabled": false}}});
    let change = put(&alice, FORWARDING, off).await;
    put(
        &alice,
        FORWARDING,
        json!({"callForwarding": {"busy": {"destination": "1003"},
        "noAnswer": {"numberOfRings": 7}}}),
    )
    .await;
    undone(&alice, &change).await;
    let now = shown(&alice, FORWARDING).await;
    let busy = &now["callForwarding"]["busy"];
    assert_eq!(
        (&busy["enabled"], &busy["destination"]),
        (&json!(true), &json!("1003"))
    );
    assert_eq!(now["callForwarding"]["noAnswer"]["numberOfRings"], 7);
}

async fn a_newer_change_of_the_same_field_is_not_trampled_on(world: &World) {
    let alice = world.script("alice").await;
    let change = put(&alice, FORWARDING, forwarded("1002")).await;
    put(&alice, FORWARDING, forwarded("1003")).await;
    let before = alice.get(&setting(FORWARDING)).await;
    let answer = undo(&alice, &change).await;
    let body = answer.refused(409, Code::NewerChanges);
    let fields: Vec<_> = body.errors.iter().map(|it| it.field.as_deref()).collect();
    assert_eq!(fields, [Some("callForwarding.busy.destination")]);
    let body: Value = serde_json::from_slice(&answer.body).unwrap();
    assert_eq!(body["errors"][0]["change"], change);
    assert_eq!(answer.header(CHANGE_HEADER), None);
    let after = alice.get(&setting(FORWARDING)).await;
    assert_eq!((after.tag(), after.body), (before.tag(), before.body));
    assert_eq!(lines(&alice).await.len(), 2);
}

async fn an_undo_tells_beforehand_what_it_would_do(world: &World) {
    let alice = world.script("alice").await;
    let change = put(&alice, FORWARDING, forwarded("1002")).await;
    put(
        &alice,
        FORWARDING,
        json!({"businessContinuity": {"destination": "1003"}}),
    )
    .await;
    let told = preview(&alice, &change).await;
    assert!(told.can_undo && !told.is_undone);
    assert_eq!(told.newer, []);
    let fields = serde_json::to_value(&told.fields).unwrap();
    assert_eq!(
        fields,
        json!([
            {"field": "callForwarding.busy.destination", "now": "\"1002\"", "isNewer": false},
            {"field": "callForwarding.busy.enabled", "now": "true", "then": "false",
                "isNewer": false},
        ])
    );
    let mut newer = Vec::new();
    for destination in ["1003", OUTSIDE] {
        newer.insert(0, put(&alice, FORWARDING, forwarded(destination)).await);
    }
    let told = preview(&alice, &change).await;
    assert!(!told.can_undo && !told.is_undone);
    assert!(told.fields[0].is_newer && !told.fields[1].is_newer);
    let named: Vec<_> = told.newer.iter().map(|it| it.line.id.to_string()).collect();
    assert_eq!(named, newer);
    assert!(told.newer.iter().all(|it| it.can_undo));
    for step in 0..25 {
        let destination = format!("100{}", 2 + step % 2);
        put(&alice, FORWARDING, forwarded(&destination)).await;
    }
    assert_eq!(preview(&alice, &change).await.newer.len(), 20);
}

async fn undoing_again_changes_nothing(world: &World) {
    let alice = world.script("alice").await;
    let change = put(&alice, DND, json!({"enabled": true})).await;
    undone(&alice, &change).await;
    let tag = alice.get(&setting(DND)).await.tag();
    let again = undo(&alice, &change).await;
    again.done();
    assert_eq!(again.header(CHANGE_HEADER), None);
    assert_eq!(alice.get(&setting(DND)).await.tag(), tag);
    assert_eq!(lines(&alice).await.len(), 2);
    let told = preview(&alice, &change).await;
    assert!(told.is_undone && !told.can_undo);
}

async fn an_end_that_is_over_by_now_counts_as_off(world: &World) {
    let alice = world.script("alice").await;
    put(
        &alice,
        DND,
        json!({"enabled": true, "enabledUntil": after_noon(60)}),
    )
    .await;
    let off = put(
        &alice,
        DND,
        json!({"enabled": false, "ringSplashEnabled": true}),
    )
    .await;
    world.set_clock(60);
    undone(&alice, &off).await;
    let now = shown(&alice, DND).await;
    let expected = json!({"enabled": false, "ringSplashEnabled": false,
        "webexGoOverrideEnabled": false});
    assert_eq!(now, expected);
}

async fn an_end_that_lies_ahead_comes_back(world: &World) {
    let alice = world.script("alice").await;
    put(
        &alice,
        DND,
        json!({"enabled": true, "enabledUntil": after_noon(60)}),
    )
    .await;
    let before = shown(&alice, DND).await;
    let off = put(&alice, DND, json!({"enabled": false})).await;
    world.set_clock(30);
    undone(&alice, &off).await;
    assert_eq!(shown(&alice, DND).await, before);
    // It was switched on anew, and ends with the switch as it always does.
    let on = put(&alice, DND, json!({"enabled": false})).await;
    undone(&alice, &on).await;
    put(&alice, DND, json!({"enabledUntil": after_noon(90)})).await;
    let answer = undo(&alice, &on).await;
    answer.refused(409, Code::NewerChanges);
}

async fn a_value_that_is_put_back_is_judged_as_if_typed_now(world: &World) {
    let alice = world.script("alice").await;
    put(&alice, FORWARDING, forwarded(OUTSIDE)).await;
    let change = put(&alice, FORWARDING, forwarded("1002")).await;
    world.permit("alice", OutgoingPermission::Internal).await;
    let before = shown(&alice, FORWARDING).await;
    let answer = undo(&alice, &change).await;
    answer.refused_field("callForwarding.busy.destination", Code::NumberNotPermitted);
    assert_eq!(shown(&alice, FORWARDING).await, before);
    assert_eq!(lines(&alice).await.len(), 2);
}

async fn what_is_hidden_meanwhile_is_not_put_back(world: &World) {
    let alice = world.script("alice").await;
    let change = put(&alice, FORWARDING, forwarded("1002")).await;
    let hidden = (Feature::CallForwarding, Access::NoAccess);
    world.decide_access("alice", hidden.0, hidden.1).await;
    let answer = undo(&alice, &change).await;
    answer.refused(403, Code::FeatureNotGranted);
    assert!(!lines(&alice).await[0].can_undo);
    assert_eq!(preview(&alice, &change).await, Undo::default());
}

async fn what_is_no_change_of_a_setting_cannot_be_undone(world: &World) {
    let alice = world.sign_in("alice").await;
    let all: Changes = alice.get("/v1/changes").await.json();
    let signed_in = &all.lines[0];
    assert_eq!(signed_in.line.action, Action::SignedIn);
    assert!(!signed_in.can_undo);
    let id = signed_in.line.id.to_string();
    undo(&alice, &id).await.refused(409, Code::CannotBeUndone);
    assert_eq!(preview(&alice, &id).await, Undo::default());
    // Where somebody sits is nothing that can be brought back.
    let guest = json!({"enabled": true});
    let guest = put(&alice, "hoteling/guest", guest).await;
    assert!(!lines(&alice).await[0].can_undo);
    undo(&alice, &guest)
        .await
        .refused(409, Code::CannotBeUndone);
}

async fn changes_of_somebody_else_are_not_there(world: &World) {
    let (alice, bob) = (world.script("alice").await, world.sign_in("bob").await);
    let change = put(&alice, DND, json!({"enabled": true})).await;
    for client in [&bob, &world.sign_in("eve").await] {
        undo(client, &change).await.refused(404, Code::NotFound);
        let path = format!("/v1/changes/{change}/undo");
        client.get(&path).await.refused(404, Code::NotFound);
    }
    for nothing in [Uuid::nil().to_string().as_str(), "nothing"] {
        undo(&bob, nothing).await.refused(404, Code::NotFound);
    }
    assert_eq!(shown(&alice, DND).await["enabled"], true);
}

async fn at_an_opened_panel_it_is_the_administrators_undo(world: &World) {
    let (dana, alice) = (world.sign_in("dana").await, world.script("alice").await);
    let change = put(&alice, DND, json!({"enabled": true})).await;
    undo(&dana, &change).await.refused(404, Code::NotFound);
    let open = format!("/v1/company/users/{}/panel", world.user("alice").id);
    let panel: OpenPanel = dana.press(Method::POST, &open).await.json();
    let path = format!("/v1/changes/{change}/undo");
    let ask = dana.request(Method::POST, &path);
    let answer = ask.header("x-belroute-panel", &panel.id.to_string());
    answer.send().await.done();
    assert_eq!(shown(&alice, DND).await["enabled"], false);
    let line = lines(&alice).await.remove(0).line;
    assert_eq!(line.actor_name, "Dana");
    assert_eq!(line.about.unwrap().id.0, world.user("alice").id);
}

async fn what_a_code_has_switched_is_undone_in_the_browser(world: &World) {
    let alice = world.script("alice").await;
    world.registers("1001@alpha.test", "Desk", 0.0).await;
    let question = crate::world::from_user("1001@alpha.test", "*78@alpha.test");
    world.engine().plan(question).await;
    assert_eq!(shown(&alice, DND).await["enabled"], true);
    let line = lines(&alice).await.remove(0);
    assert!(line.can_undo);
    undone(&alice, &line.line.id.to_string()).await;
    assert_eq!(shown(&alice, DND).await["enabled"], false);
}

async fn every_answer_of_a_change_names_its_line(world: &World) {
    world.grant("alice", "executive").await;
    let alice = world.script("alice").await;
    let selected = json!({"type": "ADDITIONAL_CLID", "directNumber": seed::COMPANY});
    let hidden = json!({"callingLineIdDeliveryBlockingEnabled": true});
    let mut answers = vec![
        alice.put("/v1/account", &json!({"theme": "dark"})).await,
        alice.put(&setting("selectedCallerId"), &selected).await,
        alice.put(&setting("callerId"), &hidden).await,
    ];
    let switch = json!({"enabled": true});
    for name in [
        "executive/callFiltering",
        "executive/screening",
        "hoteling/guest",
    ] {
        answers.push(alice.put(&setting(name), &switch).await);
    }
    let choice = json!({"allowOptInOutEnabled": true});
    let assistants = setting("executive/assignedAssistants");
    answers.push(alice.put(&assistants, &choice).await);
    let reject = json!({"callsFrom": "ANY_PHONE_NUMBER", "rejectEnabled": true});
    let filter = json!({"callsFrom": "ANY_PHONE_NUMBER", "filterEnabled": true, "filterName": "A"});
    let schedules = "/v1/telephony/config/people/me/schedules";
    let day = json!({"name": "A", "startDate": "2026-12-01", "endDate": "2026-12-01",
        "allDayEnabled": true});
    for (all, one, body, patch) in [
        (
            "selectiveReject/criteria",
            "",
            reject,
            Some(json!({"rejectEnabled": false})),
        ),
        (
            "executive/callFiltering/criteria",
            "",
            filter,
            Some(json!({"filterName": "B"})),
        ),
        (
            "callBlock/numbers",
            "",
            json!({"phoneNumber": OUTSIDE}),
            None,
        ),
        (
            "singleNumberReach/numbers",
            "",
            json!({"phoneNumber": OUTSIDE, "name": "A"}),
            Some(json!({"name": "B"})),
        ),
        (
            schedules,
            "/businessHours",
            json!({"name": "A", "type": "businessHours", "events": [day]}),
            Some(json!({"name": "B"})),
        ),
    ] {
        let all = if all == schedules {
            all.to_owned()
        } else {
            setting(all)
        };
        let made = alice.post(&all, &body).await;
        let id = made.json::<Value>()["id"].as_str().unwrap().to_owned();
        answers.push(made);
        let path = format!("{all}{one}/{id}");
        if let Some(patch) = patch {
            answers.push(alice.put(&path, &patch).await);
        }
        answers.push(alice.delete(&path).await);
    }
    let named: Vec<String> = answers.iter().map(change_of).collect();
    let lines = lines(&alice).await;
    let mut written: Vec<String> = lines.iter().map(|it| it.line.id.to_string()).collect();
    written.reverse();
    assert_eq!(named, written);
    // What changes nothing names nothing.
    let nothing = alice.put(&setting(DND), &json!({})).await;
    nothing.done();
    assert_eq!(nothing.header(CHANGE_HEADER), None);
}
