//! From the engine's events to calls as users lived them.

use belroute_server::entity::{call, call_leg};
use belroute_shared::{
    calls::{Call, CallDetails, Calls, Direction, LegKind, LegOutcome, Outcome},
    error::Code,
    phonebook::{Phonebook, Presence, PresenceState},
    routing::profile::Profile,
};
use sea_orm::{EntityTrait as _, QueryFilter as _, QueryOrder as _};
use serde_json::{Value, json};
use uuid::Uuid;

use crate::world::{
    Client, Story, World, after_noon,
    engine::{at, registered},
    from_trunk, from_user,
    seed::{ALICE, OUTSIDE, SALES},
};

const DESK: &str = "1001@alpha.test";
const EVENTS: &str = "/v1/call-control/events";

on_both! {
    an_answered_call_has_its_talk_time,
    each_outcome_is_told_from_both_ends,
    a_call_that_goes_on_is_shown_as_it_is,
    an_internal_call_is_lived_by_both,
    the_mailbox_answers_and_the_call_is_still_missed,
    who_leaves_a_message_does_not_keep_the_user_busy,
    a_colleague_answers,
    every_device_that_was_tried_is_listed,
    a_caller_who_hides_is_nobody,
    a_colleague_who_hides_is_nobody_too,
    the_line_that_was_used_is_shown,
    a_call_for_help_shows_that_the_number_was_shown,
    an_answered_call_ends_in_the_same_rows_in_any_order,
    an_unanswered_call_ends_in_the_same_rows_in_any_order,
    a_call_to_the_mailbox_ends_in_the_same_rows_in_any_order,
    an_asked_call_ends_in_the_same_rows_in_any_order,
    calls_placed_while_the_panel_was_away_are_logged,
    events_of_nobodys_calls_are_passed_over,
    calling_back_is_looking_at_what_was_missed,
    too_many_events_at_once_are_refused_whole,
    an_event_that_no_database_can_keep_is_refused_for_good,
    words_of_a_newer_engine_do_no_harm,
    a_restart_in_the_middle_of_a_call_loses_nothing,
}

async fn calls(client: &Client) -> Vec<Call> {
    client.get("/v1/calls").await.json::<Calls>().calls
}

/// The only call that somebody has.
async fn only(client: &Client) -> Call {
    let mut calls = calls(client).await;
    assert_eq!(calls.len(), 1, "{calls:#?}");
    calls.remove(0)
}

async fn details(client: &Client) -> CallDetails {
    let id = only(client).await.id;
    client.get(&format!("/v1/calls/{id}")).await.json()
}

/// Somebody outside calls Alice's direct number.
fn to_alice() -> Value {
    from_trunk(OUTSIDE, &format!("{ALICE}@127.0.0.10"))
}

/// Alice calls somebody outside.
fn from_alice() -> Value {
    from_user(DESK, &format!("{OUTSIDE}@alpha.test"))
}

async fn an_answered_call_has_its_talk_time(world: &World) {
    let engine = world.engine();
    world.registers(DESK, "Yealink T54W", -60.0).await;
    let story = Story::asked(&engine, to_alice())
        .await
        .on(DESK, "Yealink T54W");
    engine.tell(story.ringing(1.0)).await;
    engine.tell(story.answered(7.4)).await;
    engine.tell(story.ended(70.4, "answered")).await;
    let alice = world.sign_in("alice").await;
    let mut row: Value = alice.get("/v1/calls").await.json();
    let id = row["calls"][0]
        .as_object_mut()
        .unwrap()
        .remove("id")
        .unwrap();
    let expected = json!({"calls": [{
        "direction": "incoming",
        "outcome": "answered",
        "isInternal": false,
        "party": {
            "number": OUTSIDE,
            "numberDisplay": "+44 7700 900123",
            "isAnonymous": false,
        },
        "via": {"kind": "direct", "number": "+44 20 7946 0041"},
        "startedAt": "2026-11-22T12:00:01Z",
        "answeredAt": "2026-11-22T12:00:07.4Z",
        "endedAt": "2026-11-22T12:01:10.4Z",
        "talkSeconds": 63,
        "ringSeconds": 6,
        "answeredBy": "Yealink T54W",
        "isNew": false,
    }], "newMissed": 0});
    assert_eq!(row, expected);
    let id = id.as_str().unwrap();
    let details: CallDetails = alice.get(&format!("/v1/calls/{id}")).await.json();
    assert_eq!(details.legs.len(), 1);
    assert_eq!(details.legs[0].target, "Yealink T54W");
    assert_eq!(details.legs[0].outcome, LegOutcome::Answered);
    assert_eq!(details.legs[0].ring_seconds, Some(6));
}

