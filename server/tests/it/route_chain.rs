//! Whom a user's calls come to because one colleague sends them on to the next.

use axum::http::Method;
use belroute_server::{
    entity::organisation,
    organisations::{self, NewUser},
};
use belroute_shared::route::RouteChain;
use sea_orm::{ActiveModelTrait as _, EntityTrait as _};
use serde_json::{Value, json};

use crate::{
    call_events_sent_on::{forwards, people},
    opened_panels::{ask, panel_of},
    world::{
        Client, World,
        calling::setting,
        from_trunk,
        seed::{ALICE, EVE, OUTSIDE},
    },
};

on_both! {
    a_circle_is_told_to_each_who_is_in_it,
    a_circle_among_others_is_told_to_who_leads_into_it,
    a_circle_that_only_who_is_not_answered_comes_to_is_one,
    a_chain_without_a_circle_is_told_as_far_as_every_call_goes,
    what_stays_with_the_user_is_no_chain,
    a_call_that_is_sent_on_too_often_is_lost_as_in_a_circle,
    behind_who_hides_where_he_sends_calls_nobody_is_named,
    another_organisation_is_never_part_of_a_chain,
    an_opened_panel_shows_the_chain_of_its_user,
}

const PATH: &str = "/v1/route/chain";

/// Whether it is a loop, and the extensions.
async fn shown(client: &Client) -> (bool, Vec<String>) {
    let chain: RouteChain = client.get(PATH).await.json();
    let people = chain.people.into_iter();
    let extensions = people.map(|it| it.extension.to_string());
    (chain.is_loop, extensions.collect())
}

fn chain(is_loop: bool, extensions: &[&str]) -> (bool, Vec<String>) {
    let extensions = extensions.iter().map(ToString::to_string);
    (is_loop, extensions.collect())
}

async fn a_circle_is_told_to_each_who_is_in_it(world: &World) {
    let [alice, bob, dana] = people(world).await;
    forwards(&alice, "always", "1002").await;
    forwards(&bob, "always", "1001").await;
    let expected = json!({"isLoop": true, "people": [
        {"name": "Alice Müller", "extension": "1001"},
        {"name": "Bob de Vries", "extension": "1002"},
        {"name": "Alice Müller", "extension": "1001"},
    ]});
    assert_eq!(alice.get(PATH).await.json::<Value>(), expected);
    assert_eq!(shown(&bob).await, chain(true, &["1002", "1001", "1002"]));
    assert_eq!(shown(&dana).await, chain(false, &[]));
    // And so it is when somebody calls.
    let question = from_trunk(OUTSIDE, &format!("{ALICE}@127.0.0.10"));
    let plan = world.engine().plan(question).await;
    assert!(plan.to_string().contains("say-loop"), "{plan}");
    // Whoever goes out of it opens it.
    let off = json!({"callForwarding": {"always": {"enabled": false}}});
    bob.put(&setting("callForwarding"), &off).await.done();
    assert_eq!(shown(&alice).await, chain(false, &["1001", "1002"]));
}

async fn a_circle_among_others_is_told_to_who_leads_into_it(world: &World) {
    let [alice, bob, dana] = people(world).await;
    forwards(&alice, "always", "1002").await;
    forwards(&bob, "always", "1003").await;
    forwards(&dana, "always", "1002").await;
    let expected = chain(true, &["1001", "1002", "1003", "1002"]);
    assert_eq!(shown(&alice).await, expected);
}

async fn a_circle_that_only_who_is_not_answered_comes_to_is_one(world: &World) {
    let [alice, bob, _] = people(world).await;
    forwards(&bob, "always", "1001").await;
    for leg in ["noAnswer", "busy"] {
        forwards(&alice, leg, "1002").await;
        assert_eq!(shown(&alice).await, chain(true, &["1001", "1002", "1001"]));
        let off = json!({"callForwarding": {leg: {"enabled": false}}});
        alice.put(&setting("callForwarding"), &off).await.done();
        assert_eq!(shown(&alice).await, chain(false, &[]));
    }
    let away = json!({"businessContinuity": {"enabled": true, "destination": "1002"}});
    alice.put(&setting("callForwarding"), &away).await.done();
    assert_eq!(shown(&alice).await, chain(true, &["1001", "1002", "1001"]));
}

async fn a_chain_without_a_circle_is_told_as_far_as_every_call_goes(world: &World) {
    let [alice, bob, dana] = people(world).await;
    forwards(&alice, "always", "1002").await;
    assert_eq!(shown(&alice).await, chain(false, &["1001", "1002"]));
    forwards(&bob, "always", "1003").await;
    assert_eq!(shown(&alice).await, chain(false, &["1001", "1002", "1003"]));
    forwards(&dana, "always", OUTSIDE).await;
    assert_eq!(shown(&alice).await, chain(false, &["1001", "1002", "1003"]));
    // What is set for calls that Dana does not take is her own affair.
    let off = json!({"callForwarding": {"always": {"enabled": false}}});
    dana.put(&setting("callForwarding"), &off).await.done();
    forwards(&dana, "noAnswer", OUTSIDE).await;
    assert_eq!(shown(&alice).await, chain(false, &["1001", "1002", "1003"]));
}

