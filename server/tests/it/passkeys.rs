//! Passkeys in the account: making them, naming them, taking them away.

use axum::http::Method;
use belroute_server::entity::audit;
use belroute_shared::{
    error::Code,
    passkeys::PasskeyQuestion,
    second_factors::{FactorKind, RecoveryCodes, SecondFactors},
    session::SessionState,
};
use sea_orm::{EntityTrait as _, QueryFilter as _};
use serde_json::{Value, json};

use crate::{
    sign_in::enrol,
    world::{Browser, PASSWORD, World, passkey::Passkey, post},
};

pub(crate) const FACTORS: &str = "/v1/account/secondFactors";
pub(crate) const NEW: &str = "/v1/account/secondFactors/passkey";
pub(crate) const MADE: &str = "/v1/account/secondFactors/passkey/confirm";

on_both! {
    a_passkey_is_made_named_listed_and_told_by_mail,
    the_first_factor_brings_recovery_codes,
    a_name_has_from_1_to_64_characters,
    only_what_answers_the_question_becomes_a_passkey,
    a_question_is_answered_once_in_time_and_by_who_asked,
    one_passkey_is_not_of_two_accounts,
    there_are_ten_factors_and_no_more,
    taking_one_away_needs_the_password_of_now,
    the_last_factor_stays_where_one_is_required,
    a_new_passkey_forgets_remembered_browsers,
    a_script_and_a_stranger_make_none,
    there_are_none_for_a_server_whose_address_is_a_number,
}

pub(crate) async fn alice(world: &World) -> Browser {
    let mut browser = Browser::new(world);
    assert_eq!(browser.sign_in("alice", PASSWORD).await.status, 200);
    browser
}

pub(crate) fn made(question: &PasskeyQuestion<Value>, credential: &Value, name: &str) -> Value {
    json!({ "ticket": question.ticket, "credential": credential, "name": name })
}

/// Gives a passkey to whoever is signed in.
pub(crate) async fn give(browser: &mut Browser, passkey: &mut Passkey, name: &str) {
    let question = browser.press(NEW).await.json();
    let credential = passkey.make(&question);
    let body = made(&question, &credential, name);
    browser.post(MADE, &body).await.done();
}

/// What he has done, as the log says.
pub(crate) async fn log(world: &World, name: &str) -> Vec<String> {
    audit::Entity::find()
        .filter(audit::COLUMN.user_id.eq(world.user(name).id))
        .all(&world.db().read)
        .await
        .unwrap()
        .into_iter()
        .map(|line| line.action)
        .collect()
}

async fn factors(browser: &mut Browser) -> SecondFactors {
    browser.get(FACTORS).await.json()
}

async fn a_passkey_is_made_named_listed_and_told_by_mail(world: &World) {
    let mut alice = alice(world).await;
    let question: PasskeyQuestion<Value> = alice.press(NEW).await.json();
    let options = &question.options;
    assert_eq!(
        options["rp"],
        json!({ "id": "panel.test", "name": "Belroute" })
    );
    assert_eq!(options["user"]["name"], "alice@alpha.test");
    assert_eq!(options["user"]["displayName"], "Alice Müller");
    let selection = &options["authenticatorSelection"];
    assert_eq!(selection["residentKey"], "required");
    assert_eq!(selection["userVerification"], "required");
    let credential = Passkey::new().make(&question);
    let body = made(&question, &credential, "  Laptop ");
    alice.post(MADE, &body).await.done();
    let listed = factors(&mut alice).await;
    assert_eq!(listed.factors.len(), 1);
    let factor = &listed.factors[0];
    assert_eq!(
        (factor.kind, factor.name.as_str(), factor.is_primary),
        (FactorKind::Passkey, "Laptop", true)
    );
    // One that is there already is not made a second time.
    let again: PasskeyQuestion<Value> = alice.press(NEW).await.json();
    assert_eq!(
        again.options["excludeCredentials"][0]["id"],
        credential["id"]
    );
    let mails = post::post(world).await;
    assert!(mails[0].text.contains("A passkey was added."), "{mails:?}");
    assert!(log(world, "alice").await.contains(&"factorAdded".into()));
}