async fn each_outcome_is_told_from_both_ends(world: &World) {
    use Outcome::{AnsweredElsewhere, Blocked, Busy, Cancelled, Declined, Failed, Missed};
    let engine = world.engine();
    let alice = world.sign_in("alice").await;
    // What the engine says, what it is for the called and whether it is new to him, and what it is
    // for the caller.
    let outcomes = [
        ("no_answer", Missed, true, Missed),
        ("unreachable", Missed, true, Missed),
        ("cancelled", Missed, true, Cancelled),
        ("busy", Busy, true, Busy),
        ("declined", Declined, false, Declined),
        ("rejected", Blocked, false, Declined),
        ("elsewhere", AnsweredElsewhere, false, Missed),
        ("failed", Failed, false, Failed),
    ];
    for (minute, (word, called, is_new, caller)) in (1..).zip(outcomes) {
        let second = f64::from(minute) * 60.0;
        let incoming = Story::asked(&engine, to_alice()).await.on(DESK, "Desk");
        engine.tell_all(incoming.unanswered(second, word)).await;
        let row = calls(&alice).await.remove(0);
        assert_eq!(row.direction, Direction::Incoming);
        assert_eq!((row.outcome, row.is_new), (called, is_new), "{word}");
        assert_eq!((row.talk_seconds, row.ring_seconds), (None, Some(9)));
        assert_eq!(row.answered_by, None);
        let outgoing = Story::asked(&engine, from_alice()).await;
        engine
            .tell_all(outgoing.unanswered(second + 30.0, word))
            .await;
        let row = calls(&alice).await.remove(0);
        assert_eq!(row.direction, Direction::Outgoing);
        assert_eq!((row.outcome, row.is_new), (caller, false), "{word}");
    }
}

async fn a_call_that_goes_on_is_shown_as_it_is(world: &World) {
    let engine = world.engine();
    let (alice, bob) = (world.sign_in("alice").await, world.sign_in("bob").await);
    world.registers(DESK, "Desk", -60.0).await;
    let story = Story::asked(&engine, to_alice()).await.on(DESK, "Desk");
    engine.tell(story.ringing(1.0)).await;
    let row = only(&alice).await;
    assert_eq!(row.outcome, Outcome::Ringing);
    assert_eq!(
        (row.ring_seconds, row.talk_seconds, row.ended_at),
        (None, None, None)
    );
    let presence = presence(&bob, "Alice Müller").await;
    assert_eq!(
        (presence.state, presence.since),
        (PresenceState::Ringing, Some(after_noon(1)))
    );
    engine.tell(story.answered(6.0)).await;
    let row = only(&alice).await;
    assert_eq!(row.outcome, Outcome::Talking);
    assert_eq!(
        (row.ring_seconds, row.talk_seconds, row.ended_at),
        (Some(5), None, None)
    );
    let talking = self::presence(&bob, "Alice Müller").await;
    assert_eq!(
        (talking.state, talking.since),
        (PresenceState::InCall, Some(after_noon(6)))
    );
    assert_eq!(talking.device.as_deref(), Some("Desk"));
    engine.tell(story.ended(9.0, "answered")).await;
    let free = self::presence(&bob, "Alice Müller").await;
    assert_eq!(free.state, PresenceState::Available);
}

