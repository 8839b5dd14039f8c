//! Whose calls a user can try, and that they are taken as they are when they come.

use axum::http::Method;
use belroute_shared::{
    error::Code,
    route::TriedCaller,
    routing::{
        call::IncomingCall,
        decide::decide,
        directory::{Blank, Network},
        plan::Plan,
        profile::Profile,
    },
};
use serde_json::{Value, json};

use crate::{
    opened_panels::{ask, panel_of},
    world::{
        Answer, Client, MEDIA_SERVER, TRUNK, World,
        calling::setting,
        from_trunk, from_user,
        seed::{BOB, COMPANY, EVE, OUTSIDE, SALES, add_contact},
    },
};

on_both! {
    a_colleague_is_the_same_by_each_of_his_numbers,
    anybody_else_calls_from_outside,
    the_companys_block_list_is_asked,
    whoever_is_at_another_organisation_is_outside,
    who_cannot_call_is_refused_beside_the_number,
    what_is_tried_is_what_happens,
    a_colleague_who_hides_his_number_is_not_told_apart,
    an_opened_panel_tries_the_callers_of_its_user,
}

fn path(number: &str) -> String {
    let start = String::from("/v1/route/callers?");
    let end = start.len();
    let mut query = form_urlencoded::Serializer::for_suffix(start, end);
    query.append_pair("number", number).finish()
}

async fn tried(client: &Client, number: &str) -> Answer {
    client.get(&path(number)).await
}

async fn block(world: &World, number: &str) {
    let dana = world.script("dana").await;
    let line = json!({"phoneNumber": number});
    let made = dana.post("/v1/company/blockedNumbers", &line).await;
    assert_eq!(made.status, 201, "{made:?}");
}

async fn a_colleague_is_the_same_by_each_of_his_numbers(world: &World) {
    let alice = world.script("alice").await;
    let bob = json!({
        "isInternal": true,
        "name": "Bob de Vries",
        "numbers": ["1002", BOB],
        "display": "1002",
    });
    for number in ["1002", " 10 02 ", BOB, "0044 20 7946 0042"] {
        let found: Value = tried(&alice, number).await.json();
        assert_eq!(found, bob, "{number}");
    }
    let dana: TriedCaller = tried(&alice, "1003").await.json();
    assert_eq!(
        (dana.name.as_deref(), dana.numbers.len()),
        (Some("Dana"), 1)
    );
    // Nothing keeps anybody from calling himself.
    let own: TriedCaller = tried(&alice, "1001").await.json();
    assert!(own.is_internal);
}

async fn anybody_else_calls_from_outside(world: &World) {
    let alpha = world.seed.alpha;
    world
        .write(async |db| add_contact(db, alpha, None, "Bakkerij", "+31612345678").await)
        .await;
    let alice = world.script("alice").await;
    let expected = json!({
        "isInternal": false,
        "numbers": ["+31612345678"],
        "display": "06 12345678",
        "isBlocked": false,
    });
    for number in ["06 12345678", "+31 6 1234 5678", "0031612345678"] {
        let found: Value = tried(&alice, number).await.json();
        assert_eq!(found, expected, "{number}");
    }
    // Whoever shows a number of a queue or of the company is nobody in particular.
    for number in [OUTSIDE, SALES, COMPANY] {
        let found: TriedCaller = tried(&alice, number).await.json();
        assert!(!found.is_internal, "{number}");
        assert_eq!((found.name, found.numbers), (None, vec![number.to_owned()]));
    }
}

async fn the_companys_block_list_is_asked(world: &World) {
    block(world, OUTSIDE).await;
    for (name, is_blocked) in [("alice", true), ("eve", false)] {
        let client = world.script(name).await;
        let found: TriedCaller = tried(&client, OUTSIDE).await.json();
        assert_eq!(found.is_blocked, Some(is_blocked), "{name}");
    }
    let alice = world.script("alice").await;
    let found: TriedCaller = tried(&alice, SALES).await.json();
    assert_eq!(found.is_blocked, Some(false));
}

async fn whoever_is_at_another_organisation_is_outside(world: &World) {
    let (alice, eve) = (world.script("alice").await, world.script("eve").await);
    let found: Value = tried(&alice, EVE).await.json();
    let expected = json!({
        "isInternal": false,
        "numbers": [EVE],
        "display": "+44 20 7946 0941",
        "isBlocked": false,
    });
    assert_eq!(found, expected);
    tried(&alice, "5001")
        .await
        .refused_field("number", Code::NobodysExtension);
    // Both organisations have a 1001.
    for (client, name) in [(&alice, "Alice Müller"), (&eve, "Eve Muller")] {
        let found: TriedCaller = tried(client, "1001").await.json();
        assert_eq!(found.name.as_deref(), Some(name));
    }
}

