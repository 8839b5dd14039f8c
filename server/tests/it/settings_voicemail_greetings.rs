//! Greetings of one's own: uploaded, spoken at a phone, heard, and taken away.

use axum::http::Method;
use belroute_server::entity::audit;
use belroute_shared::{
    error::Code,
    features::{Access, Feature},
    live::LiveEvent,
};
use sea_orm::{EntityTrait as _, QueryOrder as _};
use serde_json::{Value, json};

use crate::world::{
    Answer, Client, World,
    calling::setting,
    from_trunk,
    media::{form, meta, wav},
    seed::{BOB, OUTSIDE},
};

on_both! {
    a_greeting_is_uploaded_chosen_heard_and_taken_away,
    callers_hear_the_greeting_that_was_chosen,
    what_is_no_greeting_is_refused_and_the_one_before_stays,
    a_greeting_that_was_spoken_at_a_phone_is_played_from_then_on,
    greetings_are_their_owners,
    an_upload_is_no_change_that_can_be_undone,
}

fn upload_path(kind: &str) -> String {
    setting(&format!("voicemail/actions/{kind}GreetingUpload/invoke"))
}

fn own(kind: &str) -> String {
    format!("/v1/voicemailGreetings/{kind}")
}

/// Uploads a file as a browser does.
async fn upload(client: &Client, kind: &str, file: &[u8]) -> Answer {
    let (media_type, body) = form(&[("file\"; filename=\"mine.wav", "audio/wav", file)]);
    let request = client.request(Method::POST, &upload_path(kind));
    request.raw(&media_type, body).send().await
}

async fn shown(client: &Client) -> Value {
    client.get(&setting("voicemail")).await.json()
}

async fn a_greeting_is_uploaded_chosen_heard_and_taken_away(world: &World) {
    let bob = world.sign_in("bob").await;
    for (kind, part) in [
        ("busy", "sendBusyCalls"),
        ("noAnswer", "sendUnansweredCalls"),
    ] {
        let default = bob.get(&own(kind)).await;
        assert_eq!(default.header("content-type"), Some("audio/wav"));
        bob.delete(&own(kind)).await.refused(404, Code::NotFound);
        let mut stream = bob.listen().await;
        upload(&bob, kind, &wav(1500)).await.done();
        let is_told =
            |it: &LiveEvent| matches!(it, LiveEvent::Setting { setting } if setting == "voicemail");
        stream.until(is_told).await;
        let is = shown(&bob).await[part].clone();
        assert_eq!(is["greeting"], "DEFAULT");
        assert_eq!(is["greetingUploaded"], true);
        assert_eq!(
            is["audioFile"],
            json!({"name": "mine.wav", "mediaType": "WAV"})
        );
        let choose = json!({part: {"greeting": "CUSTOM"}});
        bob.put(&setting("voicemail"), &choose).await.done();
        let heard = bob.get(&own(kind)).await;
        assert_eq!(heard.body, wav(1500));
        let tag = heard.header("etag").unwrap().to_owned();
        let again = bob.request(Method::GET, &own(kind));
        let again = again.header("if-none-match", &tag).send().await;
        assert_eq!(again.status, 304);
        let still = bob.get(&format!("{}?default=true", own(kind))).await;
        assert_eq!(still.body, default.body);
        bob.delete(&own(kind)).await.done();
        let is = shown(&bob).await[part].clone();
        assert_eq!(
            (&is["greeting"], &is["greetingUploaded"]),
            (&json!("DEFAULT"), &json!(false))
        );
        assert!(is.get("audioFile").is_none());
        assert_eq!(bob.get(&own(kind)).await.body, default.body);
    }
}

/// The name of the greeting that a caller hears.
async fn greeting(world: &World, cause: u16) -> String {
    let engine = world.engine();
    let call = from_trunk(OUTSIDE, &format!("{BOB}@127.0.0.10"));
    engine.ask(call.clone()).await;
    let question = json!({"version": 1, "sip_call_id": call["sip_call_id"], "user": "vm-1002",
        "request_uri": "sip:vm-1002@127.0.0.51", "cause": cause, "from": {}, "at": 0.0});
    let told = engine
        .post("/v1/call-control/media", question.to_string())
        .await;
    let told: Value = told.json();
    told["greeting"].as_str().unwrap().to_owned()
}

async fn callers_hear_the_greeting_that_was_chosen(world: &World) {
    let bob = world.script("bob").await;
    let default = greeting(world, 408).await;
    upload(&bob, "noAnswer", &wav(1500)).await.done();
    assert_eq!(greeting(world, 408).await, default);
    let choose = json!({"sendUnansweredCalls": {"greeting": "CUSTOM"}});
    bob.put(&setting("voicemail"), &choose).await.done();
    let own = greeting(world, 408).await;
    assert_ne!(own, default);
    assert_ne!(greeting(world, 486).await, own);
    let path = format!("/v1/call-control/sounds/{own}");
    assert_eq!(world.engine().fetch(&path).await.body, wav(1500));
    // A greeting that takes its place is heard by the next caller.
    upload(&bob, "noAnswer", &wav(2000)).await.done();
    assert_ne!(greeting(world, 408).await, own);
    // While the choice is another one the file stays.
    let default_again = json!({"sendUnansweredCalls": {"greeting": "DEFAULT"}});
    bob.put(&setting("voicemail"), &default_again).await.done();
    assert_eq!(greeting(world, 408).await, default);
    bob.put(&setting("voicemail"), &choose).await.done();
}

