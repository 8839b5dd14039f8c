//! Signing in with a temporary password.

use belroute_shared::{error::Code, session::SessionState};
use serde_json::json;

use crate::{
    sign_in::{NEW, assert_in, assert_shut, code, enrol, give_temporary},
    world::{Browser, PASSWORD, World},
};

on_both! {
    a_temporary_password_is_replaced_before_anything_opens,
    a_temporary_password_is_worth_nothing_after_three_days,
    a_factor_comes_before_the_new_password,
}

async fn a_temporary_password_is_replaced_before_anything_opens(world: &World) {
    give_temporary(world, 3600).await;
    let mut browser = Browser::new(world);
    let state: SessionState = browser.sign_in("alice", PASSWORD).await.json();
    let SessionState::NewPassword(step) = state else {
        panic!("{state:?}");
    };
    assert_eq!(step.person.first_name, "Alice");
    assert_shut(&mut browser).await;
    let choose = "/v1/session/password";
    let bad = json!({ "password": "alice1001" });
    let body = browser.post(choose, &bad).await.refused(400, Code::NoUpper);
    let codes: Vec<Code> = body.errors.iter().map(|error| error.code).collect();
    for expected in [
        Code::NoSpecial,
        Code::ContainsName,
        Code::ContainsEmail,
        Code::ContainsLogin,
    ] {
        assert!(codes.contains(&expected), "{codes:?}");
    }
    assert!(
        body.errors
            .iter()
            .all(|error| error.field.as_deref() == Some("password"))
    );
    let state: SessionState = browser
        .post(choose, &json!({ "password": NEW }))
        .await
        .json();
    assert!(matches!(state, SessionState::SignedIn(_)), "{state:?}");
    assert_in(&mut browser).await;
    let old = Browser::new(world).sign_in("alice", PASSWORD).await;
    old.refused(401, Code::WrongCredentials);
    assert_eq!(Browser::new(world).sign_in("alice", NEW).await.status, 200);
}

async fn a_temporary_password_is_worth_nothing_after_three_days(world: &World) {
    give_temporary(world, 3600).await;
    world.set_clock(3600);
    let late = Browser::new(world).sign_in("alice", PASSWORD).await;
    late.refused(401, Code::WrongCredentials);
}

async fn a_factor_comes_before_the_new_password(world: &World) {
    let (_, key, _) = enrol(world).await;
    give_temporary(world, 3600).await;
    world.set_clock(60);
    let mut browser = Browser::new(world);
    let state: SessionState = browser.sign_in("alice", PASSWORD).await.json();
    assert!(matches!(state, SessionState::SecondFactor(_)), "{state:?}");
    let new = json!({ "password": NEW });
    browser
        .post("/v1/session/password", &new)
        .await
        .refused(401, Code::SignedOut);
    let state: SessionState = browser.give(&code(&key, 60)).await.json();
    assert!(matches!(state, SessionState::NewPassword(_)), "{state:?}");
    let old = json!({ "password": PASSWORD });
    browser
        .post("/v1/session/password", &old)
        .await
        .refused(400, Code::NoUpper);
    assert_eq!(browser.post("/v1/session/password", &new).await.status, 200);
    assert_in(&mut browser).await;
}
