//! What is switched on for a user, and who gave it to him.

use axum::http::Method;
use belroute_shared::switched_on::{Function, GrantedTo, SwitchedOn, UserFunction};
use serde_json::json;

use crate::{
    company_call_recording::recording,
    company_users::path,
    opened_panels::{ask, panel_of},
    world::{Client, World, calling::setting},
};

const PATH: &str = "/v1/switchedOn";

on_both! {
    what_is_on_is_listed_and_what_is_off_is_not,
    what_was_given_says_by_whom_and_when,
    what_is_hidden_is_not_listed,
    what_has_ended_is_off,
    an_opened_panel_lists_what_its_user_has,
}

async fn list(client: &Client) -> Vec<UserFunction> {
    client.get(PATH).await.json::<SwitchedOn>().functions
}

async fn find(client: &Client, name: Function) -> Option<UserFunction> {
    let all = list(client).await;
    all.into_iter().find(|it| it.name == name)
}

async fn what_is_on_is_listed_and_what_is_off_is_not(world: &World) {
    let alice = world.sign_in("alice").await;
    assert_eq!(find(&alice, Function::BargeIn).await, None);
    assert_eq!(find(&alice, Function::ForwardBusy).await, None);
    // This one is on unless somebody switches it off.
    assert!(find(&alice, Function::CallWaiting).await.is_some());
    let on = json!({ "enabled": true });
    alice.put(&setting("bargeIn"), &on).await.done();
    let busy = json!({ "callForwarding": { "busy": { "enabled": true, "destination": "1002" } } });
    alice.put(&setting("callForwarding"), &busy).await.done();
    let barge_in = find(&alice, Function::BargeIn).await.unwrap();
    assert!(barge_in.enabled);
    assert_eq!(barge_in.granted.to, GrantedTo::Everybody);
    assert_eq!(barge_in.granted.by, None);
    assert!(find(&alice, Function::ForwardBusy).await.is_some());
    assert_eq!(find(&alice, Function::ForwardAlways).await, None);
    let off = json!({ "enabled": false });
    alice.put(&setting("bargeIn"), &off).await.done();
    assert_eq!(find(&alice, Function::BargeIn).await, None);
    // A colleague's settings are not his.
    let bob = world.sign_in("bob").await;
    assert_eq!(find(&bob, Function::ForwardBusy).await, None);
}

async fn what_was_given_says_by_whom_and_when(world: &World) {
    let (dana, alice) = (world.sign_in("dana").await, world.sign_in("alice").await);
    assert_eq!(find(&alice, Function::Voicemail).await, None);
    let grants = json!({ "grants": ["mailbox", "executive"] });
    dana.put(&path(world, "alice"), &grants).await.done();
    let own = json!({ "features": { "hoteling": { "own": "FULL_ACCESS" } } });
    let access = format!("{}/featureAccess", path(world, "alice"));
    dana.put(&access, &own).await.done();
    let on = json!({ "enabled": true });
    dana.put(&recording(world, "alice"), &on).await.done();
    for function in [
        Function::Voicemail,
        Function::Executive,
        Function::Hoteling,
        Function::CallRecording,
    ] {
        let found = find(&alice, function).await.unwrap();
        assert_eq!(found.granted.to, GrantedTo::User, "{function:?}");
        assert_eq!(found.granted.by.as_deref(), Some("Dana"), "{function:?}");
        assert_eq!(found.granted.at, Some(World::NOON), "{function:?}");
    }
    // It was given, and is not on.
    assert!(!find(&alice, Function::Hoteling).await.unwrap().enabled);
    // Bob was given his mailbox before anything was written down.
    let bob = world.sign_in("bob").await;
    let mailbox = find(&bob, Function::Voicemail).await.unwrap();
    assert_eq!(mailbox.granted.to, GrantedTo::User);
    assert_eq!(mailbox.granted.by, None);
    // What was taken away is gone.
    dana.put(&path(world, "alice"), &json!({ "grants": [] }))
        .await
        .done();
    assert_eq!(find(&alice, Function::Voicemail).await, None);
    assert_eq!(find(&alice, Function::Executive).await, None);
}

async fn what_is_hidden_is_not_listed(world: &World) {
    let alice = world.sign_in("alice").await;
    let on = json!({ "enabled": true });
    alice.put(&setting("bargeIn"), &on).await.done();
    world.hide("alice", "bargeIn").await;
    world.hide("alice", "callWaiting").await;
    assert_eq!(find(&alice, Function::BargeIn).await, None);
    assert_eq!(find(&alice, Function::CallWaiting).await, None);
}

async fn what_has_ended_is_off(world: &World) {
    let alice = world.sign_in("alice").await;
    let until = crate::world::after_noon(60);
    let on = json!({ "enabled": true, "enabledUntil": until });
    alice.put(&setting("doNotDisturb"), &on).await.done();
    assert!(find(&alice, Function::DoNotDisturb).await.is_some());
    world.set_clock(61);
    assert_eq!(find(&alice, Function::DoNotDisturb).await, None);
}

async fn an_opened_panel_lists_what_its_user_has(world: &World) {
    let (bob, dana) = (world.sign_in("bob").await, world.sign_in("dana").await);
    let panel = panel_of(world, &dana, "bob").await;
    let seen = ask(&dana, &panel, Method::GET, PATH).await;
    let seen: SwitchedOn = seen.json();
    assert_eq!(seen.functions, list(&bob).await);
    assert!(
        seen.functions
            .iter()
            .any(|it| it.name == Function::Voicemail)
    );
}