async fn what_stays_with_the_user_is_no_chain(world: &World) {
    let [alice, ..] = people(world).await;
    assert_eq!(
        alice.get(PATH).await.json::<Value>(),
        json!({"isLoop": false, "people": []})
    );
    forwards(&alice, "noAnswer", "1002").await;
    assert_eq!(shown(&alice).await, chain(false, &[]));
    for to in [OUTSIDE, "2000"] {
        forwards(&alice, "always", to).await;
        assert_eq!(shown(&alice).await, chain(false, &[]), "{to}");
    }
}

/// Gives Alpha one more user, who sends every call on.
async fn add_forwarder(world: &World, extension: &str, to: &str) {
    let alpha = organisation::Entity::find_by_id(world.seed.alpha);
    let alpha = alpha.one(&world.db().read).await.unwrap().unwrap();
    let email = format!("{extension}@alpha.test");
    let new = NewUser {
        first_name: "Number",
        last_name: extension,
        login: None,
        email: &email,
        extension,
        password_hash: None,
        is_administrator: false,
        language: "en",
    };
    let now_ms = World::NOON.as_millisecond();
    let row = organisations::user_row(&alpha, new, None, now_ms).unwrap();
    world.write(async |db| row.insert(db).await.unwrap()).await;
    let clock = &world.state.clock;
    let token = organisations::create_token(world.db(), clock, &email).await;
    let client = world.visitor().with_token(&token.unwrap());
    forwards(&client, "always", to).await;
}

async fn a_call_that_is_sent_on_too_often_is_lost_as_in_a_circle(world: &World) {
    let [alice, bob, dana] = people(world).await;
    // Whoever is forwarded to has to be there first.
    add_forwarder(world, "1104", OUTSIDE).await;
    add_forwarder(world, "1103", "1104").await;
    add_forwarder(world, "1102", "1103").await;
    add_forwarder(world, "1101", "1102").await;
    forwards(&dana, "always", "1101").await;
    // Five times at the most, and the fifth leads out of the house.
    assert_eq!(
        shown(&dana).await,
        chain(false, &["1003", "1101", "1102", "1103", "1104"])
    );
    forwards(&bob, "always", "1003").await;
    let six = ["1002", "1003", "1101", "1102", "1103", "1104"];
    assert_eq!(shown(&bob).await, chain(true, &six));
    forwards(&alice, "always", "1002").await;
    let seven = ["1001", "1002", "1003", "1101", "1102", "1103", "1104"];
    assert_eq!(shown(&alice).await, chain(true, &seven));
}

async fn behind_who_hides_where_he_sends_calls_nobody_is_named(world: &World) {
    let [alice, bob, _] = people(world).await;
    let hide = json!({"connectedLineIdPrivacyOnRedirectedCalls": "PRIVACY_FOR_ALL_CALLS"});
    for client in [&alice, &bob] {
        client.put(&setting("callPolicies"), &hide).await.done();
    }
    forwards(&alice, "always", "1002").await;
    forwards(&bob, "always", "1003").await;
    assert_eq!(shown(&alice).await, chain(false, &["1001", "1002"]));
    assert_eq!(shown(&bob).await, chain(false, &["1002", "1003"]));
    forwards(&bob, "always", "1001").await;
    assert_eq!(shown(&alice).await, chain(true, &["1001", "1002"]));
}

async fn another_organisation_is_never_part_of_a_chain(world: &World) {
    let (alice, eve) = (world.script("alice").await, world.script("eve").await);
    forwards(&alice, "always", EVE).await;
    forwards(&eve, "always", ALICE).await;
    for client in [&alice, &eve] {
        let chain: Value = client.get(PATH).await.json();
        assert_eq!(chain, json!({"isLoop": false, "people": []}));
    }
}

async fn an_opened_panel_shows_the_chain_of_its_user(world: &World) {
    let [alice, ..] = people(world).await;
    forwards(&alice, "always", "1002").await;
    let dana = world.sign_in("dana").await;
    let panel = panel_of(world, &dana, "alice").await;
    let seen = ask(&dana, &panel, Method::GET, PATH).await;
    assert_eq!(seen.status, 200);
    assert_eq!(seen.body, alice.get(PATH).await.body);
    assert_eq!(shown(&dana).await, chain(false, &[]));
}
