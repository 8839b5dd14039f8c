//! The user himself: his names and numbers, and what bears on calls to him.

use axum::http::Method;
use belroute_shared::{
    changes::CHANGE_HEADER,
    error::Code,
    live::LiveEvent,
    phonebook::Phonebook,
    routing::profile::{Rules, Settings},
};
use serde_json::{Value, json};
use uuid::Uuid;

use crate::{
    opened_panels::panel_of,
    world::{Client, World, calling::setting},
};

const ME: &str = "/v1/people/me";

on_both! {
    the_names_are_told_in_the_shape_that_clients_know,
    a_new_name_is_everywhere_at_once_and_can_be_undone,
    a_whole_person_is_sent_back_with_another_name,
    a_name_that_is_none_is_refused_and_nothing_is_changed,
    what_others_decide_about_a_person_is_refused_by_its_field,
    somebody_else_is_not_there,
    at_an_opened_panel_the_administrator_changes_the_name,
    the_calling_profile_is_told_in_the_shape_that_clients_know,
    what_decides_on_calls_is_told_to_the_browser,
    since_when_calls_go_where_they_go_is_told_once_forwarding_was_changed,
}

fn path_of(world: &World, name: &str) -> String {
    format!("/v1/people/{}", world.user(name).id)
}

/// The names of colleagues that a search finds.
async fn found(client: &Client, query: &str) -> Vec<String> {
    let path = format!("/v1/phonebook?query={query}");
    let book: Phonebook = client.get(&path).await.json();
    let entries = book.sections.into_iter().flat_map(|it| it.entries);
    entries.map(|entry| entry.name).collect()
}

async fn a_new_name_is_everywhere_at_once_and_can_be_undone(world: &World) {
    let alice = world.sign_in("alice").await;
    let bob = world.sign_in("bob").await;
    let (mut own, mut others) = (alice.listen().await, bob.listen().await);
    let names = json!({"firstName": "  Alix 🎧 ", "lastName": ""});
    let answer = alice.put(ME, &names).await;
    let person: Value = answer.json();
    assert_eq!(person["firstName"], "Alix 🎧");
    assert_eq!(person["lastName"], "");
    assert_eq!(person["displayName"], "Alix 🎧");
    own.until(|it| matches!(it, LiveEvent::Account)).await;
    others.until(|it| matches!(it, LiveEvent::Phonebook)).await;
    assert_eq!(found(&bob, "alix").await, ["Alix 🎧"]);
    assert!(found(&bob, "muller").await.is_empty());
    let changes = world.changes_of("alice").await;
    let change = changes.last().unwrap();
    assert_eq!(change.setting, "names");
    assert_eq!(
        change.before,
        json!({"firstName": "Alice", "lastName": "Müller"})
    );

    let id = answer.header(CHANGE_HEADER).unwrap().to_owned();
    let undo = format!("/v1/changes/{id}/undo");
    alice.press(Method::POST, &undo).await.done();
    others.until(|it| matches!(it, LiveEvent::Phonebook)).await;
    assert_eq!(found(&bob, "alice").await, ["Alice Müller"]);
}

async fn a_whole_person_is_sent_back_with_another_name(world: &World) {
    let alice = world.script("alice").await;
    let mut person: Value = alice.get(ME).await.json();
    person["firstName"] = json!("Alix");
    // Fields that this program does not know, and one that follows from others.
    person["title"] = json!("Director");
    person["displayName"] = json!("Somebody Else");
    let answer = alice.put(&path_of(world, "alice"), &person).await;
    assert_eq!(answer.status, 200, "{answer:?}");
    let told: Value = answer.json();
    assert_eq!(told["displayName"], "Alix Müller");
    assert_eq!(alice.get(ME).await.json::<Value>(), told);
    // The same once more changes nothing, and is not written down.
    let lines = world.changes_of("alice").await.len();
    let again = alice.put(ME, &told).await;
    assert_eq!(again.status, 200);
    assert_eq!(again.header(CHANGE_HEADER), None);
    assert_eq!(world.changes_of("alice").await.len(), lines);
}

async fn a_name_that_is_none_is_refused_and_nothing_is_changed(world: &World) {
    let alice = world.script("alice").await;
    let before: Value = alice.get(ME).await.json();
    for (names, field, code) in [
        (json!({"firstName": "  "}), "firstName", Code::Required),
        (
            json!({"firstName": "x".repeat(65)}),
            "firstName",
            Code::TooLong,
        ),
        (json!({"lastName": "a\u{7}b"}), "lastName", Code::NotOffered),
        (
            json!({"lastName": "x".repeat(65)}),
            "lastName",
            Code::TooLong,
        ),
        (json!({"firstName": 7}), "firstName", Code::Malformed),
    ] {
        alice.put(ME, &names).await.refused_field(field, code);
    }
    alice
        .put(ME, &json!([]))
        .await
        .refused(400, Code::Malformed);
    assert_eq!(alice.get(ME).await.json::<Value>(), before);
    let longest = json!({"firstName": "é".repeat(64), "lastName": "é".repeat(64)});
    assert_eq!(alice.put(ME, &longest).await.status, 200);
}

async fn what_others_decide_about_a_person_is_refused_by_its_field(world: &World) {
    let alice = world.script("alice").await;
    let before: Value = alice.get(ME).await.json();
    for (field, value) in [
        ("emails", json!(["mallory@alpha.test"])),
        ("phoneNumbers", json!([])),
        ("extension", json!("1009")),
        ("orgId", json!(world.seed.beta)),
        ("id", json!(world.user("bob").id)),
        ("userName", json!("bob")),
        ("avatar", json!("https://elsewhere.test/a.png")),
    ] {
        let mut person = before.clone();
        person["firstName"] = json!("Alix");
        person[field] = value;
        alice
            .put(ME, &person)
            .await
            .refused_field(field, Code::NotOffered);
    }
    assert_eq!(alice.get(ME).await.json::<Value>(), before);
}

