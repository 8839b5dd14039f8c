//! The event stream.

use axum::http::Method;
use belroute_shared::{error::Code, ids::UserId, live::LiveEvent, phonebook::PresenceState};
use serde_json::json;

use crate::world::{
    Story, World, from_trunk, from_user,
    seed::{ALICE, EVE, OUTSIDE},
};

on_both! {
    a_call_is_told_to_its_user_and_his_state_to_his_colleagues,
    another_organisation_hears_nothing,
    a_colleagues_calls_are_told_to_nobody_else,
    whoever_missed_events_fetches_everything_again,
    ids_count_on,
    each_change_is_told_in_a_word,
    signing_out_ends_the_stream,
    a_session_that_runs_out_ends_the_stream,
    nobody_listens_without_a_session,
}

fn presence_of(event: &LiveEvent, wanted: UserId) -> Option<PresenceState> {
    match event {
        LiveEvent::Presence { user, presence } if *user == wanted => Some(presence.state),
        _ => None,
    }
}

async fn a_call_is_told_to_its_user_and_his_state_to_his_colleagues(world: &World) {
    let mut alice = world.sign_in("alice").await.listen().await;
    let mut bob = world.sign_in("bob").await.listen().await;
    let engine = world.engine();
    let question = from_trunk(OUTSIDE, &format!("{ALICE}@127.0.0.10"));
    let story = Story::asked(&engine, question)
        .await
        .on("1001@alpha.test", "Desk");
    let id = UserId(world.user("alice").id);
    for (event, state) in [
        (story.ringing(1.0), PresenceState::Ringing),
        (story.answered(4.0), PresenceState::InCall),
        (story.ended(9.0, "answered"), PresenceState::Offline),
    ] {
        engine.tell(event).await;
        alice.until(|event| *event == LiveEvent::Calls).await;
        let seen = alice.until(|event| presence_of(event, id).is_some()).await;
        assert_eq!(presence_of(&seen, id), Some(state));
        let seen = bob.until(|event| presence_of(event, id).is_some()).await;
        assert_eq!(presence_of(&seen, id), Some(state));
    }
}

async fn another_organisation_hears_nothing(world: &World) {
    let mut eve = world.sign_in("eve").await.listen().await;
    let engine = world.engine();
    let inside = Story::unasked("1001@alpha.test", "1002@alpha.test");
    engine.tell_all(inside.unanswered(1.0, "no_answer")).await;
    world.registers("1001@alpha.test", "Desk", 1.0).await;
    // What comes first is her own: everything before was not for her.
    let own = from_trunk(OUTSIDE, &format!("{EVE}@127.0.0.10"));
    let own = Story::asked(&engine, own)
        .await
        .on("1001@beta.test", "Desk");
    engine.tell(own.ringing(1.0)).await;
    assert_eq!(eve.next().await.unwrap().1, LiveEvent::Calls);
    let (_, event) = eve.next().await.unwrap();
    let id = UserId(world.user("eve").id);
    assert_eq!(presence_of(&event, id), Some(PresenceState::Ringing));
}

async fn a_colleagues_calls_are_told_to_nobody_else(world: &World) {
    let mut dana = world.sign_in("dana").await.listen().await;
    let engine = world.engine();
    let story = Story::asked(&engine, from_user("1001@alpha.test", "1002@alpha.test")).await;
    engine.tell(story.ringing(1.0)).await;
    world.registers("1003@alpha.test", "Desk", 1.0).await;
    loop {
        match dana.next().await.unwrap().1 {
            LiveEvent::Devices => break,
            event => assert!(matches!(event, LiveEvent::Presence { .. }), "{event:?}"),
        }
    }
}

async fn whoever_missed_events_fetches_everything_again(world: &World) {
    let alice = world.sign_in("alice").await;
    let request = alice.request(Method::GET, "/v1/events");
    let mut stream = request.header("last-event-id", "17").listen().await;
    assert_eq!(stream.next().await.unwrap().1, LiveEvent::Resync);
}

async fn ids_count_on(world: &World) {
    let alice = world.sign_in("alice").await;
    let mut stream = alice.listen().await;
    for expected in ["1", "2", "3"] {
        alice
            .put("/v1/account", &json!({"theme": "dark"}))
            .await
            .done();
        assert_eq!(stream.next().await.unwrap().0, expected);
    }
}

async fn each_change_is_told_in_a_word(world: &World) {
    let alice = world.sign_in("alice").await;
    let mut bob = world.sign_in("bob").await.listen().await;
    let mut stream = alice.listen().await;
    let me = "/v1/telephony/config/people/me/settings";
    let star = format!("/v1/favourites/{}", world.seed.sales);
    for (path, body, expected) in [
        ("/v1/account", json!({"theme": "dark"}), LiveEvent::Account),
        (&*star, json!({}), LiveEvent::Favourites),
        (
            "/v1/favourites",
            json!({"entries": []}),
            LiveEvent::Favourites,
        ),
    ] {
        alice.put(path, &body).await.done();
        assert_eq!(stream.next().await.unwrap().1, expected, "{path}");
    }
    for (setting, body) in [
        ("selectedCallerId", json!({"type": "DEFAULT_CLID"})),
        (
            "callerId",
            json!({"callingLineIdDeliveryBlockingEnabled": true}),
        ),
    ] {
        alice.put(&format!("{me}/{setting}"), &body).await.done();
        let setting = setting.to_owned();
        let told = stream.next().await.unwrap().1;
        assert_eq!(told, LiveEvent::Setting { setting });
        assert_eq!(stream.next().await.unwrap().1, LiveEvent::CallerNumber);
    }
    // A refused change is none, and none of this was for Bob.
    let answer = alice.put("/v1/account", &json!({"theme": 1})).await;
    answer.refused(400, Code::Malformed);
    let bobs = Story::unasked("1002@alpha.test", "1999@alpha.test");
    world.engine().tell(bobs.ringing(1.0)).await;
    assert_eq!(bob.next().await.unwrap().1, LiveEvent::Calls);
    let next = stream.next().await.unwrap().1;
    assert!(matches!(next, LiveEvent::Presence { .. }), "{next:?}");
}

async fn signing_out_ends_the_stream(world: &World) {
    let alice = world.sign_in("alice").await;
    let mut other = world.sign_in("alice").await.listen().await;
    let mut stream = alice.listen().await;
    alice.delete("/v1/session").await.done();
    stream.until(|event| *event == LiveEvent::SignedOut).await;
    assert_eq!(stream.next().await, None);
    // Another browser of hers is told to look, and goes on.
    assert_eq!(other.next().await.unwrap().1, LiveEvent::Resync);
    let story = Story::unasked("1001@alpha.test", "1999@alpha.test");
    world.engine().tell(story.ringing(1.0)).await;
    assert_eq!(other.next().await.unwrap().1, LiveEvent::Calls);
}

async fn a_session_that_runs_out_ends_the_stream(world: &World) {
    let mut stream = world.sign_in("alice").await.listen().await;
    world.set_clock(12 * 60 * 60);
    assert_eq!(stream.next().await.unwrap().1, LiveEvent::SignedOut);
    assert_eq!(stream.next().await, None);
}

async fn nobody_listens_without_a_session(world: &World) {
    let answer = world.visitor().get("/v1/events").await;
    answer.refused(401, Code::SignedOut);
}
