//! Passkeys at the door: in place of name and password, and beside them.

use belroute_server::{
    entity::{passkey_question, user},
    upkeep,
};
use belroute_shared::{
    error::Code,
    passkeys::PasskeyQuestion,
    second_factors::{FactorKind, SecondFactors},
    session::{SecondFactorStep, SessionState},
};
use sea_orm::{
    ActiveModelTrait as _, EntityTrait as _, IntoActiveModel as _, PaginatorTrait as _, Set,
};
use serde_json::{Value, json};

use crate::{
    passkeys::{FACTORS, alice, give, log},
    sign_in_attempts::nearly_shut,
    world::{Answer, Browser, PASSWORD, World, after_noon, passkey::Passkey, post},
};

const ASK: &str = "/v1/session/passkey";
const ANSWER: &str = "/v1/session/passkey/confirm";
const ASK_SECOND: &str = "/v1/session/secondFactor/passkey";
const ANSWER_SECOND: &str = "/v1/session/secondFactor/passkey/confirm";

on_both! {
    a_passkey_signs_in_and_is_both_factors,
    a_session_that_the_browser_has_is_replaced_and_a_new_browser_is_told,
    a_new_password_is_asked_all_the_same,
    an_answer_works_once_and_in_time,
    a_restart_between_question_and_answer_loses_nothing,
    what_is_not_answered_is_forgotten,
    an_answer_of_another_place_or_without_proof_is_refused,
    nobody_passes_for_another,
    a_counter_that_went_back_is_refused_and_written_down,
    a_key_that_says_it_is_backed_up_now_is_refused,
    a_disabled_account_stays_shut,
    wrong_answers_make_the_account_wait,
    no_number_of_wrong_answers_shuts_the_account_for_good,
    an_address_asks_a_hundred_times,
    a_passkey_is_a_second_factor_beside_the_password,
    beside_the_password_only_his_own_counts,
    five_wrong_passkeys_end_the_sign_in,
}

fn answer(question: &PasskeyQuestion<Value>, credential: &Value) -> Value {
    json!({ "ticket": question.ticket, "credential": credential })
}

/// Somebody comes to the door with a passkey.
pub(crate) async fn come(browser: &mut Browser, passkey: &mut Passkey) -> Answer {
    let question = browser.press(ASK).await.json();
    let credential = passkey.sign(&question);
    browser.post(ANSWER, &answer(&question, &credential)).await
}

/// The same beside a password.
async fn give_second(browser: &mut Browser, passkey: &mut Passkey) -> Answer {
    let question = browser.press(ASK_SECOND).await.json();
    let credential = passkey.sign(&question);
    let body = answer(&question, &credential);
    browser.post(ANSWER_SECOND, &body).await
}

/// Alice in her browser, with a passkey and with her recovery codes kept.
async fn prepared(world: &World, mut passkey: Passkey) -> (Browser, Passkey) {
    let mut browser = alice(world).await;
    give(&mut browser, &mut passkey, "Laptop").await;
    assert_eq!(browser.press("/v1/account/recoveryCodes").await.status, 200);
    (browser, passkey)
}

async fn a_passkey_signs_in_and_is_both_factors(world: &World) {
    let (mut first, mut passkey) = prepared(world, Passkey::new().backed_up()).await;
    world.set_clock(60);
    let mut browser = Browser::new(world);
    let question: PasskeyQuestion<Value> = browser.press(ASK).await.json();
    assert_eq!(question.options["rpId"], "panel.test");
    assert_eq!(question.options["userVerification"], "required");
    assert_eq!(question.options["allowCredentials"], json!([]));
    let credential = passkey.sign(&question);
    let state: SessionState = browser
        .post(ANSWER, &answer(&question, &credential))
        .await
        .json();
    let SessionState::SignedIn(me) = state else {
        panic!("{state:?}")
    };
    assert_eq!(me.email, "alice@alpha.test");
    assert_eq!(browser.get("/v1/calls").await.status, 200);
    let listed: SecondFactors = first.get(FACTORS).await.json();
    assert_eq!(listed.factors[0].last_used_at, Some(after_noon(60)));
    let log = log(world, "alice").await;
    assert_eq!(log.iter().filter(|it| *it == "signedIn").count(), 2);
}

