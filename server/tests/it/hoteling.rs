//! Sitting at somebody else's phone for a while.

use belroute_server::{
    entity::{audit, hoteling_stay},
    upkeep,
};
use belroute_shared::{
    company::hoteling::CompanyHost,
    error::Code,
    live::LiveEvent,
    settings::hoteling::{AvailableHosts, ShownHotelingGuest},
};
use sea_orm::{EntityTrait as _, PaginatorTrait as _, QueryOrder as _};
use serde_json::{Value, json};

use crate::{
    company_users::path,
    world::{
        Client, World, after_noon, from_trunk, from_user,
        seed::{ALICE, BOB, OUTSIDE},
    },
};

const GUEST: &str = "/v1/telephony/config/people/me/settings/hoteling/guest";
const HOSTS: &str = "/v1/telephony/config/people/me/settings/hoteling/availableHosts";
const HOUR: i64 = 3600;

on_both! {
    a_guest_sits_down_and_leaves,
    who_may_be_no_guest_has_no_host,
    only_phones_that_take_guests_and_have_none_are_offered,
    a_stay_ends_after_the_shorter_limit_for_every_reader,
    a_stay_that_is_over_is_cleaned_up_and_told,
    a_limit_that_the_host_does_not_allow_is_refused,
    another_limit_counts_from_when_the_guest_sat_down,
    another_host_begins_another_stay,
    two_guests_at_one_host_at_once_are_one,
    calls_of_a_guest_ring_at_the_host_and_the_hosts_do_not,
    what_a_hosts_phone_places_is_the_call_of_its_guest,
    a_hidden_guest_sits_where_he_sits,
    a_state_that_was_changed_meanwhile_is_told,
}

fn id(world: &World, name: &str) -> String {
    world.user(name).id.to_string()
}

/// Dana lets a phone take guests.
async fn host(world: &World, name: &str, settings: Value) {
    let dana = world.sign_in("dana").await;
    let mut wanted = json!({ "isActive": true });
    let fields = settings.as_object().unwrap().clone();
    wanted.as_object_mut().unwrap().extend(fields);
    let path = format!("{}/hotelingHost", path(world, name));
    dana.put(&path, &wanted).await.done();
}

async fn sit(client: &Client, world: &World, host: &str) {
    let wanted = json!({ "enabled": true, "hostId": id(world, host) });
    client.put(GUEST, &wanted).await.done();
}

async fn shown(client: &Client) -> ShownHotelingGuest {
    client.get(GUEST).await.json()
}

async fn ends_at(world: &World, host: &str) -> Option<jiff::Timestamp> {
    let dana = world.sign_in("dana").await;
    let path = format!("{}/hotelingHost", path(world, host));
    let shown: CompanyHost = dana.get(&path).await.json();
    shown.guest.unwrap().ends_at
}

async fn a_guest_sits_down_and_leaves(world: &World) {
    let alice = world.sign_in("alice").await;
    assert_eq!(shown(&alice).await, ShownHotelingGuest::default());
    let limit = json!({ "enforceAssociationLimit": false, "associationLimitHours": 8 });
    host(world, "bob", limit).await;
    let bob = world.sign_in("bob").await;
    let mut stream = bob.listen().await;
    sit(&alice, world, "bob").await;
    let is_hoteling = |event: &LiveEvent| matches!(event, LiveEvent::Setting { setting } if setting == "hoteling");
    stream.until(is_hoteling).await;
    let line = audit::Entity::find().order_by_desc(audit::Column::Id);
    let line = line.one(&world.db().read).await.unwrap().unwrap();
    assert_eq!(line.object, "hoteling");
    assert!(line.after.unwrap().contains(&id(world, "bob")));
    let there = shown(&alice).await;
    assert_eq!(there.guest.host_id.unwrap().to_string(), id(world, "bob"));
    assert_eq!(there.host_first_name.as_deref(), Some("Bob"));
    assert_eq!(there.host_phone_number.unwrap().as_str(), BOB);
    assert_eq!(there.host_association_limit_hours, Some(8));
    assert_eq!(there.host_enforced_association_limit_enabled, Some(false));
    assert_eq!(there.host_location.unwrap().name, "Alpha");
    assert_eq!(ends_at(world, "bob").await, None);
    // What is not named stays.
    let limited = json!({ "associationLimitEnabled": true, "associationLimitHours": 2 });
    alice.put(GUEST, &limited).await.done();
    assert!(shown(&alice).await.guest.host_id.is_some());
    alice.put(GUEST, &json!({ "hostId": null })).await.done();
    let left = shown(&alice).await;
    assert_eq!(left.guest.host_id, None);
    assert_eq!(left.host_first_name, None);
    assert!(left.guest.enabled);
}

