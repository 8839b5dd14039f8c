//! What the media server hands over: taken once, or refused for ever, or later.

use axum::http::Method;
use belroute_server::entity::{recording, sound, voice_message};
use belroute_shared::{calls::Calls, error::Code, voicemail::Reason};
use sea_orm::{EntityTrait as _, PaginatorTrait as _};
use serde_json::{Value, json};
use uuid::Uuid;

use crate::world::{
    Story, World, from_trunk,
    media::{RECORDINGS, form, messages, meta, wav},
    seed::{BOB, OUTSIDE},
};

on_both! {
    a_message_is_taken_once_however_often_it_comes,
    a_message_that_comes_twice_at_once_is_taken_once,
    a_message_belongs_to_its_call,
    what_can_never_be_taken_is_refused_for_good,
    a_mailbox_is_found_by_its_internal_number_when_the_panel_was_away,
    a_full_disk_keeps_the_message_at_the_media_server,
    only_the_media_server_hands_anything_over,
    sounds_are_fetched_by_what_they_hold,
    any_rubbish_is_refused,
}

async fn count(world: &World) -> (u64, u64, u64) {
    let db = &world.db().read;
    (
        voice_message::Entity::find().count(db).await.unwrap(),
        sound::Entity::find().count(db).await.unwrap(),
        recording::Entity::find().count(db).await.unwrap(),
    )
}

async fn a_message_is_taken_once_however_often_it_comes(world: &World) {
    let (engine, bob) = (world.engine(), world.sign_in("bob").await);
    let known = meta(&world.user("bob").id.to_string(), -60);
    assert_eq!(engine.hand_over(&known, &wav(2500)).await.status, 201);
    for _ in 0..2 {
        assert_eq!(engine.hand_over(&known, &wav(2500)).await.status, 200);
    }
    assert_eq!(count(world).await, (1, 1, 1));
    let message = messages(&bob).await.remove(0);
    assert_eq!(message.duration_ms, 2500);
    assert_eq!(message.size_bytes, 44 + 2500 * 16);
    assert_eq!(message.peaks.len(), 200);
    // Syllables of 200 ms, loud and soft in turn.
    assert_eq!(message.peaks[0..10], [100; 10]);
    assert_eq!(message.peaks[20..26], [7; 6]);
    assert_eq!(message.reason, Reason::NoAnswer);
    assert_eq!(message.caller.number.as_deref(), Some(OUTSIDE));
    let at = World::NOON.as_second() - 60;
    assert_eq!(message.created_at.as_second(), at);
    assert!(!message.is_read && !message.is_kept && !message.is_urgent);
    // Also after it was deleted and forgotten.
    let path = format!("/v1/telephony/voiceMessages/{}", message.id);
    bob.delete(&path).await.done();
    assert_eq!(engine.hand_over(&known, &wav(2500)).await.status, 200);
    assert!(messages(&bob).await.is_empty());
}

async fn a_message_that_comes_twice_at_once_is_taken_once(world: &World) {
    let engine = world.engine();
    let known = meta(&world.user("bob").id.to_string(), 0);
    let sound = wav(1000);
    let all = (0..4).map(|_| engine.hand_over(&known, &sound));
    let mut statuses: Vec<u16> = futures::future::join_all(all)
        .await
        .iter()
        .map(|answer| answer.status.as_u16())
        .collect();
    statuses.sort_unstable();
    assert_eq!(statuses, [200, 200, 200, 201]);
    assert_eq!(count(world).await, (1, 1, 1));
}

