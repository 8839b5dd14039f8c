//! What an administrator has to prove before he opens somebody's account.

use axum::http::Method;
use belroute_server::entity::user;
use belroute_shared::{error::Code, session::SessionState};
use sea_orm::{ActiveModelTrait as _, IntoActiveModel as _, Set};
use serde_json::{Value, json};

use crate::{
    passkeys::{alice, give},
    passkeys_sign_in::come,
    sign_in::{code, enrol},
    single_sign_on::{given, signs_in, somebody},
    world::{Answer, Browser, Client, PASSWORD, World, passkey::Passkey},
};

const CONFIRM: &str = "/v1/session/confirm";
const QUARTER: i64 = 15 * 60;

on_both! {
    who_has_a_factor_gives_it_before_he_opens_an_account,
    a_code_confirms_once_and_a_recovery_code_does_too,
    guessing_codes_beside_a_right_password_is_slowed,
    a_browser_that_is_remembered_gives_the_factor_all_the_same,
    a_passkey_is_both_factors_at_the_door,
    who_comes_through_a_provider_confirms_by_going_through_it_again,
    what_is_his_own_needs_the_password_alone,
}

/// Alice is an administrator.
async fn promote(world: &World, change: impl Fn(&mut user::ActiveModel)) {
    let mut row = world.user("alice").clone().into_active_model();
    row.role = Set("administrator".to_owned());
    change(&mut row);
    world
        .write(async |db| row.update(db).await.map(drop))
        .await
        .unwrap();
}

async fn open(world: &World, alice: &Client) -> Answer {
    let path = format!("/v1/company/users/{}/panel", world.user("bob").id);
    alice.press(Method::POST, &path).await
}

async fn confirm(alice: &Client, code: Option<&str>) -> Answer {
    let mut form = json!({ "password": PASSWORD });
    if let Some(code) = code {
        form["code"] = code.into();
    }
    alice.post(CONFIRM, &form).await
}

async fn who_has_a_factor_gives_it_before_he_opens_an_account(world: &World) {
    promote(world, |_| ()).await;
    let (browser, key, _) = enrol(world).await;
    let alice = browser.client();
    world.set_clock(QUARTER);
    assert_eq!(open(world, &alice).await.status, 201);
    let late = QUARTER + 1;
    world.set_clock(late);
    open(world, &alice).await.refused(403, Code::ConfirmFactor);
    // The password alone is half of it.
    confirm(&alice, None).await.done();
    open(world, &alice).await.refused(403, Code::ConfirmFactor);
    let bob = format!("/v1/company/users/{}", world.user("bob").id);
    for verb in ["temporaryPassword", "resetSecondFactor"] {
        let answer = alice.press(Method::POST, &format!("{bob}/{verb}")).await;
        answer.refused(403, Code::ConfirmFactor);
    }
    let promoted = json!({ "role": "administrator" });
    let answer = alice.put(&bob, &promoted).await;
    answer.refused(403, Code::ConfirmFactor);
    confirm(&alice, Some(&code(&key, late))).await.done();
    assert_eq!(open(world, &alice).await.status, 201);
    alice.put(&bob, &promoted).await.done();
    // Neither half of it is enough later.
    world.set_clock(2 * late);
    confirm(&alice, None).await.done();
    open(world, &alice).await.refused(403, Code::ConfirmFactor);
}

async fn a_code_confirms_once_and_a_recovery_code_does_too(world: &World) {
    promote(world, |_| ()).await;
    let (browser, key, codes) = enrol(world).await;
    let alice = browser.client();
    world.set_clock(1000);
    for (wrong, why) in [
        ("", Code::Required),
        ("12a", Code::NotACode),
        ("000000", Code::WrongCode),
        ("000000-000000-000000-000000", Code::WrongCode),
        // The one that set the app up.
        (&code(&key, 0), Code::WrongCode),
    ] {
        let answer = confirm(&alice, Some(wrong)).await;
        answer.refused_field("code", why);
    }
    let nothing = json!({ "password": "", "code": "" });
    let answer = alice.post(CONFIRM, &nothing).await;
    answer.refused_field("password", Code::Required);
    answer.refused_field("code", Code::Required);
    open(world, &alice).await.refused(403, Code::ConfirmFactor);
    let now = code(&key, 1000);
    // A wrong password does not use the code up.
    let wrong = json!({ "password": "wrong", "code": now });
    let answer = alice.post(CONFIRM, &wrong).await;
    answer.refused_field("password", Code::WrongCredentials);
    confirm(&alice, Some(&now)).await.done();
    let again = confirm(&alice, Some(&now)).await;
    again.refused_field("code", Code::WrongCode);
    world.set_clock(2000);
    confirm(&alice, Some(&codes[0])).await.done();
    assert_eq!(open(world, &alice).await.status, 201);
    let again = confirm(&alice, Some(&codes[0])).await;
    again.refused_field("code", Code::WrongCode);
    let left: Value = alice.get("/v1/account/secondFactors").await.json();
    assert_eq!(left["recoveryCodesLeft"], 9);
}

