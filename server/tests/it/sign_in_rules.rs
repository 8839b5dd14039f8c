//! What an organisation asks of its people when they sign in, as its administrators decide.

use axum::http::Method;
use belroute_server::entity::{audit, session, user};
use belroute_shared::{
    company::sign_in_rules::{PasswordRules, SignInRules},
    error::Code,
    session::{PasswordStep, SessionState},
};
use sea_orm::{
    ActiveModelTrait as _, ColumnTrait as _, EntityTrait as _, IntoActiveModel as _,
    QueryFilter as _, QueryOrder as _, Set, sea_query::Expr,
};
use serde_json::json;

use crate::{
    sign_in::{code, enrol},
    world::{Browser, PASSWORD, World},
};

const RULES: &str = "/v1/company/signInRules";

on_both! {
    rules_are_shown_and_changed_with_a_line_in_the_log,
    what_is_wrong_is_refused_and_nothing_changes,
    shorter_limits_end_sessions_that_stand,
    longer_limits_let_no_session_end_later_than_it_was_to,
    whoever_has_no_second_factor_is_asked_when_he_next_signs_in,
    no_browser_stays_remembered_when_that_is_forbidden,
    other_passwords_are_asked_from_now_on,
    only_administrators_who_have_just_proved_themselves_change_them,
    another_organisation_has_rules_of_its_own,
}

/// Makes somebody an administrator of his organisation.
pub(crate) async fn promote(world: &World, name: &str) {
    let mut row: user::ActiveModel = world.user(name).clone().into_active_model();
    row.role = Set("administrator".to_owned());
    world
        .write(async |db| row.update(db).await.map(drop))
        .await
        .unwrap();
}

/// Makes the sessions of somebody as if he had given a second factor just now.
async fn gave_factor(world: &World, name: &str) {
    let now_ms = World::NOON.as_millisecond();
    let sessions = session::Entity::update_many()
        .col_expr(session::Column::FactorAtMs, Expr::value(now_ms))
        .filter(session::Column::UserId.eq(world.user(name).id));
    let done = world.write(async |db| sessions.exec(db).await).await;
    assert_eq!(done.unwrap().rows_affected, 1);
}

async fn rules_are_shown_and_changed_with_a_line_in_the_log(world: &World) {
    let dana = world.sign_in("dana").await;
    let rules: SignInRules = dana.get(RULES).await.json();
    let usual = SignInRules {
        requires_second_factor: false,
        can_remember_browser: true,
        idle_minutes: 60,
        longest_minutes: 720,
        password: PasswordRules::Usual { min: 8 },
    };
    assert_eq!(rules, usual);
    let change = json!({ "idleMinutes": 30, "password": { "kind": "lengthFirst" } });
    dana.put(RULES, &change).await.done();
    let rules: SignInRules = dana.get(RULES).await.json();
    let expected = SignInRules {
        idle_minutes: 30,
        password: PasswordRules::LengthFirst,
        ..usual
    };
    assert_eq!(rules, expected);
    let lines = audit::Entity::find().order_by_desc(audit::Column::Id);
    let line = lines.one(&world.db().read).await.unwrap().unwrap();
    assert_eq!(line.action, "signInRulesChanged");
    assert_eq!(line.actor_id, Some(world.user("dana").id));
    let side = |side: Option<String>| serde_json::from_str::<SignInRules>(&side.unwrap()).unwrap();
    assert_eq!(side(line.before), usual);
    assert_eq!(side(line.after), expected);
}

async fn what_is_wrong_is_refused_and_nothing_changes(world: &World) {
    let dana = world.sign_in("dana").await;
    let before: SignInRules = dana.get(RULES).await.json();
    for (change, field, code) in [
        (
            json!({ "idleMinutes": 14 }),
            "idleMinutes",
            Code::NotOffered,
        ),
        (
            json!({ "longestMinutes": 1441 }),
            "longestMinutes",
            Code::NotOffered,
        ),
        (
            json!({ "idleMinutes": 721 }),
            "idleMinutes",
            Code::LongerThanSession,
        ),
        (
            json!({ "password": { "kind": "none" } }),
            "password.kind",
            Code::NotOffered,
        ),
        (
            json!({ "idleMinutes": -1 }),
            "idleMinutes",
            Code::OutOfRange,
        ),
        (
            json!({ "password": { "kind": "usual", "min": 7 } }),
            "password",
            Code::NotOffered,
        ),
    ] {
        dana.put(RULES, &change).await.refused_field(field, code);
    }
    for malformed in [
        json!({ "idleMinutes": "an hour" }),
        json!({ "requiresSecondFactor": null }),
        json!([]),
    ] {
        let answer = dana.put(RULES, &malformed).await;
        answer.refused(400, Code::Malformed);
    }
    let after: SignInRules = dana.get(RULES).await.json();
    assert_eq!(after, before);
}

