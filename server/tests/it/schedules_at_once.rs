//! Changes of schedules at the very same moment: each reads, judges and writes what the other has
//! left.

use axum::http::Method;
use belroute_shared::{
    error::Code,
    schedules::{Schedule, Schedules},
};
use serde_json::json;

use crate::{
    schedules::{SCHEDULES, add_schedule, day, make, path, schedule},
    world::{Answer, World},
};

/// Often enough that two who do not wait for each other meet.
const TIMES: u16 = 12;

on_both! {
    two_windows_that_saw_the_same_state_do_not_overwrite_each_other,
    events_that_are_added_at_once_are_both_there,
    a_name_is_given_once,
    the_last_place_is_given_once,
}

/// One of two has done it, and the other was refused.
fn assert_one(one: &Answer, other: &Answer, status: u16, code: Code) {
    let (done, refused) = if one.status.is_success() {
        (one, other)
    } else {
        (other, one)
    };
    assert!(done.status.is_success(), "{one:?} {other:?}");
    refused.refused(status, code);
}

async fn two_windows_that_saw_the_same_state_do_not_overwrite_each_other(world: &World) {
    let alice = world.sign_in("alice").await;
    let id = make(&alice, &schedule("Mine", &[])).await;
    let path = path(&id);
    for _ in 0..TIMES {
        let seen = alice.get(&path).await;
        let tag = seen.header("etag").unwrap();
        let change = async |name: &str| {
            let ask = alice.request(Method::PUT, &path).header("if-match", tag);
            ask.json(&json!({ "name": name })).send().await
        };
        let (one, other) = tokio::join!(change("One"), change("Other"));
        assert_one(&one, &other, 412, Code::Stale);
    }
}

async fn events_that_are_added_at_once_are_both_there(world: &World) {
    let alice = world.sign_in("alice").await;
    let id = make(&alice, &schedule("Mine", &[])).await;
    let events = format!("{}/events", path(&id));
    for it in 0..TIMES {
        let (one, other) = (
            day(&format!("One {it}"), "2026-12-01"),
            day(&format!("Other {it}"), "2026-12-01"),
        );
        let (one, other) = tokio::join!(alice.post(&events, &one), alice.post(&events, &other));
        assert_eq!((one.status.as_u16(), other.status.as_u16()), (201, 201));
    }
    let shown: Schedule = alice.get(&path(&id)).await.json();
    assert_eq!(shown.events.len(), usize::from(TIMES) * 2);
}

async fn a_name_is_given_once(world: &World) {
    let alice = world.sign_in("alice").await;
    for it in 0..TIMES {
        let body = schedule(&format!("Mine {it}"), &[]);
        let (one, other) = tokio::join!(alice.post(SCHEDULES, &body), alice.post(SCHEDULES, &body));
        assert_one(&one, &other, 409, Code::NameTaken);
    }
}

async fn the_last_place_is_given_once(world: &World) {
    let alice = world.sign_in("alice").await;
    let owner = Some(world.user("alice").id);
    for it in 0..49 {
        add_schedule(world, world.seed.alpha, owner, &format!("Mine {it}")).await;
    }
    let (one, other) = (schedule("One", &[]), schedule("Other", &[]));
    let (one, other) = tokio::join!(alice.post(SCHEDULES, &one), alice.post(SCHEDULES, &other));
    assert_one(&one, &other, 409, Code::TooMany);
    let list: Schedules = alice.get(SCHEDULES).await.json();
    assert_eq!(list.schedules.len(), 50);
}