async fn a_session_that_the_browser_has_is_replaced_and_a_new_browser_is_told(world: &World) {
    let (mut browser, mut passkey) = prepared(world, Passkey::new()).await;
    let before = browser.client();
    assert_eq!(come(&mut browser, &mut passkey).await.status, 200);
    assert_ne!(browser.client().cookie(), before.cookie());
    before
        .get("/v1/account")
        .await
        .refused(401, Code::SignedOut);
    let told = |mails: Vec<post::Mail>| {
        let subject = "Signed in from a new browser";
        mails.iter().filter(|mail| mail.subject == subject).count()
    };
    assert_eq!(told(post::post(world).await), 0);
    come(&mut Browser::new(world), &mut passkey).await;
    assert_eq!(told(post::post(world).await), 1);
}

async fn a_new_password_is_asked_all_the_same(world: &World) {
    let (_, mut passkey) = prepared(world, Passkey::new()).await;
    change(world, |alice| alice.must_change_password = Set(true)).await;
    let mut browser = Browser::new(world);
    let state: SessionState = come(&mut browser, &mut passkey).await.json();
    assert!(matches!(state, SessionState::NewPassword(_)), "{state:?}");
    let shut = browser.get("/v1/account").await;
    shut.refused(401, Code::SignedOut);
    let new = json!({ "password": "Wb7!kqztx" });
    let state: SessionState = browser.post("/v1/session/password", &new).await.json();
    assert!(matches!(state, SessionState::SignedIn(_)), "{state:?}");
}

async fn an_answer_works_once_and_in_time(world: &World) {
    let (_, mut passkey) = prepared(world, Passkey::new()).await;
    let late = Code::PasskeyTooLate;
    let mut browser = Browser::new(world);
    let question: PasskeyQuestion<Value> = browser.press(ASK).await.json();
    let right = answer(&question, &passkey.sign(&question));
    assert_eq!(browser.post(ANSWER, &right).await.status, 200);
    let mut thief = Browser::new(world);
    thief.post(ANSWER, &right).await.refused(410, late);
    // Under the ticket of another question the same answer is none.
    let other: PasskeyQuestion<Value> = thief.press(ASK).await.json();
    let stolen = json!({ "ticket": other.ticket, "credential": right["credential"] });
    let refused = thief.post(ANSWER, &stolen).await;
    refused.refused(401, Code::PasskeyRefused);
    // A wrong answer uses the question up, too.
    let mended = answer(&other, &passkey.sign(&other));
    thief.post(ANSWER, &mended).await.refused(410, late);
    let question: PasskeyQuestion<Value> = thief.press(ASK).await.json();
    let slow = answer(&question, &passkey.sign(&question));
    world.set_clock(5 * 60);
    thief.post(ANSWER, &slow).await.refused(410, late);
}

async fn a_restart_between_question_and_answer_loses_nothing(world: &World) {
    let (_, mut passkey) = prepared(world, Passkey::new()).await;
    let mut browser = Browser::new(world);
    let question: PasskeyQuestion<Value> = browser.press(ASK).await.json();
    let right = answer(&question, &passkey.sign(&question));
    let mut browser = browser.at(&world.restarted(|_| ()));
    assert_eq!(browser.post(ANSWER, &right).await.status, 200);
}

async fn what_is_not_answered_is_forgotten(world: &World) {
    let count = async || {
        let found = passkey_question::Entity::find();
        found.count(&world.db().read).await.unwrap()
    };
    Browser::new(world).press(ASK).await;
    upkeep::forget(&world.state, world.state.clock.now_ms())
        .await
        .unwrap();
    assert_eq!(count().await, 1);
    world.set_clock(5 * 60);
    upkeep::forget(&world.state, world.state.clock.now_ms())
        .await
        .unwrap();
    assert_eq!(count().await, 0);
}

async fn an_answer_of_another_place_or_without_proof_is_refused(world: &World) {
    let (_, passkey) = prepared(world, Passkey::new()).await;
    let mut elsewhere = passkey.clone();
    elsewhere.origin = "http://panel.test.evil.test";
    let mut forged = Passkey::new();
    (forged.id, forged.user) = (passkey.id.clone(), passkey.user.clone());
    for mut wrong in [elsewhere, forged, passkey.clone().unverified()] {
        let mut browser = Browser::new(world);
        let refused = come(&mut browser, &mut wrong).await;
        refused.refused(401, Code::PasskeyRefused);
        assert_eq!(browser.state().await, SessionState::Anonymous);
    }
    let failed = log(world, "alice").await;
    assert_eq!(failed.iter().filter(|it| *it == "signInFailed").count(), 3);
    let mut browser = Browser::new(world);
    let question: PasskeyQuestion<Value> = browser.press(ASK).await.json();
    let nonsense = answer(&question, &json!({ "id": 1 }));
    let refused = browser.post(ANSWER, &nonsense).await;
    refused.refused_field("credential", Code::Malformed);
}

