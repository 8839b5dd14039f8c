//! The list of calls: names, what was looked at, and the history of another vendor's clients.

use axum::http::Method;
use belroute_server::entity::call;
use belroute_shared::{
    calls::{Call, Calls},
    error::Code,
    phonebook::EntryKind,
};
use sea_orm::EntityTrait as _;
use serde_json::{Value, json};
use uuid::Uuid;

use crate::world::{
    Client, Story, World, from_trunk,
    seed::{ALICE, BOB, EVE, OUTSIDE, add_contact},
};

const HISTORY: &str = "/v1/telephony/calls/members/me/history";

on_both! {
    nobody_has_called_yet,
    a_colleague_is_named_before_a_contact_and_an_own_contact_before_the_companys,
    what_the_network_calls_somebody_stands_where_nobody_knows_him,
    another_organisations_names_are_never_shown,
    a_missed_call_is_new_until_it_was_looked_at,
    all_missed_calls_are_looked_at_at_once,
    the_count_of_new_calls_stops_at_a_hundred,
    the_history_has_the_last_hundred_in_the_shape_that_clients_know,
    the_history_can_be_narrowed,
}

async fn list(client: &Client) -> Calls {
    client.get("/v1/calls").await.json()
}

/// A call as stored. `minute` is counted back from noon.
pub(crate) fn row(world: &World, user: &str, minute: i64) -> call::Model {
    let user = world.user(user);
    let started_at_ms = World::NOON.as_millisecond() - minute * 60_000;
    call::Model {
        id: Uuid::now_v7(),
        organisation_id: user.organisation_id,
        user_id: user.id,
        sip_call_id: Uuid::now_v7().to_string(),
        direction: "incoming".to_owned(),
        is_internal: false,
        other_number: Some(OUTSIDE.to_owned()),
        network_name: None,
        is_anonymous: false,
        via_kind: "direct".to_owned(),
        via_number: Some("+442079460041".to_owned()),
        outcome: Some("missed".to_owned()),
        started_at_ms,
        rang_at_ms: Some(started_at_ms),
        answered_at_ms: None,
        ended_at_ms: Some(started_at_ms + 9_000),
        answered_by_kind: None,
        answered_by: None,
        forwarded_to: None,
        is_missed: true,
        is_seen: false,
        is_hidden: false,
    }
}

/// The same as a call that was answered.
pub(crate) fn answered(mut row: call::Model) -> call::Model {
    row.outcome = Some("answered".to_owned());
    row.answered_at_ms = row.rang_at_ms;
    row.is_missed = false;
    row
}

/// The same as a call that the user placed and that was answered.
pub(crate) fn placed(row: call::Model) -> call::Model {
    let mut row = answered(row);
    row.direction = String::from("outgoing");
    row
}

/// Puts calls into the database.
pub(crate) async fn store(world: &World, rows: Vec<call::Model>) {
    let rows = rows.into_iter().map(|row| {
        use sea_orm::{ActiveModelTrait as _, IntoActiveModel as _};
        row.into_active_model().reset_all()
    });
    world
        .write(async |db| {
            let all = call::Entity::insert_many(rows);
            all.exec_without_returning(db).await.unwrap();
        })
        .await;
}

async fn nobody_has_called_yet(world: &World) {
    let alice = world.sign_in("alice").await;
    let answer = alice.get("/v1/calls").await;
    assert_eq!(answer.json::<Value>(), json!({"calls": [], "newMissed": 0}));
    assert_eq!(answer.header("link"), None);
}

async fn a_colleague_is_named_before_a_contact_and_an_own_contact_before_the_companys(
    world: &World,
) {
    let (alpha, owner) = (world.seed.alpha, world.user("alice").id);
    world
        .write(async |db| {
            add_contact(db, alpha, None, "The Firm", OUTSIDE).await;
            add_contact(db, alpha, Some(owner), "My friend", OUTSIDE).await;
            add_contact(db, alpha, Some(owner), "Bobby", BOB).await;
        })
        .await;
    let mut from_bob = row(world, "alice", 1);
    from_bob.other_number = Some(BOB.to_owned());
    let mut danas = row(world, "dana", 1);
    danas.other_number = Some("1002".to_owned());
    let danas_second = row(world, "dana", 2);
    store(
        world,
        vec![from_bob, row(world, "alice", 2), danas, danas_second],
    )
    .await;
    let named = async |name: &str| -> Vec<(Option<String>, Option<EntryKind>)> {
        let client = world.sign_in(name).await;
        let calls = list(&client).await.calls.into_iter();
        calls
            .map(|call| (call.party.name, call.party.kind))
            .collect()
    };
    let known = |name: &str, kind| (Some(name.to_owned()), Some(kind));
    let expected = [
        known("Bob de Vries", EntryKind::Colleague),
        known("My friend", EntryKind::Contact),
    ];
    assert_eq!(named("alice").await, expected);
    let expected = [
        known("Bob de Vries", EntryKind::Colleague),
        known("The Firm", EntryKind::Company),
    ];
    assert_eq!(named("dana").await, expected);
}

