//! Ends by themselves: what is on until a moment is off then, and that is told.

use belroute_server::{entity, upkeep};
use belroute_shared::{
    audit::Action,
    changes::{ChangeLine, Changes},
    live::LiveEvent,
};
use sea_orm::{ConnectionTrait as _, EntityTrait as _};
use serde_json::{Value, json};

use crate::world::{Client, World, after_noon, calling::setting};

on_both! {
    an_end_is_written_down_at_its_moment_by_nobody,
    a_forward_ends_and_keeps_where_it_leads,
    an_end_that_was_changed_or_taken_away_does_not_come,
    an_end_that_passed_just_before_a_change_is_written_down_before_it,
    two_servers_write_one_line,
    an_end_that_the_column_does_not_know_is_set_right,
    ends_of_before_are_found_by_the_new_column,
}

const DND: &str = "doNotDisturb";
const FORWARDING: &str = "callForwarding";

async fn put(client: &Client, name: &str, patch: Value) {
    client.put(&setting(name), &patch).await.done();
}

async fn end(world: &World, seconds: i64) {
    world.set_clock(seconds);
    let now_ms = world.state.clock.now_ms();
    upkeep::end_settings(&world.state, now_ms).await.unwrap();
}

async fn ended(client: &Client) -> Vec<ChangeLine> {
    let all: Changes = client.get("/v1/changes?about=settings").await.json();
    let mut lines = all.lines;
    lines.retain(|it| it.line.action == Action::SettingEnded);
    lines
}

async fn stored(world: &World, name: &str) -> entity::setting::Model {
    let key = (world.user("alice").id, name.to_owned());
    let row = entity::setting::Entity::find_by_id(key);
    row.one(&world.db().read).await.unwrap().unwrap()
}

async fn an_end_is_written_down_at_its_moment_by_nobody(world: &World) {
    let alice = world.sign_in("alice").await;
    let until = json!({"enabled": true, "enabledUntil": after_noon(60), "ringSplashEnabled": true});
    put(&alice, DND, until).await;
    let tag = alice.get(&setting(DND)).await.tag();
    end(world, 59).await;
    assert_eq!(ended(&alice).await, []);
    assert_eq!(alice.get(&setting(DND)).await.tag(), tag);
    let mut events = alice.listen().await;
    // It is found some seconds late, and is of its moment all the same.
    end(world, 63).await;
    events
        .until(|it| matches!(it, LiveEvent::Setting { setting } if setting == DND))
        .await;
    end(world, 64).await;
    let lines = ended(&alice).await;
    assert_eq!(lines.len(), 1);
    let line = &lines[0].line;
    assert_eq!((line.at, line.object.as_str()), (after_noon(60), DND));
    assert_eq!((line.actor_name.as_str(), line.actor_id), ("", None));
    assert_eq!(line.about.as_ref().unwrap().id.0, world.user("alice").id);
    assert!(!lines[0].can_undo);
    let side = |side: &Option<String>| -> Value {
        serde_json::from_str(side.as_deref().unwrap()).unwrap()
    };
    assert_eq!(side(&line.before)["enabled"], true);
    let off = json!({"enabled": false, "ringSplashEnabled": true, "webexGoOverrideEnabled": false});
    assert_eq!(side(&line.after), off);
    assert_eq!(
        serde_json::from_str::<Value>(&stored(world, DND).await.value).unwrap(),
        off
    );
    assert_ne!(alice.get(&setting(DND)).await.tag(), tag);
    // Nobody else did it, and nobody else hears of it.
    let others: Changes = alice.get("/v1/changes?by=others").await.json();
    assert_eq!(others.lines, []);
    assert_eq!(ended(&world.sign_in("bob").await).await, []);
}

async fn a_forward_ends_and_keeps_where_it_leads(world: &World) {
    let alice = world.script("alice").await;
    let always = json!({"callForwarding": {"always": {"enabled": true, "destination": "1002",
        "enabledUntil": after_noon(60)}}});
    put(&alice, FORWARDING, always).await;
    put(
        &alice,
        DND,
        json!({"enabled": true, "enabledUntil": after_noon(61)}),
    )
    .await;
    end(world, 60).await;
    let lines = ended(&alice).await;
    assert_eq!(lines.len(), 1);
    assert_eq!(lines[0].line.object, FORWARDING);
    let now: Value = serde_json::from_str(&stored(world, FORWARDING).await.value).unwrap();
    let always = &now["callForwarding"]["always"];
    assert_eq!(
        (&always["enabled"], &always["destination"]),
        (&json!(false), &json!("1002"))
    );
    assert_eq!(always.get("enabledUntil"), None);
    end(world, 61).await;
    assert_eq!(ended(&alice).await.len(), 2);
}

