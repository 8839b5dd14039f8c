//! Events that come late, twice, in crowds, or that make no sense.

use belroute_server::entity::call;
use belroute_shared::{
    calls::{Calls, Direction, Outcome},
    error::Code,
};
use sea_orm::EntityTrait as _;
use serde_json::{Value, json};
use uuid::Uuid;

use crate::{
    call_events::{DESK, calls, from_alice, only, to_alice},
    world::{
        Story, World,
        engine::{at, registered},
        from_trunk,
        seed::ALICE,
    },
};

const EVENTS: &str = "/v1/call-control/events";

on_both! {
    calls_placed_while_the_panel_was_away_are_logged,
    events_of_nobodys_calls_are_passed_over,
    calling_back_is_looking_at_what_was_missed,
    too_many_events_at_once_are_refused_whole,
    an_event_that_no_database_can_keep_is_refused_for_good,
    words_of_a_newer_engine_do_no_harm,
    a_restart_in_the_middle_of_a_call_loses_nothing,
}

async fn calls_placed_while_the_panel_was_away_are_logged(world: &World) {
    let engine = world.engine();
    let (alice, bob) = (world.sign_in("alice").await, world.sign_in("bob").await);
    let outgoing = Story::unasked(DESK, "0612345678@alpha.test");
    engine
        .tell_all([outgoing.answered(1.0), outgoing.ended(9.0, "answered")])
        .await;
    let row = only(&alice).await;
    assert_eq!(row.party.number.as_deref(), Some("+31612345678"));
    assert_eq!(
        (row.direction, row.talk_seconds),
        (Direction::Outgoing, Some(8))
    );
    let to = format!("{}@127.0.0.10", crate::world::seed::BOB);
    let incoming = Story::unasked("0612345678@trunk.test", &to).on("1002@alpha.test", "Desk");
    engine
        .tell_all(incoming.unanswered(60.0, "no_answer"))
        .await;
    let row = only(&bob).await;
    assert_eq!(row.party.number.as_deref(), Some("+31612345678"));
    assert_eq!((row.outcome, row.is_new), (Outcome::Missed, true));
    // An id that only the engine knows is no obstacle.
    let mut known = Story::unasked(DESK, "1002@alpha.test").ended(100.0, "cancelled");
    known["call"] = json!(Uuid::now_v7());
    engine.tell(known).await;
    assert_eq!(calls(&alice).await[0].outcome, Outcome::Cancelled);
    assert_eq!(calls(&bob).await[0].outcome, Outcome::Missed);
}

async fn events_of_nobodys_calls_are_passed_over(world: &World) {
    let engine = world.engine();
    for (from, to) in [
        ("x@elsewhere.test", "y@elsewhere.test"),
        ("+447700900123@trunk.test", "+447700900124@127.0.0.10"),
        ("%00@alpha.test", "%00@alpha.test"),
    ] {
        engine
            .tell_all(Story::unasked(from, to).unanswered(1.0, "busy"))
            .await;
    }
    let mut without_moment = Story::unasked(DESK, "1002@alpha.test").ringing(1.0);
    without_moment["at"] = json!("now");
    engine.tell(without_moment).await;
    let mut without_call = Story::unasked(DESK, "1002@alpha.test").ringing(1.0);
    without_call["sip_call_id"] = json!("");
    engine.tell(without_call).await;
    let rows = call::Entity::find().all(&world.db().read).await.unwrap();
    assert!(rows.is_empty(), "{rows:#?}");
}

async fn calling_back_is_looking_at_what_was_missed(world: &World) {
    let engine = world.engine();
    let alice = world.sign_in("alice").await;
    let new = async || alice.get("/v1/calls").await.json::<Calls>().new_missed;
    let missed = Story::asked(&engine, to_alice()).await.on(DESK, "Desk");
    engine.tell_all(missed.unanswered(1.0, "no_answer")).await;
    let other = from_trunk("+447700900999", &format!("{ALICE}@127.0.0.10"));
    let other = Story::asked(&engine, other).await.on(DESK, "Desk");
    engine.tell_all(other.unanswered(60.0, "no_answer")).await;
    assert_eq!(new().await, 2);
    let back = Story::asked(&engine, from_alice()).await;
    engine.tell(back.ringing(120.0)).await;
    assert_eq!(new().await, 1);
}

