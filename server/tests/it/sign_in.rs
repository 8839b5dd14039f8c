//! The way in, step by step.

use belroute_server::entity::organisation;
use belroute_shared::{
    error::Code,
    second_factors::{FactorKind, RecoveryCodes, TotpKey},
    session::{SecondFactorStep, SessionState},
};
use sea_orm::{ActiveModelTrait as _, EntityTrait as _, IntoActiveModel as _, Set};
use serde_json::json;

use crate::world::{Browser, PASSWORD, World, after_noon};

const FACTOR: &str = "/v1/session/secondFactor";
/// A password that keeps all rules.
pub(crate) const NEW: &str = "Wb7!kqztx";

on_both! {
    a_required_factor_is_set_up_before_anything_else_opens,
    a_code_is_asked_at_the_next_sign_in_and_works_once,
    codes_of_the_step_before_and_behind_are_taken_and_older_ones_are_not,
    a_recovery_code_works_once,
    a_remembered_browser_is_not_asked_for_a_day,
    an_organisation_may_forbid_remembering,
    a_step_whose_turn_it_is_not_is_refused,
    ten_minutes_end_what_was_begun,
    a_restart_between_any_two_steps_loses_nothing,
    nobody_takes_over_the_sign_in_of_another,
}

/// Alice's organisation requires a second factor from now on.
pub(crate) async fn require(world: &World, change: impl Fn(&mut organisation::ActiveModel)) {
    let row = organisation::Entity::find_by_id(world.seed.alpha)
        .one(&world.db().read)
        .await
        .unwrap();
    let mut row = row.unwrap().into_active_model();
    row.requires_second_factor = Set(true);
    change(&mut row);
    world
        .write(async |db| row.update(db).await.map(drop))
        .await
        .unwrap();
}

/// Alice has a temporary password, with so many seconds left.
pub(crate) async fn give_temporary(world: &World, seconds: i64) {
    let mut row = world.user("alice").clone().into_active_model();
    row.must_change_password = Set(true);
    row.temporary_until_ms = Set(Some(after_noon(seconds).as_millisecond()));
    world
        .write(async |db| row.update(db).await.map(drop))
        .await
        .unwrap();
}

/// The code that an app with this key shows so many seconds after noon.
pub(crate) fn code(key: &TotpKey, seconds: i64) -> String {
    let bare = key.key.replace(' ', "");
    let secret = totp_rs::Secret::try_from_base32(&bare).unwrap();
    let app = totp_rs::Builder::new()
        .with_secret(secret)
        .with_account_name("a")
        .build()
        .unwrap();
    let at = u64::try_from(after_noon(seconds).as_second()).unwrap();
    app.generate(at).to_string()
}

/// Alice goes the whole way: the key of her app and her recovery codes.
pub(crate) async fn enrol(world: &World) -> (Browser, TotpKey, Vec<String>) {
    require(world, |_| ()).await;
    let mut browser = Browser::new(world);
    let state: SessionState = browser.sign_in("alice", PASSWORD).await.json();
    assert_eq!(state, SessionState::Enrolment);
    let key: TotpKey = browser.press("/v1/session/totp").await.json();
    let first = json!({ "code": code(&key, 0), "name": "Phone" });
    let state: SessionState = browser
        .post("/v1/session/totp/confirm", &first)
        .await
        .json();
    assert_eq!(state, SessionState::RecoveryCodes);
    let codes: RecoveryCodes = browser.press("/v1/session/recoveryCodes").await.json();
    let state: SessionState = browser
        .press("/v1/session/recoveryCodes/stored")
        .await
        .json();
    assert!(matches!(state, SessionState::SignedIn(_)), "{state:?}");
    (browser, key, codes.codes)
}

pub(crate) async fn assert_in(browser: &mut Browser) {
    assert_eq!(browser.get("/v1/account").await.status, 200);
}

pub(crate) async fn assert_shut(browser: &mut Browser) {
    for path in ["/v1/account", "/v1/calls", "/v1/phonebook", "/v1/events"] {
        browser.get(path).await.refused(401, Code::SignedOut);
    }
}