async fn presence(client: &Client, name: &str) -> Presence {
    let phonebook: Phonebook = client.get("/v1/phonebook?kind=colleague").await.json();
    let entries = &phonebook.sections[0].entries;
    let entry = entries.iter().find(|entry| entry.name == name).unwrap();
    entry.presence.clone().unwrap()
}

async fn an_internal_call_is_lived_by_both(world: &World) {
    let engine = world.engine();
    let (alice, bob) = (world.sign_in("alice").await, world.sign_in("bob").await);
    let story = Story::asked(&engine, from_user(DESK, "1002@alpha.test")).await;
    engine.tell(story.ringing(1.0)).await;
    // Who dials is off the hook already.
    assert_eq!(
        presence(&bob, "Alice Müller").await.state,
        PresenceState::InCall
    );
    assert_eq!(
        presence(&alice, "Bob de Vries").await.state,
        PresenceState::Ringing
    );
    engine
        .tell_all([story.answered(4.0), story.ended(10.0, "answered")])
        .await;
    let (out, into) = (only(&alice).await, only(&bob).await);
    assert_ne!(out.id, into.id);
    assert_eq!(
        (out.direction, into.direction),
        (Direction::Outgoing, Direction::Incoming)
    );
    assert_eq!(
        (out.outcome, into.outcome),
        (Outcome::Answered, Outcome::Answered)
    );
    assert_eq!((out.talk_seconds, into.talk_seconds), (Some(6), Some(6)));
    assert!(out.is_internal && into.is_internal);
    assert_eq!(out.party.name.as_deref(), Some("Bob de Vries"));
    assert_eq!(into.party.name.as_deref(), Some("Alice Müller"));
    assert_eq!(out.party.number.as_deref(), Some("1002"));
    assert_eq!(into.party.number.as_deref(), Some("1001"));
    let via = json!({"kind": "internal"});
    assert_eq!(serde_json::to_value(&out.via).unwrap(), via);
    assert_eq!(serde_json::to_value(&into.via).unwrap(), via);
}

/// A call to Bob that his mailbox answers.
async fn to_mailbox(world: &World) -> (Story, Story) {
    let question = from_user(DESK, "1002@alpha.test");
    let desk = Story::asked(&world.engine(), question).await;
    let mailbox = desk.on("vm-1002@127.0.0.51:5060;cause=408", "mailbox");
    (desk, mailbox)
}

async fn the_mailbox_answers_and_the_call_is_still_missed(world: &World) {
    let engine = world.engine();
    let (desk, mailbox) = to_mailbox(world).await;
    engine
        .tell_all([
            desk.ringing(1.0),
            desk.leg_ended(19.0, "no_answer"),
            mailbox.answered(19.2),
            mailbox.ended(40.0, "answered"),
        ])
        .await;
    let bob = world.sign_in("bob").await;
    let details = details(&bob).await;
    assert_eq!(details.call.outcome, Outcome::Voicemail);
    assert!(details.call.is_new);
    assert_eq!(details.call.answered_by, None);
    let legs: Vec<_> = details
        .legs
        .iter()
        .map(|leg| (leg.kind, leg.outcome))
        .collect();
    let expected = [
        (LegKind::Device, LegOutcome::NoAnswer),
        (LegKind::Mailbox, LegOutcome::Answered),
    ];
    assert_eq!(legs, expected);
    let alice = world.sign_in("alice").await;
    assert_eq!(only(&alice).await.outcome, Outcome::Answered);
}

