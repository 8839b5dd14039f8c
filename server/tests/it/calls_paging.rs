//! A long list of calls, part by part.

use belroute_server::entity::call;
use belroute_shared::{calls::Calls, error::Code};
use uuid::Uuid;

use crate::{
    calls::{answered, placed, row, store},
    world::{Client, World},
};

on_both! {
    every_call_comes_once_however_large_the_parts_are,
    calls_that_arrive_meanwhile_do_not_disturb_the_parts,
    a_filter_goes_along_with_the_cursor,
    a_wish_beyond_the_limits_is_cut,
    a_cursor_that_no_list_gave_out_is_refused,
    a_cursor_of_a_colleague_shows_nothing_of_his,
}

/// Two hundred and fifty calls, always several at the same moment, and the order they come in.
async fn fill(world: &World) -> Vec<Uuid> {
    let mut rows: Vec<call::Model> = (0..250)
        .map(|number| {
            let row = row(world, "alice", number / 7);
            match number % 3 {
                0 => row,
                1 => answered(row),
                _ => placed(row),
            }
        })
        .collect();
    store(world, rows.clone()).await;
    rows.sort_by_key(|row| std::cmp::Reverse((row.started_at_ms, row.id)));
    rows.into_iter().map(|row| row.id).collect()
}

/// Follows the links to the end.
async fn follow(client: &Client, path: &str) -> Vec<Uuid> {
    let mut ids = Vec::new();
    let mut next = Some(path.to_owned());
    while let Some(path) = next {
        let answer = client.get(&path).await;
        let page: Calls = answer.json();
        assert!(
            !page.calls.is_empty(),
            "an empty page stops clients: {path}"
        );
        ids.extend(page.calls.iter().map(|call| call.id.0));
        next = answer.next();
        assert!(ids.len() <= 1000, "there is no end");
    }
    ids
}

async fn every_call_comes_once_however_large_the_parts_are(world: &World) {
    let expected = fill(world).await;
    let alice = world.sign_in("alice").await;
    for path in [
        "/v1/calls",
        "/v1/calls?max=1",
        "/v1/calls?max=25",
        "/v1/calls?max=100",
    ] {
        assert_eq!(follow(&alice, path).await, expected, "{path}");
    }
}

async fn calls_that_arrive_meanwhile_do_not_disturb_the_parts(world: &World) {
    let expected = fill(world).await;
    let alice = world.sign_in("alice").await;
    let first = alice.get("/v1/calls?max=100").await;
    store(world, vec![row(world, "alice", -1), row(world, "alice", 0)]).await;
    let rest = follow(&alice, &first.next().unwrap()).await;
    // The second new call has the moment of the newest old ones and stands before them.
    assert_eq!(rest, expected[100..]);
}

async fn a_filter_goes_along_with_the_cursor(world: &World) {
    fill(world).await;
    let alice = world.sign_in("alice").await;
    for (filter, count) in [
        ("all", 250),
        ("missed", 84),
        ("incoming", 167),
        ("outgoing", 83),
    ] {
        let path = format!("/v1/calls?max=20&filter={filter}");
        assert_eq!(follow(&alice, &path).await.len(), count, "{filter}");
    }
}

async fn a_wish_beyond_the_limits_is_cut(world: &World) {
    fill(world).await;
    let alice = world.sign_in("alice").await;
    for (path, count) in [
        ("/v1/calls?max=0", 1),
        ("/v1/calls", 50),
        ("/v1/calls?max=101", 100),
        ("/v1/calls?max=4294967295", 100),
    ] {
        let page: Calls = alice.get(path).await.json();
        assert_eq!(page.calls.len(), count, "{path}");
    }
}

async fn a_cursor_that_no_list_gave_out_is_refused(world: &World) {
    let alice = world.sign_in("alice").await;
    for cursor in ["", "x", "%00", "AAAA", "!!!!", &"A".repeat(5000)] {
        let answer = alice.get(&format!("/v1/calls?cursor={cursor}")).await;
        answer.refused_field("cursor", Code::BadCursor);
    }
}

async fn a_cursor_of_a_colleague_shows_nothing_of_his(world: &World) {
    fill(world).await;
    let alice = world.sign_in("alice").await;
    let next = alice.get("/v1/calls?max=10").await.next().unwrap();
    let bob = world.sign_in("bob").await;
    assert_eq!(bob.get(&next).await.json::<Calls>(), Calls::default());
}
