//! The security of somebody who is signed in: his password, his factors, and where he is signed in.

use axum::http::Method;
use belroute_shared::{
    error::Code,
    second_factors::{RecoveryCodes, SecondFactors, TotpKey},
    security::SignedIn,
    session::SessionState,
};
use serde_json::json;
use uuid::Uuid;

use crate::{
    sign_in::{code, enrol},
    world::{Browser, PASSWORD, World, post},
};

const NEW: &str = "Wb7!kqztx";
const FACTORS: &str = "/v1/account/secondFactors";
const SESSIONS: &str = "/v1/account/sessions";

on_both! {
    a_new_password_needs_the_present_one_and_ends_other_sessions,
    a_new_password_keeps_the_rules_and_is_not_the_present_one,
    a_quarter_of_an_hour_later_the_password_is_asked_again,
    wrong_confirmations_are_slowed,
    a_second_app_is_added_made_primary_and_removed,
    the_last_factor_stays_where_one_is_required,
    of_two_factors_removed_at_the_same_moment_one_stays,
    without_a_factor_recovery_codes_are_gone,
    new_recovery_codes_cancel_the_old,
    a_changed_factor_forgets_remembered_browsers,
    sessions_are_listed_and_ended_one_by_one_or_all,
    nobody_ends_the_session_of_another,
    a_script_changes_no_password_and_no_factor,
    a_sign_in_from_a_new_browser_is_told_by_mail,
}

async fn a_new_password_needs_the_present_one_and_ends_other_sessions(world: &World) {
    let (here, there) = (world.sign_in("alice").await, world.sign_in("alice").await);
    let path = "/v1/account/password";
    let wrong = json!({ "current": "wrong", "password": NEW });
    here.put(path, &wrong)
        .await
        .refused_field("current", Code::WrongCredentials);
    let right = json!({ "current": PASSWORD, "password": NEW });
    here.put(path, &right).await.done();
    assert_eq!(here.get("/v1/account").await.status, 200);
    there.get("/v1/account").await.refused(401, Code::SignedOut);
    assert_eq!(Browser::new(world).sign_in("alice", NEW).await.status, 200);
    let mails = post::post(world).await;
    assert!(
        mails
            .iter()
            .any(|mail| mail.subject == "Your password was changed"),
        "{mails:?}"
    );
}

async fn a_new_password_keeps_the_rules_and_is_not_the_present_one(world: &World) {
    let alice = world.sign_in("alice").await;
    let path = "/v1/account/password";
    let bad = json!({ "current": PASSWORD, "password": "short" });
    alice
        .put(path, &bad)
        .await
        .refused_field("password", Code::TooShort);
    let new = json!({ "current": PASSWORD, "password": NEW });
    alice.put(path, &new).await.done();
    let same = json!({ "current": NEW, "password": NEW });
    alice
        .put(path, &same)
        .await
        .refused_field("password", Code::SameAsOld);
    let rules: serde_json::Value = alice.get(path).await.json();
    assert_eq!(rules["policy"]["min"], 8);
    assert_eq!(rules["person"]["extension"], "1001");
}

async fn a_quarter_of_an_hour_later_the_password_is_asked_again(world: &World) {
    let alice = world.sign_in("alice").await;
    world.set_clock(15 * 60);
    let begin = format!("{FACTORS}/totp");
    assert_eq!(alice.press(Method::POST, &begin).await.status, 200);
    world.set_clock(15 * 60 + 1);
    alice
        .press(Method::POST, &begin)
        .await
        .refused(403, Code::ConfirmPassword);
    let path = "/v1/session/confirm";
    let wrong = json!({ "password": "wrong" });
    alice
        .post(path, &wrong)
        .await
        .refused_field("password", Code::WrongCredentials);
    alice
        .post(path, &json!({ "password": PASSWORD }))
        .await
        .done();
    assert_eq!(alice.press(Method::POST, &begin).await.status, 200);
}

async fn wrong_confirmations_are_slowed(world: &World) {
    let alice = world.sign_in("alice").await;
    let path = "/v1/session/confirm";
    for _ in 0..11 {
        alice.post(path, &json!({ "password": "wrong" })).await;
    }
    let right = json!({ "password": PASSWORD });
    alice
        .post(path, &right)
        .await
        .refused(429, Code::TooManyAttempts);
    world.set_clock(60);
    alice.post(path, &right).await.done();
}

