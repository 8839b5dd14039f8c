//! Signing in, staying signed in, and signing out.

use axum::http::Method;
use belroute_shared::{
    error::Code,
    session::{MAX_CREDENTIAL_BYTES, SessionState},
};
use sea_orm::{ActiveModelTrait as _, IntoActiveModel as _, Set};
use serde_json::{Value, json};

use crate::world::{Answer, Client, PASSWORD, World, sign_in_form};

const PATH: &str = "/v1/session";
const MINUTES: i64 = 60;
const HOURS: i64 = 60 * MINUTES;

on_both! {
    nobody_is_signed_in_at_first,
    login_name_and_address_both_sign_in_whatever_their_case,
    the_answer_says_who_is_signed_in,
    a_wrong_password_and_an_unknown_name_are_told_alike,
    a_password_is_taken_as_typed,
    what_is_missing_or_too_long_is_named,
    a_zero_byte_in_the_name_is_an_unknown_name,
    signing_out_ends_the_session,
    signing_out_without_a_session_takes_the_cookie_away_all_the_same,
    an_hour_without_use_ends_the_session,
    twelve_hours_end_a_session_that_is_used,
    a_disabled_user_is_out_at_once_and_cannot_come_back,
    signing_in_again_replaces_the_session,
    each_browser_has_a_session_of_its_own,
    a_session_survives_a_restart,
    the_cookie_is_out_of_reach_of_scripts_and_other_sites,
    on_https_the_cookie_is_bound_to_the_host_and_to_https,
    a_made_up_cookie_is_nobody,
    a_change_without_the_header_of_our_pages_is_refused,
    a_request_of_another_site_is_refused,
    a_token_needs_no_header_of_our_pages,
    a_wrong_token_is_nobody,
    a_token_of_a_disabled_user_is_nobody,
}

async fn nobody_is_signed_in_at_first(world: &World) {
    let state: SessionState = world.visitor().get(PATH).await.json();
    assert_eq!(state, SessionState::Anonymous);
}

async fn login_name_and_address_both_sign_in_whatever_their_case(world: &World) {
    for identifier in [
        "alice",
        "  ALICE ",
        "alice@alpha.test",
        "\tAlice@Alpha.TEST\n",
    ] {
        let answer = sign_in(&world.visitor(), identifier, PASSWORD).await;
        assert_eq!(name_of(&answer.json()), "Alice Müller", "{identifier}");
        let browser = world.visitor().with_cookie(answer.cookie());
        assert_eq!(name_of(&browser.get(PATH).await.json()), "Alice Müller");
    }
}

async fn the_answer_says_who_is_signed_in(world: &World) {
    let answer = sign_in(&world.visitor(), "alice", PASSWORD).await;
    let expected = json!({
        "step": "signedIn",
        "id": world.user("alice").id,
        "firstName": "Alice",
        "lastName": "Müller",
        "email": "alice@alpha.test",
        "extension": "1001",
        "directNumber": "+442079460041",
        "directNumberDisplay": "+44 20 7946 0041",
        "language": "en",
        "theme": "system",
        "organisation": "Alpha",
        "isDemo": false,
        "timeZone": "Europe/Amsterdam",
        "canDial": false,
        "isAdministrator": false,
        "grants": [],
        "idleSeconds": 3600,
    });
    assert_eq!(answer.json::<Value>(), expected);
    let dana = sign_in(&world.visitor(), "dana", PASSWORD).await;
    let dana: Value = dana.json();
    assert_eq!(dana["isAdministrator"], true);
    assert_eq!(dana.get("directNumber"), None);
}

async fn a_wrong_password_and_an_unknown_name_are_told_alike(world: &World) {
    let mut told = Vec::new();
    for identifier in [
        "alice",
        "alice@alpha.test",
        "nobody",
        "nobody@alpha.test",
        "@",
    ] {
        let answer = sign_in(&world.visitor(), identifier, "wrong").await;
        assert_eq!(answer.header("set-cookie"), None);
        let mut body = answer.refused(401, Code::WrongCredentials);
        body.tracking_id.clear();
        told.push(body);
    }
    assert!(told.windows(2).all(|two| two[0] == two[1]), "{told:?}");
}

async fn a_password_is_taken_as_typed(world: &World) {
    for nearly in [format!(" {PASSWORD}"), PASSWORD.to_uppercase()] {
        let answer = sign_in(&world.visitor(), "alice", &nearly).await;
        answer.refused(401, Code::WrongCredentials);
    }
}