async fn what_the_network_calls_somebody_stands_where_nobody_knows_him(world: &World) {
    let (engine, alice) = (world.engine(), world.sign_in("alice").await);
    let called = format!("{ALICE}@127.0.0.10");
    for (display, anonymous, shown) in [
        (" J.  de\tWit ", false, Some("J. de Wit")),
        (OUTSIDE, false, None),
        ("", false, None),
        ("J. de Wit", true, None),
    ] {
        let mut question = from_trunk(OUTSIDE, &called);
        question["from"]["display"] = json!(display);
        question["from"]["anonymous"] = json!(anonymous);
        let story = Story::asked(&engine, question)
            .await
            .on("1001@alpha.test", "Desk");
        engine.tell_all(story.unanswered(1.0, "no_answer")).await;
        let calls = list(&alice).await.calls;
        assert_eq!(calls[0].party.name.as_deref(), shown, "{display}");
    }
    let alpha = world.seed.alpha;
    world
        .write(async |db| add_contact(db, alpha, None, "The Firm", OUTSIDE).await)
        .await;
    let names: Vec<_> = list(&alice)
        .await
        .calls
        .into_iter()
        .map(|it| it.party.name)
        .collect();
    assert!(!names.contains(&Some("J. de Wit".to_owned())), "{names:?}");
}

async fn another_organisations_names_are_never_shown(world: &World) {
    let beta = world.seed.beta;
    world
        .write(async |db| add_contact(db, beta, None, "Their friend", OUTSIDE).await)
        .await;
    let mut from_eve = row(world, "alice", 2);
    from_eve.other_number = Some(EVE.to_owned());
    let mut from_5001 = row(world, "alice", 3);
    from_5001.other_number = Some("5001".to_owned());
    store(world, vec![row(world, "alice", 1), from_eve, from_5001]).await;
    let alice = world.sign_in("alice").await;
    let calls: Vec<Call> = list(&alice).await.calls;
    assert_eq!(calls.len(), 3);
    assert!(
        calls.iter().all(|call| call.party.name.is_none()),
        "{calls:#?}"
    );
}

async fn a_missed_call_is_new_until_it_was_looked_at(world: &World) {
    store(world, vec![row(world, "alice", 1), row(world, "alice", 2)]).await;
    let alice = world.sign_in("alice").await;
    let first = list(&alice).await.calls[0].id;
    for _ in 0..2 {
        let path = format!("/v1/calls/{first}/seen");
        alice.press(Method::PUT, &path).await.done();
        let now = list(&alice).await;
        assert_eq!(now.new_missed, 1);
        let new: Vec<bool> = now.calls.iter().map(|call| call.is_new).collect();
        assert_eq!(new, [false, true]);
    }
    let path = format!("/v1/calls/{}/seen", Uuid::now_v7());
    let answer = alice.press(Method::PUT, &path).await;
    answer.refused(404, Code::NotFound);
}

async fn all_missed_calls_are_looked_at_at_once(world: &World) {
    store(
        world,
        vec![
            row(world, "alice", 1),
            row(world, "alice", 2),
            row(world, "bob", 1),
        ],
    )
    .await;
    let (alice, bob) = (world.sign_in("alice").await, world.sign_in("bob").await);
    for _ in 0..2 {
        alice.press(Method::POST, "/v1/calls/seen").await.done();
        assert_eq!(list(&alice).await.new_missed, 0);
    }
    assert_eq!(list(&bob).await.new_missed, 1);
}

async fn the_count_of_new_calls_stops_at_a_hundred(world: &World) {
    let rows = (0..120).map(|minute| row(world, "alice", minute)).collect();
    store(world, rows).await;
    let alice = world.sign_in("alice").await;
    let first: Calls = alice.get("/v1/calls?max=1").await.json();
    assert_eq!((first.calls.len(), first.new_missed), (1, 100));
}

async fn the_history_has_the_last_hundred_in_the_shape_that_clients_know(world: &World) {
    let mut hidden = row(world, "alice", 0);
    hidden.other_number = None;
    hidden.is_anonymous = true;
    let mut colleague = placed(row(world, "alice", 1));
    colleague.other_number = Some("1002".to_owned());
    let older = (2..120).map(|minute| answered(row(world, "alice", minute)));
    store(
        world,
        [hidden, colleague].into_iter().chain(older).collect(),
    )
    .await;
    let alice = world.script("alice").await;
    for path in [HISTORY, "/v1/telephony/calls/history"] {
        let history: Value = alice.get(path).await.json();
        let items = history["items"].as_array().unwrap();
        assert_eq!(items.len(), 100);
        let expected = json!([
            {"type": "missed", "privacyEnabled": true, "time": "2026-11-22T12:00:00Z"},
            {"type": "placed", "name": "Bob de Vries", "number": "1002", "privacyEnabled": false,
                "time": "2026-11-22T11:59:00Z"},
            {"type": "received", "number": OUTSIDE, "privacyEnabled": false,
                "time": "2026-11-22T11:58:00Z"},
        ]);
        assert_eq!(Value::from(items[..3].to_vec()), expected);
    }
}

async fn the_history_can_be_narrowed(world: &World) {
    let rows = vec![
        row(world, "alice", 1),
        answered(row(world, "alice", 2)),
        placed(row(world, "alice", 3)),
        placed(row(world, "alice", 4)),
    ];
    store(world, rows).await;
    let alice = world.sign_in("alice").await;
    for (kind, count) in [("missed", 1), ("received", 1), ("placed", 2)] {
        let history: Value = alice.get(&format!("{HISTORY}?type={kind}")).await.json();
        let items = history["items"].as_array().unwrap();
        assert_eq!(items.len(), count, "{kind}");
        assert!(items.iter().all(|item| item["type"] == kind), "{items:?}");
    }
}
