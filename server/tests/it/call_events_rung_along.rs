//! Calls that ring at other phones beside the user's own.

use belroute_shared::calls::{LegKind, LegOutcome, Outcome};
use serde_json::json;

use crate::{
    call_events::{DESK, calls, only, to_alice},
    call_events_sent_on::{BOBS, legs, people, phones, told},
    company_users::path,
    world::{Story, World, calling::setting, seed::BOB},
};

on_both! {
    a_phone_that_rings_along_tells_its_owner,
    a_guest_answers_at_the_phone_of_his_host,
    a_number_that_asks_for_a_key_is_shown_without_it,
}

async fn a_phone_that_rings_along_tells_its_owner(world: &World) {
    phones(world).await;
    let [alice, bob, _] = people(world).await;
    let along = json!({"enabled": true, "phoneNumbers": [{"phoneNumber": BOB, "answerConfirmationEnabled": false}]});
    alice.put(&setting("simultaneousRing"), &along).await.done();
    let engine = world.engine();
    let tell = async |second: f64, outcome: &str, winner: Option<&str>| {
        let desk = Story::asked(&engine, to_alice()).await.on(DESK, "Desk");
        let along = desk.on(BOBS, "Desk");
        engine
            .tell_all([desk.ringing(second), along.ringing(second)])
            .await;
        for (address, story) in [(DESK, &desk), (BOBS, &along)] {
            let event = if winner == Some(address) {
                story.answered(second + 6.0)
            } else {
                story.leg_ended(second + 6.0, outcome)
            };
            engine.tell(event).await;
        }
        let over = if winner.is_some() {
            "answered"
        } else {
            outcome
        };
        engine.tell(desk.ended(second + 20.0, over)).await;
        (calls(&alice).await.remove(0), calls(&bob).await.remove(0))
    };
    let (hers, his) = tell(1.0, "no_answer", None).await;
    assert_eq!(told(&hers), (Outcome::Missed, None, true));
    assert_eq!(told(&his), (Outcome::Missed, None, true));
    let (hers, his) = tell(60.0, "elsewhere", Some(DESK)).await;
    assert_eq!(told(&hers), (Outcome::Answered, None, false));
    assert_eq!(told(&his), (Outcome::AnsweredElsewhere, None, false));
    // It was over for him when it stopped to ring.
    assert_eq!(his.ended_at, hers.answered_at);
    let (hers, his) = tell(120.0, "elsewhere", Some(BOBS)).await;
    assert_eq!(told(&hers), (Outcome::AnsweredElsewhere, None, false));
    assert_eq!(hers.answered_by.as_deref(), Some("Bob de Vries"));
    assert_eq!(told(&his), (Outcome::Answered, None, false));
    assert_eq!(his.talk_seconds, Some(14));
}

async fn a_guest_answers_at_the_phone_of_his_host(world: &World) {
    phones(world).await;
    let [alice, bob, dana] = people(world).await;
    let host = json!({"isActive": true});
    let path = format!("{}/hotelingHost", path(world, "bob"));
    world.sign_in("dana").await.put(&path, &host).await.done();
    let wanted = json!({"enabled": true, "hostId": world.user("bob").id});
    alice.put(&setting("hoteling/guest"), &wanted).await.done();
    let engine = world.engine();
    let story = Story::asked(&engine, to_alice()).await.on(BOBS, "Desk");
    engine
        .tell_all([
            story.ringing(1.0),
            story.answered(4.0),
            story.ended(9.0, "answered"),
        ])
        .await;
    let row = only(&alice).await;
    assert_eq!(told(&row), (Outcome::Answered, None, false));
    assert_eq!(row.answered_by.as_deref(), Some("Desk"));
    assert_eq!(calls(&bob).await, []);
    assert_eq!(calls(&dana).await, []);
}

async fn a_number_that_asks_for_a_key_is_shown_without_it(world: &World) {
    phones(world).await;
    let [alice, ..] = people(world).await;
    let engine = world.engine();
    let story = Story::asked(&engine, to_alice()).await;
    let mobile = story.on("confirm-31612345678@127.0.0.51:5060", "media");
    engine.tell_all(mobile.unanswered(1.0, "no_answer")).await;
    let expected = (
        LegKind::Number,
        "06 12345678".to_owned(),
        LegOutcome::NoAnswer,
    );
    assert_eq!(legs(&alice).await, [expected]);
}
