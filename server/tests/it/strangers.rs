//! Nobody sees or touches anything of somebody else: not of another organisation, and not what is
//! private to a colleague.

use axum::http::Method;
use belroute_shared::{
    calls::Calls,
    devices::{Devices, Pairing},
    error::Code,
};
use serde_json::{Value, json};

use crate::{
    schedules::add_schedule,
    world::{
        Client, Story, World, from_trunk,
        seed::{ALICE, OUTSIDE, add_contact},
    },
};

on_both! {
    what_is_private_is_private_to_everybody_else,
    what_the_company_shares_stays_in_the_company,
    nothing_of_an_organisation_is_named_in_any_answer_to_another,
}

/// Addresses of things that are Alice's alone: a call, a device and a pairing.
async fn alices(world: &World) -> Vec<(Method, String)> {
    let engine = world.engine();
    let alice = world.sign_in("alice").await;
    let question = from_trunk(OUTSIDE, &format!("{ALICE}@127.0.0.10"));
    let story = Story::asked(&engine, question)
        .await
        .on("1001@alpha.test", "Desk");
    engine.tell_all(story.unanswered(1.0, "no_answer")).await;
    world.registers("1001@alpha.test", "Desk", 0.0).await;
    let call = alice
        .get("/v1/calls")
        .await
        .json::<Calls>()
        .calls
        .remove(0)
        .id;
    let device = alice
        .get("/v1/account/devices")
        .await
        .json::<Devices>()
        .devices
        .remove(0)
        .id;
    let pairing: Pairing = alice
        .post("/v1/account/devices/pairings", &json!({}))
        .await
        .json();
    let alpha = world.seed.alpha;
    let owner = world.user("alice").id;
    let schedule = add_schedule(world, alpha, Some(owner), "Mine").await;
    let schedule = format!("businessHours/{}", schedule.id);
    let mine = format!("/v1/telephony/config/people/me/schedules/{schedule}");
    vec![
        (Method::GET, mine.clone()),
        (Method::GET, format!("/v1/schedules/{schedule}/uses")),
        (Method::DELETE, mine),
        (Method::GET, format!("/v1/calls/{call}")),
        (Method::PUT, format!("/v1/calls/{call}/seen")),
        (Method::DELETE, format!("/v1/calls/{call}")),
        (Method::POST, format!("/v1/calls/{call}/restore")),
        (
            Method::POST,
            format!("/v1/account/devices/{device}/credentials"),
        ),
        (Method::DELETE, format!("/v1/account/devices/{device}")),
        (
            Method::GET,
            format!("/v1/account/devices/pairings/{}", pairing.id),
        ),
    ]
}

async fn what_is_private_is_private_to_everybody_else(world: &World) {
    let paths = alices(world).await;
    // Dana is an administrator; that gives her no look into a colleague's calls.
    for name in ["bob", "dana", "eve", "frank"] {
        for client in [world.sign_in(name).await, world.script(name).await] {
            for (method, path) in &paths {
                let answer = client.press(method.clone(), path).await;
                answer.refused(404, Code::NotFound);
            }
            assert_eq!(
                client.get("/v1/calls").await.json::<Calls>(),
                Calls::default()
            );
            client.press(Method::POST, "/v1/calls/seen").await.done();
            let devices: Devices = client.get("/v1/account/devices").await.json();
            assert_eq!(devices, Devices::default());
        }
    }
    let alice = world.sign_in("alice").await;
    assert_eq!(alice.get("/v1/calls").await.json::<Calls>().new_missed, 1);
    for (method, path) in &paths {
        let answer = alice.press(method.clone(), path).await;
        assert!(answer.status.is_success(), "{method} {path}: {answer:?}");
    }
}