async fn a_message_belongs_to_its_call(world: &World) {
    let (engine, bob) = (world.engine(), world.sign_in("bob").await);
    let question = from_trunk(OUTSIDE, &format!("{BOB}@127.0.0.10"));
    let story = Story::asked(&engine, question.clone()).await;
    let mailbox = story.on("vm-1002@127.0.0.51:5060", "");
    let desk = story.on("1002@alpha.test", "Desk");
    engine
        .tell_all([
            desk.ringing(1.0),
            desk.leg_ended(10.0, "no_answer"),
            mailbox.answered(10.0),
            mailbox.ended(20.0, "answered"),
        ])
        .await;
    let mut known = meta("1002", 10);
    known["sip_call_id"] = question["sip_call_id"].clone();
    known["from"] = json!({"uri": "sip:made@up", "number": "made up", "display": ""});
    world.set_clock(30);
    assert_eq!(engine.hand_over(&known, &wav(1000)).await.status, 201);
    let message = messages(&bob).await.remove(0);
    assert_eq!(message.caller.number.as_deref(), Some(OUTSIDE));
    let call = bob.get("/v1/calls").await.json::<Calls>().calls.remove(0);
    assert_eq!(call.voice_message, Some(message.id));
    let path = format!("/v1/telephony/voiceMessages/{}", message.id);
    bob.delete(&path).await.done();
    let call = bob.get("/v1/calls").await.json::<Calls>().calls.remove(0);
    assert_eq!(call.voice_message, None);
}

async fn what_can_never_be_taken_is_refused_for_good(world: &World) {
    let engine = world.engine();
    let bob = world.user("bob").id.to_string();
    let good = wav(1000);
    let cases: [(&[u8], u16, Code); 4] = [
        (b"", 400, Code::NotAudio),
        (b"hello", 400, Code::NotAudio),
        (&good[..good.len() - 100], 400, Code::SoundCutOff),
        (&wav(190_000), 400, Code::SoundTooLong),
    ];
    for (audio, status, code) in cases {
        let answer = engine.hand_over(&meta(&bob, 0), audio).await;
        answer.refused(status, code);
    }
    let large = engine.hand_over(&meta(&bob, 0), &vec![0; 6_000_000]).await;
    large.refused(413, Code::TooLarge);
    // Somebody without a mailbox, nobody at all, and nothing that is a name.
    let alice = world.user("alice").id.to_string();
    for gone in [
        alice,
        Uuid::nil().to_string(),
        "9999".to_owned(),
        String::new(),
    ] {
        let answer = engine.hand_over(&meta(&gone, 0), &good).await;
        answer.refused(409, Code::NoMailbox);
    }
    assert_eq!(count(world).await, (0, 0, 0));
    // The longest that a caller can speak, and what the media server adds to it.
    let longest = engine.hand_over(&meta(&bob, 0), &wav(181_000)).await;
    assert_eq!(longest.status, 201);
}

async fn a_mailbox_is_found_by_its_internal_number_when_the_panel_was_away(world: &World) {
    let (engine, bob) = (world.engine(), world.sign_in("bob").await);
    engine.leave_message("1002", 0).await;
    assert_eq!(messages(&bob).await.len(), 1);
    // Alice and Eve have the same number. Until the call is known, nobody can say whose it is.
    world.grant("alice", "mailbox").await;
    world.grant("eve", "mailbox").await;
    let known = meta("1001", 0);
    let answer = engine.hand_over(&known, &wav(1000)).await;
    answer.refused(503, Code::Unavailable);
    let question = from_trunk(OUTSIDE, "1001@beta.test");
    let story = Story::asked(&engine, question.clone()).await;
    engine.tell_all(story.unanswered(1.0, "no_answer")).await;
    let mut known_now = known.clone();
    known_now["sip_call_id"] = question["sip_call_id"].clone();
    assert_eq!(engine.hand_over(&known_now, &wav(1000)).await.status, 201);
    assert_eq!(messages(&world.sign_in("eve").await).await.len(), 1);
    assert!(messages(&world.sign_in("alice").await).await.is_empty());
    // After an hour nothing more will be known.
    world.set_clock(3601);
    let mut late = known;
    late["id"] = json!(Uuid::now_v7());
    let answer = engine.hand_over(&late, &wav(1000)).await;
    answer.refused(409, Code::NoMailbox);
}

