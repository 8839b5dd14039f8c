//! A session that nobody used, and how its owner comes back to it.

use axum::http::Method;
use belroute_shared::{
    error::Code,
    security::ConfirmPassword,
    session::{IdleSession, SessionState},
};
use sea_orm::{ActiveModelTrait as _, IntoActiveModel as _, Set};

use crate::world::{Answer, Client, PASSWORD, World};

const PATH: &str = "/v1/session";
const RESUME: &str = "/v1/session/resume";
const MINUTES: i64 = 60;
const HOURS: i64 = 60 * MINUTES;

on_both! {
    an_idle_session_says_whose_it_is_and_opens_nothing,
    the_password_brings_it_back_under_another_token,
    a_wrong_password_is_told_beside_its_field_and_makes_one_wait,
    coming_back_makes_no_session_longer,
    two_tabs_bring_it_back_once,
    signing_out_or_in_again_ends_it_for_good,
    a_disabled_user_does_not_come_back,
    a_new_password_elsewhere_ends_it,
    who_has_no_password_is_told_so,
    another_site_brings_nothing_back,
    one_that_is_in_use_is_not_brought_back,
}

async fn resume(browser: &Client, password: &str) -> Answer {
    let form = ConfirmPassword {
        password: password.to_owned(),
        code: None,
    };
    browser.post(RESUME, &form).await
}

async fn left_alone(world: &World, name: &str) -> Client {
    let browser = world.sign_in(name).await;
    world.set_clock(HOURS);
    browser
}

async fn state(browser: &Client) -> SessionState {
    browser.get(PATH).await.json()
}

async fn an_idle_session_says_whose_it_is_and_opens_nothing(world: &World) {
    let alice = left_alone(world, "alice").await;
    let expected = SessionState::Idle(IdleSession {
        id: belroute_shared::ids::UserId(world.user("alice").id),
        email: "alice@alpha.test".into(),
        has_password: true,
    });
    assert_eq!(state(&alice).await, expected);
    alice.get("/v1/calls").await.refused(401, Code::SignedOut);
    let activity = alice.press(Method::POST, "/v1/session/activity").await;
    activity.refused(401, Code::SignedOut);
    assert_eq!(state(&alice).await, expected);
}

async fn the_password_brings_it_back_under_another_token(world: &World) {
    let alice = left_alone(world, "alice").await;
    let answer = resume(&alice, PASSWORD).await;
    let SessionState::SignedIn(me) = answer.json() else {
        panic!("not signed in")
    };
    assert_eq!(me.name(), "Alice Müller");
    let back = world.visitor().with_cookie(answer.cookie());
    assert_eq!(back.get("/v1/calls").await.status, 200);
    assert_eq!(state(&alice).await, SessionState::Anonymous);
    alice.get("/v1/calls").await.refused(401, Code::SignedOut);
    // It counts as use, and can be left alone again.
    world.set_clock(2 * HOURS - MINUTES);
    assert!(matches!(state(&back).await, SessionState::SignedIn(_)));
    world.set_clock(2 * HOURS);
    assert!(matches!(state(&back).await, SessionState::Idle(_)));
}

async fn a_wrong_password_is_told_beside_its_field_and_makes_one_wait(world: &World) {
    let alice = left_alone(world, "alice").await;
    resume(&alice, "")
        .await
        .refused_field("password", Code::Required);
    for _ in 0..11 {
        let answer = resume(&alice, "wrong").await;
        answer.refused_field("password", Code::WrongCredentials);
    }
    let answer = resume(&alice, PASSWORD).await;
    answer.refused(429, Code::TooManyAttempts);
    assert_eq!(answer.header("retry-after"), Some("30"));
    world.set_clock(HOURS + 30);
    assert_eq!(resume(&alice, PASSWORD).await.status, 200);
}