async fn what_is_no_greeting_is_refused_and_the_one_before_stays(world: &World) {
    let bob = world.script("bob").await;
    upload(&bob, "busy", &wav(1500)).await.done();
    let good = wav(1500);
    for (file, code) in [
        (b"".as_slice(), Code::NotAudio),
        (b"ID3 this is something else", Code::NotAudio),
        (&good[..good.len() / 2], Code::SoundCutOff),
        (&good[..30], Code::SoundCutOff),
        (&wav(181_000), Code::SoundTooLong),
    ] {
        let answer = upload(&bob, "busy", file).await;
        answer.refused_field("file", code);
    }
    let large = vec![0; 5000 * 1024 + 1];
    upload(&bob, "busy", &large)
        .await
        .refused(413, Code::TooLarge);
    let endless = vec![0; 6000 * 1024];
    upload(&bob, "busy", &endless)
        .await
        .refused(413, Code::TooLarge);
    let (media_type, body) = form(&[("other", "audio/wav", &good)]);
    let request = bob.request(Method::POST, &upload_path("busy"));
    let answer = request.raw(&media_type, body).send().await;
    answer.refused_field("file", Code::Required);
    for (media_type, body) in [
        ("application/json", "{}"),
        ("multipart/form-data; boundary=x", "--y"),
        ("multipart/form-data", ""),
    ] {
        let request = bob.request(Method::POST, &upload_path("busy"));
        let answer = request.raw(media_type, body).send().await;
        assert!(answer.status.is_client_error(), "{media_type}: {answer:?}");
    }
    assert!(bob.get(&own("strange")).await.status.is_client_error());
    assert_eq!(bob.get(&own("busy")).await.body, good);
}

async fn a_greeting_that_was_spoken_at_a_phone_is_played_from_then_on(world: &World) {
    let bob = world.script("bob").await;
    let default = greeting(world, 486).await;
    let mut spoken = meta(&world.user("bob").id.to_string(), 0);
    spoken["kind"] = json!("greeting");
    spoken["greeting_for"] = json!("busy");
    let engine = world.engine();
    // Its answer got lost, and it came again.
    for status in [201, 200] {
        let answer = engine.hand_over(&spoken, &wav(1800)).await;
        assert_eq!(answer.status, status, "{answer:?}");
    }
    let is = shown(&bob).await["sendBusyCalls"].clone();
    assert_eq!(
        (&is["greeting"], &is["greetingUploaded"]),
        (&json!("CUSTOM"), &json!(true))
    );
    assert_ne!(greeting(world, 486).await, default);
    assert_eq!(bob.get(&own("busy")).await.body, wav(1800));
    // Nobody's, and one that does not say for whom: it will not come again.
    for (mailbox, kind) in [
        (world.user("alice").id.to_string(), json!("busy")),
        (uuid::Uuid::now_v7().to_string(), json!("busy")),
        (world.user("bob").id.to_string(), Value::Null),
    ] {
        let mut spoken = meta(&mailbox, 0);
        spoken["kind"] = json!("greeting");
        spoken["greeting_for"] = kind;
        let answer = engine.hand_over(&spoken, &wav(1800)).await;
        assert!([400, 409].contains(&answer.status.as_u16()), "{answer:?}");
    }
}

async fn greetings_are_their_owners(world: &World) {
    let (alice, bob, dana) = (
        world.script("alice").await,
        world.script("bob").await,
        world.sign_in("dana").await,
    );
    upload(&bob, "busy", &wav(1500)).await.done();
    for answer in [
        upload(&alice, "busy", &wav(1500)).await,
        alice.get(&own("busy")).await,
        alice.delete(&own("busy")).await,
    ] {
        answer.refused(403, Code::FeatureNotGranted);
    }
    world.grant("dana", "mailbox").await;
    assert_ne!(dana.get(&own("busy")).await.body, wav(1500));
    world
        .decide_access("bob", Feature::Voicemail, Access::NoAccess)
        .await;
    for answer in [
        upload(&bob, "busy", &wav(1500)).await,
        bob.get(&own("busy")).await,
        bob.delete(&own("busy")).await,
    ] {
        answer.refused(403, Code::FeatureNotGranted);
    }
}

async fn an_upload_is_no_change_that_can_be_undone(world: &World) {
    let bob = world.script("bob").await;
    upload(&bob, "busy", &wav(1500)).await.done();
    let line = audit::Entity::find().order_by_desc(audit::Column::Id);
    let line = line.one(&world.db().read).await.unwrap().unwrap();
    assert_eq!(
        (line.action.as_str(), line.object.as_str()),
        ("greetingSet", "busy")
    );
    let undone = bob
        .press(Method::POST, &format!("/v1/changes/{}/undo", line.id))
        .await;
    assert!(undone.status.is_client_error(), "{undone:?}");
    // The choice of it is one.
    let choose = json!({"sendBusyCalls": {"greeting": "CUSTOM"}});
    let chosen = bob.put(&setting("voicemail"), &choose).await;
    let change = chosen.header("belroute-change").unwrap().to_owned();
    bob.press(Method::POST, &format!("/v1/changes/{change}/undo"))
        .await
        .done();
    let is = shown(&bob).await["sendBusyCalls"].clone();
    assert_eq!(
        (&is["greeting"], &is["greetingUploaded"]),
        (&json!("DEFAULT"), &json!(true))
    );
}
