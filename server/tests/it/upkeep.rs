//! What the server does without being asked.

use belroute_server::{
    entity::{call_event, call_fact, pairing, registration, session, sign_in_failure},
    upkeep,
};
use belroute_shared::{
    calls::{Calls, Outcome},
    devices::Devices,
    ids::UserId,
    live::LiveEvent,
    phonebook::PresenceState,
};
use sea_orm::{EntityTrait, PaginatorTrait as _};
use serde_json::json;

use crate::world::{Story, World, engine::unregistered, from_user, sign_in_form};

const DESK: &str = "1001@alpha.test";
const HOUR: i64 = 3600;
const DAY: i64 = 24 * HOUR;

on_both! {
    colleagues_are_told_when_a_registration_runs_out,
    a_registration_that_stands_is_left_alone,
    a_device_that_ran_out_comes_back_with_its_next_registration,
    a_call_that_nobody_will_end_is_ended,
    a_call_of_this_hour_is_left_alone,
    what_has_served_its_purpose_is_forgotten,
    what_is_still_needed_is_kept,
}

fn now_ms(world: &World) -> i64 {
    world.state.clock.now_ms()
}

async fn count<E: EntityTrait<Model: Sync>>(world: &World, _entity: E) -> u64 {
    E::find().count(&world.db().read).await.unwrap()
}

async fn colleagues_are_told_when_a_registration_runs_out(world: &World) {
    world.registers(DESK, "Desk", 0.0).await;
    let alice = world.sign_in("alice").await;
    let bob = world.sign_in("bob").await;
    world.set_clock(HOUR - 1);
    let (mut hers, mut his) = (alice.listen().await, bob.listen().await);
    world.set_clock(HOUR + 1);
    upkeep::expire_registrations(&world.state, now_ms(world))
        .await
        .unwrap();
    hers.until(|event| *event == LiveEvent::Devices).await;
    let event = his
        .until(|event| matches!(event, LiveEvent::Presence { .. }))
        .await;
    let LiveEvent::Presence { user, presence } = event else {
        unreachable!()
    };
    assert_eq!(user, UserId(world.user("alice").id));
    assert_eq!(presence.state, PresenceState::Offline);
}

async fn a_registration_that_stands_is_left_alone(world: &World) {
    world.registers(DESK, "Desk", 0.0).await;
    world.set_clock(HOUR - 1);
    upkeep::expire_registrations(&world.state, now_ms(world))
        .await
        .unwrap();
    upkeep::forget(&world.state, now_ms(world)).await.unwrap();
    let alice = world.sign_in("alice").await;
    let devices: Devices = alice.get("/v1/account/devices").await.json();
    assert!(devices.devices[0].is_registered);
}

async fn a_device_that_ran_out_comes_back_with_its_next_registration(world: &World) {
    world.registers(DESK, "Desk", 0.0).await;
    world.set_clock(2 * HOUR);
    upkeep::expire_registrations(&world.state, now_ms(world))
        .await
        .unwrap();
    world.registers(DESK, "Desk", 7200.0).await;
    let alice = world.sign_in("alice").await;
    let devices: Devices = alice.get("/v1/account/devices").await.json();
    assert_eq!(devices.devices.len(), 1);
    assert!(devices.devices[0].is_registered);
}

async fn a_call_that_nobody_will_end_is_ended(world: &World) {
    let engine = world.engine();
    let story = Story::asked(&engine, from_user(DESK, "1002@alpha.test")).await;
    engine
        .tell_all([story.ringing(1.0), story.answered(4.0)])
        .await;
    world.set_clock(7 * HOUR);
    let mut bob = world.sign_in("bob").await.listen().await;
    upkeep::end_left_behind(&world.state, now_ms(world))
        .await
        .unwrap();
    bob.until(|event| *event == LiveEvent::Calls).await;
    for name in ["alice", "bob"] {
        let client = world.sign_in(name).await;
        let row = client
            .get("/v1/calls")
            .await
            .json::<Calls>()
            .calls
            .remove(0);
        assert_eq!(row.outcome, Outcome::Failed, "{name}");
        assert_eq!(row.talk_seconds, None, "{name}");
        assert_eq!(row.ended_at, Some(row.started_at), "{name}");
    }
}

async fn a_call_of_this_hour_is_left_alone(world: &World) {
    let engine = world.engine();
    let story = Story::asked(&engine, from_user(DESK, "1002@alpha.test")).await;
    engine
        .tell_all([story.ringing(1.0), story.answered(4.0)])
        .await;
    world.set_clock(HOUR);
    upkeep::end_left_behind(&world.state, now_ms(world))
        .await
        .unwrap();
    let alice = world.sign_in("alice").await;
    let row = alice.get("/v1/calls").await.json::<Calls>().calls.remove(0);
    assert_eq!(row.outcome, Outcome::Talking);
}

/// Leaves something of everything behind.
async fn use_everything(world: &World) {
    let engine = world.engine();
    let story = Story::asked(&engine, from_user(DESK, "1002@alpha.test")).await;
    engine.tell_all(story.unanswered(1.0, "no_answer")).await;
    world.registers(DESK, "Desk", 1.0).await;
    engine.tell(unregistered(DESK, "Desk", 2.0)).await;
    let alice = world.sign_in("alice").await;
    let pairing = alice.post("/v1/account/devices/pairings", &json!({})).await;
    assert_eq!(pairing.status, 201);
    let wrong = sign_in_form("bob", "wrong");
    let answer = world.visitor().post("/v1/session", &wrong).await;
    assert_eq!(answer.status, 401);
}

async fn kept(world: &World) -> [u64; 6] {
    [
        count(world, call_event::Entity).await,
        count(world, call_fact::Entity).await,
        count(world, registration::Entity).await,
        count(world, session::Entity).await,
        count(world, pairing::Entity).await,
        count(world, sign_in_failure::Entity).await,
    ]
}

async fn what_has_served_its_purpose_is_forgotten(world: &World) {
    use_everything(world).await;
    world.set_clock(8 * DAY);
    upkeep::forget(&world.state, now_ms(world)).await.unwrap();
    assert_eq!(kept(world).await, [0; 6]);
    // The calls themselves are what people look at.
    let alice = world.sign_in("alice").await;
    assert_eq!(alice.get("/v1/calls").await.json::<Calls>().calls.len(), 1);
}

async fn what_is_still_needed_is_kept(world: &World) {
    use_everything(world).await;
    let before = kept(world).await;
    assert_eq!(before, [3, 1, 1, 1, 1, 1]);
    world.set_clock(HOUR);
    upkeep::forget(&world.state, now_ms(world)).await.unwrap();
    assert_eq!(kept(world).await, before);
}
