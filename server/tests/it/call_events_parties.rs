//! Whom a call is shown to be with, and through which line.

use belroute_shared::{
    calls::{Direction, Outcome},
    phonebook::PresenceState,
};
use serde_json::json;

use crate::{
    call_events::{DESK, calls, from_alice, only, presence, to_alice},
    world::{
        Client, Story, World, from_trunk, from_user,
        seed::{ALICE, OUTSIDE, SALES},
    },
};

on_both! {
    an_internal_call_is_lived_by_both,
    a_caller_who_hides_is_nobody,
    a_colleague_who_hides_is_nobody_too,
    the_line_that_was_used_is_shown,
    a_call_for_help_shows_that_the_number_was_shown,
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

pub(crate) async fn hide(client: &Client) {
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