/// Adds an authenticator app to whoever is signed in.
async fn add(browser: &mut Browser, name: &str, seconds: i64) -> TotpKey {
    let key: TotpKey = browser.press(&format!("{FACTORS}/totp")).await.json();
    let first = json!({ "code": code(&key, seconds), "name": name });
    browser
        .post(&format!("{FACTORS}/totp/confirm"), &first)
        .await
        .done();
    key
}

async fn factors(browser: &mut Browser) -> SecondFactors {
    browser.get(FACTORS).await.json()
}

async fn a_second_app_is_added_made_primary_and_removed(world: &World) {
    let (mut alice, old, _) = enrol(world).await;
    world.set_clock(60);
    let new = add(&mut alice, "Tablet", 60).await;
    let listed = factors(&mut alice).await;
    let names: Vec<_> = listed
        .factors
        .iter()
        .map(|it| (it.name.as_str(), it.is_primary))
        .collect();
    assert_eq!(names, [("Phone", true), ("Tablet", false)]);
    let tablet = format!("{FACTORS}/{}", listed.factors[1].id);
    let client = alice.client();
    client
        .press(Method::PUT, &format!("{tablet}/primary"))
        .await
        .done();
    let listed = factors(&mut alice).await;
    assert_eq!(
        (
            listed.factors[0].name.as_str(),
            listed.factors[0].is_primary
        ),
        ("Tablet", true)
    );
    // Both open the door.
    for (key, now) in [(&old, 120), (&new, 180)] {
        world.set_clock(now);
        let mut browser = Browser::new(world);
        browser.sign_in("alice", PASSWORD).await;
        assert_eq!(browser.give(&code(key, now)).await.status, 200);
    }
    client.delete(&tablet).await.done();
    client.delete(&tablet).await.refused(404, Code::NotFound);
    let listed = factors(&mut alice).await;
    assert_eq!(listed.factors.len(), 1);
    assert!(listed.factors[0].is_primary);
    world.set_clock(240);
    let mut browser = Browser::new(world);
    browser.sign_in("alice", PASSWORD).await;
    browser
        .give(&code(&new, 240))
        .await
        .refused_field("code", Code::WrongCode);
    assert_eq!(browser.give(&code(&old, 240)).await.status, 200);
}

async fn of_two_factors_removed_at_the_same_moment_one_stays(world: &World) {
    let (mut alice, ..) = enrol(world).await;
    let client = alice.client();
    for time in 0..8 {
        add(&mut alice, &format!("Tablet {time}"), 0).await;
        let listed = factors(&mut alice).await;
        let paths: Vec<_> = listed
            .factors
            .iter()
            .map(|it| format!("{FACTORS}/{}", it.id))
            .collect();
        let (one, other) = tokio::join!(client.delete(&paths[0]), client.delete(&paths[1]));
        let (done, refused) = if one.status.is_success() {
            (one, other)
        } else {
            (other, one)
        };
        done.done();
        refused.refused(409, Code::LastFactor);
        assert_eq!(factors(&mut alice).await.factors.len(), 1);
    }
}

async fn the_last_factor_stays_where_one_is_required(world: &World) {
    let (mut alice, ..) = enrol(world).await;
    let listed = factors(&mut alice).await;
    assert!(listed.is_required);
    assert_eq!(listed.recovery_codes_left, 10);
    let only = format!("{FACTORS}/{}", listed.factors[0].id);
    alice
        .client()
        .delete(&only)
        .await
        .refused(409, Code::LastFactor);
    assert_eq!(factors(&mut alice).await.factors.len(), 1);
}

async fn without_a_factor_recovery_codes_are_gone(world: &World) {
    let mut alice = Browser::new(world);
    alice.sign_in("alice", PASSWORD).await;
    alice
        .press("/v1/account/recoveryCodes")
        .await
        .refused(409, Code::Conflict);
    add(&mut alice, "Phone", 0).await;
    let _: RecoveryCodes = alice.press("/v1/account/recoveryCodes").await.json();
    let listed = factors(&mut alice).await;
    assert!(!listed.is_required);
    let only = format!("{FACTORS}/{}", listed.factors[0].id);
    alice.client().delete(&only).await.done();
    let listed = factors(&mut alice).await;
    assert_eq!((listed.factors.len(), listed.recovery_codes_left), (0, 0));
    let state: SessionState = Browser::new(world).sign_in("alice", PASSWORD).await.json();
    assert!(matches!(state, SessionState::SignedIn(_)), "{state:?}");
}

