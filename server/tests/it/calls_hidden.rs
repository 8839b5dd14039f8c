//! Calls that somebody has taken off his list.

use axum::http::Method;
use belroute_server::entity::call;
use belroute_shared::{calls::Calls, error::Code, live::LiveEvent};
use sea_orm::EntityTrait as _;
use serde_json::Value;
use uuid::Uuid;

use crate::{
    calls::{answered, row, store},
    world::{Client, World},
};

on_both! {
    a_call_leaves_every_list_of_the_user_and_comes_back,
    the_row_stays_and_a_colleagues_row_of_the_call_is_untouched,
    a_missed_call_that_was_taken_off_is_not_counted_as_new,
    a_call_that_goes_on_stays_on_the_list,
    other_windows_are_told,
}

fn path(id: Uuid) -> String {
    format!("/v1/calls/{id}")
}

async fn listed(client: &Client, path: &str) -> Vec<Uuid> {
    let calls = client.get(path).await.json::<Calls>().calls;
    calls.iter().map(|it| it.id.0).collect()
}

async fn a_call_leaves_every_list_of_the_user_and_comes_back(world: &World) {
    let (kept, gone) = (row(world, "alice", 1), row(world, "alice", 2));
    let (kept_id, gone_id) = (kept.id, gone.id);
    store(world, vec![kept, gone]).await;
    let alice = world.sign_in("alice").await;
    // Twice is as good as once.
    for _ in 0..2 {
        alice.delete(&path(gone_id)).await.done();
    }
    for list in [
        "/v1/calls",
        "/v1/calls?filter=missed",
        "/v1/calls?filter=incoming",
        "/v1/calls?query=7700",
        "/v1/calls?outcome=missed&order=oldest",
    ] {
        assert_eq!(listed(&alice, list).await, [kept_id], "{list}");
    }
    let history: Value = alice
        .get("/v1/telephony/calls/members/me/history")
        .await
        .json();
    assert_eq!(history["items"].as_array().unwrap().len(), 1);
    let file = alice.get("/v1/calls/export").await;
    let file = String::from_utf8(file.body.to_vec()).unwrap();
    assert_eq!(file.lines().count(), 2);
    let restore = format!("{}/restore", path(gone_id));
    for _ in 0..2 {
        alice.press(Method::POST, &restore).await.done();
    }
    assert_eq!(listed(&alice, "/v1/calls").await, [kept_id, gone_id]);
}

async fn the_row_stays_and_a_colleagues_row_of_the_call_is_untouched(world: &World) {
    let mine = row(world, "alice", 1);
    let mut his = row(world, "bob", 1);
    his.sip_call_id = mine.sip_call_id.clone();
    let (mine_id, his_id) = (mine.id, his.id);
    store(world, vec![mine, his]).await;
    let (alice, bob) = (world.sign_in("alice").await, world.sign_in("bob").await);
    bob.delete(&path(mine_id))
        .await
        .refused(404, Code::NotFound);
    let restore = format!("{}/restore", path(mine_id));
    let answer = bob.press(Method::POST, &restore).await;
    answer.refused(404, Code::NotFound);
    alice.delete(&path(mine_id)).await.done();
    assert_eq!(listed(&bob, "/v1/calls").await, [his_id]);
    let rows = call::Entity::find().all(&world.db().read).await.unwrap();
    assert_eq!(rows.len(), 2);
}

async fn a_missed_call_that_was_taken_off_is_not_counted_as_new(world: &World) {
    let new = row(world, "alice", 1);
    let id = new.id;
    store(world, vec![new]).await;
    let alice = world.sign_in("alice").await;
    alice.delete(&path(id)).await.done();
    assert_eq!(alice.get("/v1/calls").await.json::<Calls>().new_missed, 0);
}

async fn a_call_that_goes_on_stays_on_the_list(world: &World) {
    let mut new = answered(row(world, "alice", 1));
    new.ended_at_ms = None;
    new.outcome = None;
    let id = new.id;
    store(world, vec![new]).await;
    let alice = world.sign_in("alice").await;
    alice.delete(&path(id)).await.refused(409, Code::Conflict);
    assert_eq!(listed(&alice, "/v1/calls").await, [id]);
}

async fn other_windows_are_told(world: &World) {
    let new = row(world, "alice", 1);
    let id = new.id;
    store(world, vec![new]).await;
    let alice = world.sign_in("alice").await;
    let mut stream = alice.listen().await;
    alice.delete(&path(id)).await.done();
    stream
        .until(|event| matches!(event, LiveEvent::Calls))
        .await;
}
