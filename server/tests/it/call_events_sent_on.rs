//! Calls that a setting sent on, as each of those concerned has them in his list.

use belroute_shared::{
    calls::{Call, CallDetails, LegKind, LegOutcome, Outcome},
    phonebook::PresenceState,
    routing::profile::Profile,
};
use serde_json::{Value, json};

use crate::{
    call_events::{DESK, calls, only, presence, to_alice},
    world::{Client, Story, World, calling::setting, from_user, seed::OUTSIDE},
};

on_both! {
    a_call_that_is_forwarded_always_is_forwarded_for_one_and_incoming_for_the_other,
    whom_nobody_answers_it_was_missed_by_whom_it_rang,
    a_forward_when_not_answered_leads_on,
    a_forward_to_a_number_shows_it_as_people_write_it,
    a_mailbox_of_a_colleague_is_his,
    everybody_on_the_way_has_his_part,
    whoever_hides_behind_a_forward_is_not_told_as_the_line,
}

pub(crate) const BOBS: &str = "1002@alpha.test";
pub(crate) const DANAS: &str = "1003@alpha.test";
const MOBILE: &str = "+31612345678";

pub(crate) async fn forwards(client: &Client, leg: &str, to: &str) {
    let patch = json!({"callForwarding": {leg: {"enabled": true, "destination": to}}});
    client.put(&setting("callForwarding"), &patch).await.done();
}

/// Everybody has a desk phone that is there.
pub(crate) async fn phones(world: &World) {
    for address in [DESK, BOBS, DANAS] {
        world.registers(address, "Desk", -60.0).await;
    }
}

pub(crate) async fn people(world: &World) -> [Client; 3] {
    [
        world.script("alice").await,
        world.script("bob").await,
        world.script("dana").await,
    ]
}

pub(crate) async fn legs(client: &Client) -> Vec<(LegKind, String, LegOutcome)> {
    let id = only(client).await.id;
    let details: CallDetails = client.get(&format!("/v1/calls/{id}")).await.json();
    let legs = details.legs.into_iter();
    legs.map(|leg| (leg.kind, leg.target, leg.outcome))
        .collect()
}

pub(crate) fn told(call: &Call) -> (Outcome, Option<&str>, bool) {
    (call.outcome, call.forwarded_to.as_deref(), call.is_new)
}

async fn a_call_that_is_forwarded_always_is_forwarded_for_one_and_incoming_for_the_other(
    world: &World,
) {
    phones(world).await;
    let [alice, bob, _] = people(world).await;
    forwards(&alice, "always", "1002").await;
    let engine = world.engine();
    let story = Story::asked(&engine, to_alice()).await.on(BOBS, "Desk");
    engine.tell(story.ringing(1.0)).await;
    // It goes on without Alice, whose phone is silent.
    let row = only(&alice).await;
    assert_eq!(
        told(&row),
        (Outcome::Forwarded, Some("Bob de Vries"), false)
    );
    let state = async |name: &str| presence(&bob, name).await.state;
    assert_eq!(state("Alice Müller").await, PresenceState::Available);
    assert_eq!(only(&bob).await.outcome, Outcome::Ringing);

    engine.tell(story.answered(5.0)).await;
    assert_eq!(
        presence(&alice, "Bob de Vries").await.state,
        PresenceState::InCall
    );
    for (client, count) in [(&alice, 0), (&bob, 1)] {
        let profile: Profile = client.get("/v1/route").await.json();
        assert_eq!(profile.active_calls, count);
    }

    engine.tell(story.ended(65.0, "answered")).await;
    let row = only(&alice).await;
    assert_eq!(
        told(&row),
        (Outcome::Forwarded, Some("Bob de Vries"), false)
    );
    assert_eq!(row.ring_seconds, None);
    let row = only(&bob).await;
    assert_eq!(told(&row), (Outcome::Answered, None, false));
    assert_eq!((row.ring_seconds, row.talk_seconds), (Some(4), Some(60)));
    assert_eq!(row.answered_by.as_deref(), Some("Desk"));
    assert_eq!(row.party.number.as_deref(), Some(OUTSIDE));
    let via = json!({"kind": "line", "label": "Alice Müller", "number": "+44 20 7946 0041"});
    assert_eq!(serde_json::to_value(&row.via).unwrap(), via);
    let of = |kind, name: &str| vec![(kind, name.to_owned(), LegOutcome::Answered)];
    assert_eq!(legs(&alice).await, of(LegKind::Colleague, "Bob de Vries"));
    assert_eq!(legs(&bob).await, of(LegKind::Device, "Desk"));
    let items: Value = alice
        .get("/v1/telephony/calls/members/me/history")
        .await
        .json();
    assert_eq!(items["items"][0]["type"], "received");
}

async fn whom_nobody_answers_it_was_missed_by_whom_it_rang(world: &World) {
    phones(world).await;
    let [alice, bob, dana] = people(world).await;
    forwards(&alice, "always", "1002").await;
    let engine = world.engine();
    // A colleague calls: for him it is a call to Alice.
    let question = from_user(DANAS, "1001@alpha.test");
    let story = Story::asked(&engine, question).await.on(BOBS, "Desk");
    engine.tell_all(story.unanswered(1.0, "no_answer")).await;
    let row = only(&alice).await;
    assert_eq!(
        told(&row),
        (Outcome::Forwarded, Some("Bob de Vries"), false)
    );
    let row = only(&bob).await;
    assert_eq!(told(&row), (Outcome::Missed, None, true));
    assert_eq!(row.party.name.as_deref(), Some("Dana"));
    let row = only(&dana).await;
    assert_eq!(told(&row), (Outcome::Missed, None, false));
    assert_eq!(row.party.name.as_deref(), Some("Alice Müller"));
}

