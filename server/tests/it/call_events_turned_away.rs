//! Calls that a setting turned away: nothing rang, and they were not missed.

use belroute_shared::calls::{CallDetails, Outcome};
use serde_json::json;

use crate::{
    call_events::{DESK, calls, only, to_alice},
    call_events_sent_on::{forwards, people, phones, told},
    world::{Client, Story, World, calling::setting},
};

on_both! {
    a_call_in_a_circle_came_to_nothing,
    who_is_turned_away_with_an_announcement_was_blocked,
    who_was_turned_away_but_rang_all_the_same_was_not_blocked,
    a_colleague_turns_away_what_is_sent_on_to_him,
}

/// The rules of Alice that turn everybody away.
async fn rejects(client: &Client) {
    let rule = json!({"callsFrom": "ANY_PHONE_NUMBER", "rejectEnabled": true});
    let made = client
        .post(&setting("selectiveReject/criteria"), &rule)
        .await;
    assert_eq!(made.status, 201, "{made:?}");
    let on = json!({"enabled": true});
    client.put(&setting("selectiveReject"), &on).await.done();
}

async fn a_call_in_a_circle_came_to_nothing(world: &World) {
    phones(world).await;
    let [alice, bob, _] = people(world).await;
    forwards(&alice, "always", "1002").await;
    forwards(&bob, "always", "1001").await;
    let engine = world.engine();
    let story = Story::asked(&engine, to_alice()).await;
    let announcement = story.on("say-loop@127.0.0.51:5060;code=482", "media");
    engine
        .tell_all(announcement.unanswered(1.0, "no_answer"))
        .await;
    for (client, to) in [(&alice, "Bob de Vries"), (&bob, "Alice Müller")] {
        let row = only(client).await;
        assert_eq!(told(&row), (Outcome::Failed, Some(to), false));
    }
}

async fn who_is_turned_away_with_an_announcement_was_blocked(world: &World) {
    phones(world).await;
    let [alice, ..] = people(world).await;
    rejects(&alice).await;
    let engine = world.engine();
    // However the announcement ends: heard, not reached, or given up by the caller.
    for (minute, outcome) in (1..).zip(["declined", "no_answer", "unreachable", "cancelled"]) {
        let story = Story::asked(&engine, to_alice()).await;
        let announcement = story.on("say-rejected@127.0.0.51:5060;code=603", "media");
        let second = f64::from(minute) * 60.0;
        engine
            .tell_all(announcement.unanswered(second, outcome))
            .await;
        let row = calls(&alice).await.remove(0);
        assert_eq!(told(&row), (Outcome::Blocked, None, false), "{outcome}");
        assert_eq!(row.ring_seconds, None);
        let details: CallDetails = alice.get(&format!("/v1/calls/{}", row.id)).await.json();
        assert_eq!(details.legs, []);
    }
    let mut hidden = to_alice();
    hidden["from"]["anonymous"] = json!(true);
    let off = json!({"enabled": false});
    alice.put(&setting("selectiveReject"), &off).await.done();
    let on = json!({"enabled": true});
    alice.put(&setting("anonymousCallReject"), &on).await.done();
    let story = Story::asked(&engine, hidden).await;
    let announcement = story.on("say-anonymous@127.0.0.51:5060;code=433", "media");
    engine
        .tell_all(announcement.unanswered(600.0, "no_answer"))
        .await;
    let row = calls(&alice).await.remove(0);
    assert_eq!(told(&row), (Outcome::Blocked, None, false));
    assert!(row.party.is_anonymous);
}

async fn who_was_turned_away_but_rang_all_the_same_was_not_blocked(world: &World) {
    phones(world).await;
    let [alice, ..] = people(world).await;
    rejects(&alice).await;
    let engine = world.engine();
    // The answer came too late, and the engine has rung the phones without one.
    let story = Story::asked(&engine, to_alice()).await.on(DESK, "Desk");
    engine.tell_all(story.unanswered(1.0, "no_answer")).await;
    assert_eq!(told(&only(&alice).await), (Outcome::Missed, None, true));
}

async fn a_colleague_turns_away_what_is_sent_on_to_him(world: &World) {
    phones(world).await;
    let [alice, bob, _] = people(world).await;
    forwards(&alice, "always", "1002").await;
    rejects(&bob).await;
    let engine = world.engine();
    let story = Story::asked(&engine, to_alice()).await;
    engine.tell(story.ended(1.0, "rejected")).await;
    let row = only(&alice).await;
    assert_eq!(
        told(&row),
        (Outcome::Forwarded, Some("Bob de Vries"), false)
    );
    assert_eq!(told(&only(&bob).await), (Outcome::Blocked, None, false));
}