async fn somebody_else_is_not_there(world: &World) {
    let alice = world.script("alice").await;
    let nobody = format!("/v1/people/{}", Uuid::nil());
    for path in [
        path_of(world, "bob"),
        path_of(world, "eve"),
        nobody,
        "/v1/people/you".to_owned(),
    ] {
        alice.get(&path).await.refused(404, Code::NotFound);
        let names = json!({"firstName": "Mallory"});
        alice.put(&path, &names).await.refused(404, Code::NotFound);
    }
    let bob: Value = world.script("bob").await.get(ME).await.json();
    assert_eq!(bob["firstName"], "Bob");
}

async fn at_an_opened_panel_the_administrator_changes_the_name(world: &World) {
    let dana = world.sign_in("dana").await;
    let panel = panel_of(world, &dana, "alice").await;
    let request = dana
        .request(Method::PUT, ME)
        .json(&json!({"firstName": "Alix"}));
    let answer = request.header("x-belroute-panel", &panel).send().await;
    assert_eq!(answer.json::<Value>()["displayName"], "Alix Müller");
    let own: Value = dana.get(ME).await.json();
    assert_eq!(own["firstName"], "Dana");
}

async fn the_names_are_told_in_the_shape_that_clients_know(world: &World) {
    let alice = world.script("alice").await;
    let expected = json!({
        "id": world.user("alice").id,
        "emails": ["alice@alpha.test"],
        "phoneNumbers": [
            {"type": "work", "value": "+442079460041"},
            {"type": "work_extension", "value": "1001"},
        ],
        "extension": "1001",
        "displayName": "Alice Müller",
        "firstName": "Alice",
        "lastName": "Müller",
        "orgId": world.seed.alpha,
        "created": World::NOON,
        "timeZone": "Europe/Amsterdam",
        "userName": "alice",
        "type": "person",
    });
    for path in [ME, &path_of(world, "alice")] {
        assert_eq!(alice.get(path).await.json::<Value>(), expected, "{path}");
    }
    let dana: Value = world.script("dana").await.get("/v1/people/me").await.json();
    assert_eq!(dana["displayName"], "Dana");
    assert_eq!(
        dana["phoneNumbers"],
        json!([{"type": "work_extension", "value": "1003"}])
    );
}

async fn the_calling_profile_is_told_in_the_shape_that_clients_know(world: &World) {
    let alice = world.script("alice").await;
    let expected = json!({
        "id": world.user("alice").id,
        "firstName": "Alice",
        "lastName": "Müller",
        "email": "alice@alpha.test",
        "announcementLanguage": "en",
        "phoneNumbers": [
            {"directNumber": "+442079460041", "extension": "1001", "primary": true},
        ],
        "location": {"name": "Alpha", "address": {"country": "NL"}},
    });
    let path = "/v1/telephony/config/people/me";
    assert_eq!(alice.get(path).await.json::<Value>(), expected);
}

async fn what_decides_on_calls_is_told_to_the_browser(world: &World) {
    for device in ["Desk", "App"] {
        world.registers("1002@alpha.test", device, 0.0).await;
    }
    let bob = world.sign_in("bob").await;
    let expected = json!({
        "user": world.user("bob").id,
        "name": "Bob de Vries",
        "extension": "1002",
        "numbers": ["+442079460042"],
        "address": "sip:1002@alpha.test",
        "devices": [{"name": "App", "kind": "desk"}, {"name": "Desk", "kind": "desk"}],
        "activeCalls": 0,
        "mailbox": "sip:vm-1002@127.0.0.51:5060",
        "capacity": 3,
        "zone": "CET-1CEST,M3.5.0,M10.5.0/3",
        // Who has never changed anything has everything as it comes.
        "settings": Settings::default(),
        "rules": Rules::default(),
        "schedules": [],
        "hasGuest": false,
    });
    assert_eq!(bob.get("/v1/route").await.json::<Value>(), expected);
    let alice: Value = world.sign_in("alice").await.get("/v1/route").await.json();
    assert_eq!(alice.get("mailbox"), None);
    assert_eq!(alice["devices"], json!([]));
    let bare = world.restarted(|config| config.media_server = None);
    let bob = bare.visitor().with_cookie(bob.cookie());
    assert_eq!(
        bob.get("/v1/route").await.json::<Value>().get("mailbox"),
        None
    );
}

async fn since_when_calls_go_where_they_go_is_told_once_forwarding_was_changed(world: &World) {
    let alice = world.script("alice").await;
    let since = async || {
        let profile: Value = alice.get("/v1/route").await.json();
        profile.get("forwardingChangedAt").cloned()
    };
    assert_eq!(since().await, None);
    world.set_clock(60);
    let on = json!({"enabled": true});
    alice.put(&setting("doNotDisturb"), &on).await.done();
    assert_eq!(since().await, None);
    world.set_clock(120);
    let patch = json!({"callForwarding": {"always": {"enabled": true, "destination": "1002"}}});
    alice.put(&setting("callForwarding"), &patch).await.done();
    assert_eq!(since().await, Some(json!("2026-11-22T12:02:00Z")));
    // What others have changed, and what is set beside it, does not make it later.
    world.set_clock(180);
    let off = json!({"enabled": false});
    alice.put(&setting("doNotDisturb"), &off).await.done();
    let bob = world.script("bob").await;
    bob.put(&setting("callForwarding"), &patch)
        .await
        .refused(400, Code::OwnNumber);
    assert_eq!(since().await, Some(json!("2026-11-22T12:02:00Z")));
}