async fn the_first_factor_brings_recovery_codes(world: &World) {
    let mut alice = alice(world).await;
    let mut passkey = Passkey::new();
    give(&mut alice, &mut passkey, "Laptop").await;
    let mut other = Browser::new(world);
    let state = crate::passkeys_sign_in::come(&mut other, &mut passkey).await;
    assert_eq!(
        state.json::<SessionState>(),
        SessionState::RecoveryCodes,
        "nobody has only a passkey"
    );
    let codes: RecoveryCodes = other.press("/v1/session/recoveryCodes").await.json();
    let state = other.press("/v1/session/recoveryCodes/stored").await;
    assert!(matches!(state.json(), SessionState::SignedIn(_)));
    let mut without = Browser::new(world);
    without.sign_in("alice", PASSWORD).await;
    assert_eq!(without.recover(&codes.codes[0]).await.status, 200);
}

async fn a_name_has_from_1_to_64_characters(world: &World) {
    let mut alice = alice(world).await;
    let question: PasskeyQuestion<Value> = alice.press(NEW).await.json();
    let credential = Passkey::new().make(&question);
    for (name, code) in [(" ", Code::Required), (&*"x".repeat(65), Code::TooLong)] {
        let body = made(&question, &credential, name);
        alice.post(MADE, &body).await.refused_field("name", code);
    }
    // The question still stands: whoever mends the name does not make a second passkey.
    let body = made(&question, &credential, &"x".repeat(64));
    alice.post(MADE, &body).await.done();
}

async fn only_what_answers_the_question_becomes_a_passkey(world: &World) {
    let mut alice = alice(world).await;
    let mut elsewhere = Passkey::new();
    elsewhere.origin = "http://panel.test.evil.test";
    let mut other_port = Passkey::new();
    other_port.origin = "http://panel.test:8080";
    for mut wrong in [elsewhere, other_port, Passkey::new().unverified()] {
        let question = alice.press(NEW).await.json();
        let credential = wrong.make(&question);
        let answer = alice
            .post(MADE, &made(&question, &credential, "Laptop"))
            .await;
        answer.refused_field("credential", Code::PasskeyRefused);
    }
    let asked: PasskeyQuestion<Value> = alice.press(NEW).await.json();
    let other: PasskeyQuestion<Value> = alice.press(NEW).await.json();
    let credential = Passkey::new().make(&other);
    for credential in [credential, json!({ "nonsense": true }), json!("nonsense")] {
        let body = made(&asked, &credential, "Laptop");
        let answer = alice.post(MADE, &body).await;
        assert!(answer.status == 400 || answer.status == 410, "{answer:?}");
    }
    assert_eq!(factors(&mut alice).await.factors.len(), 0);
}

async fn a_question_is_answered_once_in_time_and_by_who_asked(world: &World) {
    let mut alice = alice(world).await;
    let question: PasskeyQuestion<Value> = alice.press(NEW).await.json();
    let body = made(&question, &Passkey::new().make(&question), "Laptop");
    let late = Code::PasskeyTooLate;
    let mut bob = Browser::new(world);
    bob.sign_in("bob", PASSWORD).await;
    bob.post(MADE, &body).await.refused(410, late);
    let mut other_window = Browser::new(world);
    other_window.sign_in("alice", PASSWORD).await;
    other_window.post(MADE, &body).await.refused(410, late);
    alice.post(MADE, &body).await.done();
    alice.post(MADE, &body).await.refused(410, late);
    let question: PasskeyQuestion<Value> = alice.press(NEW).await.json();
    let body = made(&question, &Passkey::new().make(&question), "Tablet");
    world.set_clock(5 * 60);
    alice.post(MADE, &body).await.refused(410, late);
    let invented = json!({ "ticket": "", "credential": {}, "name": "Tablet" });
    alice.post(MADE, &invented).await.refused(410, late);
    assert_eq!(factors(&mut alice).await.factors.len(), 1);
}

async fn one_passkey_is_not_of_two_accounts(world: &World) {
    let mut alice = alice(world).await;
    let mut passkey = Passkey::new();
    give(&mut alice, &mut passkey, "Laptop").await;
    let mut bob = Browser::new(world);
    bob.sign_in("bob", PASSWORD).await;
    for browser in [&mut bob, &mut alice] {
        let question = browser.press(NEW).await.json();
        let credential = passkey.clone().make(&question);
        let answer = browser
            .post(MADE, &made(&question, &credential, "Mine"))
            .await;
        answer.refused_field("credential", Code::PasskeyRefused);
    }
}

