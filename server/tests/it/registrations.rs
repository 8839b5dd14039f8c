//! Which devices the engine can reach: from its events to the list of devices and to presence.

use belroute_shared::{
    devices::{Device, Devices},
    phonebook::{Phonebook, PresenceState},
    routing::profile::Profile,
};
use serde_json::json;

use crate::world::{
    Client, World, after_noon,
    engine::{registered, unregistered},
};

const ALICE: &str = "1001@alpha.test";

on_both! {
    a_device_that_registers_is_listed_and_its_user_available,
    a_device_that_goes_is_kept_and_its_user_offline,
    a_registration_that_is_not_renewed_runs_out,
    a_renewed_registration_goes_on,
    an_older_event_that_comes_late_changes_nothing,
    two_phones_are_two_devices_and_one_is_enough,
    a_phone_at_a_new_address_is_the_same_device,
    two_phones_of_one_make_are_two_devices,
    a_contact_belongs_to_the_device_that_registered_it_last,
    events_of_nobody_are_passed_over,
    credentials_of_nobody_or_of_somebody_else_make_no_device,
}

async fn devices(client: &Client) -> Vec<Device> {
    client
        .get("/v1/account/devices")
        .await
        .json::<Devices>()
        .devices
}

/// How a colleague sees Alice.
async fn state(bob: &Client) -> PresenceState {
    let phonebook: Phonebook = bob.get("/v1/phonebook?kind=colleague").await.json();
    let entries = &phonebook.sections[0].entries;
    let alice = entries.iter().find(|entry| entry.name == "Alice Müller");
    alice.unwrap().presence.clone().unwrap().state
}

/// How many devices the panel believes would ring.
async fn reachable(client: &Client) -> usize {
    client
        .get("/v1/route")
        .await
        .json::<Profile>()
        .devices
        .len()
}

async fn a_device_that_registers_is_listed_and_its_user_available(world: &World) {
    let (alice, bob) = (world.sign_in("alice").await, world.sign_in("bob").await);
    assert_eq!(devices(&alice).await, []);
    assert_eq!(state(&bob).await, PresenceState::Offline);
    world.registers(ALICE, "Yealink T54W", -1.0).await;
    let listed = devices(&alice).await;
    assert_eq!(listed.len(), 1);
    assert_eq!(listed[0].name, "Yealink T54W");
    assert!(listed[0].is_registered);
    assert_eq!(listed[0].last_seen_at, Some(after_noon(-1)));
    assert_eq!(state(&bob).await, PresenceState::Available);
    assert_eq!(reachable(&alice).await, 1);
    assert_eq!(devices(&bob).await, []);
}

async fn a_device_that_goes_is_kept_and_its_user_offline(world: &World) {
    let (alice, bob) = (world.sign_in("alice").await, world.sign_in("bob").await);
    let engine = world.engine();
    world.registers(ALICE, "Desk", -9.0).await;
    engine.tell(unregistered(ALICE, "Desk", -4.0)).await;
    let listed = devices(&alice).await;
    assert_eq!(listed.len(), 1);
    assert!(!listed[0].is_registered);
    assert_eq!(listed[0].last_seen_at, Some(after_noon(-4)));
    assert_eq!(state(&bob).await, PresenceState::Offline);
    assert_eq!(reachable(&alice).await, 0);
    world.registers(ALICE, "Desk", -2.0).await;
    assert!(devices(&alice).await[0].is_registered);
    assert_eq!(state(&bob).await, PresenceState::Available);
}

async fn a_registration_that_is_not_renewed_runs_out(world: &World) {
    world.registers(ALICE, "Desk", 0.0).await;
    world.set_clock(3599);
    let (alice, bob) = (world.sign_in("alice").await, world.sign_in("bob").await);
    assert_eq!(state(&bob).await, PresenceState::Available);
    world.set_clock(3600);
    assert_eq!(state(&bob).await, PresenceState::Offline);
    assert!(!devices(&alice).await[0].is_registered);
    assert_eq!(reachable(&alice).await, 0);
}

async fn a_renewed_registration_goes_on(world: &World) {
    world.registers(ALICE, "Desk", 0.0).await;
    world.registers(ALICE, "Desk", 1800.0).await;
    world.set_clock(5000);
    let alice = world.sign_in("alice").await;
    assert_eq!(devices(&alice).await.len(), 1);
    assert_eq!(reachable(&alice).await, 1);
}