async fn an_end_that_was_changed_or_taken_away_does_not_come(world: &World) {
    let alice = world.script("alice").await;
    put(
        &alice,
        DND,
        json!({"enabled": true, "enabledUntil": after_noon(60)}),
    )
    .await;
    put(&alice, DND, json!({"enabledUntil": after_noon(120)})).await;
    end(world, 60).await;
    assert_eq!(ended(&alice).await, []);
    put(&alice, DND, json!({"enabledUntil": null})).await;
    end(world, 120).await;
    put(&alice, DND, json!({"enabledUntil": after_noon(180)})).await;
    put(&alice, DND, json!({"enabled": false})).await;
    end(world, 180).await;
    assert_eq!(ended(&alice).await, []);
    assert_eq!(stored(world, DND).await.ends_at_ms, None);
}

async fn an_end_that_passed_just_before_a_change_is_written_down_before_it(world: &World) {
    let alice = world.sign_in("alice").await;
    put(
        &alice,
        DND,
        json!({"enabled": true, "enabledUntil": after_noon(60)}),
    )
    .await;
    world.set_clock(61);
    let mut events = alice.listen().await;
    put(
        &alice,
        FORWARDING,
        json!({"businessContinuity": {"destination": "1002"}}),
    )
    .await;
    events
        .until(|it| matches!(it, LiveEvent::Setting { setting } if setting == DND))
        .await;
    assert_eq!(ended(&alice).await.len(), 1);
    end(world, 62).await;
    assert_eq!(ended(&alice).await.len(), 1);
}

async fn two_servers_write_one_line(world: &World) {
    let alice = world.script("alice").await;
    put(
        &alice,
        DND,
        json!({"enabled": true, "enabledUntil": after_noon(60)}),
    )
    .await;
    world.set_clock(60);
    let now_ms = world.state.clock.now_ms();
    let other = world.restarted(|_| ());
    let (one, two) = tokio::join!(
        upkeep::end_settings(&world.state, now_ms),
        upkeep::end_settings(&other.state, now_ms),
    );
    one.and(two).unwrap();
    assert_eq!(ended(&alice).await.len(), 1);
}

async fn an_end_that_the_column_does_not_know_is_set_right(world: &World) {
    let alice = world.script("alice").await;
    put(
        &alice,
        DND,
        json!({"enabled": true, "enabledUntil": after_noon(600)}),
    )
    .await;
    let early = after_noon(60).as_millisecond();
    write(world, &format!("update setting set ends_at_ms = {early}")).await;
    end(world, 60).await;
    assert_eq!(ended(&alice).await, []);
    let row = stored(world, DND).await;
    assert_eq!(row.ends_at_ms, Some(after_noon(600).as_millisecond()));
    // What this program cannot read it leaves as it is, and does not look at every second.
    write(world, "update setting set value = 'x', ends_at_ms = 0").await;
    end(world, 61).await;
    let row = stored(world, DND).await;
    assert_eq!((row.value.as_str(), row.ends_at_ms), ("x", None));
}

async fn write(world: &World, statement: &str) {
    world
        .write(async |db| db.execute_unprepared(statement).await.unwrap())
        .await;
}

async fn ends_of_before_are_found_by_the_new_column(world: &World) {
    let (alice, bob) = (world.script("alice").await, world.script("bob").await);
    put(
        &alice,
        DND,
        json!({"enabled": true, "enabledUntil": after_noon(60)}),
    )
    .await;
    let always = json!({"callForwarding": {"always": {"enabled": true, "destination": "1003",
        "enabledUntil": after_noon(61)}}});
    put(&alice, FORWARDING, always).await;
    put(
        &bob,
        DND,
        json!({"enabled": false, "enabledUntil": after_noon(60)}),
    )
    .await;
    put(
        &bob,
        FORWARDING,
        json!({"businessContinuity": {"destination": "1003"}}),
    )
    .await;
    for statement in [
        "drop index setting_by_end",
        "alter table setting drop column ends_at_ms",
        "delete from seaql_migrations where version like '%000017_ends'",
    ] {
        write(world, statement).await;
    }
    world.db().migrate().await.unwrap();
    let rows = entity::setting::Entity::find()
        .all(&world.db().read)
        .await
        .unwrap();
    let mut ends: Vec<_> = rows.into_iter().map(|row| row.ends_at_ms).collect();
    ends.sort_unstable();
    let expected = [60, 61].map(|second| Some(after_noon(second).as_millisecond()));
    assert_eq!(ends, [None, None, expected[0], expected[1]]);
}
