//! Who may come in, as the administrators of his organisation decide.

use axum::http::Method;
use belroute_shared::{
    company::users::{CompanyUser, TemporaryPassword, UserStatus},
    error::Code,
    session::SessionState,
};
use sea_orm::Set;
use serde_json::json;

use crate::{
    company_users::{USERS, actions, path},
    sign_in::{enrol, require},
    world::{Browser, PASSWORD, World, post},
};

on_both! {
    what_opens_an_account_needs_a_fresh_password,
    a_disabled_user_is_out_and_an_enabled_one_comes_back,
    the_last_administrator_stays,
    a_temporary_password_is_shown_once_and_replaced,
    a_reset_factor_is_set_up_anew_and_the_old_one_is_worthless,
    two_resets_at_the_same_moment_both_succeed_and_send_one_mail,
}

async fn what_opens_an_account_needs_a_fresh_password(world: &World) {
    let dana = world.sign_in("dana").await;
    let alice = path(world, "alice");
    world.set_clock(901);
    for verb in ["temporaryPassword", "resetSecondFactor"] {
        let answer = dana.press(Method::POST, &format!("{alice}/{verb}")).await;
        answer.refused(403, Code::ConfirmPassword);
    }
    for change in [
        json!({ "email": "mallory@alpha.test" }),
        json!({ "role": "administrator" }),
    ] {
        let answer = dana.put(&alice, &change).await;
        answer.refused(403, Code::ConfirmPassword);
    }
    let harmless = json!({ "firstName": "Alicia" });
    dana.put(&alice, &harmless).await.done();
    let script = world.script("dana").await;
    let answer = script
        .press(Method::POST, &format!("{alice}/temporaryPassword"))
        .await;
    answer.refused(403, Code::FeatureNotGranted);
}

async fn a_disabled_user_is_out_and_an_enabled_one_comes_back(world: &World) {
    let (dana, alice) = (world.sign_in("dana").await, world.sign_in("alice").await);
    let user = path(world, "alice");
    dana.press(Method::POST, &format!("{user}/disable"))
        .await
        .done();
    alice.get("/v1/account").await.refused(401, Code::SignedOut);
    let shut = Browser::new(world).sign_in("alice", PASSWORD).await;
    shut.refused(401, Code::WrongCredentials);
    let shown: CompanyUser = dana.get(&user).await.json();
    assert_eq!(shown.status, UserStatus::Disabled);
    let again = dana
        .press(Method::POST, &format!("{user}/invitation"))
        .await;
    again.refused(409, Code::Conflict);
    dana.press(Method::POST, &format!("{user}/enable"))
        .await
        .done();
    assert_eq!(
        Browser::new(world).sign_in("alice", PASSWORD).await.status,
        200
    );
}

async fn the_last_administrator_stays(world: &World) {
    let dana = world.sign_in("dana").await;
    let own = path(world, "dana");
    let disable = format!("{own}/disable");
    dana.press(Method::POST, &disable)
        .await
        .refused(409, Code::LastAdministrator);
    let demote = json!({ "role": "user" });
    dana.put(&own, &demote)
        .await
        .refused(409, Code::LastAdministrator);
    dana.put(&path(world, "bob"), &json!({ "role": "administrator" }))
        .await
        .done();
    dana.put(&own, &demote).await.done();
    dana.get(USERS).await.refused(403, Code::FeatureNotGranted);
    let bob = world.sign_in("bob").await;
    assert_eq!(bob.get(USERS).await.status, 200);
}

async fn a_temporary_password_is_shown_once_and_replaced(world: &World) {
    let (dana, alice) = (world.sign_in("dana").await, world.sign_in("alice").await);
    let make = format!("{}/temporaryPassword", path(world, "alice"));
    let first: TemporaryPassword = dana.press(Method::POST, &make).await.json();
    let made: TemporaryPassword = dana.press(Method::POST, &make).await.json();
    assert_ne!(first.password, made.password);
    alice.get("/v1/account").await.refused(401, Code::SignedOut);
    let mut browser = Browser::new(world);
    let old = browser.sign_in("alice", &first.password).await;
    old.refused(401, Code::WrongCredentials);
    let state: SessionState = browser.sign_in("alice", &made.password).await.json();
    assert!(matches!(state, SessionState::NewPassword(_)), "{state:?}");
    let new = json!({ "password": "Wb7!kqztx" });
    assert_eq!(browser.post("/v1/session/password", &new).await.status, 200);
    world.set_clock(73 * 3600);
    assert_eq!(
        Browser::new(world)
            .sign_in("alice", "Wb7!kqztx")
            .await
            .status,
        200
    );
    let mails = post::post(world).await;
    let told = "You were given a temporary password";
    assert!(mails.iter().any(|mail| mail.subject == told), "{mails:?}");
    assert!(mails.iter().all(|mail| !mail.text.contains(&made.password)));
}

async fn a_reset_factor_is_set_up_anew_and_the_old_one_is_worthless(world: &World) {
    // Before the organisation asks him for a second factor, too.
    let dana = world.sign_in("dana").await;
    let (mut alice, ..) = enrol(world).await;
    world.set_clock(60);
    let reset = format!("{}/resetSecondFactor", path(world, "alice"));
    let answer = dana.press(Method::POST, &reset).await;
    answer.refused(403, Code::SignInAgain);
    require(world, |row| row.requires_second_factor = Set(false)).await;
    dana.press(Method::POST, &reset).await.done();
    require(world, |_| ()).await;
    alice.get("/v1/account").await.refused(401, Code::SignedOut);
    let state: SessionState = Browser::new(world).sign_in("alice", PASSWORD).await.json();
    assert_eq!(state, SessionState::Enrolment);
    let lines = actions(world).await;
    assert!(
        lines.contains(&("factorsReset".into(), "Dana".into())),
        "{lines:?}"
    );
}

async fn two_resets_at_the_same_moment_both_succeed_and_send_one_mail(world: &World) {
    let dana = world.sign_in("dana").await;
    enrol(world).await;
    require(world, |row| row.requires_second_factor = Set(false)).await;
    let reset = format!("{}/resetSecondFactor", path(world, "alice"));
    let (one, other) = tokio::join!(
        dana.press(Method::POST, &reset),
        dana.press(Method::POST, &reset)
    );
    one.done();
    other.done();
    let mails = post::post(world).await;
    let told = mails
        .iter()
        .filter(|mail| {
            mail.text
                .contains("An administrator took your second step away")
        })
        .count();
    assert_eq!(told, 1, "{mails:?}");
}