async fn who_may_be_no_guest_has_no_host(world: &World) {
    host(world, "bob", json!({})).await;
    let alice = world.sign_in("alice").await;
    let host_alone = json!({ "hostId": id(world, "bob") });
    let answer = alice.put(GUEST, &host_alone).await;
    answer.refused_field("hostId", Code::NotOffered);
    sit(&alice, world, "bob").await;
    // A client sends everything back that it has read.
    let mut all: Value = alice.get(GUEST).await.json();
    all["enabled"] = json!(false);
    alice.put(GUEST, &all).await.done();
    assert_eq!(shown(&alice).await.guest.host_id, None);
    sit(&alice, world, "bob").await;
    alice.put(GUEST, &json!({ "enabled": false })).await.done();
    let rows = hoteling_stay::Entity::find();
    assert_eq!(rows.count(&world.db().read).await.unwrap(), 0);
}

async fn names(client: &Client, query: &str) -> Vec<String> {
    let hosts: AvailableHosts = client.get(&format!("{HOSTS}{query}")).await.json();
    hosts.hosts.into_iter().map(|it| it.first_name).collect()
}

async fn only_phones_that_take_guests_and_have_none_are_offered(world: &World) {
    let (alice, dana) = (world.sign_in("alice").await, world.sign_in("dana").await);
    assert_eq!(names(&alice, "").await, Vec::<String>::new());
    for name in ["alice", "bob", "dana"] {
        host(
            world,
            name,
            json!({ "enforceAssociationLimit": name == "dana" }),
        )
        .await;
    }
    // Nobody is his own guest.
    assert_eq!(names(&alice, "").await, ["Bob", "Dana"]);
    assert_eq!(names(&alice, "?name=BO").await, ["Bob"]);
    assert_eq!(names(&alice, "?phoneNumber=1003").await, ["Dana"]);
    assert_eq!(
        names(&alice, "?name=dana&phoneNumber=1002").await,
        Vec::<String>::new()
    );
    let first = alice.get(&format!("{HOSTS}?max=1")).await;
    let next: AvailableHosts = alice.get(&first.next().unwrap()).await.json();
    assert_eq!(next.hosts[0].first_name, "Dana");
    assert_eq!(next.hosts[0].allowed_association_duration, Some(24));
    let bad = alice.get(&format!("{HOSTS}?cursor=x")).await;
    bad.refused_field("cursor", Code::BadCursor);
    sit(&dana, world, "bob").await;
    assert_eq!(names(&alice, "").await, ["Dana"]);
    for (name, code) in [
        ("bob", Code::Taken),
        ("alice", Code::NotOffered),
        ("eve", Code::NotOffered),
    ] {
        let wanted = json!({ "enabled": true, "hostId": id(world, name) });
        alice
            .put(GUEST, &wanted)
            .await
            .refused_field("hostId", code);
    }
    dana.put(GUEST, &json!({ "hostId": null })).await.done();
    assert_eq!(names(&alice, "").await, ["Bob", "Dana"]);
}

async fn a_stay_ends_after_the_shorter_limit_for_every_reader(world: &World) {
    let limit = json!({ "enforceAssociationLimit": true, "associationLimitHours": 3 });
    host(world, "bob", limit).await;
    let alice = world.sign_in("alice").await;
    let wanted = json!({
        "enabled": true, "hostId": id(world, "bob"),
        "associationLimitEnabled": true, "associationLimitHours": 2,
    });
    alice.put(GUEST, &wanted).await.done();
    assert_eq!(ends_at(world, "bob").await, Some(after_noon(2 * HOUR)));
    world.registers("1002@alpha.test", "Desk", 0.0).await;
    world.registers("1001@alpha.test", "Desk", 0.0).await;
    world.set_clock(2 * HOUR - 1);
    let alice = world.sign_in("alice").await;
    assert!(shown(&alice).await.guest.host_id.is_some());
    world.set_clock(2 * HOUR);
    let alice = world.sign_in("alice").await;
    assert_eq!(shown(&alice).await.guest.host_id, None);
    let dana = world.sign_in("dana").await;
    assert_eq!(names(&dana, "").await, ["Bob"]);
    let profile: Value = alice.get("/v1/route").await.json();
    assert_eq!(profile.get("guestAt"), None);
    // Nobody has cleaned it up yet, and the place is free.
    let wanted = json!({
        "enabled": true, "hostId": id(world, "bob"), "associationLimitEnabled": true,
        "associationLimitHours": 1,
    });
    dana.put(GUEST, &wanted).await.done();
}

