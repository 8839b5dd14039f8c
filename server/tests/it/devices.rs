//! Connecting an app by a code, and disconnecting devices.

use belroute_server::entity::device;
use belroute_shared::{
    devices::{Device, DeviceKind, Devices, NewDevice, Pairing, PairingState, Provisioning},
    error::Code,
};
use sea_orm::{ActiveModelTrait as _, EntityTrait as _, Set};
use serde_json::{Value, json};
use tokio::net::TcpListener;
use uuid::Uuid;

use crate::world::{
    Answer, Client, World, after_noon,
    commanded::{engine, rpc_url},
    engine::registered,
};

const DEVICES: &str = "/v1/account/devices";
const PAIRINGS: &str = "/v1/account/devices/pairings";
const ALICE: &str = "1001@alpha.test";

on_both! {
    a_code_connects_one_app_once,
    a_code_is_too_old_after_five_minutes,
    a_second_code_cancels_the_first,
    a_code_stays_spent_when_its_app_was_disconnected,
    an_app_needs_a_name_and_a_kind,
    a_code_that_was_never_given_out_is_refused_and_guessing_is_slowed,
    the_app_that_registers_is_the_device_that_was_connected,
    a_disconnected_device_is_gone,
    a_phone_that_the_administrator_placed_stays,
    a_device_of_nobody_cannot_be_disconnected,
    the_engine_is_told_before_and_after_a_device_is_forgotten,
    an_engine_that_does_not_answer_keeps_the_device,
    an_engine_that_refuses_keeps_the_device,
    a_device_that_never_rang_can_be_forgotten_without_an_engine,
    an_engine_that_has_forgotten_the_device_already_is_no_obstacle,
    more_than_a_hundred_devices_are_refused,
}

async fn begin(client: &Client) -> (Pairing, String) {
    let answer = client.post(PAIRINGS, &json!({})).await;
    assert_eq!(answer.status, 201, "{answer:?}");
    let pairing: Pairing = answer.json();
    let code = pairing.link.strip_prefix("http://panel.test/connect/");
    let code = code.expect("no link of ours").to_owned();
    (pairing, code)
}

fn app(name: &str) -> NewDevice {
    NewDevice {
        name: name.to_owned(),
        kind: DeviceKind::App,
    }
}

/// The app has nothing but the code.
async fn redeem(world: &World, code: &str, app: &NewDevice) -> Answer {
    let path = format!("/v1/pairings/{code}");
    let request = world.visitor().request(axum::http::Method::POST, &path);
    request.without("x-belroute").json(app).send().await
}

async fn state(client: &Client, pairing: &Pairing) -> PairingState {
    client
        .get(&format!("{PAIRINGS}/{}", pairing.id))
        .await
        .json()
}

async fn devices(client: &Client) -> Vec<Device> {
    client.get(DEVICES).await.json::<Devices>().devices
}

async fn a_code_connects_one_app_once(world: &World) {
    let alice = world.sign_in("alice").await;
    let (pairing, code) = begin(&alice).await;
    assert!(code.len() >= 32, "{code}");
    assert!(pairing.qr_svg.starts_with("<svg"));
    assert_eq!(pairing.expires_at, after_noon(300));
    assert_eq!(state(&alice, &pairing).await, PairingState::Waiting);
    let given: Provisioning = redeem(world, &code, &app("  Alice's phone ")).await.json();
    assert_eq!(given.address, "sip:1001@alpha.test");
    assert_eq!(given.display_name, "Alice Müller");
    assert_eq!(given.registrar, world.state.config.registrar);
    let PairingState::Connected { device } = state(&alice, &pairing).await else {
        panic!("not connected")
    };
    assert_eq!(device.id, given.device_id);
    assert_eq!(devices(&alice).await, std::slice::from_ref(&device));
    assert_eq!(
        (device.name.as_str(), device.kind),
        ("Alice's phone", DeviceKind::App)
    );
    assert!(device.can_disconnect && !device.is_registered);
    let again = redeem(world, &code, &app("Another")).await;
    again.refused(410, Code::CodeSpent);
    assert_eq!(devices(&alice).await.len(), 1);
}

async fn a_code_is_too_old_after_five_minutes(world: &World) {
    let alice = world.sign_in("alice").await;
    let (pairing, code) = begin(&alice).await;
    world.set_clock(299);
    assert_eq!(state(&alice, &pairing).await, PairingState::Waiting);
    world.set_clock(300);
    assert_eq!(state(&alice, &pairing).await, PairingState::Expired);
    redeem(world, &code, &app("Late"))
        .await
        .refused(410, Code::CodeSpent);
    assert_eq!(devices(&alice).await, []);
}