async fn coming_back_makes_no_session_longer(world: &World) {
    let mut alice = world.sign_in("alice").await;
    for hour in 1..12 {
        world.set_clock(hour * HOURS);
        let answer = resume(&alice, PASSWORD).await;
        alice = world.visitor().with_cookie(answer.cookie());
    }
    world.set_clock(12 * HOURS - 1);
    assert!(matches!(state(&alice).await, SessionState::SignedIn(_)));
    world.set_clock(12 * HOURS);
    assert_eq!(state(&alice).await, SessionState::Anonymous);
    let answer = resume(&alice, PASSWORD).await;
    answer.refused(401, Code::SignedOut);
}

async fn two_tabs_bring_it_back_once(world: &World) {
    let alice = left_alone(world, "alice").await;
    let (one, other) = tokio::join!(resume(&alice, PASSWORD), resume(&alice, PASSWORD));
    let mut statuses = [one.status, other.status];
    statuses.sort();
    assert_eq!(statuses, [200, 401]);
}

async fn signing_out_or_in_again_ends_it_for_good(world: &World) {
    let alice = left_alone(world, "alice").await;
    alice.delete(PATH).await.done();
    assert_eq!(state(&alice).await, SessionState::Anonymous);
    let answer = resume(&alice, PASSWORD).await;
    answer.refused(401, Code::SignedOut);

    let alice = world.sign_in("alice").await;
    world.set_clock(2 * HOURS);
    let form = crate::world::sign_in_form("bob", PASSWORD);
    assert_eq!(alice.post(PATH, &form).await.status, 200);
    let answer = resume(&alice, PASSWORD).await;
    answer.refused(401, Code::SignedOut);
}

async fn a_disabled_user_does_not_come_back(world: &World) {
    let alice = left_alone(world, "alice").await;
    change(world, |row| {
        row.disabled_at_ms = Set(Some(World::NOON.as_millisecond()));
    })
    .await;
    assert_eq!(state(&alice).await, SessionState::Anonymous);
    let answer = resume(&alice, PASSWORD).await;
    answer.refused(401, Code::SignedOut);
}

async fn a_new_password_elsewhere_ends_it(world: &World) {
    let alice = left_alone(world, "alice").await;
    let elsewhere = world.sign_in("alice").await;
    let form = serde_json::json!({"current": PASSWORD, "password": "Zx9!wonder-of-it"});
    elsewhere.put("/v1/account/password", &form).await.done();
    assert_eq!(state(&alice).await, SessionState::Anonymous);
}

async fn who_has_no_password_is_told_so(world: &World) {
    let alice = left_alone(world, "alice").await;
    change(world, |row| row.password_hash = Set(None)).await;
    let SessionState::Idle(idle) = state(&alice).await else {
        panic!("not idle")
    };
    assert!(!idle.has_password);
    let answer = resume(&alice, PASSWORD).await;
    answer.refused_field("password", Code::WrongCredentials);
}

async fn another_site_brings_nothing_back(world: &World) {
    let alice = left_alone(world, "alice").await;
    let request = alice.request(Method::POST, RESUME).without("x-belroute");
    let form = serde_json::json!({"password": PASSWORD});
    let answer = request.json(&form).send().await;
    answer.refused(403, Code::ForeignOrigin);
    assert!(matches!(state(&alice).await, SessionState::Idle(_)));
}

async fn one_that_is_in_use_is_not_brought_back(world: &World) {
    let alice = world.sign_in("alice").await;
    let answer = resume(&alice, PASSWORD).await;
    answer.refused(401, Code::SignedOut);
    assert!(matches!(state(&alice).await, SessionState::SignedIn(_)));
}

async fn change(
    world: &World,
    change: impl FnOnce(&mut belroute_server::entity::user::ActiveModel),
) {
    let mut row = world.user("alice").clone().into_active_model();
    change(&mut row);
    world
        .write(async |db| row.update(db).await.map(drop))
        .await
        .unwrap();
}
