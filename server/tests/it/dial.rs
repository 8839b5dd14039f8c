//! Calls that are placed by a click.

use belroute_shared::error::Code;
use serde_json::{Value, json};
use tokio::sync::mpsc;

use crate::world::{
    Client, World,
    commanded::{listening, refusing},
    from_user,
    seed::{ALICE, BOB, OUTSIDE, SALES},
};

const DIAL: &str = "/v1/telephony/calls/members/me/dial";
const AT_OLDER_ADDRESS: &str = "/v1/telephony/calls/dial";

on_both! {
    the_media_server_is_told_whom_to_join,
    what_nobody_can_call_is_refused_beside_the_field,
    without_a_phone_nothing_rings,
    without_a_media_server_nothing_rings,
    one_call_shows_another_number_that_he_may_show,
    what_he_may_not_show_places_no_call,
    the_call_shows_what_was_chosen_for_it_and_the_next_one_the_usual_number,
    a_call_ends_for_whom_it_was_placed,
    a_call_that_is_over_is_not_found,
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

async fn one_call_shows_another_number_that_he_may_show(world: &World) {
    let (alice, mut told) = beside(world).await;
    for shown in [SALES, ALICE, "anonymous"] {
        let body = json!({ "destination": OUTSIDE, "callAs": shown });
        let _: Value = alice.post(DIAL, &body).await.json();
        let (_, parties) = told.recv().await.unwrap();
        assert_eq!(parties["caller_id"], shown);
    }
}

async fn what_he_may_not_show_places_no_call(world: &World) {
    let (alice, mut told) = beside(world).await;
    for shown in [BOB, OUTSIDE, "", "Anonymous", "sip:1001@alpha.test"] {
        let body = json!({ "destination": OUTSIDE, "callAs": shown });
        let answer = alice.post(DIAL, &body).await;
        answer.refused(403, Code::NumberNotAllowed);
    }
    world.hide("alice", "blockCallerId").await;
    let body = json!({ "destination": OUTSIDE, "callAs": "anonymous" });
    let answer = alice.post(DIAL, &body).await;
    answer.refused(403, Code::NumberNotAllowed);
    assert!(told.try_recv().is_err());
}

/// The call that the media server places then, as the engine asks about it.
fn by_click(shown: &str) -> Value {
    let mut question = from_user("1001@alpha.test", &format!("{OUTSIDE}@alpha.test"));
    question["from"] = json!({
        "uri": format!("sip:{shown}@127.0.0.51"), "display": "", "origin": "media",
        "asserted": "sip:1001@alpha.test", "anonymous": shown == "anonymous",
    });
    question
}

async fn the_call_shows_what_was_chosen_for_it_and_the_next_one_the_usual_number(world: &World) {
    let engine = world.engine();
    let alice = world.sign_in("alice").await;
    let hide = json!({ "callingLineIdDeliveryBlockingEnabled": true });
    let path = "/v1/telephony/config/people/me/settings/callerId";
    let uri = |number: &str| json!(format!("sip:{number}@alpha.test"));
    for is_hidden_as_a_rule in [false, true] {
        // A number that she may not show is none of hers.
        for (shown, number, is_hidden) in [
            (SALES, SALES, false),
            ("1001", ALICE, is_hidden_as_a_rule),
            ("anonymous", ALICE, true),
            (BOB, ALICE, is_hidden_as_a_rule),
        ] {
            let plan = engine.plan(by_click(shown)).await;
            assert_eq!(plan["caller_id"]["uri"], uri(number), "{shown}");
            assert_eq!(plan["caller_id"]["anonymous"], is_hidden, "{shown}");
        }
        alice.put(path, &hide).await.done();
    }
}

const HANG_UP: &str = "/v1/telephony/calls/members/me/hangup";

async fn a_call_ends_for_whom_it_was_placed(world: &World) {
    let (agent, mut told) = listening("/calls/hangup", json!(null)).await;
    let world = world.restarted(|config| {
        config.media_agent_url = Some(format!("http://{agent}"));
    });
    let call = json!({ "callId": "leg-1" });
    for (name, from) in [
        ("alice", "sip:1001@alpha.test"),
        ("bob", "sip:1002@alpha.test"),
    ] {
        let client = world.sign_in(name).await;
        for path in [HANG_UP, "/v1/telephony/calls/hangup"] {
            client.post(path, &call).await.done();
            let (_, wanted) = told.recv().await.unwrap();
            assert_eq!(wanted, json!({ "id": "leg-1", "from": from }));
        }
    }
}

async fn a_call_that_is_over_is_not_found(world: &World) {
    let call = json!({ "callId": "leg-1" });
    let alice = world.sign_in("alice").await;
    let answer = alice.post(HANG_UP, &call).await;
    answer.refused(503, Code::Unavailable);
    for (status, code) in [(404, Code::NotFound), (503, Code::Unavailable)] {
        let agent = refusing(status).await;
        let world = world.restarted(|config| {
            config.media_agent_url = Some(format!("http://{agent}"));
        });
        let alice = world.sign_in("alice").await;
        alice.post(HANG_UP, &call).await.refused(status, code);
    }
}