async fn what_is_missing_or_too_long_is_named(world: &World) {
    let visitor = world.visitor();
    let answer = sign_in(&visitor, "  ", "").await;
    answer.refused_field("identifier", Code::Required);
    answer.refused_field("password", Code::Required);
    let long = "x".repeat(MAX_CREDENTIAL_BYTES + 1);
    let answer = sign_in(&visitor, &long, PASSWORD).await;
    answer.refused_field("identifier", Code::TooLong);
    let answer = sign_in(&visitor, "alice", &long).await;
    answer.refused_field("password", Code::TooLong);
    let answer = visitor.post(PATH, &json!({"identifier": "alice"})).await;
    answer.refused(400, Code::Malformed);
}

async fn a_zero_byte_in_the_name_is_an_unknown_name(world: &World) {
    for identifier in ["ali\0ce", "ali\0ce@alpha.test"] {
        let answer = sign_in(&world.visitor(), identifier, PASSWORD).await;
        answer.refused(401, Code::WrongCredentials);
    }
}

async fn signing_out_ends_the_session(world: &World) {
    let alice = world.sign_in("alice").await;
    let answer = alice.delete(PATH).await;
    answer.done();
    let cleared = answer.header("set-cookie").unwrap();
    assert!(cleared.starts_with("session=;"), "{cleared}");
    assert!(cleared.contains("Max-Age=0"), "{cleared}");
    // The cookie is worthless even to somebody who kept it.
    assert_out(&alice).await;
}

async fn signing_out_without_a_session_takes_the_cookie_away_all_the_same(world: &World) {
    for client in [
        world.visitor(),
        world.visitor().with_cookie("session=old".into()),
    ] {
        let answer = client.delete(PATH).await;
        answer.done();
        assert!(answer.header("set-cookie").unwrap().contains("Max-Age=0"));
    }
}

async fn an_hour_without_use_ends_the_session(world: &World) {
    let alice = world.sign_in("alice").await;
    for minutes in [59, 118, 177] {
        world.set_clock(minutes * MINUTES);
        let here = alice.press(Method::POST, "/v1/session/activity").await;
        here.done();
    }
    // A page that fetches by itself does not keep the session.
    world.set_clock((177 + 59) * MINUTES);
    assert_in(&alice).await;
    world.set_clock((177 + 60) * MINUTES);
    let answer = alice.get("/v1/account").await;
    answer.refused(401, Code::SignedOut);
}

async fn twelve_hours_end_a_session_that_is_used(world: &World) {
    let alice = world.sign_in("alice").await;
    for halves in 1..24 {
        world.set_clock(halves * 30 * MINUTES);
        let here = alice.press(Method::POST, "/v1/session/activity").await;
        here.done();
    }
    world.set_clock(12 * HOURS);
    assert_out(&alice).await;
}

async fn a_disabled_user_is_out_at_once_and_cannot_come_back(world: &World) {
    let alice = world.sign_in("alice").await;
    disable(world, "alice").await;
    assert_out(&alice).await;
    let answer = sign_in(&world.visitor(), "alice", PASSWORD).await;
    answer.refused(401, Code::WrongCredentials);
}

async fn signing_in_again_replaces_the_session(world: &World) {
    let first = world.sign_in("alice").await;
    let answer = sign_in(&first, "bob", PASSWORD).await;
    let second = world.visitor().with_cookie(answer.cookie());
    assert_eq!(name_of(&second.get(PATH).await.json()), "Bob de Vries");
    assert_out(&first).await;
}

async fn each_browser_has_a_session_of_its_own(world: &World) {
    let here = world.sign_in("alice").await;
    let there = world.sign_in("alice").await;
    assert_ne!(here.cookie(), there.cookie());
    here.delete(PATH).await.done();
    assert_out(&here).await;
    assert_in(&there).await;
}

async fn a_session_survives_a_restart(world: &World) {
    let alice = world.sign_in("alice").await;
    let later = world.restarted(|_| ());
    assert_in(&later.visitor().with_cookie(alice.cookie())).await;
}

async fn the_cookie_is_out_of_reach_of_scripts_and_other_sites(world: &World) {
    let answer = sign_in(&world.visitor(), "alice", PASSWORD).await;
    let cookie = answer.header("set-cookie").unwrap();
    assert!(cookie.starts_with("session="), "{cookie}");
    assert_eq!(
        flags(cookie),
        ["HttpOnly", "Max-Age=43200", "Path=/", "SameSite=Lax"]
    );
}

async fn on_https_the_cookie_is_bound_to_the_host_and_to_https(world: &World) {
    let world = world.restarted(|config| config.public_url = String::from("https://panel.test"));
    let answer = sign_in(&world.visitor(), "alice", PASSWORD).await;
    let cookie = answer.header("set-cookie").unwrap();
    assert!(cookie.starts_with("__Host-session="), "{cookie}");
    assert_eq!(
        flags(cookie),
        [
            "HttpOnly",
            "Max-Age=43200",
            "Path=/",
            "SameSite=Lax",
            "Secure"
        ]
    );
    let hsts = answer.header("strict-transport-security").unwrap();
    assert!(hsts.starts_with("max-age="), "{hsts}");
    let alice = world.visitor().with_cookie(answer.cookie());
    assert_in(&alice).await;
    let cleared = alice.delete(PATH).await;
    let cleared = cleared.header("set-cookie").unwrap();
    assert!(cleared.starts_with("__Host-session=;"), "{cleared}");
    assert!(cleared.contains("Secure"), "{cleared}");
}

