//! The user himself: his names and numbers, and what bears on calls to him.

use belroute_shared::{
    error::Code,
    routing::profile::{Rules, Settings},
};
use serde_json::{Value, json};

use crate::world::{World, calling::setting};

on_both! {
    the_names_are_told_in_the_shape_that_clients_know,
    the_calling_profile_is_told_in_the_shape_that_clients_know,
    what_decides_on_calls_is_told_to_the_browser,
    since_when_calls_go_where_they_go_is_told_once_forwarding_was_changed,
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
        "displayName": "Alice Müller",
        "firstName": "Alice",
        "lastName": "Müller",
        "orgId": world.seed.alpha,
        "type": "person",
    });
    assert_eq!(alice.get("/v1/people/me").await.json::<Value>(), expected);
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
