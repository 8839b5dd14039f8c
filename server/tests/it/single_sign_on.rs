//! Signing in through an organisation's identity provider.

use axum::http::Method;
use belroute_server::{entity::audit, single_sign_on::settings};
use belroute_shared::{
    company::identity_provider::NewIdentityProvider,
    error::Code,
    session::{SessionState, SignInProvider},
};
use sea_orm::{EntityTrait as _, QueryOrder as _};
use serde_json::{Value, json};

use crate::world::{
    Answer, Client, World,
    provider::{CLIENT, Provider, SECRET},
};

const START: &str = "/v1/session/singleSignOn";
const DENIED: &str = "/sign-in?singleSignOn=denied";
const REFUSED: &str = "/sign-in?singleSignOn=refused";
const LATE: &str = "/sign-in?singleSignOn=late";
const FAILED: &str = "/sign-in?singleSignOn=failed";

on_both! {
    who_signs_in_there_is_signed_in_here_and_linked,
    the_link_stays_when_the_address_changes_and_is_nobody_elses,
    an_address_that_is_not_verified_or_not_known_is_refused,
    the_address_may_come_only_when_the_provider_is_asked_who_it_is,
    a_disabled_user_stays_out,
    only_who_has_just_proved_himself_there_may_change_his_security,
    a_browser_comes_back_once_in_time_and_with_its_own_state,
    a_token_that_does_not_hold_is_refused,
    where_there_is_no_provider_nobody_is_sent_away,
    a_provider_can_be_replaced_and_taken_away,
}

pub(crate) async fn given(world: &World) -> Provider {
    let provider = Provider::start().await;
    settings::set(&world.state, "alpha.test", new(&provider, "alpha.test"))
        .await
        .unwrap();
    provider
}

pub(crate) fn new(provider: &Provider, email_domain: &str) -> NewIdentityProvider {
    NewIdentityProvider {
        email_domain: email_domain.to_owned(),
        issuer: provider.issuer.clone(),
        client_id: CLIENT.to_owned(),
        client_secret: Some(SECRET.to_owned()),
    }
}

/// Sends a browser away: where to, and the browser with what it was given.
async fn leave(world: &World) -> (String, Client) {
    let form = json!({ "email": "anybody@Alpha.test" });
    let answer = world.visitor().post(START, &form).await;
    assert_eq!(answer.status, 200, "{answer:?}");
    let url = answer.json::<SignInProvider>().url;
    let browser = world.visitor().with_cookie(answer.cookie());
    (url, browser)
}

pub(crate) async fn signs_in(world: &World, provider: &Provider, claims: Value) -> Answer {
    let (url, browser) = leave(world).await;
    browser.get(&provider.sign_in(&url, claims)).await
}

pub(crate) fn somebody(subject: &str, email: &str) -> Value {
    json!({ "sub": subject, "email": email, "email_verified": true })
}

fn leads_to(answer: &Answer, place: &str) {
    assert_eq!(answer.status, 303, "{answer:?}");
    assert_eq!(answer.header("location"), Some(place));
}

async fn name_of(world: &World, answer: &Answer) -> String {
    let browser = world.visitor().with_cookie(answer.cookie());
    match browser.get("/v1/session").await.json() {
        SessionState::SignedIn(me) => me.first_name,
        other => panic!("{other:?}"),
    }
}

async fn who_signs_in_there_is_signed_in_here_and_linked(world: &World) {
    let provider = given(world).await;
    let answer = signs_in(world, &provider, somebody("1", "Alice@Alpha.test")).await;
    leads_to(&answer, "/");
    assert_eq!(name_of(world, &answer).await, "Alice");
    let told = ["providerSet", "identityLinked", "signedIn"];
    assert_eq!(actions(world).await, told);
}

async fn actions(world: &World) -> Vec<String> {
    let lines = audit::Entity::find().order_by_asc(audit::Column::Id);
    let lines = lines.all(&world.db().read).await.unwrap();
    lines.into_iter().map(|line| line.action).collect()
}

