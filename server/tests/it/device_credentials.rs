//! What devices prove themselves with: told once, known to the engine as hashes, and never again.

use axum::http::Method;
use belroute_server::{devices, entity::device};
use belroute_shared::{
    devices::{Device, DeviceKind, Devices, NewDevice, Pairing, Provisioning},
    error::Code,
};
use md5::{Digest as _, Md5};
use sea_orm::{ActiveModelTrait as _, EntityTrait as _, Set};
use serde_json::{Value, json};
use sha2::Sha256;
use uuid::Uuid;

use crate::world::{Answer, Client, Log, World, engine::registered};

const DEVICES: &str = "/v1/account/devices";
const CREDENTIALS: &str = "/v1/call-control/credentials";

on_both! {
    a_phone_that_is_added_by_hand_can_prove_who_it_is,
    a_code_gives_all_that_it_takes_to_register_and_to_call,
    a_code_gives_the_same_as_text_to_whoever_likes_that_better,
    a_phone_needs_a_name_that_can_be_shown,
    each_device_has_credentials_of_its_own,
    a_new_password_ends_the_old_one,
    a_new_password_is_for_the_owner_alone,
    a_phone_that_the_administrator_placed_keeps_its_password,
    an_engine_that_does_not_answer_keeps_the_password,
    a_disconnected_device_proves_nothing_any_more,
    credentials_mean_nothing_in_another_organisation,
    a_device_without_a_password_cannot_prove_anything,
    the_engine_asks_with_its_secret_and_in_its_form,
    a_device_can_be_made_on_the_command_line,
    secrets_are_told_once_and_are_neither_kept_nor_logged,
}

fn desk(name: &str) -> NewDevice {
    NewDevice {
        name: name.to_owned(),
        kind: DeviceKind::Desk,
    }
}

async fn add(client: &Client, name: &str) -> Provisioning {
    let answer = client.post(DEVICES, &desk(name)).await;
    assert_eq!(answer.status, 201, "{answer:?}");
    answer.json()
}

async fn renew(client: &Client, device: impl std::fmt::Display) -> Answer {
    let path = format!("{DEVICES}/{device}/credentials");
    client.press(Method::POST, &path).await
}

async fn list(client: &Client) -> Vec<Device> {
    client.get(DEVICES).await.json::<Devices>().devices
}

/// The engine asks about a device.
async fn ask(world: &World, realm: &str, username: &str) -> Answer {
    let question = json!({"version": 1, "username": username, "realm": realm});
    world.engine().post(CREDENTIALS, question.to_string()).await
}

/// H(A1) of RFC 7616, as a phone computes it from what it was told.
fn hashes(given: &Provisioning) -> (String, String) {
    let a1 = format!("{}:{}:{}", given.username, given.realm, given.password);
    (
        hex::encode(Sha256::digest(&a1)),
        hex::encode(Md5::digest(&a1)),
    )
}

/// What the engine is told about a device that proves who it is.
fn known(given: &Provisioning) -> Value {
    let (sha256, md5) = hashes(given);
    json!({"version": 1, "address": given.address, "sha256": sha256, "md5": md5})
}

async fn is_known(world: &World, given: &Provisioning) {
    let answer = ask(world, &given.realm, &given.username).await;
    assert_eq!(answer.json::<Value>(), known(given));
}

async fn is_unknown(world: &World, given: &Provisioning) {
    let answer = ask(world, &given.realm, &given.username).await;
    answer.refused(404, Code::NotFound);
}

async fn a_phone_that_is_added_by_hand_can_prove_who_it_is(world: &World) {
    let alice = world.sign_in("alice").await;
    let given = add(&alice, " Hall phone ").await;
    assert_eq!(
        serde_json::to_value(&given).unwrap(),
        json!({
            "deviceId": given.device_id,
            "displayName": "Alice Müller",
            "address": "sip:1001@alpha.test",
            "username": given.username,
            "password": given.password,
            "realm": "alpha.test",
            "registrar": world.state.config.registrar,
            "transport": "udp",
        })
    );
    // Five bits for each character: more than 128.
    assert_eq!((given.username.len(), given.password.len()), (12, 26));
    is_known(world, &given).await;
    let listed = list(&alice).await;
    assert_eq!(listed.len(), 1);
    assert_eq!(
        (listed[0].id, listed[0].name.as_str(), listed[0].kind),
        (given.device_id, "Hall phone", DeviceKind::Desk)
    );
    assert!(listed[0].can_disconnect);
}

/// A code of Alice's.
async fn code(alice: &Client) -> String {
    let path = format!("{DEVICES}/pairings");
    let pairing: Pairing = alice.post(&path, &json!({})).await.json();
    let code = pairing.link.strip_prefix("http://panel.test/connect/");
    code.unwrap().to_owned()
}