async fn what_the_company_shares_stays_in_the_company(world: &World) {
    let alpha = world.seed.alpha;
    let contact = world
        .write(async |db| add_contact(db, alpha, None, "Bakkerij", OUTSIDE).await)
        .await;
    let shared = [contact, world.seed.sales, world.user("bob").id];
    let (alice, eve) = (world.sign_in("alice").await, world.sign_in("eve").await);
    for id in shared {
        let path = format!("/v1/favourites/{id}");
        eve.press(Method::PUT, &path)
            .await
            .refused(404, Code::NotFound);
        alice.press(Method::PUT, &path).await.done();
        // To her it looks like taking away a star that was never there.
        eve.delete(&path).await.done();
    }
    let starred: Value = alice.get("/v1/favourites").await.json();
    assert_eq!(starred["entries"].as_array().unwrap().len(), 3);
    let choice = json!({"type": "CALL_QUEUE", "id": world.seed.sales});
    let path = "/v1/telephony/config/people/me/settings/selectedCallerId";
    eve.put(path, &choice)
        .await
        .refused(403, Code::NumberNotAllowed);
}

/// Everything that somebody can read, in one text.
async fn everything(client: &Client) -> String {
    let mut everything = String::new();
    for path in [
        "/v1/session",
        "/v1/account",
        "/v1/changes",
        "/v1/account/devices",
        "/v1/calls",
        "/v1/calls/export",
        "/v1/calls/lines",
        "/v1/favourites",
        "/v1/numbers?number=1001&number=1002&number=2000&number=5001&number=%2B442079460041\
         &number=%2B442079460941&number=%2B447700900123",
        "/v1/people/me",
        "/v1/phonebook",
        "/v1/phonebook?query=al",
        "/v1/phonebook?query=bakk",
        "/v1/phonebook?query=1002",
        "/v1/route",
        "/v1/route/callers?number=1001",
        "/v1/route/callers?number=%2B442079460041",
        "/v1/route/callers?number=%2B442079460941",
        "/v1/route/chain",
        "/v1/route/workingDay",
        "/v1/telephony/calls/history",
        "/v1/telephony/calls/members/me/history",
        "/v1/telephony/config/people/me",
        "/v1/telephony/config/people/me/settings/availableCallerIds",
        "/v1/telephony/config/people/me/schedules",
        "/v1/telephony/config/people/me/settings/callerId",
        "/v1/telephony/config/people/me/settings/selectedCallerId",
    ] {
        let answer = client.get(path).await;
        assert_eq!(answer.status, 200, "{path}");
        everything.push_str(std::str::from_utf8(&answer.body).unwrap());
    }
    everything
}

async fn nothing_of_an_organisation_is_named_in_any_answer_to_another(world: &World) {
    alices(world).await;
    let (alpha, beta) = (world.seed.alpha, world.seed.beta);
    world
        .write(async |db| {
            add_contact(db, alpha, None, "Bakkerij Alpha", OUTSIDE).await;
            add_contact(db, beta, None, "Bakkerij Beta", OUTSIDE).await;
        })
        .await;
    add_schedule(world, alpha, None, "Alpha hours").await;
    add_schedule(world, beta, None, "Beta hours").await;
    let engine = world.engine();
    let eves = Story::unasked("447700900123@trunk.test", "1001@beta.test");
    engine.tell_all(eves.unanswered(1.0, "no_answer")).await;
    let (alice, eve) = (world.sign_in("alice").await, world.sign_in("eve").await);
    let (to_alice, to_eve) = (everything(&alice).await, everything(&eve).await);
    // The proof that the words would be found where they may be.
    for word in [
        "Bakkerij Alpha",
        "Alpha hours",
        "Müller",
        "Bob",
        "Sales",
        "Alpha",
        "alpha.test",
    ] {
        assert!(to_alice.contains(word), "{word}");
        assert!(!to_eve.contains(word), "{word}");
    }
    for word in [
        "Beta hours",
        "Bakkerij Beta",
        "Muller",
        "Frank",
        "Beta",
        "beta.test",
    ] {
        assert!(to_eve.contains(word), "{word}");
        assert!(!to_alice.contains(word), "{word}");
    }
}