async fn guessing_codes_beside_a_right_password_is_slowed(world: &World) {
    promote(world, |_| ()).await;
    let (browser, key, codes) = enrol(world).await;
    let alice = browser.client();
    world.set_clock(1000);
    for _ in 0..11 {
        let answer = confirm(&alice, Some("000000")).await;
        answer.refused_field("code", Code::WrongCode);
    }
    let right = confirm(&alice, Some(&code(&key, 1000))).await;
    right.refused(429, Code::TooManyAttempts);
    world.set_clock(1030);
    let right = confirm(&alice, Some(&code(&key, 1030))).await;
    right.done();
    // Recovery codes are five an hour here as well.
    for _ in 0..5 {
        let answer = confirm(&alice, Some("000000-000000-000000-000000")).await;
        answer.refused_field("code", Code::WrongCode);
    }
    let right = confirm(&alice, Some(&codes[0])).await;
    right.refused(429, Code::TooManyAttempts);
}

async fn a_browser_that_is_remembered_gives_the_factor_all_the_same(world: &World) {
    promote(world, |_| ()).await;
    let (_, key, _) = enrol(world).await;
    world.set_clock(60);
    let mut browser = Browser::new(world);
    browser.sign_in("alice", PASSWORD).await;
    let remember = json!({ "kind": "totp", "code": code(&key, 60), "remember": true });
    let answer = browser.post("/v1/session/secondFactor", &remember).await;
    assert_eq!(answer.status, 200);
    assert_eq!(open(world, &browser.client()).await.status, 201);
    world.set_clock(120);
    let state: SessionState = browser.sign_in("alice", PASSWORD).await.json();
    assert!(matches!(state, SessionState::SignedIn(_)), "{state:?}");
    let answer = open(world, &browser.client()).await;
    answer.refused(403, Code::ConfirmFactor);
}

async fn a_passkey_is_both_factors_at_the_door(world: &World) {
    promote(world, |_| ()).await;
    let mut passkey = Passkey::new();
    let mut first = alice(world).await;
    give(&mut first, &mut passkey, "Laptop").await;
    first.press("/v1/account/recoveryCodes").await;
    world.set_clock(1000);
    let mut browser = Browser::new(world);
    assert_eq!(come(&mut browser, &mut passkey).await.status, 200);
    assert_eq!(open(world, &browser.client()).await.status, 201);
}

async fn who_comes_through_a_provider_confirms_by_going_through_it_again(world: &World) {
    promote(world, |row| row.password_hash = Set(None)).await;
    crate::sign_in::require(world, |_| ()).await;
    let provider = given(world).await;
    let claims = |seconds: i64| {
        let mut claims = somebody("1", "alice@alpha.test");
        claims["auth_time"] = json!(World::NOON.as_second() + seconds);
        claims
    };
    let answer = signs_in(world, &provider, claims(0)).await;
    let alice = world.visitor().with_cookie(answer.cookie());
    assert_eq!(open(world, &alice).await.status, 201);
    world.set_clock(QUARTER + 1);
    let begin = "/v1/account/secondFactors/totp";
    for answer in [
        open(world, &alice).await,
        alice.press(Method::POST, begin).await,
        confirm(&alice, None).await,
    ] {
        answer.refused(403, Code::SignInAgain);
    }
    // Who is still signed in there without having proved anything is not let through.
    let answer = signs_in(world, &provider, claims(0)).await;
    let alice = world.visitor().with_cookie(answer.cookie());
    open(world, &alice).await.refused(403, Code::SignInAgain);
    let answer = signs_in(world, &provider, claims(QUARTER)).await;
    let alice = world.visitor().with_cookie(answer.cookie());
    assert_eq!(open(world, &alice).await.status, 201);
    assert_eq!(alice.press(Method::POST, begin).await.status, 200);
}

async fn what_is_his_own_needs_the_password_alone(world: &World) {
    let (browser, ..) = enrol(world).await;
    let alice = browser.client();
    world.set_clock(QUARTER + 1);
    let begin = "/v1/account/secondFactors/totp";
    let answer = alice.press(Method::POST, begin).await;
    answer.refused(403, Code::ConfirmPassword);
    confirm(&alice, None).await.done();
    assert_eq!(alice.press(Method::POST, begin).await.status, 200);
}