/// A folder that is gone stands for a disk that takes nothing more.
async fn a_full_disk_keeps_the_message_at_the_media_server(world: &World) {
    let bob = world.sign_in("bob").await;
    let folder = world.scratch.folder().join("sounds");
    let known = meta(&world.user("bob").id.to_string(), 0);
    std::fs::remove_dir(&folder).unwrap();
    std::fs::write(&folder, "in the way").unwrap();
    let answer = world.engine().hand_over(&known, &wav(1000)).await;
    answer.refused(503, Code::Unavailable);
    assert_eq!(count(world).await, (0, 0, 0));
    assert!(messages(&bob).await.is_empty());
    std::fs::remove_file(&folder).unwrap();
    std::fs::create_dir(&folder).unwrap();
    let answer = world.engine().hand_over(&known, &wav(1000)).await;
    assert_eq!(answer.status, 201);
    assert_eq!(messages(&bob).await.len(), 1);
}

async fn only_the_media_server_hands_anything_over(world: &World) {
    let engine = world.engine();
    let known = meta(&world.user("bob").id.to_string(), 0);
    for nobody in [
        engine.without_credentials(),
        engine.with_credentials("engine", "a wrong secret of some length"),
    ] {
        let answer = nobody.hand_over(&known, &wav(1000)).await;
        answer.refused(401, Code::SignedOut);
        let path = format!("/v1/call-control/sounds/{}.wav", "0".repeat(64));
        nobody.fetch(&path).await.refused(401, Code::SignedOut);
    }
    // The panel's own listener has no such door.
    let bob = world.sign_in("bob").await;
    let answer = bob.press(Method::POST, RECORDINGS).await;
    assert!(!answer.status.is_success());
    assert_eq!(count(world).await, (0, 0, 0));
}

async fn sounds_are_fetched_by_what_they_hold(world: &World) {
    let engine = world.engine();
    engine.leave_message("1002", 0).await;
    let row = sound::Entity::find().one(&world.db().read).await.unwrap();
    let path = format!("/v1/call-control/sounds/{}.wav", row.unwrap().sha256);
    let answer = engine.fetch(&path).await;
    assert_eq!(answer.status, 200);
    assert_eq!(answer.body, wav(2500));
    assert_eq!(answer.header("content-type"), Some("audio/wav"));
    for nothing in [
        "0".repeat(64) + ".wav",
        "x.wav".to_owned(),
        "..%2f..%2fbelroute.db".to_owned(),
    ] {
        let answer = engine
            .fetch(&format!("/v1/call-control/sounds/{nothing}"))
            .await;
        answer.refused(404, Code::NotFound);
    }
}

async fn any_rubbish_is_refused(world: &World) {
    let engine = world.engine();
    let good = meta(&world.user("bob").id.to_string(), 0);
    let without = |field: &str| {
        let mut meta = good.clone();
        meta.as_object_mut().unwrap().remove(field);
        meta
    };
    let with = |field: &str, value: Value| {
        let mut meta = good.clone();
        meta[field] = value;
        meta
    };
    for rubbish in [
        json!(null),
        json!([]),
        without("id"),
        without("mailbox"),
        without("started"),
        with("id", json!("x")),
        with("started", json!(1e300)),
        with("kind", json!("song")),
        with("version", json!(2)),
        with("mailbox", json!("1002\0")),
        with("sip_call_id", json!("\0")),
        with("sip_call_id", json!("x".repeat(2000))),
    ] {
        let answer = engine.hand_over(&rubbish, &wav(1000)).await;
        assert_eq!(answer.status, 400, "{rubbish}");
    }
    let text = good.to_string();
    for parts in [
        &[("meta", "application/json", text.as_bytes())][..],
        &[("audio", "audio/wav", wav(1000).as_slice())][..],
        &[][..],
    ] {
        let (media_type, body) = form(parts);
        let answer = engine.post_as(RECORDINGS, &media_type, body).await;
        assert_eq!(answer.status, 400, "{answer:?}");
    }
    let (media_type, mut body) = form(&[("meta", "application/json", text.as_bytes())]);
    body.truncate(body.len() / 2);
    let answer = engine.post_as(RECORDINGS, &media_type, body).await;
    answer.refused(400, Code::Malformed);
    let answer = engine.post(RECORDINGS, "{}").await;
    answer.refused(415, Code::UnsupportedMediaType);
    assert_eq!(count(world).await, (0, 0, 0));
}