async fn nobody_passes_for_another(world: &World) {
    let (_, mut hers) = prepared(world, Passkey::new()).await;
    let mut bob = Browser::new(world);
    bob.sign_in("bob", PASSWORD).await;
    let mut his = Passkey::new();
    give(&mut bob, &mut his, "Phone").await;
    let mut unknown = Passkey::new();
    unknown.user.clone_from(&hers.user);
    let mut nameless = hers.clone();
    nameless.user = None;
    his.user.clone_from(&hers.user);
    for mut wrong in [unknown, nameless, his] {
        let refused = come(&mut Browser::new(world), &mut wrong).await;
        refused.refused(401, Code::PasskeyRefused);
    }
    // A question for a new passkey is none for coming in.
    let question: PasskeyQuestion<Value> =
        bob.press("/v1/account/secondFactors/passkey").await.json();
    let body = answer(&question, &hers.sign(&question));
    let refused = Browser::new(world).post(ANSWER, &body).await;
    refused.refused(410, Code::PasskeyTooLate);
}

async fn a_counter_that_went_back_is_refused_and_written_down(world: &World) {
    let mut counting = Passkey::new();
    counting.counter = 7;
    let (_, mut passkey) = prepared(world, counting).await;
    let copy = passkey.clone();
    for _ in 0..2 {
        let right = come(&mut Browser::new(world), &mut passkey).await;
        assert_eq!(right.status, 200, "{right:?}");
    }
    let mut silent = copy.clone();
    silent.counter = 0;
    for mut copy in [copy, silent] {
        let refused = come(&mut Browser::new(world), &mut copy).await;
        refused.refused(401, Code::PasskeyRefused);
    }
    let log = log(world, "alice").await;
    let copied = log.iter().filter(|it| *it == "passkeyMayBeCopied");
    assert_eq!(copied.count(), 2, "{log:?}");
    assert_eq!(
        come(&mut Browser::new(world), &mut passkey).await.status,
        200
    );
}

async fn a_key_that_says_it_is_backed_up_now_is_refused(world: &World) {
    let (_, passkey) = prepared(world, Passkey::new()).await;
    let refused = come(&mut Browser::new(world), &mut passkey.backed_up()).await;
    refused.refused(401, Code::PasskeyRefused);
}

/// Changes the row of Alice.
async fn change(world: &World, change: impl Fn(&mut user::ActiveModel)) {
    let row = user::Entity::find_by_id(world.user("alice").id)
        .one(&world.db().read)
        .await
        .unwrap();
    let mut row = row.unwrap().into_active_model();
    change(&mut row);
    world
        .write(async |db| row.update(db).await.map(drop))
        .await
        .unwrap();
}

async fn a_disabled_account_stays_shut(world: &World) {
    let (_, mut passkey) = prepared(world, Passkey::new()).await;
    change(world, |alice| alice.disabled_at_ms = Set(Some(1))).await;
    let refused = come(&mut Browser::new(world), &mut passkey).await;
    refused.refused(401, Code::PasskeyRefused);
    change(world, |alice| alice.disabled_at_ms = Set(None)).await;
    assert_eq!(
        come(&mut Browser::new(world), &mut passkey).await.status,
        200
    );
}

async fn wrong_answers_make_the_account_wait(world: &World) {
    let (_, mut passkey) = prepared(world, Passkey::new()).await;
    for _ in 0..6 {
        let refused = come(&mut Browser::new(world), &mut passkey.clone().unverified()).await;
        refused.refused(401, Code::PasskeyRefused);
    }
    let waiting = come(&mut Browser::new(world), &mut passkey).await;
    waiting.refused(429, Code::TooManyAttempts);
    // The password has a wait of its own.
    let with_password = Browser::new(world).sign_in("alice", PASSWORD).await;
    assert_eq!(with_password.status, 200);
    world.set_clock(30);
    assert_eq!(
        come(&mut Browser::new(world), &mut passkey).await.status,
        200
    );
    // Being in forgets them.
    let refused = come(&mut Browser::new(world), &mut passkey.clone().unverified()).await;
    refused.refused(401, Code::PasskeyRefused);
    assert_eq!(
        come(&mut Browser::new(world), &mut passkey).await.status,
        200
    );
}