async fn there_are_ten_factors_and_no_more(world: &World) {
    let mut alice = alice(world).await;
    let early: PasskeyQuestion<Value> = alice.press(NEW).await.json();
    for number in 1..=10 {
        give(&mut alice, &mut Passkey::new(), &format!("Key {number}")).await;
    }
    alice.press(NEW).await.refused(409, Code::TooLong);
    let body = made(&early, &Passkey::new().make(&early), "Key 11");
    alice.post(MADE, &body).await.refused(409, Code::TooLong);
    let app = alice.press(&format!("{FACTORS}/totp")).await;
    app.refused(409, Code::TooLong);
    assert_eq!(factors(&mut alice).await.factors.len(), 10);
}

async fn taking_one_away_needs_the_password_of_now(world: &World) {
    let mut alice = alice(world).await;
    let mut passkey = Passkey::new();
    give(&mut alice, &mut passkey, "Laptop").await;
    let id = factors(&mut alice).await.factors[0].id;
    let path = format!("{FACTORS}/{id}");
    world.set_clock(15 * 60 + 1);
    let client = alice.client();
    client
        .delete(&path)
        .await
        .refused(403, Code::ConfirmPassword);
    alice.press(NEW).await.refused(403, Code::ConfirmPassword);
    let password = json!({ "password": PASSWORD });
    alice.post("/v1/session/confirm", &password).await.done();
    client.delete(&path).await.done();
    let listed = factors(&mut alice).await;
    assert_eq!((listed.factors.len(), listed.recovery_codes_left), (0, 0));
    let gone = crate::passkeys_sign_in::come(&mut Browser::new(world), &mut passkey).await;
    gone.refused(401, Code::PasskeyRefused);
    let log = log(world, "alice").await;
    assert!(log.contains(&"factorRemoved".into()), "{log:?}");
}

async fn the_last_factor_stays_where_one_is_required(world: &World) {
    let (mut alice, ..) = enrol(world).await;
    give(&mut alice, &mut Passkey::new(), "Laptop").await;
    let listed = factors(&mut alice).await;
    let kinds: Vec<_> = listed.factors.iter().map(|it| it.kind).collect();
    assert_eq!(kinds, [FactorKind::Totp, FactorKind::Passkey]);
    let path = |at: usize| format!("{FACTORS}/{}", listed.factors[at].id);
    let client = alice.client();
    client.delete(&path(0)).await.done();
    let left = client.delete(&path(1)).await;
    left.refused(409, Code::LastFactor);
    let listed = factors(&mut alice).await;
    assert!(listed.factors[0].is_primary);
    // The codes of the first factor stay those of the account.
    assert_eq!(listed.recovery_codes_left, 10);
}

async fn a_new_passkey_forgets_remembered_browsers(world: &World) {
    let (mut alice, _, codes) = enrol(world).await;
    let mut other = Browser::new(world);
    other.sign_in("alice", PASSWORD).await;
    let remember = json!({ "kind": "recoveryCode", "code": codes[0], "remember": true });
    other.post("/v1/session/secondFactor", &remember).await;
    give(&mut alice, &mut Passkey::new(), "Laptop").await;
    let state: SessionState = other.sign_in("alice", PASSWORD).await.json();
    assert!(matches!(state, SessionState::SecondFactor(_)), "{state:?}");
}

async fn a_script_and_a_stranger_make_none(world: &World) {
    let script = world.script("alice").await;
    let begin = script.press(Method::POST, NEW).await;
    begin.refused(403, Code::FeatureNotGranted);
    let mut alice = alice(world).await;
    give(&mut alice, &mut Passkey::new(), "Laptop").await;
    let path = format!("{FACTORS}/{}", factors(&mut alice).await.factors[0].id);
    for stranger in ["bob", "dana", "eve"] {
        let stranger = world.sign_in(stranger).await;
        stranger.delete(&path).await.refused(404, Code::NotFound);
    }
}

async fn there_are_none_for_a_server_whose_address_is_a_number(world: &World) {
    let world = world.restarted(|config| config.public_url = "http://192.0.2.1".into());
    let mut browser = alice(&world).await;
    let none = Code::PasskeysImpossible;
    browser.press(NEW).await.refused(409, none);
    let mut visitor = Browser::new(&world);
    visitor
        .press("/v1/session/passkey")
        .await
        .refused(409, none);
}