async fn a_second_code_cancels_the_first(world: &World) {
    let (alice, bob) = (world.sign_in("alice").await, world.sign_in("bob").await);
    let (first, old) = begin(&alice).await;
    let (_, bobs) = begin(&bob).await;
    let (_, new) = begin(&alice).await;
    redeem(world, &old, &app("Old"))
        .await
        .refused(410, Code::CodeSpent);
    let answer = alice.get(&format!("{PAIRINGS}/{}", first.id)).await;
    answer.refused(404, Code::NotFound);
    assert_eq!(redeem(world, &new, &app("New")).await.status, 200);
    assert_eq!(redeem(world, &bobs, &app("Bob's")).await.status, 200);
}

async fn a_code_stays_spent_when_its_app_was_disconnected(world: &World) {
    let alice = world.sign_in("alice").await;
    let (_, code) = begin(&alice).await;
    let given: Provisioning = redeem(world, &code, &app("Mine")).await.json();
    alice
        .delete(&format!("{DEVICES}/{}", given.device_id))
        .await
        .done();
    redeem(world, &code, &app("Thief"))
        .await
        .refused(410, Code::CodeSpent);
    assert_eq!(devices(&alice).await, []);
}

async fn an_app_needs_a_name_and_a_kind(world: &World) {
    let alice = world.sign_in("alice").await;
    let (_, code) = begin(&alice).await;
    for (name, rule) in [
        ("", Code::Required),
        ("  \t", Code::Required),
        (&*"x".repeat(65), Code::TooLong),
        ("a\u{0}b", Code::NotOffered),
        ("a\nb", Code::NotOffered),
    ] {
        let answer = redeem(world, &code, &app(name)).await;
        answer.refused_field("name", rule);
    }
    let path = format!("/v1/pairings/{code}");
    for bad in [
        json!({"name": "x"}),
        json!({"name": "x", "kind": "fridge"}),
        json!("x"),
    ] {
        let answer = world.visitor().post(&path, &bad).await;
        answer.refused(400, Code::Malformed);
    }
    // A wrong form does not use the code up; sixty-four letters of any script are a name.
    let answer = redeem(world, &code, &app(&"é".repeat(64))).await;
    assert_eq!(answer.status, 200, "{answer:?}");
}

async fn a_code_that_was_never_given_out_is_refused_and_guessing_is_slowed(world: &World) {
    for guess in 0..30 {
        let answer = redeem(world, &format!("guess-{guess}"), &app("x")).await;
        answer.refused(410, Code::CodeSpent);
    }
    let answer = redeem(world, "%00", &app("x")).await;
    answer.refused(429, Code::TooManyAttempts);
}

async fn the_app_that_registers_is_the_device_that_was_connected(world: &World) {
    let alice = world.sign_in("alice").await;
    let (_, code) = begin(&alice).await;
    let given: Provisioning = redeem(world, &code, &app("Alice's phone")).await.json();
    let mut event = registered(ALICE, "Some app 1.0", 0.0);
    event["username"] = json!(given.username);
    world.engine().tell(event).await;
    let listed = devices(&alice).await;
    assert_eq!(listed.len(), 1);
    assert_eq!(listed[0].name, "Alice's phone");
    assert!(listed[0].is_registered);
}

/// A device of Alice's that is registered.
async fn registered_device(world: &World, client: &Client) -> Device {
    let given: Provisioning = client.post(DEVICES, &app("Desk")).await.json();
    let mut event = registered(ALICE, "Desk", 0.0);
    event["username"] = json!(given.username);
    world.engine().tell(event).await;
    devices(client).await.remove(0)
}

async fn a_disconnected_device_is_gone(world: &World) {
    let alice = world.sign_in("alice").await;
    let device = registered_device(world, &alice).await;
    let path = format!("{DEVICES}/{}", device.id);
    alice.delete(&path).await.done();
    assert_eq!(devices(&alice).await, []);
    alice.delete(&path).await.refused(404, Code::NotFound);
}

async fn a_phone_that_the_administrator_placed_stays(world: &World) {
    let alice = world.sign_in("alice").await;
    let device = registered_device(world, &alice).await;
    let placed = device::ActiveModel {
        id: Set(device.id.0),
        can_disconnect: Set(false),
        ..Default::default()
    };
    world
        .write(async |db| placed.update(db).await.map(drop))
        .await
        .unwrap();
    let answer = alice.delete(&format!("{DEVICES}/{}", device.id)).await;
    let body = answer.refused(403, Code::FeatureNotGranted);
    assert_eq!(body.errors[0].error_code, Some(4410));
    assert_eq!(devices(&alice).await.len(), 1);
}