async fn a_forward_when_not_answered_leads_on(world: &World) {
    phones(world).await;
    let [alice, bob, _] = people(world).await;
    forwards(&alice, "noAnswer", "1002").await;
    let engine = world.engine();
    let desk = Story::asked(&engine, to_alice()).await.on(DESK, "Desk");
    let next = desk.on(BOBS, "Desk");
    engine
        .tell_all([
            desk.ringing(1.0),
            desk.leg_ended(19.0, "no_answer"),
            next.ringing(19.2),
        ])
        .await;
    let state = presence(&bob, "Alice Müller").await.state;
    assert_eq!(state, PresenceState::Available);
    engine
        .tell_all([next.answered(22.0), next.ended(30.0, "answered")])
        .await;
    let row = only(&alice).await;
    assert_eq!(
        told(&row),
        (Outcome::Forwarded, Some("Bob de Vries"), false)
    );
    assert_eq!(only(&bob).await.outcome, Outcome::Answered);
    assert_eq!(
        legs(&alice).await,
        [
            (LegKind::Device, "Desk".to_owned(), LegOutcome::NoAnswer),
            (
                LegKind::Colleague,
                "Bob de Vries".to_owned(),
                LegOutcome::Answered
            ),
        ]
    );
    // It rang at Alice's, and nobody has spoken to the caller.
    let again = Story::asked(&engine, to_alice()).await.on(DESK, "Desk");
    let next = again.on(BOBS, "Desk");
    engine
        .tell_all([
            again.ringing(61.0),
            again.leg_ended(79.0, "no_answer"),
            next.ringing(79.2),
            next.leg_ended(90.0, "cancelled"),
            next.ended(90.0, "cancelled"),
        ])
        .await;
    let row = calls(&alice).await.remove(0);
    assert_eq!(told(&row), (Outcome::Missed, Some("Bob de Vries"), true));
    assert_eq!(told(&calls(&bob).await[0]), (Outcome::Missed, None, true));
    // As long as it rings at Alice's alone, Bob has heard nothing.
    let third = Story::asked(&engine, to_alice()).await.on(DESK, "Desk");
    engine.tell_all(third.unanswered(120.0, "cancelled")).await;
    let row = calls(&alice).await.remove(0);
    assert_eq!(told(&row), (Outcome::Missed, None, true));
    assert_eq!(calls(&bob).await.len(), 2);
}

async fn a_forward_to_a_number_shows_it_as_people_write_it(world: &World) {
    phones(world).await;
    let [alice, ..] = people(world).await;
    forwards(&alice, "always", MOBILE).await;
    let engine = world.engine();
    let target = format!("{MOBILE}@127.0.0.50:5060");
    let story = Story::asked(&engine, to_alice()).await.on(&target, "trunk");
    engine
        .tell_all([
            story.ringing(1.0),
            story.answered(4.0),
            story.ended(9.0, "answered"),
        ])
        .await;
    let row = only(&alice).await;
    assert_eq!(told(&row), (Outcome::Forwarded, Some("06 12345678"), false));
}

async fn a_mailbox_of_a_colleague_is_his(world: &World) {
    phones(world).await;
    let [alice, bob, _] = people(world).await;
    let always =
        json!({"enabled": true, "destination": "1002", "destinationVoicemailEnabled": true});
    let patch = json!({"callForwarding": {"always": always}});
    alice.put(&setting("callForwarding"), &patch).await.done();
    let engine = world.engine();
    let story = Story::asked(&engine, to_alice()).await;
    let mailbox = story.on("vm-1002@127.0.0.51:5060;cause=302", "mailbox");
    engine
        .tell_all([mailbox.answered(1.0), mailbox.ended(9.0, "answered")])
        .await;
    let row = only(&alice).await;
    assert_eq!(
        told(&row),
        (Outcome::Forwarded, Some("Bob de Vries"), false)
    );
    assert_eq!(calls(&bob).await, []);
}

async fn everybody_on_the_way_has_his_part(world: &World) {
    phones(world).await;
    let [alice, bob, dana] = people(world).await;
    forwards(&alice, "always", "1002").await;
    forwards(&bob, "always", "1003").await;
    let engine = world.engine();
    let story = Story::asked(&engine, to_alice()).await.on(DANAS, "Desk");
    engine.tell_all(story.unanswered(1.0, "busy")).await;
    let row = only(&alice).await;
    assert_eq!(
        told(&row),
        (Outcome::Forwarded, Some("Bob de Vries"), false)
    );
    let row = only(&bob).await;
    assert_eq!(told(&row), (Outcome::Forwarded, Some("Dana"), false));
    assert_eq!(told(&only(&dana).await), (Outcome::Busy, None, true));
}

async fn whoever_hides_behind_a_forward_is_not_told_as_the_line(world: &World) {
    phones(world).await;
    let [alice, bob, _] = people(world).await;
    forwards(&alice, "always", "1002").await;
    let policy = json!({"connectedLineIdPrivacyOnRedirectedCalls": "PRIVACY_FOR_ALL_CALLS"});
    alice.put(&setting("callPolicies"), &policy).await.done();
    let engine = world.engine();
    let story = Story::asked(&engine, to_alice()).await.on(BOBS, "Desk");
    engine.tell_all(story.unanswered(1.0, "no_answer")).await;
    let via = json!({"kind": "internal"});
    assert_eq!(serde_json::to_value(&only(&bob).await.via).unwrap(), via);
}
