//! What wrong passwords and codes come to.

use belroute_server::entity::sign_in_failure;
use belroute_shared::{error::Code, session::SessionState};
use sea_orm::{EntityTrait as _, Set, sea_query::Expr};

use crate::{
    sign_in::{code, enrol, require},
    world::{Browser, PASSWORD, World},
};

on_both! {
    wrong_passwords_at_the_same_moment_are_all_counted,
    five_wrong_codes_end_the_sign_in_and_count_as_a_failure,
    recovery_codes_are_five_an_hour,
    only_the_password_of_an_account_is_ever_shut,
    a_known_browser_is_not_shut_out_by_strangers,
    a_hundred_failures_shut_the_account_until_a_reset,
}

async fn wrong_passwords_at_the_same_moment_are_all_counted(world: &World) {
    for name in ["alice", "bob", "dana", "nobody"] {
        let guesses = (0..6).map(|_| async {
            let wrong = Browser::new(world).sign_in(name, "wrong").await;
            wrong.refused(401, Code::WrongCredentials);
        });
        futures::future::join_all(guesses).await;
        let waiting = Browser::new(world).sign_in(name, PASSWORD).await;
        waiting.refused(429, Code::TooManyAttempts);
        assert_eq!(waiting.header("retry-after"), Some("30"), "{name}");
    }
}

async fn five_wrong_codes_end_the_sign_in_and_count_as_a_failure(world: &World) {
    let (_, key, _) = enrol(world).await;
    world.set_clock(60);
    for _ in 0..6 {
        let mut browser = Browser::new(world);
        assert_eq!(browser.sign_in("alice", PASSWORD).await.status, 200);
        for _ in 0..4 {
            let wrong = browser.give("000000").await;
            wrong.refused_field("code", Code::WrongCode);
        }
        browser.give("000000").await.refused(401, Code::StartOver);
        assert_eq!(browser.state().await, SessionState::Anonymous);
        browser
            .give(&code(&key, 60))
            .await
            .refused(401, Code::SignedOut);
    }
    let waiting = Browser::new(world).sign_in("alice", PASSWORD).await;
    waiting.refused(429, Code::TooManyAttempts);
}

async fn recovery_codes_are_five_an_hour(world: &World) {
    let (_, key, codes) = enrol(world).await;
    world.set_clock(60);
    let wrong = "000000-000000-000000-000000";
    for times in [3, 2] {
        let mut browser = Browser::new(world);
        browser.sign_in("alice", PASSWORD).await;
        for _ in 0..times {
            browser
                .recover(wrong)
                .await
                .refused_field("code", Code::WrongCode);
        }
    }
    let mut browser = Browser::new(world);
    browser.sign_in("alice", PASSWORD).await;
    let waiting = browser.recover(&codes[0]).await;
    waiting.refused(429, Code::TooManyAttempts);
    assert_eq!(waiting.header("retry-after"), Some("3600"));
    assert_eq!(browser.give(&code(&key, 60)).await.status, 200);
    // An hour later there are five again.
    world.set_clock(60 + 3600);
    let mut browser = Browser::new(world);
    browser.sign_in("alice", PASSWORD).await;
    for _ in 0..4 {
        let refused = browser.recover(wrong).await;
        refused.refused_field("code", Code::WrongCode);
    }
    assert_eq!(browser.recover(&codes[0]).await.status, 200);
}

/// All counters stand just before the hundredth failure.
pub(crate) async fn nearly_shut(world: &World) {
    let rows = sign_in_failure::Entity::update_many()
        .col_expr(sign_in_failure::Column::Failures, Expr::value(99))
        .col_expr(sign_in_failure::Column::WaitUntilMs, Expr::value(0_i64));
    world
        .write(async |db| rows.exec(db).await.unwrap().rows_affected)
        .await;
}

async fn only_the_password_of_an_account_is_ever_shut(world: &World) {
    let (mut own, _, codes) = enrol(world).await;
    require(world, |row| row.requires_second_factor = Set(false)).await;
    let mut known = Browser::new(world);
    assert_eq!(known.sign_in("bob", PASSWORD).await.status, 200);
    for is_hundredth in [false, true] {
        let wrong = known.sign_in("bob", "wrong").await;
        wrong.refused(401, Code::WrongCredentials);
        let mut browser = Browser::new(world);
        browser.sign_in("alice", PASSWORD).await;
        let wrong = browser.recover("000000-000000-000000-000000").await;
        wrong.refused_field("code", Code::WrongCode);
        // Wrong codes count where the password was typed: here in a browser that is known.
        own.sign_in("alice", PASSWORD).await;
        for _ in 0..5 {
            own.give("000000").await;
        }
        if !is_hundredth {
            nearly_shut(world).await;
        }
    }
    world.set_clock(3600);
    assert_eq!(known.sign_in("bob", PASSWORD).await.status, 200);
    assert_eq!(own.sign_in("alice", PASSWORD).await.status, 200);
    assert_eq!(own.recover(&codes[0]).await.status, 200);
}

async fn a_known_browser_is_not_shut_out_by_strangers(world: &World) {
    let mut own = Browser::new(world);
    own.sign_in("alice", PASSWORD).await;
    for _ in 0..6 {
        Browser::new(world)
            .sign_in("alice", "wrong")
            .await
            .refused(401, Code::WrongCredentials);
    }
    Browser::new(world)
        .sign_in("alice", PASSWORD)
        .await
        .refused(429, Code::TooManyAttempts);
    assert_eq!(own.sign_in("alice", PASSWORD).await.status, 200);
    // It has ten failures of its own, and then it waits as well.
    for _ in 0..11 {
        own.sign_in("alice", "wrong")
            .await
            .refused(401, Code::WrongCredentials);
    }
    own.sign_in("alice", PASSWORD)
        .await
        .refused(429, Code::TooManyAttempts);
}

async fn a_hundred_failures_shut_the_account_until_a_reset(world: &World) {
    let mut at = 0;
    for _ in 0..100 {
        at += 3600;
        world.set_clock(at);
        Browser::new(world).sign_in("alice", "wrong").await;
    }
    world.set_clock(at + 30 * 24 * 3600);
    let shut = Browser::new(world).sign_in("alice", PASSWORD).await;
    shut.refused(429, Code::TooManyAttempts);
    assert_eq!(shut.header("retry-after"), Some("3600"));
    let bob = Browser::new(world).sign_in("bob", PASSWORD).await;
    assert_eq!(bob.status, 200);
}