async fn a_code_gives_all_that_it_takes_to_register_and_to_call(world: &World) {
    let alice = world.sign_in("alice").await;
    let path = format!("/v1/pairings/{}", code(&alice).await);
    let answer = world.visitor().post(&path, &desk("Mobile")).await;
    assert_eq!(answer.header("cache-control"), Some("no-store"));
    let given: Provisioning = answer.json();
    assert_eq!(given.address, "sip:1001@alpha.test");
    is_known(world, &given).await;
}

async fn a_code_gives_the_same_as_text_to_whoever_likes_that_better(world: &World) {
    let alice = world.sign_in("alice").await;
    let path = format!("/v1/pairings/{}", code(&alice).await);
    let request = world.visitor().request(Method::POST, &path);
    let answer = request
        .header("accept", "text/plain")
        .json(&desk("Mobile"))
        .send()
        .await;
    assert_eq!(answer.status, 200, "{answer:?}");
    let media_type = answer.header("content-type");
    assert_eq!(media_type, Some("text/plain; charset=utf-8"));
    let given = read(std::str::from_utf8(&answer.body).unwrap());
    assert_eq!(given.display_name, "Alice Müller");
    is_known(world, &given).await;
}

/// Reads the text form, which has the names of JSON.
fn read(text: &str) -> Provisioning {
    let fields = text.lines().map(|line| {
        let (name, value) = line.split_once(": ").unwrap();
        (name.to_owned(), json!(value))
    });
    serde_json::from_value(Value::Object(fields.collect())).unwrap()
}

async fn a_phone_needs_a_name_that_can_be_shown(world: &World) {
    let alice = world.sign_in("alice").await;
    for (name, rule) in [
        (" ", Code::Required),
        (&*"x".repeat(65), Code::TooLong),
        ("a\nb", Code::NotOffered),
    ] {
        let answer = alice.post(DEVICES, &desk(name)).await;
        answer.refused_field("name", rule);
    }
    let answer = alice.post(DEVICES, &json!({"name": "x"})).await;
    answer.refused(400, Code::Malformed);
    assert_eq!(list(&alice).await, []);
}

async fn each_device_has_credentials_of_its_own(world: &World) {
    let alice = world.sign_in("alice").await;
    let (one, other) = (add(&alice, "Phone").await, add(&alice, "Phone").await);
    assert_ne!(one.username, other.username);
    assert_ne!(one.password, other.password);
    let path = format!("{DEVICES}/{}", one.device_id);
    alice.delete(&path).await.done();
    is_known(world, &other).await;
}

async fn a_new_password_ends_the_old_one(world: &World) {
    let alice = world.sign_in("alice").await;
    let before = add(&alice, "Phone").await;
    let answer = renew(&alice, before.device_id).await;
    assert_eq!(answer.status, 201);
    let after: Provisioning = answer.json();
    let same = |given: &Provisioning| (given.device_id, given.username.clone());
    assert_eq!(same(&after), same(&before));
    assert_ne!(after.password, before.password);
    is_known(world, &after).await;
}

async fn a_new_password_is_for_the_owner_alone(world: &World) {
    let alice = world.sign_in("alice").await;
    let given = add(&alice, "Phone").await;
    for name in ["bob", "dana", "eve"] {
        let other = world.sign_in(name).await;
        let answer = renew(&other, given.device_id).await;
        answer.refused(404, Code::NotFound);
    }
    renew(&alice, Uuid::now_v7())
        .await
        .refused(404, Code::NotFound);
    is_known(world, &given).await;
}

async fn a_phone_that_the_administrator_placed_keeps_its_password(world: &World) {
    let alice = world.sign_in("alice").await;
    let given = add(&alice, "Phone").await;
    let placed = device::ActiveModel {
        id: Set(given.device_id.0),
        can_disconnect: Set(false),
        ..Default::default()
    };
    world
        .write(async |db| placed.update(db).await.map(drop))
        .await
        .unwrap();
    let answer = renew(&alice, given.device_id).await;
    answer.refused(403, Code::FeatureNotGranted);
    is_known(world, &given).await;
}

async fn an_engine_that_does_not_answer_keeps_the_password(world: &World) {
    let alice = world.sign_in("alice").await;
    let given = add(&alice, "Phone").await;
    // Nobody listens at the first port.
    let nowhere = "http://127.0.0.1:1/RPC".to_owned();
    let lonely = world.restarted(|config| config.engine_rpc_url = Some(nowhere));
    let mut event = registered("1001@alpha.test", "Phone", 0.0);
    event["username"] = json!(given.username);
    lonely.engine().tell(event).await;
    let alice = lonely.visitor().with_cookie(alice.cookie());
    let answer = renew(&alice, given.device_id).await;
    answer.refused(503, Code::Unavailable);
    is_known(world, &given).await;
}