async fn a_required_factor_is_set_up_before_anything_else_opens(world: &World) {
    require(world, |_| ()).await;
    let mut browser = Browser::new(world);
    browser.sign_in("alice", PASSWORD).await;
    assert_shut(&mut browser).await;
    let key: TotpKey = browser.press("/v1/session/totp").await.json();
    assert!(
        key.link
            .starts_with("otpauth://totp/Belroute%20Alpha:alice%40alpha.test?"),
        "{key:?}"
    );
    assert_eq!(key.key.split(' ').map(str::len).max(), Some(4));
    assert!(key.qr_svg.starts_with("<svg"));
    let confirm = "/v1/session/totp/confirm";
    let wrong = json!({ "code": code(&key, 3600) });
    browser
        .post(confirm, &wrong)
        .await
        .refused_field("code", Code::WrongCode);
    let nonsense = json!({ "code": "12a" });
    browser
        .post(confirm, &nonsense)
        .await
        .refused_field("code", Code::NotACode);
    assert_shut(&mut browser).await;
    let right = json!({ "code": code(&key, 0) });
    browser.post(confirm, &right).await;
    assert_shut(&mut browser).await;
    let codes: RecoveryCodes = browser.press("/v1/session/recoveryCodes").await.json();
    assert_eq!(codes.codes.len(), 10);
    assert!(codes.codes.iter().all(|code| code.len() == 27), "{codes:?}");
    assert_shut(&mut browser).await;
    browser.press("/v1/session/recoveryCodes/stored").await;
    assert_in(&mut browser).await;
}

async fn a_code_is_asked_at_the_next_sign_in_and_works_once(world: &World) {
    let (_, key, _) = enrol(world).await;
    let mut browser = Browser::new(world);
    let state: SessionState = browser.sign_in("alice", PASSWORD).await.json();
    let expected = SecondFactorStep {
        methods: vec![FactorKind::Totp, FactorKind::RecoveryCode],
        can_remember: true,
    };
    assert_eq!(state, SessionState::SecondFactor(expected));
    assert_shut(&mut browser).await;
    // The code that set the app up is spent.
    browser
        .give(&code(&key, 0))
        .await
        .refused_field("code", Code::WrongCode);
    world.set_clock(30);
    let now = code(&key, 30);
    assert_eq!(
        browser
            .give(&format!("{} {}", &now[..3], &now[3..]))
            .await
            .status,
        200
    );
    assert_in(&mut browser).await;
    let mut thief = Browser::new(world);
    thief.sign_in("alice", PASSWORD).await;
    thief
        .give(&now)
        .await
        .refused_field("code", Code::WrongCode);
}

async fn codes_of_the_step_before_and_behind_are_taken_and_older_ones_are_not(world: &World) {
    let (_, key, _) = enrol(world).await;
    for (now, of, is_taken) in [
        (600, 540, false),
        (600, 570, true),
        (720, 750, true),
        (900, 960, false),
    ] {
        world.set_clock(now);
        let mut browser = Browser::new(world);
        browser.sign_in("alice", PASSWORD).await;
        let answer = browser.give(&code(&key, of)).await;
        assert_eq!(answer.status == 200, is_taken, "{of} at {now}: {answer:?}");
    }
}

async fn a_recovery_code_works_once(world: &World) {
    let (_, _, codes) = enrol(world).await;
    let mut browser = Browser::new(world);
    browser.sign_in("alice", PASSWORD).await;
    assert_eq!(browser.recover(&codes[3].to_lowercase()).await.status, 200);
    assert_in(&mut browser).await;
    let left: serde_json::Value = browser.get("/v1/account/secondFactors").await.json();
    assert_eq!(left["recoveryCodesLeft"], 9);
    let mut again = Browser::new(world);
    again.sign_in("alice", PASSWORD).await;
    again
        .recover(&codes[3])
        .await
        .refused_field("code", Code::WrongCode);
    assert_eq!(again.recover(&codes[4]).await.status, 200);
}

async fn a_remembered_browser_is_not_asked_for_a_day(world: &World) {
    let (_, key, _) = enrol(world).await;
    world.set_clock(60);
    let mut browser = Browser::new(world);
    browser.sign_in("alice", PASSWORD).await;
    let remember = json!({ "kind": "totp", "code": code(&key, 60), "remember": true });
    assert_eq!(browser.post(FACTOR, &remember).await.status, 200);
    let state: SessionState = browser.sign_in("alice", PASSWORD).await.json();
    assert!(matches!(state, SessionState::SignedIn(_)), "{state:?}");
    let other: SessionState = Browser::new(world).sign_in("alice", PASSWORD).await.json();
    assert!(matches!(other, SessionState::SecondFactor(_)), "{other:?}");
    world.set_clock(60 + 24 * 3600);
    let state: SessionState = browser.sign_in("alice", PASSWORD).await.json();
    assert!(matches!(state, SessionState::SecondFactor(_)), "{state:?}");
}