async fn a_made_up_cookie_is_nobody(world: &World) {
    for cookie in [
        "session=",
        "session=made-up",
        "other=1; session=x",
        "session",
    ] {
        assert_out(&world.visitor().with_cookie(cookie.to_owned())).await;
    }
}

async fn a_change_without_the_header_of_our_pages_is_refused(world: &World) {
    let alice = world.sign_in("alice").await;
    for (method, path, body) in [
        (Method::PUT, "/v1/account", json!({"theme": "dark"})),
        (Method::POST, "/v1/calls/seen", json!({})),
        (Method::DELETE, PATH, json!({})),
    ] {
        let request = alice.request(method, path).without("x-belroute");
        let answer = request.json(&body).send().await;
        answer.refused(403, Code::ForeignOrigin);
    }
    assert_in(&alice).await;
    // Signing in is a change too: a foreign page could sign a visitor in as somebody else.
    let request = world.visitor().request(Method::POST, PATH);
    let form = sign_in_form("alice", PASSWORD);
    let answer = request.without("x-belroute").json(&form).send().await;
    answer.refused(403, Code::ForeignOrigin);
}

async fn a_request_of_another_site_is_refused(world: &World) {
    let alice = world.sign_in("alice").await;
    let foreign = || {
        alice
            .request(Method::PUT, "/v1/account")
            .header("sec-fetch-site", "cross-site")
    };
    let answer = foreign().json(&json!({"theme": "dark"})).send().await;
    answer.refused(403, Code::ForeignOrigin);
    let account: Value = alice.get("/v1/account").await.json();
    assert_eq!(account["theme"], "system");
    let own = alice
        .request(Method::PUT, "/v1/account")
        .header("sec-fetch-site", "same-origin");
    own.json(&json!({"theme": "dark"})).send().await.done();
}

async fn a_token_needs_no_header_of_our_pages(world: &World) {
    let script = world.script("alice").await;
    assert_eq!(name_of(&script.get(PATH).await.json()), "Alice Müller");
    let theme = json!({"theme": "dark"});
    script.put("/v1/account", &theme).await.done();
    // The word before the token is written in either case.
    let mut token = script.request(Method::GET, "/v1/account");
    token = token.header("authorization", "bearer nonsense");
    token.send().await.refused(401, Code::SignedOut);
}

async fn a_wrong_token_is_nobody(world: &World) {
    let wrong = world.visitor().with_token("made-up");
    assert_out(&wrong).await;
    // A request that carries both is judged by the token: what a script says is what it means.
    let alice = world.sign_in("alice").await;
    let both = alice
        .request(Method::GET, "/v1/account")
        .header("authorization", "Bearer made-up");
    both.send().await.refused(401, Code::SignedOut);
}

async fn a_token_of_a_disabled_user_is_nobody(world: &World) {
    let script = world.script("alice").await;
    assert_in(&script).await;
    disable(world, "alice").await;
    assert_out(&script).await;
}

async fn sign_in(client: &Client, identifier: &str, password: &str) -> Answer {
    let form = sign_in_form(identifier, password);
    client.post(PATH, &form).await
}

async fn disable(world: &World, name: &str) {
    let mut row = world.user(name).clone().into_active_model();
    row.disabled_at_ms = Set(Some(World::NOON.as_millisecond()));
    world
        .write(async |db| row.update(db).await.map(drop))
        .await
        .unwrap();
}

async fn assert_in(client: &Client) {
    let answer = client.get("/v1/account").await;
    assert_eq!(answer.status, 200, "{answer:?}");
}

async fn assert_out(client: &Client) {
    let answer = client.get("/v1/account").await;
    answer.refused(401, Code::SignedOut);
    let state: SessionState = client.get(PATH).await.json();
    assert_eq!(state, SessionState::Anonymous);
}

fn name_of(state: &SessionState) -> String {
    match state {
        SessionState::SignedIn(me) => me.name(),
        other => panic!("nobody is signed in: {other:?}"),
    }
}

/// What stands behind the cookie's value, in the order of the alphabet.
fn flags(cookie: &str) -> Vec<&str> {
    let mut flags: Vec<&str> = cookie.split("; ").skip(1).collect();
    flags.sort_unstable();
    flags
}