async fn who_leaves_a_message_does_not_keep_the_user_busy(world: &World) {
    let engine = world.engine();
    world.registers("1002@alpha.test", "Desk", -60.0).await;
    for _ in 0..3 {
        let (_, mailbox) = to_mailbox(world).await;
        engine.tell(mailbox.answered(1.0)).await;
    }
    let (alice, bob) = (world.sign_in("alice").await, world.sign_in("bob").await);
    let presence = presence(&alice, "Bob de Vries").await;
    assert_eq!(presence.state, PresenceState::Available);
    assert_eq!(bob.get("/v1/route").await.json::<Profile>().capacity, 3);
    let question = from_trunk(OUTSIDE, &format!("{}@127.0.0.10", crate::world::seed::BOB));
    let plan = engine.plan(question).await;
    assert_eq!(plan["steps"][0]["targets"], json!(["sip:1002@alpha.test"]));
}

async fn a_colleague_answers(world: &World) {
    let engine = world.engine();
    let desk = Story::asked(&engine, to_alice()).await.on(DESK, "Desk");
    let dana = desk.on("1003@alpha.test", "Desk");
    engine
        .tell_all([
            desk.ringing(1.0),
            dana.ringing(1.0),
            dana.answered(5.0),
            desk.leg_ended(5.0, "elsewhere"),
            dana.ended(9.0, "answered"),
        ])
        .await;
    let alice = world.sign_in("alice").await;
    let details = details(&alice).await;
    assert_eq!(details.call.outcome, Outcome::AnsweredElsewhere);
    assert_eq!(details.call.answered_by.as_deref(), Some("Dana"));
    assert!(!details.call.is_new);
    let colleague = details
        .legs
        .iter()
        .find(|leg| leg.kind == LegKind::Colleague);
    assert_eq!(colleague.unwrap().target, "Dana");
}

async fn every_device_that_was_tried_is_listed(world: &World) {
    let engine = world.engine();
    for device in ["Desk", "App"] {
        world.registers(DESK, device, -60.0).await;
    }
    let desk = Story::asked(&engine, to_alice()).await.on(DESK, "Desk");
    let app = desk.on(DESK, "App");
    let outside = desk.on("+31612345678@127.0.0.50:5060", "trunk");
    engine
        .tell_all([
            desk.ringing(1.0),
            app.leg_ended(1.2, "unreachable"),
            desk.leg_ended(13.0, "no_answer"),
            outside.ringing(14.0),
            outside.leg_ended(20.0, "busy"),
            desk.ended(20.0, "busy"),
        ])
        .await;
    let alice = world.sign_in("alice").await;
    let legs = details(&alice).await.legs;
    let told: Vec<Value> = legs
        .iter()
        .map(|leg| serde_json::to_value(leg).unwrap())
        .collect();
    let expected = json!([
        {"kind": "device", "target": "Desk", "outcome": "noAnswer", "ringSeconds": 12,
            "startedAt": "2026-11-22T12:00:01Z"},
        {"kind": "device", "target": "App", "outcome": "unreachable", "ringSeconds": 0,
            "startedAt": "2026-11-22T12:00:01.2Z"},
        {"kind": "number", "target": "06 12345678", "outcome": "busy", "ringSeconds": 6,
            "startedAt": "2026-11-22T12:00:14Z"},
    ]);
    assert_eq!(Value::Array(told), expected);
}

async fn a_caller_who_hides_is_nobody(world: &World) {
    let engine = world.engine();
    let alice = world.sign_in("alice").await;
    let mut hidden = to_alice();
    hidden["from"]["uri"] = json!("sip:anonymous@anonymous.invalid");
    hidden["from"]["anonymous"] = json!(true);
    // The network may tell us the number in confidence: the called user still does not see it.
    hidden["from"]["asserted"] = json!(format!("sip:{OUTSIDE}@trunk.test"));
    let story = Story::asked(&engine, hidden).await.on(DESK, "Desk");
    engine.tell_all(story.unanswered(1.0, "no_answer")).await;
    let row = only(&alice).await;
    assert_eq!(
        serde_json::to_value(&row.party).unwrap(),
        json!({"isAnonymous": true})
    );
    let to = format!("{ALICE}@127.0.0.10");
    let unasked = Story::unasked("anonymous@anonymous.invalid", &to).on(DESK, "Desk");
    engine.tell_all(unasked.unanswered(60.0, "no_answer")).await;
    let row = calls(&alice).await.remove(0);
    assert_eq!(
        serde_json::to_value(&row.party).unwrap(),
        json!({"isAnonymous": true})
    );
    // No number came at all, which is not the same as hiding it.
    let mut unavailable = to_alice();
    unavailable["from"]["uri"] = json!("sip:unknown@trunk.test");
    unavailable["from"]["unavailable"] = json!(true);
    let story = Story::asked(&engine, unavailable).await.on(DESK, "Desk");
    engine.tell_all(story.unanswered(120.0, "no_answer")).await;
    let row = calls(&alice).await.remove(0);
    assert_eq!(
        serde_json::to_value(&row.party).unwrap(),
        json!({"isAnonymous": false})
    );
}

