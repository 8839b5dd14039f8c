//! Calls that are placed by a click.

use belroute_shared::error::Code;
use serde_json::{Value, json};
use tokio::sync::mpsc;

use crate::world::{Client, World, commanded::listening, seed::OUTSIDE};

const DIAL: &str = "/v1/telephony/calls/members/me/dial";
const AT_OLDER_ADDRESS: &str = "/v1/telephony/calls/dial";

on_both! {
    the_media_server_is_told_whom_to_join,
    what_nobody_can_call_is_refused_beside_the_field,
    without_a_phone_nothing_rings,
    without_a_media_server_nothing_rings,
}

type Told = mpsc::UnboundedReceiver<(String, Value)>;

/// Alice at a desk phone, beside a media server that takes calls.
async fn beside(world: &World) -> (Client, Told) {
    let (agent, told) = listening("/calls", json!({"id": "leg-1"})).await;
    let world = world.restarted(|config| {
        config.media_agent_url = Some(format!("http://{agent}/"));
    });
    let alice = world.sign_in("alice").await;
    world.registers("1001@alpha.test", "Desk", 0.0).await;
    (alice, told)
}

fn to(destination: &str) -> Value {
    json!({ "destination": destination })
}

async fn the_media_server_is_told_whom_to_join(world: &World) {
    let (alice, mut told) = beside(world).await;
    for (path, typed, called) in [
        (DIAL, "+31 6 1234 5678", "+31612345678"),
        (DIAL, "06-12345678", "+31612345678"),
        (DIAL, "tel:+31612345678", "+31612345678"),
        (AT_OLDER_ADDRESS, "1002", "1002"),
    ] {
        let answer: Value = alice.post(path, &to(typed)).await.json();
        assert_eq!(answer["callId"], "leg-1");
        assert!(answer["callSessionId"].is_string());
        let (credentials, parties) = told.recv().await.unwrap();
        // `engine` and the secret of the world, as HTTP writes them.
        assert_eq!(
            credentials,
            "Basic ZW5naW5lOnRoZSBlbmdpbmUncyBvd24gc2VjcmV0"
        );
        let wanted = json!({
            "from": "sip:1001@alpha.test", "to": format!("sip:{called}@alpha.test"),
        });
        assert_eq!(parties, wanted, "{typed}");
    }
}

async fn what_nobody_can_call_is_refused_beside_the_field(world: &World) {
    let (alice, mut told) = beside(world).await;
    for (typed, code) in [
        ("", Code::Required),
        ("bob", Code::NotANumber),
        ("*78", Code::NotANumber),
        ("sip:1002@beta.test", Code::NotANumber),
        ("1999", Code::NobodysExtension),
        ("1001", Code::OwnNumber),
        ("0000000000000000000000000000001", Code::TooLong),
    ] {
        let answer = alice.post(DIAL, &to(typed)).await;
        answer.refused_field("destination", code);
    }
    let other = json!({ "destination": OUTSIDE, "endpointId": "a phone" });
    let answer = alice.post(DIAL, &other).await;
    answer.refused_field("endpointId", Code::NotOffered);
    assert!(told.try_recv().is_err());
}

async fn without_a_phone_nothing_rings(world: &World) {
    let (_, mut told) = beside(world).await;
    let bob = world.sign_in("bob").await;
    let answer = bob.post(DIAL, &to(OUTSIDE)).await;
    answer.refused(409, Code::NoPhone);
    assert!(told.try_recv().is_err());
}

async fn without_a_media_server_nothing_rings(world: &World) {
    world.registers("1001@alpha.test", "Desk", 0.0).await;
    let alice = world.sign_in("alice").await;
    let answer = alice.post(DIAL, &to(OUTSIDE)).await;
    answer.refused(503, Code::Unavailable);
    let lonely = world.restarted(|config| {
        // Nobody listens at the first port.
        config.media_agent_url = Some("http://127.0.0.1:1".to_owned());
    });
    let alice = lonely.sign_in("alice").await;
    let answer = alice.post(DIAL, &to(OUTSIDE)).await;
    answer.refused(503, Code::Unavailable);
}