async fn who_cannot_call_is_refused_beside_the_number(world: &World) {
    let alice = world.script("alice").await;
    for (number, code) in [
        ("", Code::Required),
        ("  ", Code::Required),
        ("anna", Code::NotANumber),
        ("1", Code::NotANumber),
        ("+12", Code::NotANumber),
        ("\0", Code::NotANumber),
        ("1002\0", Code::NotANumber),
        ("1002 or 1003", Code::NotANumber),
        ("+4420794600420000", Code::NotANumber),
        (&"1".repeat(31), Code::TooLong),
        ("1999", Code::NobodysExtension),
        ("112", Code::NobodysExtension),
        // A queue calls nobody; it hands on who calls it.
        ("2000", Code::NotOffered),
    ] {
        let answer = tried(&alice, number).await;
        answer.refused_field("number", code);
    }
    let answer = alice.get("/v1/route/callers").await;
    answer.refused_field("number", Code::Required);
    let twice = alice.get("/v1/route/callers?number=1002&number=1003").await;
    twice.refused(400, Code::Malformed);
}

/// Where a plan first leads, or the status of a refusal.
fn first(plan: &Plan) -> String {
    match plan {
        Plan::Ring(ring) => ring.steps[0].targets[0].uri.clone(),
        Plan::Reject { code, .. } => code.to_string(),
    }
}

/// What the browser makes of a caller: it has the user's profile, and what it was told of him.
async fn in_the_browser(world: &World, client: &Client, number: &str) -> String {
    let profile: Profile = client.get("/v1/route").await.json();
    let tried: TriedCaller = tried(client, number).await.json();
    let network = Network {
        domain: String::from("alpha.test"),
        trunk: TRUNK.to_owned(),
        media: Some(MEDIA_SERVER.to_owned()),
    };
    let call = IncomingCall {
        caller: tried.caller(),
        is_blocked: tried.is_blocked,
        ..IncomingCall::default()
    };
    let now = world.state.clock.now();
    first(&decide(&profile, &Blank(network), &call, now).plan)
}

async fn what_is_tried_is_what_happens(world: &World) {
    const REJECTED: &str = "sip:say-rejected@127.0.0.51:5060;code=603";
    const RINGS: &str = "sip:1001@alpha.test";
    const LISTED: &str = "+12025550160";
    world.registers("1001@alpha.test", "Desk", 0.0).await;
    block(world, OUTSIDE).await;
    let alice = world.script("alice").await;
    let rule = json!({"callsFrom": "SELECT_PHONE_NUMBERS", "rejectEnabled": true,
        "phoneNumbers": [BOB, "+1202555015*"]});
    let path = setting("selectiveReject/criteria");
    assert_eq!(alice.post(&path, &rule).await.status, 201);
    let on = json!({"enabled": true});
    alice.put(&setting("selectiveReject"), &on).await.done();
    let listed = json!({"phoneNumber": LISTED});
    let path = setting("callBlock/numbers");
    assert_eq!(alice.post(&path, &listed).await.status, 201);
    let (desk, engine) = ("1001@alpha.test", world.engine());
    for (number, question, expected) in [
        ("1002", from_user("1002@alpha.test", desk), REJECTED),
        (BOB, from_user("1002@alpha.test", desk), REJECTED),
        ("1003", from_user("1003@alpha.test", desk), RINGS),
        ("+12025550150", from_trunk("+12025550150", desk), REJECTED),
        (SALES, from_trunk(SALES, desk), RINGS),
        (EVE, from_trunk(EVE, desk), RINGS),
        (OUTSIDE, from_trunk(OUTSIDE, desk), "603"),
        (LISTED, from_trunk(LISTED, desk), "603"),
    ] {
        let live: Plan = serde_json::from_value(engine.plan(question).await).unwrap();
        assert_eq!(first(&live), expected, "{number}");
        let ahead = in_the_browser(world, &alice, number).await;
        assert_eq!(ahead, expected, "{number}");
    }
}

async fn a_colleague_who_hides_his_number_is_not_told_apart(world: &World) {
    let (alice, bob) = (world.script("alice").await, world.script("bob").await);
    let before = tried(&alice, "1002").await.body;
    let hide = json!({"callingLineIdDeliveryBlockingEnabled": true});
    bob.put(&setting("callerId"), &hide).await.done();
    assert_eq!(tried(&alice, "1002").await.body, before);
}

async fn an_opened_panel_tries_the_callers_of_its_user(world: &World) {
    let (dana, alice) = (world.sign_in("dana").await, world.script("alice").await);
    let panel = panel_of(world, &dana, "alice").await;
    for number in ["1002", "06 12345678"] {
        let seen = ask(&dana, &panel, Method::GET, &path(number)).await;
        assert_eq!(seen.status, 200);
        assert_eq!(seen.body, tried(&alice, number).await.body);
    }
}