async fn a_device_of_nobody_cannot_be_disconnected(world: &World) {
    let alice = world.sign_in("alice").await;
    let device = registered_device(world, &alice).await;
    let path = format!("{DEVICES}/{}", device.id);
    for name in ["bob", "dana", "eve"] {
        let other = world.sign_in(name).await;
        other.delete(&path).await.refused(404, Code::NotFound);
    }
    let unknown = format!("{DEVICES}/{}", Uuid::now_v7());
    alice.delete(&unknown).await.refused(404, Code::NotFound);
    assert_eq!(devices(&alice).await, [device]);
}

/// What the engine says when it has forgotten a device that it reached at so many contacts.
fn forgotten(contacts: u32) -> Value {
    json!({"jsonrpc": "2.0", "id": 1, "result": {"contacts": contacts}})
}

/// Alice's browser at a server that knows an engine, and her registered device.
async fn beside(world: &World, url: String) -> (Client, Device) {
    let world = world.restarted(|config| config.engine_rpc_url = Some(url));
    let alice = world.sign_in("alice").await;
    let device = registered_device(&world, &alice).await;
    (alice, device)
}

async fn the_engine_is_told_before_and_after_a_device_is_forgotten(world: &World) {
    let (url, mut commands) = engine(forgotten(1)).await;
    let (alice, device) = beside(world, url).await;
    let row = device::Entity::find_by_id(device.id.0).one(&world.db().read);
    let username = row.await.unwrap().unwrap().username;
    alice
        .delete(&format!("{DEVICES}/{}", device.id))
        .await
        .done();
    for _ in ["before", "after"] {
        let (credentials, command) = commands.recv().await.unwrap();
        // `engine` and the secret of the world, as HTTP writes them.
        assert_eq!(
            credentials,
            "Basic ZW5naW5lOnRoZSBlbmdpbmUncyBvd24gc2VjcmV0"
        );
        assert_eq!(command["method"], "belroute.forget");
        assert_eq!(command["params"]["username"], username);
        assert_eq!(command["params"]["address"], "sip:1001@alpha.test");
    }
    assert_eq!(devices(&alice).await, []);
}

async fn an_engine_that_does_not_answer_keeps_the_device(world: &World) {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    drop(listener);
    let (alice, device) = beside(world, rpc_url(address)).await;
    let answer = alice.delete(&format!("{DEVICES}/{}", device.id)).await;
    answer.refused(503, Code::Unavailable);
    assert_eq!(devices(&alice).await, [device]);
}

async fn a_device_that_never_rang_can_be_forgotten_without_an_engine(world: &World) {
    // Nobody listens at the first port.
    let lonely = world.restarted(|config| {
        config.engine_rpc_url = Some("http://127.0.0.1:1/RPC".to_owned());
    });
    let alice = lonely.sign_in("alice").await;
    let given: Provisioning = alice.post(DEVICES, &app("Desk")).await.json();
    let path = format!("{DEVICES}/{}", given.device_id);
    alice.delete(&path).await.done();
    assert_eq!(devices(&alice).await, []);
}

async fn an_engine_that_refuses_keeps_the_device(world: &World) {
    let answer = json!({"jsonrpc": "2.0", "id": 1, "error": {"code": 500, "message": "no"}});
    let (url, _commands) = engine(answer).await;
    let (alice, device) = beside(world, url).await;
    let answer = alice.delete(&format!("{DEVICES}/{}", device.id)).await;
    answer.refused(503, Code::Unavailable);
    assert_eq!(devices(&alice).await, [device]);
}

async fn an_engine_that_has_forgotten_the_device_already_is_no_obstacle(world: &World) {
    let (url, _commands) = engine(forgotten(0)).await;
    let (alice, device) = beside(world, url).await;
    alice
        .delete(&format!("{DEVICES}/{}", device.id))
        .await
        .done();
    assert_eq!(devices(&alice).await, []);
}

async fn more_than_a_hundred_devices_are_refused(world: &World) {
    let alice = world.sign_in("alice").await;
    for number in 0..100 {
        world.add_device(ALICE, &format!("Phone {number}")).await;
    }
    assert_eq!(devices(&alice).await.len(), 100);
    for (path, body) in [(PAIRINGS, json!({})), (DEVICES, json!(app("One more")))] {
        let answer = alice.post(path, &body).await;
        answer.refused(409, Code::TooLong);
    }
    assert_eq!(devices(&alice).await.len(), 100);
}