async fn shorter_limits_end_sessions_that_stand(world: &World) {
    let alice = world.sign_in("alice").await;
    world.set_clock(20 * 60);
    let (bob, dana) = (world.sign_in("bob").await, world.sign_in("dana").await);
    let eve = world.sign_in("eve").await;
    let shorter = json!({ "idleMinutes": 20, "longestMinutes": 30 });
    dana.put(RULES, &shorter).await.done();
    // Nobody used it for twenty minutes.
    alice.get("/v1/account").await.refused(401, Code::SignedOut);
    let me: SessionState = bob.get("/v1/session").await.json();
    let SessionState::SignedIn(me) = me else {
        panic!("{me:?}");
    };
    assert_eq!(me.idle_seconds, 20 * 60);
    // Used all the time, and half an hour old.
    for minute in [39, 49] {
        world.set_clock(minute * 60);
        bob.press(Method::POST, "/v1/session/activity").await;
        assert_eq!(bob.get("/v1/account").await.status, 200, "{minute}");
    }
    world.set_clock(50 * 60);
    bob.get("/v1/account").await.refused(401, Code::SignedOut);
    // Of another organisation.
    assert_eq!(eve.get("/v1/account").await.status, 200);
}

async fn longer_limits_let_no_session_end_later_than_it_was_to(world: &World) {
    let (alice, dana) = (world.sign_in("alice").await, world.sign_in("dana").await);
    let longer = json!({ "idleMinutes": 1440, "longestMinutes": 1440 });
    dana.put(RULES, &longer).await.done();
    // Nobody used it for eleven hours, which may be now.
    world.set_clock(12 * 3600 - 1);
    assert_eq!(alice.get("/v1/account").await.status, 200);
    world.set_clock(12 * 3600);
    alice.get("/v1/account").await.refused(401, Code::SignedOut);
}

async fn whoever_has_no_second_factor_is_asked_when_he_next_signs_in(world: &World) {
    let (alice, dana) = (world.sign_in("alice").await, world.sign_in("dana").await);
    let required = json!({ "requiresSecondFactor": true });
    dana.put(RULES, &required).await.done();
    assert_eq!(alice.get("/v1/account").await.status, 200);
    let next: SessionState = Browser::new(world).sign_in("alice", PASSWORD).await.json();
    assert_eq!(next, SessionState::Enrolment);
    let free = json!({ "requiresSecondFactor": false });
    // She has none either, and no way to show who she is without it.
    let answer = dana.put(RULES, &free).await;
    answer.refused(403, Code::SignInAgain);
    gave_factor(world, "dana").await;
    dana.put(RULES, &free).await.done();
    let next: SessionState = Browser::new(world).sign_in("alice", PASSWORD).await.json();
    assert!(matches!(next, SessionState::SignedIn(_)), "{next:?}");
}

async fn no_browser_stays_remembered_when_that_is_forbidden(world: &World) {
    // She signs in before a factor is required.
    let dana = world.sign_in("dana").await;
    gave_factor(world, "dana").await;
    let (_, key, _) = enrol(world).await;
    world.set_clock(60);
    let mut browser = Browser::new(world);
    browser.sign_in("alice", PASSWORD).await;
    let remember = json!({ "kind": "totp", "code": code(&key, 60), "remember": true });
    let given = browser.post("/v1/session/secondFactor", &remember).await;
    assert_eq!(given.status, 200);
    for may in [false, true] {
        let rules = json!({ "canRememberBrowser": may });
        dana.put(RULES, &rules).await.done();
        let state: SessionState = browser.sign_in("alice", PASSWORD).await.json();
        let SessionState::SecondFactor(step) = state else {
            panic!("{state:?}");
        };
        assert_eq!(step.can_remember, may);
    }
}

async fn other_passwords_are_asked_from_now_on(world: &World) {
    let (alice, dana) = (world.sign_in("alice").await, world.sign_in("dana").await);
    let change = |password: &str| json!({ "current": PASSWORD, "password": password });
    let path = "/v1/account/password";
    let longer = json!({ "password": { "kind": "usual", "min": 12 } });
    dana.put(RULES, &longer).await.done();
    let step: PasswordStep = alice.get(path).await.json();
    assert_eq!(step.policy.min, 12);
    let short = alice.put(path, &change("Wb7!kqztx")).await;
    short.refused_field("password", Code::TooShort);
    let by_length = json!({ "password": { "kind": "lengthFirst" } });
    dana.put(RULES, &by_length).await.done();
    // The password of now stays good.
    world.sign_in("alice").await;
    let long = change("boat lamp snow tulip");
    alice.put(path, &long).await.done();
}

async fn only_administrators_who_have_just_proved_themselves_change_them(world: &World) {
    let (alice, dana) = (world.sign_in("alice").await, world.sign_in("dana").await);
    let change = json!({ "idleMinutes": 30 });
    for answer in [alice.get(RULES).await, alice.put(RULES, &change).await] {
        answer.refused(403, Code::FeatureNotGranted);
    }
    let script = world.script("dana").await;
    let answer = script.put(RULES, &change).await;
    answer.refused(403, Code::FeatureNotGranted);
    world.set_clock(901);
    let answer = dana.put(RULES, &change).await;
    answer.refused(403, Code::ConfirmPassword);
    let rules: SignInRules = dana.get(RULES).await.json();
    assert_eq!(rules.idle_minutes, 60);
}

async fn another_organisation_has_rules_of_its_own(world: &World) {
    promote(world, "eve").await;
    let (dana, eve) = (world.sign_in("dana").await, world.sign_in("eve").await);
    let change = json!({ "idleMinutes": 15, "requiresSecondFactor": true });
    eve.put(RULES, &change).await.done();
    let alphas: SignInRules = dana.get(RULES).await.json();
    assert_eq!(alphas.idle_minutes, 60);
    assert!(!alphas.requires_second_factor);
    let betas: SignInRules = eve.get(RULES).await.json();
    assert_eq!(betas.idle_minutes, 15);
}
