//! How long messages stay, who they are sent on to, and what becomes of their sounds.

use axum::http::Method;
use belroute_server::{
    entity::{sound, voice_message},
    upkeep,
};
use belroute_shared::{error::Code, voicemail::VoiceMessages};
use sea_orm::{EntityTrait as _, PaginatorTrait as _};
use serde_json::json;

use crate::world::{
    Client, World, after_noon,
    media::{messages, meta, wav},
};

const MARK: &str = "/v1/telephony/voiceMessages/markAsRead";
const DAY: i64 = 24 * 3600;

on_both! {
    a_message_that_was_heard_goes_after_seven_days_unless_it_is_kept,
    what_was_just_heard_stays_for_another_day,
    a_sound_goes_with_the_last_message_that_has_it,
    a_message_is_sent_on_to_a_colleague,
    not_everything_is_sent_on_to_everybody,
    a_full_mailbox_takes_no_more,
    the_company_says_how_long_messages_stay,
    nothing_is_sent_on_where_messages_stay,
}

async fn clear(world: &World, seconds: i64) {
    world.set_clock(seconds);
    let now_ms = after_noon(seconds).as_millisecond();
    upkeep::clear_mailboxes(&world.state, now_ms).await.unwrap();
}

async fn count(world: &World) -> (u64, u64) {
    let db = &world.db().read;
    (
        voice_message::Entity::find().count(db).await.unwrap(),
        sound::Entity::find().count(db).await.unwrap(),
    )
}

async fn a_message_that_was_heard_goes_after_seven_days_unless_it_is_kept(world: &World) {
    let bob = world.sign_in("bob").await;
    for seconds in [0, -1, -2] {
        world.engine().leave_message("1002", seconds).await;
    }
    let all = messages(&bob).await;
    assert!(all.iter().all(|it| it.goes_at.is_none()));
    for heard in &all[..2] {
        bob.post(MARK, &json!({"messageId": heard.id})).await.done();
    }
    let kept = format!("/v1/voiceMessages/{}/kept", all[1].id);
    bob.press(Method::PUT, &kept).await.done();
    let now = messages(&bob).await;
    assert_eq!(now[0].goes_at, Some(after_noon(7 * DAY)));
    assert!(now[1].is_kept && now[1].goes_at.is_none() && now[2].goes_at.is_none());
    let only_kept: VoiceMessages = bob.get("/v1/voiceMessages?filter=kept").await.json();
    assert_eq!(only_kept.messages, [now[1].clone()]);
    clear(world, 7 * DAY - 1).await;
    assert_eq!(count(world).await.0, 3);
    clear(world, 7 * DAY).await;
    let bob = world.sign_in("bob").await;
    let left: Vec<_> = messages(&bob).await.into_iter().map(|it| it.id).collect();
    assert_eq!(left, [all[1].id, all[2].id]);
    bob.delete(&kept).await.done();
    clear(world, 7 * DAY).await;
    assert_eq!(count(world).await.0, 1);
}

async fn what_was_just_heard_stays_for_another_day(world: &World) {
    world.engine().leave_message("1002", 0).await;
    world.set_clock(9 * DAY);
    let bob = world.sign_in("bob").await;
    bob.post(MARK, &json!({})).await.done();
    assert_eq!(messages(&bob).await[0].goes_at, Some(after_noon(10 * DAY)));
    clear(world, 10 * DAY - 1).await;
    assert_eq!(count(world).await.0, 1);
    clear(world, 10 * DAY).await;
    assert_eq!(count(world).await, (0, 0));
}

async fn a_sound_goes_with_the_last_message_that_has_it(world: &World) {
    let bob = world.sign_in("bob").await;
    for seconds in [0, -1] {
        world.engine().leave_message("1002", seconds).await;
    }
    assert_eq!(count(world).await, (2, 1));
    let all = messages(&bob).await;
    let delete = async |bob: &Client, at: usize| {
        let path = format!("/v1/telephony/voiceMessages/{}", all[at].id);
        bob.delete(&path).await.done();
    };
    delete(&bob, 0).await;
    clear(world, 2 * 3600).await;
    assert_eq!(count(world).await, (1, 1));
    // The session has ended meanwhile.
    let bob = world.sign_in("bob").await;
    let audio = format!("/v1/voiceMessages/{}/audio", all[1].id);
    assert_eq!(bob.get(&audio).await.status, 200);
    delete(&bob, 1).await;
    clear(world, 2 * 3600 + 15 * 60 - 1).await;
    assert_eq!(count(world).await, (1, 1));
    clear(world, 2 * 3600 + 15 * 60).await;
    assert_eq!(count(world).await, (0, 0));
    let folders = std::fs::read_dir(world.scratch.folder().join("sounds")).unwrap();
    let files: usize = folders
        .map(|folder| std::fs::read_dir(folder.unwrap().path()).unwrap().count())
        .sum();
    assert_eq!(files, 0);
}

async fn forward(
    client: &Client,
    id: impl std::fmt::Display,
    body: &serde_json::Value,
) -> crate::world::Answer {
    client
        .post(&format!("/v1/voiceMessages/{id}/forward"), body)
        .await
}