async fn new_recovery_codes_cancel_the_old(world: &World) {
    let (mut alice, _, old) = enrol(world).await;
    let new: RecoveryCodes = alice.press("/v1/account/recoveryCodes").await.json();
    let mut browser = Browser::new(world);
    browser.sign_in("alice", PASSWORD).await;
    browser
        .recover(&old[0])
        .await
        .refused_field("code", Code::WrongCode);
    assert_eq!(browser.recover(&new.codes[0]).await.status, 200);
}

async fn a_changed_factor_forgets_remembered_browsers(world: &World) {
    let (mut alice, key, _) = enrol(world).await;
    world.set_clock(60);
    let mut other = Browser::new(world);
    other.sign_in("alice", PASSWORD).await;
    let remember = json!({ "kind": "totp", "code": code(&key, 60), "remember": true });
    other.post("/v1/session/secondFactor", &remember).await;
    let listed: SignedIn = alice.get(SESSIONS).await.json();
    assert_eq!(listed.remembered.len(), 1);
    add(&mut alice, "Tablet", 60).await;
    let listed: SignedIn = alice.get(SESSIONS).await.json();
    assert_eq!(listed.remembered.len(), 0);
    let state: SessionState = other.sign_in("alice", PASSWORD).await.json();
    assert!(matches!(state, SessionState::SecondFactor(_)), "{state:?}");
}

async fn sessions_are_listed_and_ended_one_by_one_or_all(world: &World) {
    let here = world.sign_in("alice").await;
    let there = world.sign_in("alice").await;
    let third = world.sign_in("alice").await;
    let listed: SignedIn = here.get(SESSIONS).await.json();
    assert_eq!(listed.sessions.len(), 3);
    let current: Vec<bool> = listed.sessions.iter().map(|it| it.is_current).collect();
    assert_eq!(current, [false, false, true]);
    assert_eq!(listed.sessions[0].address, "127.0.0.1");
    let path = format!("{SESSIONS}/{}", listed.sessions[1].id);
    here.delete(&path).await.done();
    there.get("/v1/account").await.refused(401, Code::SignedOut);
    here.delete(&path).await.refused(404, Code::NotFound);
    here.delete(SESSIONS).await.done();
    third.get("/v1/account").await.refused(401, Code::SignedOut);
    assert_eq!(here.get("/v1/account").await.status, 200);
}

async fn nobody_ends_the_session_of_another(world: &World) {
    let alice = world.sign_in("alice").await;
    let listed: SignedIn = alice.get(SESSIONS).await.json();
    let id = listed.sessions[0].id;
    for stranger in ["bob", "dana", "eve"] {
        let stranger = world.sign_in(stranger).await;
        stranger
            .delete(&format!("{SESSIONS}/{id}"))
            .await
            .refused(404, Code::NotFound);
        let browsers = format!("/v1/account/browsers/{id}");
        stranger
            .delete(&browsers)
            .await
            .refused(404, Code::NotFound);
        stranger.delete(SESSIONS).await.done();
    }
    assert_eq!(alice.get("/v1/account").await.status, 200);
}

async fn a_script_changes_no_password_and_no_factor(world: &World) {
    let script = world.script("alice").await;
    let change = json!({ "current": PASSWORD, "password": NEW });
    let answer = script.put("/v1/account/password", &change).await;
    answer.refused(403, Code::FeatureNotGranted);
    let begin = script.press(Method::POST, &format!("{FACTORS}/totp")).await;
    begin.refused(403, Code::FeatureNotGranted);
    let any = script.delete(&format!("{FACTORS}/{}", Uuid::nil())).await;
    any.refused(403, Code::FeatureNotGranted);
    let confirm = script
        .post("/v1/session/confirm", &json!({ "password": PASSWORD }))
        .await;
    confirm.refused(403, Code::FeatureNotGranted);
}

async fn a_sign_in_from_a_new_browser_is_told_by_mail(world: &World) {
    let mut own = Browser::new(world);
    own.sign_in("alice", PASSWORD).await;
    own.sign_in("alice", PASSWORD).await;
    assert_eq!(post::post(world).await.len(), 0);
    Browser::new(world).sign_in("alice", PASSWORD).await;
    let mails = post::post(world).await;
    assert_eq!(mails.len(), 1, "{mails:?}");
    assert_eq!(mails[0].subject, "Signed in from a new browser");
}
