//! From the engine's events to calls as users lived them.

use belroute_shared::{
    calls::{Call, CallDetails, Calls, Direction, LegKind, LegOutcome, Outcome},
    phonebook::{Phonebook, Presence, PresenceState},
    routing::profile::Profile,
};
use serde_json::{Value, json};

use crate::{
    call_control::phones,
    world::{
        Client, Story, World, after_noon, from_trunk, from_user,
        seed::{ALICE, OUTSIDE},
    },
};

/// Alice's extension.
pub(crate) const DESK: &str = "1001@alpha.test";

on_both! {
    an_answered_call_has_its_talk_time,
    each_outcome_is_told_from_both_ends,
    a_call_that_goes_on_is_shown_as_it_is,
    the_mailbox_answers_and_the_call_is_still_missed,
    who_leaves_a_message_does_not_keep_the_user_busy,
    a_colleague_answers,
    every_device_that_was_tried_is_listed,
}

pub(crate) async fn calls(client: &Client) -> Vec<Call> {
    client.get("/v1/calls").await.json::<Calls>().calls
}

/// The only call that somebody has.
pub(crate) async fn only(client: &Client) -> Call {
    let mut calls = calls(client).await;
    assert_eq!(calls.len(), 1, "{calls:#?}");
    calls.remove(0)
}

async fn details(client: &Client) -> CallDetails {
    let id = only(client).await.id;
    client.get(&format!("/v1/calls/{id}")).await.json()
}

/// Somebody outside calls Alice's direct number.
pub(crate) fn to_alice() -> Value {
    from_trunk(OUTSIDE, &format!("{ALICE}@127.0.0.10"))
}

/// Alice calls somebody outside.
pub(crate) fn from_alice() -> Value {
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

pub(crate) async fn presence(client: &Client, name: &str) -> Presence {
    let phonebook: Phonebook = client.get("/v1/phonebook?kind=colleague").await.json();
    let entries = &phonebook.sections[0].entries;
    let entry = entries.iter().find(|entry| entry.name == name).unwrap();
    entry.presence.clone().unwrap()
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
    assert_eq!(plan["steps"][0]["targets"], json!([phones("1002")]));
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