async fn the_link_stays_when_the_address_changes_and_is_nobody_elses(world: &World) {
    let provider = given(world).await;
    signs_in(world, &provider, somebody("1", "alice@alpha.test")).await;
    let again = signs_in(world, &provider, somebody("1", "new@alpha.test")).await;
    assert_eq!(name_of(world, &again).await, "Alice");
    // Somebody else there who has got her old address.
    let other = signs_in(world, &provider, somebody("2", "alice@alpha.test")).await;
    leads_to(&other, REFUSED);
    let bob = signs_in(world, &provider, somebody("2", "bob@alpha.test")).await;
    assert_eq!(name_of(world, &bob).await, "Bob");
}

async fn an_address_that_is_not_verified_or_not_known_is_refused(world: &World) {
    let provider = given(world).await;
    for claims in [
        json!({ "sub": "1", "email": "alice@alpha.test" }),
        json!({ "sub": "1", "email": "alice@alpha.test", "email_verified": false }),
        json!({ "sub": "1" }),
        somebody("1", "nobody@alpha.test"),
        // Of another organisation, whatever its provider says.
        somebody("1", "eve@beta.test"),
    ] {
        leads_to(&signs_in(world, &provider, claims).await, REFUSED);
    }
    let told = actions(world).await;
    assert_eq!(told[0], "providerSet");
    assert!(told[1..].iter().all(|it| it == "signInFailed"), "{told:?}");
}

async fn the_address_may_come_only_when_the_provider_is_asked_who_it_is(world: &World) {
    let provider = given(world).await;
    for (info, place) in [
        (json!({ "sub": "1", "email": "alice@alpha.test" }), REFUSED),
        // About somebody else.
        (somebody("2", "alice@alpha.test"), FAILED),
        (json!({ "email": "alice@alpha.test" }), FAILED),
        (somebody("1", "Alice@Alpha.test"), "/"),
    ] {
        let (url, browser) = leave(world).await;
        let back = provider.sign_in_and_tell(&url, json!({ "sub": "1" }), info);
        leads_to(&browser.get(&back).await, place);
    }
    // What the token says of the address alone is asked about, too.
    let (url, browser) = leave(world).await;
    let claims = json!({ "sub": "3", "email": "bob@alpha.test" });
    let info = somebody("3", "bob@alpha.test");
    let back = provider.sign_in_and_tell(&url, claims, info);
    let answer = browser.get(&back).await;
    assert_eq!(name_of(world, &answer).await, "Bob");
}

async fn only_who_has_just_proved_himself_there_may_change_his_security(world: &World) {
    let provider = given(world).await;
    let key = "/v1/account/secondFactors/totp";
    for (proved, status) in [(None, 403), (Some(-1000), 403), (Some(-60), 200)] {
        let mut claims = somebody("1", "alice@alpha.test");
        if let Some(seconds) = proved {
            claims["auth_time"] = json!(World::NOON.as_second() + seconds);
        }
        let answer = signs_in(world, &provider, claims).await;
        let browser = world.visitor().with_cookie(answer.cookie());
        let answer = browser.press(Method::POST, key).await;
        assert_eq!(answer.status, status, "{proved:?} {answer:?}");
    }
}

async fn a_disabled_user_stays_out(world: &World) {
    let provider = given(world).await;
    signs_in(world, &provider, somebody("1", "alice@alpha.test")).await;
    let path = format!("/v1/company/users/{}/disable", world.user("alice").id);
    let dana = world.sign_in("dana").await;
    dana.press(Method::POST, &path).await.done();
    let answer = signs_in(world, &provider, somebody("1", "alice@alpha.test")).await;
    leads_to(&answer, REFUSED);
}