async fn too_many_events_at_once_are_refused_whole(world: &World) {
    let engine = world.engine();
    let story = Story::unasked(DESK, "1002@alpha.test");
    let many: Vec<Value> = (0..101).map(|_| story.again().ringing(1.0)).collect();
    let answer = engine
        .post(EVENTS, Value::from(many.clone()).to_string())
        .await;
    answer.refused(413, Code::TooLarge);
    let alice = world.sign_in("alice").await;
    assert_eq!(calls(&alice).await, []);
    engine.tell_all(many[..100].to_vec()).await;
    assert_eq!(
        call::Entity::find()
            .all(&world.db().read)
            .await
            .unwrap()
            .len(),
        200
    );
}

async fn an_event_that_no_database_can_keep_is_refused_for_good(world: &World) {
    let engine = world.engine();
    let story = Story::unasked(DESK, "1002@alpha.test");
    for field in ["sip_call_id", "target", "contact"] {
        for bad in ["zero \u{0} byte".to_owned(), random_text(5000)] {
            let mut event = story.ringing(1.0);
            event[field] = json!(bad);
            let answer = engine.post(EVENTS, event.to_string()).await;
            answer.refused(400, Code::Malformed);
        }
    }
    for field in ["contact", "username"] {
        let mut phone = registered(DESK, "Desk", 1.0);
        phone[field] = json!(random_text(5000));
        let answer = engine.post(EVENTS, phone.to_string()).await;
        answer.refused(400, Code::Malformed);
    }
    engine.tell(story.ringing(1.0)).await;
    let alice = world.sign_in("alice").await;
    assert_eq!(calls(&alice).await.len(), 1);
}

/// Text that no database can squeeze until it fits.
fn random_text(length: usize) -> String {
    let mut state: u32 = 1;
    let letters = std::iter::repeat_with(|| {
        state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        char::from(b'a' + u8::try_from(state >> 24).unwrap() % 26)
    });
    letters.take(length).collect()
}

async fn words_of_a_newer_engine_do_no_harm(world: &World) {
    let engine = world.engine();
    let mut event = Story::unasked(DESK, "1002@alpha.test").ended(1.0, "teleported");
    event["mood"] = json!({"good": true});
    engine.tell(event).await;
    let bob = world.sign_in("bob").await;
    assert_eq!(only(&bob).await.outcome, Outcome::Missed);
}

async fn a_restart_in_the_middle_of_a_call_loses_nothing(world: &World) {
    let alice = world.sign_in("alice").await;
    let path = "/v1/telephony/config/people/me/settings/selectedCallerId";
    let choice = json!({"type": "CALL_QUEUE", "id": world.seed.sales});
    alice.put(path, &choice).await.done();
    let engine = world.engine();
    let story = Story::asked(&engine, from_alice()).await;
    engine.tell(story.ringing(1.0)).await;
    // What the call shows was settled when it was placed.
    alice
        .put(path, &json!({"type": "DEFAULT_CLID"}))
        .await
        .done();
    let later = world.restarted(|_| ());
    let engine = later.engine();
    engine
        .tell_all([story.answered(3.0), story.ended(9.0, "answered")])
        .await;
    let row = only(&later.visitor().with_cookie(alice.cookie())).await;
    assert_eq!(
        (row.outcome, row.talk_seconds),
        (Outcome::Answered, Some(6))
    );
    assert_eq!(serde_json::to_value(&row.via).unwrap()["label"], "Sales");
    assert_eq!(at(3.0), "1795348803.000000");
}