async fn a_stay_that_is_over_is_cleaned_up_and_told(world: &World) {
    host(world, "bob", json!({})).await;
    let (alice, bob) = (world.sign_in("alice").await, world.sign_in("bob").await);
    let wanted = json!({
        "enabled": true, "hostId": id(world, "bob"),
        "associationLimitEnabled": true, "associationLimitHours": 1,
    });
    alice.put(GUEST, &wanted).await.done();
    let now_ms = || world.state.clock.now_ms();
    upkeep::end_stays(&world.state, now_ms()).await.unwrap();
    let rows = async || {
        let rows = hoteling_stay::Entity::find();
        rows.count(&world.db().read).await.unwrap()
    };
    assert_eq!(rows().await, 1);
    let (mut hers, mut his) = (alice.listen().await, bob.listen().await);
    world.set_clock(HOUR);
    upkeep::end_stays(&world.state, now_ms()).await.unwrap();
    let is_hoteling = |event: &LiveEvent| matches!(event, LiveEvent::Setting { setting } if setting == "hoteling");
    hers.until(is_hoteling).await;
    his.until(is_hoteling).await;
    assert_eq!(rows().await, 0);
}

async fn a_limit_that_the_host_does_not_allow_is_refused(world: &World) {
    let limit = json!({ "enforceAssociationLimit": true, "associationLimitHours": 8 });
    host(world, "bob", limit).await;
    let alice = world.sign_in("alice").await;
    let wanted = |hours: Option<u16>| {
        json!({
            "enabled": true, "hostId": id(world, "bob"),
            "associationLimitEnabled": hours.is_some(), "associationLimitHours": hours.unwrap_or(12),
        })
    };
    let answer = alice.put(GUEST, &wanted(None)).await;
    answer.refused_field("associationLimitEnabled", Code::LongerThanHost);
    let answer = alice.put(GUEST, &wanted(Some(9))).await;
    answer.refused_field("associationLimitHours", Code::LongerThanHost);
    for (hours, code) in [(0, Code::TooLow), (1000, Code::TooHigh)] {
        let answer = alice.put(GUEST, &wanted(Some(hours))).await;
        answer.refused_field("associationLimitHours", code);
    }
    alice.put(GUEST, &wanted(Some(8))).await.done();
}

async fn another_limit_counts_from_when_the_guest_sat_down(world: &World) {
    host(world, "bob", json!({})).await;
    sit(&world.sign_in("alice").await, world, "bob").await;
    world.set_clock(HOUR);
    let alice = world.sign_in("alice").await;
    let limited = json!({ "associationLimitEnabled": true, "associationLimitHours": 3 });
    alice.put(GUEST, &limited).await.done();
    assert_eq!(ends_at(world, "bob").await, Some(after_noon(3 * HOUR)));
    // Saying again where he sits begins nothing anew.
    sit(&alice, world, "bob").await;
    assert_eq!(ends_at(world, "bob").await, Some(after_noon(3 * HOUR)));
    let shorter = json!({ "associationLimitHours": 1 });
    alice.put(GUEST, &shorter).await.done();
    assert_eq!(shown(&alice).await.guest.host_id, None);
}

async fn another_host_begins_another_stay(world: &World) {
    host(world, "bob", json!({})).await;
    host(world, "dana", json!({})).await;
    let alice = world.sign_in("alice").await;
    sit(&alice, world, "bob").await;
    sit(&alice, world, "dana").await;
    let there = shown(&alice).await;
    assert_eq!(there.host_first_name.as_deref(), Some("Dana"));
    let rows = hoteling_stay::Entity::find();
    assert_eq!(rows.count(&world.db().read).await.unwrap(), 1);
    assert_eq!(names(&alice, "").await, ["Bob"]);
}

async fn two_guests_at_one_host_at_once_are_one(world: &World) {
    host(world, "bob", json!({})).await;
    let (alice, dana) = (world.sign_in("alice").await, world.sign_in("dana").await);
    let wanted = json!({ "enabled": true, "hostId": id(world, "bob") });
    for _ in 0..8 {
        let (one, other) = tokio::join!(alice.put(GUEST, &wanted), dana.put(GUEST, &wanted));
        let (guest, refused) = if one.status.is_success() {
            (&alice, other)
        } else {
            (&dana, one)
        };
        refused.refused_field("hostId", Code::Taken);
        guest.put(GUEST, &json!({ "hostId": null })).await.done();
    }
}

