//! Undoing several changes at once: all of them, or none.

use belroute_shared::{changes::CHANGE_HEADER, error::Code};
use serde_json::{Value, json};
use uuid::Uuid;

use crate::{
    changes_undo::{lines, put, shown},
    world::{Answer, Client, World, calling::setting},
};

on_both! {
    several_are_undone_from_the_newest_to_the_oldest,
    where_one_cannot_be_undone_none_is,
    changes_of_several_settings_are_undone_together,
    what_comes_to_nothing_is_not_written_down,
    what_names_no_changes_is_refused,
    of_two_undos_of_one_change_at_the_same_moment_one_is_written_down,
}

const DND: &str = "doNotDisturb";
const WAITING: &str = "callWaiting";
const FORWARDING: &str = "callForwarding";

async fn undo_all(client: &Client, changes: &[&str]) -> Answer {
    let changes = json!({ "changes": changes });
    client.post("/v1/changes/undo", &changes).await
}

fn rings(rings: u16) -> Value {
    json!({"callForwarding": {"noAnswer": {"numberOfRings": rings}}})
}

async fn several_are_undone_from_the_newest_to_the_oldest(world: &World) {
    let alice = world.script("alice").await;
    let before = shown(&alice, FORWARDING).await;
    let mut changes = Vec::new();
    for count in [5, 6, 7] {
        changes.push(put(&alice, FORWARDING, rings(count)).await);
    }
    // Without the one between them the field is not what the first has made of it.
    let answer = undo_all(&alice, &[&changes[0], &changes[2]]).await;
    let body = answer.refused(409, Code::NewerChanges);
    let field = "callForwarding.noAnswer.numberOfRings";
    assert_eq!(body.code_of(field), Some(Code::NewerChanges));
    let body: Value = serde_json::from_slice(&answer.body).unwrap();
    assert_eq!(body["errors"][0]["change"], changes[0]);
    let answer = undo_all(
        &alice,
        &[&changes[1], &changes[0], &changes[2], &changes[1]],
    )
    .await;
    answer.done();
    assert_eq!(shown(&alice, FORWARDING).await, before);
    // One setting, one line.
    assert_eq!(lines(&alice).await.len(), 4);
}

async fn where_one_cannot_be_undone_none_is(world: &World) {
    let alice = world.script("alice").await;
    let silent = put(&alice, DND, json!({"enabled": true})).await;
    let waiting = put(&alice, WAITING, json!({"enabled": false})).await;
    put(&alice, WAITING, json!({"enabled": true})).await;
    put(&alice, WAITING, json!({"enabled": false})).await;
    let first = put(&alice, FORWARDING, rings(5)).await;
    put(&alice, FORWARDING, rings(6)).await;
    let tags = async || {
        let mut tags = Vec::new();
        for name in [DND, WAITING, FORWARDING] {
            tags.push(alice.get(&setting(name)).await.tag());
        }
        tags
    };
    let before = tags().await;
    let answer = undo_all(&alice, &[&silent, &waiting, &first]).await;
    answer.refused(409, Code::NewerChanges);
    let stranger = Uuid::nil().to_string();
    let answer = undo_all(&alice, &[&silent, &stranger]).await;
    answer.refused(404, Code::NotFound);
    let hers = put(&world.script("bob").await, DND, json!({"enabled": true})).await;
    let answer = undo_all(&alice, &[&silent, &hers]).await;
    answer.refused(404, Code::NotFound);
    assert_eq!(tags().await, before);
    assert_eq!(
        shown(&world.script("bob").await, DND).await["enabled"],
        true
    );
}

async fn changes_of_several_settings_are_undone_together(world: &World) {
    let alice = world.script("alice").await;
    let names = [DND, WAITING, FORWARDING];
    let mut before = Vec::new();
    for name in names {
        before.push(shown(&alice, name).await);
    }
    let changes = [
        put(&alice, DND, json!({"enabled": true})).await,
        put(
            &alice,
            WAITING,
            json!({"enabled": before[1]["enabled"] == false}),
        )
        .await,
        put(&alice, FORWARDING, rings(5)).await,
    ];
    let answer = undo_all(&alice, &[&changes[0], &changes[1], &changes[2]]).await;
    answer.done();
    for (name, before) in names.iter().zip(before) {
        assert_eq!(shown(&alice, name).await, before, "{name}");
    }
    // All that were written down are named, and can be undone together again.
    let named: Vec<&str> = answer.header(CHANGE_HEADER).unwrap().split(',').collect();
    assert_eq!(named.len(), 3);
    undo_all(&alice, &named).await.done();
    assert_eq!(shown(&alice, DND).await["enabled"], true);
}

async fn what_comes_to_nothing_is_not_written_down(world: &World) {
    let alice = world.script("alice").await;
    let on = put(&alice, DND, json!({"enabled": true})).await;
    let off = put(&alice, DND, json!({"enabled": false})).await;
    let answer = undo_all(&alice, &[&on, &off]).await;
    answer.done();
    assert_eq!(answer.header(CHANGE_HEADER), None);
    assert_eq!(lines(&alice).await.len(), 2);
}

async fn what_names_no_changes_is_refused(world: &World) {
    let alice = world.script("alice").await;
    let answer = undo_all(&alice, &[]).await;
    answer.refused_field("changes", Code::Required);
    let answer = alice.post("/v1/changes/undo", &json!({})).await;
    answer.refused_field("changes", Code::Required);
    let answer = undo_all(&alice, &["x"]).await;
    answer.refused_field("changes.0", Code::Malformed);
    let many: Vec<String> = (0..51).map(|_| Uuid::now_v7().to_string()).collect();
    let many: Vec<&str> = many.iter().map(String::as_str).collect();
    let answer = undo_all(&alice, &many).await;
    answer.refused_field("changes", Code::TooMany);
    let answer = undo_all(&alice, &many[..50]).await;
    answer.refused(404, Code::NotFound);
}

async fn of_two_undos_of_one_change_at_the_same_moment_one_is_written_down(world: &World) {
    let alice = world.script("alice").await;
    let on = put(&alice, DND, json!({"enabled": true})).await;
    let ids = [on.as_str()];
    let (one, two) = tokio::join!(undo_all(&alice, &ids), undo_all(&alice, &ids));
    one.done();
    two.done();
    let named = [&one, &two].map(|it| it.header(CHANGE_HEADER).is_some());
    assert_ne!(named[0], named[1]);
    assert_eq!(lines(&alice).await.len(), 2);
}