async fn a_disconnected_device_proves_nothing_any_more(world: &World) {
    let alice = world.sign_in("alice").await;
    let given = add(&alice, "Phone").await;
    let path = format!("{DEVICES}/{}", given.device_id);
    alice.delete(&path).await.done();
    is_unknown(world, &given).await;
    renew(&alice, given.device_id)
        .await
        .refused(404, Code::NotFound);
}

async fn credentials_mean_nothing_in_another_organisation(world: &World) {
    let (alice, eve) = (world.sign_in("alice").await, world.sign_in("eve").await);
    let (hers, eves) = (add(&alice, "Phone").await, add(&eve, "Phone").await);
    assert_eq!(eves.address, "sip:1001@beta.test");
    for (realm, username) in [
        ("beta.test", &hers.username),
        ("alpha.test", &eves.username),
        ("elsewhere.test", &hers.username),
        ("", &hers.username),
    ] {
        let answer = ask(world, realm, username).await;
        answer.refused(404, Code::NotFound);
    }
}

async fn a_device_without_a_password_cannot_prove_anything(world: &World) {
    world.registers("1001@alpha.test", "Desk", 0.0).await;
    let row = device::Entity::find().one(&world.db().read).await;
    let username = row.unwrap().unwrap().username;
    let answer = ask(world, "alpha.test", &username).await;
    answer.refused(404, Code::NotFound);
    // Half of it is nothing either.
    let device = device::Entity::find().one(&world.db().read).await;
    let half = device::ActiveModel {
        ha1_md5: Set(Some("0".repeat(32))),
        ..device.unwrap().unwrap().into()
    };
    world
        .write(async |db| half.update(db).await.map(drop))
        .await
        .unwrap();
    let answer = ask(world, "alpha.test", &username).await;
    answer.refused(404, Code::NotFound);
}

async fn the_engine_asks_with_its_secret_and_in_its_form(world: &World) {
    let given = add(&world.sign_in("alice").await, "Phone").await;
    let question = json!({"username": given.username, "realm": given.realm}).to_string();
    let engine = world.engine();
    let answer = engine
        .without_credentials()
        .post(CREDENTIALS, question.clone())
        .await;
    answer.refused(401, Code::SignedOut);
    for bad in [
        json!({"username": given.username}),
        json!({"username": "zero \u{0} byte", "realm": "alpha.test"}),
        json!({"username": "x".repeat(5000), "realm": "alpha.test"}),
        json!([]),
    ] {
        let answer = engine.post(CREDENTIALS, bad.to_string()).await;
        answer.refused(400, Code::Malformed);
    }
    // The panel's own address knows nothing of it.
    let answer = world.visitor().post(CREDENTIALS, &question).await;
    assert_eq!(answer.status, 404);
}

async fn a_device_can_be_made_on_the_command_line(world: &World) {
    let (db, clock, config) = (world.db(), &world.state.clock, &world.state.config);
    let create = async |email: &str, name: &str| {
        devices::create(db, clock, config, email, &desk(name)).await
    };
    let given = read(&create(" Alice@ALPHA.test ", "Script").await.unwrap());
    is_known(world, &given).await;
    let alice = world.sign_in("alice").await;
    assert_eq!(list(&alice).await[0].name, "Script");
    for (email, name, word) in [
        ("nobody@alpha.test", "x", "nobody@alpha.test"),
        ("alice@alpha.test", "", "name"),
    ] {
        let refusal = create(email, name).await.unwrap_err().to_string();
        assert!(refusal.contains(word), "{refusal}");
    }
}

async fn secrets_are_told_once_and_are_neither_kept_nor_logged(world: &World) {
    let log = Log::listen();
    let alice = world.sign_in("alice").await;
    let code = code(&alice).await;
    let path = format!("/v1/pairings/{code}");
    let redeemed: Provisioning = world.visitor().post(&path, &desk("One")).await.json();
    // A code that was used is in the path of the request, too.
    world
        .visitor()
        .post(&path, &desk("Two"))
        .await
        .refused(410, Code::CodeSpent);
    let added = add(&alice, "Three").await;
    let renewed: Provisioning = renew(&alice, added.device_id).await.json();
    let given = [redeemed, added, renewed];
    for one in &given {
        ask(world, &one.realm, &one.username).await;
        assert!(!format!("{one:?}").contains(&one.password));
    }
    let stored = format!(
        "{:?}",
        device::Entity::find().all(&world.db().read).await.unwrap()
    );
    let mut answers = String::new();
    for path in [DEVICES, "/v1/route", "/v1/account", "/v1/session"] {
        let answer = alice.get(path).await;
        answers.push_str(std::str::from_utf8(&answer.body).unwrap());
    }
    let written = log.written();
    assert!(written.contains("request"), "nothing was logged");
    assert!(!written.contains(&code));
    for one in &given {
        let (sha256, md5) = hashes(one);
        assert!(!stored.contains(&one.password));
        for secret in [&one.password, &sha256, &md5] {
            assert!(!answers.contains(secret));
            assert!(!written.contains(secret));
        }
    }
}