async fn hide(client: &Client) {
    let path = "/v1/telephony/config/people/me/settings/callerId";
    let hide = json!({"callingLineIdDeliveryBlockingEnabled": true});
    client.put(path, &hide).await.done();
}

async fn a_colleague_who_hides_is_nobody_too(world: &World) {
    let engine = world.engine();
    let (alice, bob) = (world.sign_in("alice").await, world.sign_in("bob").await);
    hide(&alice).await;
    let story = Story::asked(&engine, from_user(DESK, "1002@alpha.test")).await;
    engine.tell_all(story.unanswered(1.0, "no_answer")).await;
    let row = only(&bob).await;
    assert_eq!(
        serde_json::to_value(&row.party).unwrap(),
        json!({"isAnonymous": true})
    );
    let row = only(&alice).await;
    assert_eq!(row.party.name.as_deref(), Some("Bob de Vries"));
    assert_eq!(
        serde_json::to_value(&row.via).unwrap(),
        json!({"kind": "anonymous"})
    );
}

async fn the_line_that_was_used_is_shown(world: &World) {
    let engine = world.engine();
    let alice = world.sign_in("alice").await;
    let path = "/v1/telephony/config/people/me/settings/selectedCallerId";
    let direct = json!({"kind": "direct", "number": "+44 20 7946 0041"});
    let sales = json!({"kind": "line", "label": "Sales", "number": "+44 20 7946 0000"});
    let choices = [
        (json!({"type": "DEFAULT_CLID"}), direct),
        (json!({"type": "CALL_QUEUE", "id": world.seed.sales}), sales),
    ];
    for (minute, (choice, via)) in (1..).zip(choices) {
        alice.put(path, &choice).await.done();
        let story = Story::asked(&engine, from_alice()).await;
        let second = f64::from(minute) * 60.0;
        engine.tell_all(story.unanswered(second, "no_answer")).await;
        let row = calls(&alice).await.remove(0);
        assert_eq!(serde_json::to_value(&row.via).unwrap(), via);
    }
    // A queue's number reaches no single user.
    let queue = from_trunk(OUTSIDE, &format!("{SALES}@127.0.0.10"));
    let story = Story::asked(&engine, queue).await;
    engine.tell_all(story.unanswered(200.0, "no_answer")).await;
    assert_eq!(calls(&alice).await.len(), 2);
}

async fn a_call_for_help_shows_that_the_number_was_shown(world: &World) {
    let engine = world.engine();
    let alice = world.sign_in("alice").await;
    hide(&alice).await;
    let story = Story::asked(&engine, from_user(DESK, "112@alpha.test")).await;
    engine
        .tell_all([story.answered(1.0), story.ended(9.0, "answered")])
        .await;
    let row = only(&alice).await;
    assert_eq!(row.party.number.as_deref(), Some("112"));
    let via = json!({"kind": "direct", "number": "+44 20 7946 0041"});
    assert_eq!(serde_json::to_value(&row.via).unwrap(), via);
}