async fn an_organisation_may_forbid_remembering(world: &World) {
    let (_, key, _) = enrol(world).await;
    require(world, |row| row.can_remember_browser = Set(false)).await;
    world.set_clock(60);
    let mut browser = Browser::new(world);
    let state: SessionState = browser.sign_in("alice", PASSWORD).await.json();
    let SessionState::SecondFactor(step) = state else {
        panic!("{state:?}");
    };
    assert!(!step.can_remember);
    let remember = json!({ "kind": "totp", "code": code(&key, 60), "remember": true });
    assert_eq!(browser.post(FACTOR, &remember).await.status, 200);
    let state: SessionState = browser.sign_in("alice", PASSWORD).await.json();
    assert!(matches!(state, SessionState::SecondFactor(_)), "{state:?}");
}

async fn a_step_whose_turn_it_is_not_is_refused(world: &World) {
    require(world, |_| ()).await;
    let mut browser = Browser::new(world);
    browser.sign_in("alice", PASSWORD).await;
    browser.give("123456").await.refused(401, Code::SignedOut);
    browser
        .press("/v1/session/recoveryCodes")
        .await
        .refused(401, Code::SignedOut);
    let stored: SessionState = browser
        .press("/v1/session/recoveryCodes/stored")
        .await
        .json();
    assert_eq!(stored, SessionState::Enrolment);
    let confirm = json!({ "code": "123456" });
    let none = browser.post("/v1/session/totp/confirm", &confirm).await;
    none.refused(409, Code::Stale);
    assert_shut(&mut browser).await;
    browser.client().delete("/v1/session").await.done();
    assert_eq!(browser.state().await, SessionState::Anonymous);
}

async fn ten_minutes_end_what_was_begun(world: &World) {
    require(world, |_| ()).await;
    let mut browser = Browser::new(world);
    browser.sign_in("alice", PASSWORD).await;
    world.set_clock(599);
    assert_eq!(browser.state().await, SessionState::Enrolment);
    world.set_clock(600);
    assert_eq!(browser.state().await, SessionState::Anonymous);
    browser
        .press("/v1/session/totp")
        .await
        .refused(401, Code::SignedOut);
}

async fn a_restart_between_any_two_steps_loses_nothing(world: &World) {
    require(world, |_| ()).await;
    give_temporary(world, 3600).await;
    let mut browser = Browser::new(world);
    browser.sign_in("alice", PASSWORD).await;
    let mut browser = browser.at(&world.restarted(|_| ()));
    browser
        .post("/v1/session/password", &json!({ "password": NEW }))
        .await;
    let mut browser = browser.at(&world.restarted(|_| ()));
    let key: TotpKey = browser.press("/v1/session/totp").await.json();
    let mut browser = browser.at(&world.restarted(|_| ()));
    let first = json!({ "code": code(&key, 0) });
    browser.post("/v1/session/totp/confirm", &first).await;
    let mut browser = browser.at(&world.restarted(|_| ()));
    assert_eq!(browser.state().await, SessionState::RecoveryCodes);
    // The answer with the codes was lost: asking again gives others that work.
    browser.press("/v1/session/recoveryCodes").await;
    let codes: RecoveryCodes = browser.press("/v1/session/recoveryCodes").await.json();
    browser.press("/v1/session/recoveryCodes/stored").await;
    assert_in(&mut browser).await;
    let mut later = Browser::new(world);
    later.sign_in("alice", NEW).await;
    assert_eq!(later.recover(&codes.codes[0]).await.status, 200);
}

async fn nobody_takes_over_the_sign_in_of_another(world: &World) {
    let (_, key, _) = enrol(world).await;
    world.set_clock(60);
    let mut bob = Browser::new(world);
    let state: SessionState = bob.sign_in("bob", PASSWORD).await.json();
    assert_eq!(state, SessionState::Enrolment);
    // Alice's code is nothing to Bob.
    bob.give(&code(&key, 60))
        .await
        .refused(401, Code::SignedOut);
    let confirm = json!({ "code": code(&key, 60) });
    let none = bob.post("/v1/session/totp/confirm", &confirm).await;
    none.refused(409, Code::Stale);
}