async fn no_number_of_wrong_answers_shuts_the_account_for_good(world: &World) {
    let (_, mut passkey) = prepared(world, Passkey::new()).await;
    let mut unverified = passkey.clone().unverified();
    let refused = come(&mut Browser::new(world), &mut unverified).await;
    refused.refused(401, Code::PasskeyRefused);
    nearly_shut(world).await;
    let refused = come(&mut Browser::new(world), &mut unverified).await;
    refused.refused(401, Code::PasskeyRefused);
    let waiting = come(&mut Browser::new(world), &mut passkey).await;
    waiting.refused(429, Code::TooManyAttempts);
    world.set_clock(3600);
    let answer = come(&mut Browser::new(world), &mut passkey).await;
    assert_eq!(answer.status, 200);
}

async fn an_address_asks_a_hundred_times(world: &World) {
    let mut browser = Browser::new(world);
    for _ in 0..100 {
        assert_eq!(browser.press(ASK).await.status, 200);
    }
    let refused = browser.press(ASK).await;
    refused.refused(429, Code::TooManyAttempts);
}

async fn a_passkey_is_a_second_factor_beside_the_password(world: &World) {
    let (_, mut passkey) = prepared(world, Passkey::new()).await;
    let mut browser = Browser::new(world);
    let state: SessionState = browser.sign_in("alice", PASSWORD).await.json();
    let expected = SecondFactorStep {
        methods: vec![FactorKind::Passkey, FactorKind::RecoveryCode],
        can_remember: true,
    };
    assert_eq!(state, SessionState::SecondFactor(expected));
    let question: PasskeyQuestion<Value> = browser.press(ASK_SECOND).await.json();
    assert_eq!(
        question.options["allowCredentials"]
            .as_array()
            .unwrap()
            .len(),
        1
    );
    // Asked for by its name, it need not say whose it is.
    passkey.user = None;
    let mut body = answer(&question, &passkey.sign(&question));
    body["remember"] = json!(true);
    let state: SessionState = browser.post(ANSWER_SECOND, &body).await.json();
    assert!(matches!(state, SessionState::SignedIn(_)), "{state:?}");
    let state: SessionState = browser.sign_in("alice", PASSWORD).await.json();
    assert!(matches!(state, SessionState::SignedIn(_)), "remembered");
}

async fn beside_the_password_only_his_own_counts(world: &World) {
    let (_, hers) = prepared(world, Passkey::new()).await;
    let mut bob = Browser::new(world);
    bob.sign_in("bob", PASSWORD).await;
    let mut his = Passkey::new();
    give(&mut bob, &mut his, "Phone").await;
    let mut browser = Browser::new(world);
    browser
        .press(ASK_SECOND)
        .await
        .refused(401, Code::SignedOut);
    browser.sign_in("alice", PASSWORD).await;
    let mut nameless = his.clone();
    nameless.user = None;
    for mut wrong in [his, nameless, Passkey::new()] {
        let refused = give_second(&mut browser, &mut wrong).await;
        refused.refused_field("credential", Code::PasskeyRefused);
    }
    // The question of another sign-in.
    let mut other = Browser::new(world);
    other.sign_in("alice", PASSWORD).await;
    let question: PasskeyQuestion<Value> = other.press(ASK_SECOND).await.json();
    let body = answer(&question, &hers.clone().sign(&question));
    let refused = browser.post(ANSWER_SECOND, &body).await;
    refused.refused(410, Code::PasskeyTooLate);
    assert_eq!(other.post(ANSWER_SECOND, &body).await.status, 200);
}

async fn five_wrong_passkeys_end_the_sign_in(world: &World) {
    let (_, passkey) = prepared(world, Passkey::new()).await;
    let mut browser = Browser::new(world);
    browser.sign_in("alice", PASSWORD).await;
    for _ in 0..4 {
        let refused = give_second(&mut browser, &mut passkey.clone().unverified()).await;
        refused.refused_field("credential", Code::PasskeyRefused);
    }
    let last = give_second(&mut browser, &mut passkey.clone().unverified()).await;
    last.refused(401, Code::StartOver);
    assert_eq!(browser.state().await, SessionState::Anonymous);
}