async fn a_browser_comes_back_once_in_time_and_with_its_own_state(world: &World) {
    let provider = given(world).await;
    let claims = || somebody("1", "alice@alpha.test");
    // Without what it was given, or with another's.
    let (url, _) = leave(world).await;
    let back = provider.sign_in(&url, claims());
    leads_to(&world.visitor().get(&back).await, LATE);
    let (_, other) = leave(world).await;
    leads_to(&other.get(&back).await, LATE);
    // Twice.
    let (url, browser) = leave(world).await;
    let back = provider.sign_in(&url, claims());
    leads_to(&browser.get(&back).await, "/");
    leads_to(&browser.get(&back).await, LATE);
    // Called off there.
    let (url, browser) = leave(world).await;
    let back = provider.sign_in(&url, claims());
    let called_off = back.replace("code=good", "error=access_denied");
    leads_to(&browser.get(&called_off).await, DENIED);
    // Sent back by somebody else than the provider.
    let (url, browser) = leave(world).await;
    let back = provider.sign_in(&url, claims());
    let other = format!("{back}&iss=https%3A%2F%2Felsewhere.test");
    leads_to(&browser.get(&other).await, FAILED);
    // Too late.
    let (url, browser) = leave(world).await;
    let back = provider.sign_in(&url, claims());
    world.set_clock(600);
    leads_to(&browser.get(&back).await, LATE);
}

async fn a_token_that_does_not_hold_is_refused(world: &World) {
    let provider = given(world).await;
    for wrong in [
        json!({ "nonce": "another" }),
        json!({ "aud": ["somebody else"] }),
        json!({ "iss": "http://127.0.0.1:1" }),
        json!({ "exp": 1 }),
    ] {
        let mut claims = somebody("1", "alice@alpha.test");
        let wrong = wrong.as_object().unwrap().clone();
        claims.as_object_mut().unwrap().extend(wrong);
        leads_to(&signs_in(world, &provider, claims).await, FAILED);
    }
    let (url, browser) = leave(world).await;
    let back = provider.sign_in(&url, somebody("1", "alice@alpha.test"));
    let answer = browser.get(&back.replace("code=good", "code=bad")).await;
    leads_to(&answer, FAILED);
}

async fn where_there_is_no_provider_nobody_is_sent_away(world: &World) {
    given(world).await;
    for (email, code) in [
        ("eve@beta.test", Code::NoProvider),
        ("alice", Code::NotAnEmail),
        ("", Code::Required),
    ] {
        let answer = world
            .visitor()
            .post(START, &json!({ "email": email }))
            .await;
        answer.refused_field("email", code);
    }
}

async fn a_provider_can_be_replaced_and_taken_away(world: &World) {
    let first = given(world).await;
    signs_in(world, &first, somebody("1", "alice@alpha.test")).await;
    let second = given(world).await;
    // Who she was there is worth nothing here.
    let answer = signs_in(world, &second, somebody("1", "bob@alpha.test")).await;
    assert_eq!(name_of(world, &answer).await, "Bob");
    let answer = signs_in(world, &second, somebody("2", "alice@alpha.test")).await;
    assert_eq!(name_of(world, &answer).await, "Alice");
    let plain = NewIdentityProvider {
        issuer: "http://provider.test".into(),
        ..new(&second, "beta.test")
    };
    for (organisation, wrong, told) in [
        ("beta.test", plain, "issuer: "),
        ("gamma.test", new(&second, "gamma.test"), "no organisation"),
        // People of Alpha would be sent to Beta's provider.
        ("beta.test", new(&second, "alpha.test"), "emailDomain: "),
    ] {
        let refused = settings::set(&world.state, organisation, wrong).await;
        let refused = refused.unwrap_err().to_string();
        assert!(refused.contains(told), "{refused}");
    }
    settings::remove(&world.state, "alpha.test").await.unwrap();
    settings::remove(&world.state, "alpha.test")
        .await
        .unwrap_err();
    let form = json!({ "email": "alice@alpha.test" });
    let answer = world.visitor().post(START, &form).await;
    answer.refused_field("email", Code::NoProvider);
}