/// Everything that is stored of a call, without what is made up anew for each.
async fn stored(world: &World, events: &[Value]) -> Vec<(call::Model, Vec<call_leg::Model>)> {
    let db = &world.db().read;
    let sip_call_id = events[0]["sip_call_id"].as_str().unwrap();
    let rows = call::Entity::find()
        .filter(call::COLUMN.sip_call_id.eq(sip_call_id))
        .order_by_asc(call::Column::Direction)
        .all(db)
        .await
        .unwrap();
    let mut stored = Vec::new();
    for mut row in rows {
        let mut legs = call_leg::Entity::find()
            .filter(call_leg::COLUMN.call_id.eq(row.id))
            .order_by_asc(call_leg::Column::StartedAtMs)
            .all(db)
            .await
            .unwrap();
        for leg in &mut legs {
            (leg.id, leg.call_id) = (Uuid::nil(), Uuid::nil());
        }
        row.id = Uuid::nil();
        row.sip_call_id.clear();
        stored.push((row, legs));
    }
    stored
}

/// Tells a call in every order, each event twice, and expects the rows of the order it came in.
///
/// `events` gives the same call anew, under another SIP Call-ID, each time that it is asked.
async fn any_order(world: &World, sides: usize, events: impl AsyncFn() -> Vec<Value>) {
    let engine = world.engine();
    let first = events().await;
    let count = first.len();
    for event in &first {
        engine.tell(event.clone()).await;
    }
    let expected = stored(world, &first).await;
    assert_eq!(expected.len(), sides);
    for order in orders(count) {
        let events = events().await;
        let mut told: Vec<Value> = order.iter().map(|place| events[*place].clone()).collect();
        told.extend(events.iter().rev().cloned());
        engine.tell_all(told).await;
        assert_eq!(stored(world, &events).await, expected, "{order:?}");
    }
}

/// Every order of so many things.
fn orders(count: usize) -> Vec<Vec<usize>> {
    if count == 0 {
        return vec![Vec::new()];
    }
    let mut longer = Vec::new();
    for order in orders(count - 1) {
        for place in 0..count {
            let mut order = order.clone();
            order.insert(place, count - 1);
            longer.push(order);
        }
    }
    longer
}

async fn an_answered_call_ends_in_the_same_rows_in_any_order(world: &World) {
    for device in ["Desk", "App"] {
        world.registers(DESK, device, -60.0).await;
    }
    let first = Story::unasked(&format!("{OUTSIDE}@trunk.test"), DESK);
    any_order(world, 1, async || {
        let desk = first.again().on(DESK, "Desk");
        let app = desk.on(DESK, "App");
        vec![
            desk.ringing(1.0),
            app.ringing(1.25),
            app.answered(6.0),
            desk.leg_ended(6.001, "elsewhere"),
            app.ended(30.0, "answered"),
        ]
    })
    .await;
}

async fn an_unanswered_call_ends_in_the_same_rows_in_any_order(world: &World) {
    let first = Story::unasked(DESK, "1002@alpha.test");
    for outcome in ["no_answer", "busy", "declined", "cancelled"] {
        any_order(world, 2, async || first.again().unanswered(1.0, outcome)).await;
    }
}

async fn a_call_to_the_mailbox_ends_in_the_same_rows_in_any_order(world: &World) {
    let first = Story::unasked(DESK, "1002@alpha.test");
    any_order(world, 2, async || {
        let desk = first.again();
        let mailbox = desk.on("vm-1002@127.0.0.51:5060;cause=408", "mailbox");
        vec![
            desk.ringing(1.0),
            desk.leg_ended(19.0, "no_answer"),
            mailbox.answered(19.2),
            mailbox.ended(40.0, "answered"),
        ]
    })
    .await;
}

async fn an_asked_call_ends_in_the_same_rows_in_any_order(world: &World) {
    let engine = world.engine();
    any_order(world, 1, async || {
        let story = Story::asked(&engine, to_alice()).await.on(DESK, "Desk");
        vec![
            story.ringing(1.0),
            story.answered(4.0),
            story.ended(9.0, "answered"),
        ]
    })
    .await;
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