async fn a_message_is_sent_on_to_a_colleague(world: &World) {
    world.grant("alice", "mailbox").await;
    let (alice, bob) = (world.sign_in("alice").await, world.sign_in("bob").await);
    world.engine().leave_message("1002", -60).await;
    let message = messages(&bob).await.remove(0);
    let wanted = json!({
        "personId": world.user("alice").id, "comment": " Bel jij terug? ", "isUrgent": true,
    });
    forward(&bob, message.id, &wanted).await.done();
    let copy = messages(&alice).await.remove(0);
    let forwarded = copy.forwarded.clone().unwrap();
    assert_eq!(forwarded.by, "Bob de Vries");
    assert_eq!(forwarded.comment.as_deref(), Some("Bel jij terug?"));
    assert!(copy.is_urgent && !copy.is_read);
    assert_eq!(copy.caller.number, message.caller.number);
    assert_eq!(copy.peaks, message.peaks);
    let summary: serde_json::Value = alice
        .get("/v1/telephony/voiceMessages/summary")
        .await
        .json();
    assert_eq!(summary["newUrgentMessages"], 1);
    // Each has his own.
    let path = format!("/v1/telephony/voiceMessages/{}", message.id);
    bob.delete(&path).await.done();
    clear(world, 3 * 3600).await;
    let alice = world.sign_in("alice").await;
    let audio = format!("/v1/voiceMessages/{}/audio", copy.id);
    assert_eq!(alice.get(&audio).await.status, 200);
}

async fn not_everything_is_sent_on_to_everybody(world: &World) {
    world.grant("eve", "mailbox").await;
    let bob = world.sign_in("bob").await;
    world.engine().leave_message("1002", 0).await;
    let id = messages(&bob).await[0].id;
    for (name, code) in [
        ("alice", Code::NoMailbox),
        ("eve", Code::NoMailbox),
        ("bob", Code::NotOffered),
    ] {
        let wanted = json!({"personId": world.user(name).id});
        let answer = forward(&bob, id, &wanted).await;
        answer.refused_field("personId", code);
    }
    world.grant("alice", "mailbox").await;
    let wanted = json!({"personId": world.user("alice").id, "comment": "x".repeat(501)});
    let answer = forward(&bob, id, &wanted).await;
    answer.refused_field("comment", Code::TooLong);
    for rubbish in [json!({}), json!({"personId": "x"}), json!([])] {
        assert_eq!(forward(&bob, id, &rubbish).await.status, 400);
    }
    assert!(messages(&world.sign_in("eve").await).await.is_empty());
}

async fn a_full_mailbox_takes_no_more(world: &World) {
    world.grant("alice", "mailbox").await;
    let (engine, alice) = (world.engine(), world.sign_in("alice").await);
    let owner = world.user("alice").id.to_string();
    for _ in 0..100 {
        engine.leave_message(&owner, 0).await;
    }
    engine.leave_message("1002", 0).await;
    let bob = world.sign_in("bob").await;
    let id = messages(&bob).await[0].id;
    let wanted = json!({"personId": world.user("alice").id});
    let answer = forward(&bob, id, &wanted).await;
    answer.refused(409, Code::MailboxFull);
    // Who was speaking while it filled up is heard.
    for _ in 0..20 {
        engine.leave_message(&owner, 0).await;
    }
    let answer = engine.hand_over(&meta(&owner, 0), &wav(500)).await;
    answer.refused(409, Code::MailboxFull);
    let full: VoiceMessages = alice.get("/v1/voiceMessages").await.json();
    assert_eq!((full.mailboxes[0].messages, full.new_messages), (120, 120));
}

async fn decide(world: &World, rules: serde_json::Value) {
    let dana = world.sign_in("dana").await;
    let path = "/v1/telephony/config/voicemail/settings";
    dana.put(path, &rules).await.done();
}

async fn the_company_says_how_long_messages_stay(world: &World) {
    decide(
        world,
        json!({"numberOfDaysForMessageExpiry": 2, "strictDeletionEnabled": true}),
    )
    .await;
    let bob = world.sign_in("bob").await;
    for seconds in [0, -1] {
        world.engine().leave_message("1002", seconds).await;
    }
    let all = messages(&bob).await;
    assert_eq!(all[0].goes_at, Some(after_noon(2 * DAY)));
    let kept = format!("/v1/voiceMessages/{}/kept", all[1].id);
    bob.press(Method::PUT, &kept).await.done();
    clear(world, 2 * DAY - 1).await;
    assert_eq!(count(world).await.0, 2);
    decide(world, json!({"messageExpiryEnabled": false})).await;
    let bob = world.sign_in("bob").await;
    assert!(messages(&bob).await.iter().all(|it| it.goes_at.is_none()));
    clear(world, 3 * DAY).await;
    assert_eq!(count(world).await.0, 2);
    decide(world, json!({"messageExpiryEnabled": true})).await;
    clear(world, 3 * DAY).await;
    assert_eq!(count(world).await.0, 1);
}

async fn nothing_is_sent_on_where_messages_stay(world: &World) {
    world.grant("alice", "mailbox").await;
    world.engine().leave_message("1002", 0).await;
    let bob = world.sign_in("bob").await;
    let list: VoiceMessages = bob.get("/v1/voiceMessages").await.json();
    assert!(list.can_forward && list.can_download);
    decide(world, json!({"voiceMessageForwardingEnabled": false})).await;
    let wanted = json!({"personId": world.user("alice").id});
    let answer = forward(&bob, list.messages[0].id, &wanted).await;
    answer.refused(403, Code::FeatureNotGranted);
    let list: VoiceMessages = bob.get("/v1/voiceMessages").await.json();
    assert!(!list.can_forward);
}