async fn an_older_event_that_comes_late_changes_nothing(world: &World) {
    let alice = world.sign_in("alice").await;
    let engine = world.engine();
    world.registers(ALICE, "Desk", 0.0).await;
    world.registers(ALICE, "Desk", 20.0).await;
    engine.tell(unregistered(ALICE, "Desk", 10.0)).await;
    assert!(devices(&alice).await[0].is_registered);
    engine.tell(unregistered(ALICE, "Desk", 40.0)).await;
    for _ in 0..2 {
        world.registers(ALICE, "Desk", 30.0).await;
        assert!(!devices(&alice).await[0].is_registered);
    }
    assert_eq!(reachable(&alice).await, 0);
}

async fn two_phones_are_two_devices_and_one_is_enough(world: &World) {
    let (alice, bob) = (world.sign_in("alice").await, world.sign_in("bob").await);
    for device in ["Desk", "App"] {
        world.add_device(ALICE, device).await;
    }
    let engine = world.engine();
    engine
        .tell_all([
            registered(ALICE, "Desk", 0.0),
            registered(ALICE, "App", 1.0),
            unregistered(ALICE, "Desk", 2.0),
        ])
        .await;
    let listed = devices(&alice).await;
    let names: Vec<&str> = listed.iter().map(|device| device.name.as_str()).collect();
    assert_eq!(names, ["App", "Desk"]);
    assert_eq!(state(&bob).await, PresenceState::Available);
    assert_eq!(reachable(&alice).await, 1);
}

async fn a_phone_at_a_new_address_is_the_same_device(world: &World) {
    let alice = world.sign_in("alice").await;
    let engine = world.engine();
    world.registers(ALICE, "Desk", 0.0).await;
    let mut moved = registered(ALICE, "Desk", 1.0);
    moved["contact"] = json!("sip:1001@198.51.100.8:5062");
    engine.tell(moved).await;
    assert_eq!(devices(&alice).await.len(), 1);
}

async fn two_phones_of_one_make_are_two_devices(world: &World) {
    let alice = world.sign_in("alice").await;
    for device in ["Hall", "Kitchen"] {
        world.add_device(ALICE, device).await;
        // Phones also tell what they are, which says nothing about which one it is.
        let mut event = registered(ALICE, device, 0.0);
        event["device"] = json!("Yealink SIP-T54W 96.86.0.20");
        world.engine().tell(event).await;
    }
    let listed = devices(&alice).await;
    let names: Vec<&str> = listed.iter().map(|device| device.name.as_str()).collect();
    assert_eq!(names, ["Hall", "Kitchen"]);
    assert!(listed.iter().all(|device| device.is_registered));
    assert_eq!(reachable(&alice).await, 2);
}

async fn a_contact_belongs_to_the_device_that_registered_it_last(world: &World) {
    let alice = world.sign_in("alice").await;
    world.registers(ALICE, "Old", 0.0).await;
    world.add_device(ALICE, "New").await;
    let mut event = registered(ALICE, "New", 1.0);
    event["contact"] = registered(ALICE, "Old", 0.0)["contact"].clone();
    world.engine().tell(event).await;
    let listed = devices(&alice).await;
    let states: Vec<_> = listed
        .iter()
        .map(|device| (device.name.as_str(), device.is_registered))
        .collect();
    assert_eq!(states, [("New", true), ("Old", false)]);
}

async fn events_of_nobody_are_passed_over(world: &World) {
    let engine = world.engine();
    for aor in [
        "1999@alpha.test",
        "1001@elsewhere.test",
        "",
        "%00@alpha.test",
    ] {
        engine.tell(registered(aor, "Desk", 0.0)).await;
        engine.tell(unregistered(aor, "Desk", 1.0)).await;
    }
    let mut event = registered(ALICE, "Desk", 0.0);
    event["at"] = json!("yesterday");
    engine.tell(event).await;
    for name in ["alice", "bob", "dana", "eve", "frank"] {
        let client = world.sign_in(name).await;
        assert_eq!(devices(&client).await, [], "{name}");
    }
}

async fn credentials_of_nobody_or_of_somebody_else_make_no_device(world: &World) {
    let (alice, bob) = (world.sign_in("alice").await, world.sign_in("bob").await);
    world.add_device("1002@alpha.test", "Bob's").await;
    world.add_device("1001@beta.test", "Eve's").await;
    let mut event = registered(ALICE, "x", 0.0);
    for username in [
        json!(""),
        json!("unknown"),
        registered("1002@alpha.test", "Bob's", 0.0)["username"].clone(),
        registered("1001@beta.test", "Eve's", 0.0)["username"].clone(),
    ] {
        event["username"] = username;
        world.engine().tell(event.clone()).await;
    }
    event.as_object_mut().unwrap().remove("username");
    world.engine().tell(event).await;
    assert_eq!(devices(&alice).await, []);
    assert!(!devices(&bob).await[0].is_registered);
    assert_eq!(reachable(&alice).await, 0);
}