async fn calls_of_a_guest_ring_at_the_host_and_the_hosts_do_not(world: &World) {
    host(world, "bob", json!({})).await;
    for address in ["1001@alpha.test", "1002@alpha.test"] {
        world.registers(address, "Desk", 0.0).await;
    }
    let engine = world.engine();
    let to_alice = from_trunk(OUTSIDE, &format!("{ALICE}@127.0.0.10"));
    let to_bob = from_trunk(OUTSIDE, &format!("{BOB}@127.0.0.10"));
    let rings = async |question: &Value| {
        let plan = engine.plan(question.clone()).await;
        let uri = |target: &Value| {
            let uri = target.as_str().or_else(|| target["uri"].as_str());
            uri.unwrap().to_owned()
        };
        let targets = plan["steps"][0]["targets"].as_array().unwrap().iter();
        targets.map(uri).collect::<Vec<_>>()
    };
    assert_eq!(rings(&to_alice).await, ["sip:1001@alpha.test"]);
    assert_eq!(rings(&to_bob).await, ["sip:1002@alpha.test"]);
    let alice = world.sign_in("alice").await;
    sit(&alice, world, "bob").await;
    let both = ["sip:1001@alpha.test", "sip:1002@alpha.test"];
    assert_eq!(rings(&to_alice).await, both);
    assert!(
        !rings(&to_bob)
            .await
            .contains(&"sip:1002@alpha.test".to_owned())
    );
    alice.put(GUEST, &json!({ "hostId": null })).await.done();
    assert_eq!(rings(&to_bob).await, ["sip:1002@alpha.test"]);
}

async fn what_a_hosts_phone_places_is_the_call_of_its_guest(world: &World) {
    host(world, "bob", json!({})).await;
    let alice = world.sign_in("alice").await;
    let limited = json!({ "associationLimitEnabled": true, "associationLimitHours": 1 });
    alice.put(GUEST, &limited).await.done();
    sit(&alice, world, "bob").await;
    let engine = world.engine();
    let shown = async || {
        let outside = from_user("1002@alpha.test", &format!("{OUTSIDE}@alpha.test"));
        let outside = engine.plan(outside).await["caller_id"].clone();
        let inside = from_user("1002@alpha.test", "1003@alpha.test");
        let inside = engine.plan(inside).await["caller_id"].clone();
        let uri = |shown: Value| shown["uri"].as_str().unwrap().to_owned();
        [uri(outside), uri(inside)]
    };
    let alices = [
        format!("sip:{ALICE}@alpha.test"),
        "sip:1001@alpha.test".to_owned(),
    ];
    let bobs = [
        format!("sip:{BOB}@alpha.test"),
        "sip:1002@alpha.test".to_owned(),
    ];
    assert_eq!(shown().await, alices);
    // What is switched by telephone there is switched for her, too.
    let code = from_user("1002@alpha.test", "*78@alpha.test");
    engine.plan(code).await;
    let silent = "/v1/telephony/config/people/me/settings/doNotDisturb";
    let alices: Value = alice.get(silent).await.json();
    assert_eq!(alices["enabled"], true);
    let bob = world.sign_in("bob").await;
    let untouched: Value = bob.get(silent).await.json();
    assert_eq!(untouched["enabled"], false);
    // A stay that is over is none.
    world.set_clock(HOUR);
    assert_eq!(shown().await, bobs);
}

async fn a_hidden_guest_sits_where_he_sits(world: &World) {
    host(world, "bob", json!({})).await;
    let alice = world.sign_in("alice").await;
    sit(&alice, world, "bob").await;
    world.hide("alice", "hoteling").await;
    for answer in [
        alice.get(GUEST).await,
        alice.put(GUEST, &json!({ "hostId": null })).await,
        alice.get(HOSTS).await,
    ] {
        answer.refused(403, Code::FeatureNotGranted);
    }
    assert_eq!(ends_at(world, "bob").await, None);
}

async fn a_state_that_was_changed_meanwhile_is_told(world: &World) {
    host(world, "bob", json!({})).await;
    let alice = world.sign_in("alice").await;
    let tag = alice.get(GUEST).await.header("etag").unwrap().to_owned();
    sit(&alice, world, "bob").await;
    let stale = alice
        .request(axum::http::Method::PUT, GUEST)
        .header("if-match", &tag)
        .json(&json!({ "hostId": null }))
        .send()
        .await;
    stale.refused(412, Code::Stale);
    assert!(shown(&alice).await.guest.host_id.is_some());
}
