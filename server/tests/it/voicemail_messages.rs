//! Messages as their owner sees, marks and deletes them, and as nobody else does.

use axum::http::Method;
use belroute_shared::{
    error::Code,
    live::LiveEvent,
    voicemail::{Mailboxes, VoiceMessage, VoiceMessages},
};
use serde_json::{Value, json};
use uuid::Uuid;

use crate::{
    opened_panels,
    world::{
        Client, World,
        media::{messages, meta, wav},
        seed::{OUTSIDE, add_contact},
    },
};

const LIST: &str = "/v1/telephony/voiceMessages";
const MINE: &str = "/v1/telephony/voiceMessages/members/me";

on_both! {
    a_message_is_listed_in_the_shape_of_webex_and_in_ours,
    pages_of_messages_follow_one_another,
    messages_are_marked_one_by_one_and_all_together,
    the_second_of_two_windows_is_told_that_a_message_is_deleted,
    a_deleted_message_comes_back_for_a_quarter_of_an_hour,
    open_pages_are_told_how_many_messages_are_new,
    nobody_else_sees_hears_or_touches_a_message,
    who_has_no_mailbox_or_lost_it_is_refused,
    whoever_has_opened_the_panel_hears_nothing,
    a_colleague_who_hides_his_number_stays_hidden,
    rubbish_is_refused,
}

async fn one(world: &World, client: &Client) -> VoiceMessage {
    world.engine().leave_message("1002", -1).await;
    messages(client).await.remove(0)
}

async fn a_message_is_listed_in_the_shape_of_webex_and_in_ours(world: &World) {
    let (alpha, bob) = (world.seed.alpha, world.sign_in("bob").await);
    let nothing: Value = bob.get(LIST).await.json();
    assert_eq!(nothing, json!({"items": []}));
    world
        .write(async |db| add_contact(db, alpha, None, "Bakkerij", OUTSIDE).await)
        .await;
    let message = one(world, &bob).await;
    assert_eq!(message.caller.name.as_deref(), Some("Bakkerij"));
    let mut internal = meta("1002", -120);
    internal["from"] = json!({"uri": "sip:1001@alpha.test", "number": "1001", "display": "x"});
    let answer = world.engine().hand_over(&internal, &wav(400)).await;
    assert_eq!(answer.status, 201);
    for path in [LIST.to_owned(), format!("{MINE}/voiceMessages")] {
        let list: Value = bob.get(&path).await.json();
        let items = list["items"].as_array().unwrap();
        assert_eq!(
            items[0],
            json!({
                "id": message.id, "duration": 3, "urgent": false, "confidential": false,
                "read": false, "created": "2026-11-22T11:59:59Z", "callingParty": {
                    "name": "Bakkerij", "number": OUTSIDE, "privacyEnabled": false,
                },
            })
        );
        let party = &items[1]["callingParty"];
        assert_eq!(party["personId"], json!(world.user("alice").id));
        assert_eq!(party["name"], "Alice Müller");
        assert_eq!(items[1]["duration"], 0);
    }
    let ours: VoiceMessages = bob.get("/v1/voiceMessages").await.json();
    assert_eq!((ours.messages.len(), ours.new_messages), (2, 2));
    let mailbox = &ours.mailboxes[0];
    assert!(mailbox.is_own && ours.mailboxes.len() == 1);
    assert_eq!((mailbox.name.as_str(), mailbox.people), ("Bob de Vries", 1));
    let path = format!("/v1/voiceMessages/{}", message.id);
    assert_eq!(bob.get(&path).await.json::<VoiceMessage>(), message);
}

async fn pages_of_messages_follow_one_another(world: &World) {
    let bob = world.sign_in("bob").await;
    for seconds in 0..5 {
        // Two of the same moment.
        world.engine().leave_message("1002", -seconds / 2).await;
    }
    for start in [
        "/v1/voiceMessages?max=2".to_owned(),
        format!("/v1/voiceMessages?max=2&mailbox={}", world.user("bob").id),
        format!("{LIST}?max=2"),
        format!("{LIST}?max=2&lineOwnerId={}", world.user("bob").id),
    ] {
        let mut seen: Vec<String> = Vec::new();
        let mut next = Some(start);
        while let Some(path) = next {
            let answer = bob.get(&path).await;
            let page: Value = answer.json();
            let rows = page.get("items").unwrap_or(&page["messages"]);
            seen.extend(
                rows.as_array()
                    .unwrap()
                    .iter()
                    .map(|it| it["id"].to_string()),
            );
            next = answer.next();
        }
        assert_eq!(seen.len(), 5);
        seen.sort();
        seen.dedup();
        assert_eq!(seen.len(), 5);
    }
}

async fn messages_are_marked_one_by_one_and_all_together(world: &World) {
    let bob = world.sign_in("bob").await;
    let message = one(world, &bob).await;
    world.engine().leave_message("1002", -30).await;
    let counts = async |expected: [u32; 4]| {
        for path in [format!("{LIST}/summary"), format!("{MINE}/summary")] {
            let summary: Value = bob.get(&path).await.json();
            let [new, old, new_urgent, old_urgent] = expected;
            let expected = json!({
                "newMessages": new, "oldMessages": old, "newUrgentMessages": new_urgent,
                "oldUrgentMessages": old_urgent,
            });
            assert_eq!(summary, expected);
        }
    };
    counts([2, 0, 0, 0]).await;
    let this = json!({"messageId": message.id});
    for (path, expected) in [
        (format!("{LIST}/markAsRead"), [1, 1, 0, 0]),
        (format!("{MINE}/markAsUnread"), [2, 0, 0, 0]),
        (format!("{MINE}/markAsRead"), [1, 1, 0, 0]),
        (format!("{LIST}/markAsUnread"), [2, 0, 0, 0]),
    ] {
        for _ in 0..2 {
            bob.post(&path, &this).await.done();
            counts(expected).await;
        }
    }
    bob.post(&format!("{LIST}/markAsRead"), &json!({}))
        .await
        .done();
    counts([0, 2, 0, 0]).await;
    bob.post(&format!("{LIST}/markAsUnread"), &json!({"messageId": null}))
        .await
        .done();
    counts([2, 0, 0, 0]).await;
    bob.post(&format!("{LIST}/markAsRead"), &this).await.done();
    let new: VoiceMessages = bob.get("/v1/voiceMessages?filter=new").await.json();
    assert_eq!((new.messages.len(), new.new_messages), (1, 1));
    assert_ne!(new.messages[0].id, message.id);
}

async fn the_second_of_two_windows_is_told_that_a_message_is_deleted(world: &World) {
    let bob = world.sign_in("bob").await;
    let message = one(world, &bob).await;
    let path = format!("{LIST}/{}", message.id);
    let (first, second) = tokio::join!(bob.delete(&path), bob.delete(&path));
    let mut statuses = [first.status.as_u16(), second.status.as_u16()];
    statuses.sort_unstable();
    assert_eq!(statuses, [204, 409]);
    let ours = format!("/v1/voiceMessages/{}", message.id);
    let this = json!({"messageId": message.id});
    let to_alice = json!({"personId": world.user("alice").id});
    for answer in [
        bob.delete(&path).await,
        bob.delete(&format!("{MINE}/voiceMessages/{}", message.id))
            .await,
        bob.post(&format!("{LIST}/markAsRead"), &this).await,
        bob.press(Method::PUT, &format!("{ours}/kept")).await,
        bob.delete(&format!("{ours}/kept")).await,
        bob.post(&format!("{ours}/forward"), &to_alice).await,
        bob.get(&ours).await,
        bob.get(&format!("{ours}/audio")).await,
    ] {
        answer.refused(409, Code::MessageDeleted);
    }
    assert!(messages(&bob).await.is_empty());
}

async fn a_deleted_message_comes_back_for_a_quarter_of_an_hour(world: &World) {
    let bob = world.sign_in("bob").await;
    let message = one(world, &bob).await;
    let path = format!("{LIST}/{}", message.id);
    let restore = format!("/v1/voiceMessages/{}/restore", message.id);
    bob.delete(&path).await.done();
    world.set_clock(15 * 60 - 1);
    bob.press(Method::POST, &restore).await.done();
    assert_eq!(messages(&bob).await, [message]);
    // What is there stays there.
    bob.press(Method::POST, &restore).await.done();
    bob.delete(&path).await.done();
    world.set_clock(30 * 60 - 1);
    let answer = bob.press(Method::POST, &restore).await;
    answer.refused(404, Code::NotFound);
}

async fn open_pages_are_told_how_many_messages_are_new(world: &World) {
    let bob = world.sign_in("bob").await;
    let mut stream = bob.listen().await;
    let mut told = async || {
        let is_told = |event: &LiveEvent| matches!(event, LiveEvent::VoiceMessages { .. });
        match stream.until(is_told).await {
            LiveEvent::VoiceMessages { new_messages } => new_messages,
            other => panic!("{other:?}"),
        }
    };
    let message = one(world, &bob).await;
    assert_eq!(told().await, 1);
    world.engine().leave_message("1002", -5).await;
    assert_eq!(told().await, 2);
    let this = json!({"messageId": message.id});
    bob.post(&format!("{LIST}/markAsRead"), &this).await.done();
    assert_eq!(told().await, 1);
    bob.post(&format!("{LIST}/markAsUnread"), &this)
        .await
        .done();
    assert_eq!(told().await, 2);
    bob.delete(&format!("{LIST}/{}", message.id)).await.done();
    assert_eq!(told().await, 1);
    let restore = format!("/v1/voiceMessages/{}/restore", message.id);
    bob.press(Method::POST, &restore).await.done();
    assert_eq!(told().await, 2);
}

async fn nobody_else_sees_hears_or_touches_a_message(world: &World) {
    let bob = world.sign_in("bob").await;
    let message = one(world, &bob).await;
    for name in ["alice", "dana", "eve", "frank"] {
        world.grant(name, "mailbox").await;
        let other = world.sign_in(name).await;
        assert!(messages(&other).await.is_empty());
        let items: Value = other.get(LIST).await.json();
        assert_eq!(items, json!({"items": []}));
        let ours = format!("/v1/voiceMessages/{}", message.id);
        let this = json!({"messageId": message.id});
        let of_bob = json!({"lineOwnerId": world.user("bob").id});
        let line = format!("lineOwnerId={}", world.user("bob").id);
        let forward = json!({"personId": world.user(name).id});
        for answer in [
            other.get(&ours).await,
            other.get(&format!("{ours}/audio")).await,
            other.press(Method::PUT, &format!("{ours}/kept")).await,
            other.delete(&format!("{ours}/kept")).await,
            other.press(Method::POST, &format!("{ours}/restore")).await,
            other.post(&format!("{ours}/forward"), &forward).await,
            other.post(&format!("{LIST}/markAsRead"), &this).await,
            other.post(&format!("{LIST}/markAsUnread"), &this).await,
            other.post(&format!("{MINE}/markAsRead"), &this).await,
            other.post(&format!("{MINE}/markAsUnread"), &this).await,
            other.post(&format!("{LIST}/markAsRead"), &of_bob).await,
            other.delete(&format!("{LIST}/{}", message.id)).await,
            other
                .delete(&format!("{MINE}/voiceMessages/{}", message.id))
                .await,
            other.get(&format!("{LIST}?{line}")).await,
            other.get(&format!("{LIST}/summary?{line}")).await,
            other.get(&format!("{MINE}/summary?{line}")).await,
            other.get(&format!("{MINE}/voiceMessages?{line}")).await,
            other
                .get(&format!(
                    "/v1/voiceMessages?mailbox={}",
                    world.user("bob").id
                ))
                .await,
        ] {
            answer.refused(404, Code::NotFound);
        }
        other
            .post(&format!("{LIST}/markAsRead"), &json!({}))
            .await
            .done();
        let members: Value = other.get(&format!("{MINE}/memberships")).await.json();
        assert_eq!(members, json!({"memberOf": []}));
        let mailboxes: Mailboxes = other.get("/v1/mailboxes").await.json();
        assert_eq!(mailboxes.new_messages, 0);
    }
    assert_eq!(messages(&bob).await, [message]);
}

async fn who_has_no_mailbox_or_lost_it_is_refused(world: &World) {
    let (alice, bob) = (world.sign_in("alice").await, world.sign_in("bob").await);
    let message = one(world, &bob).await;
    world.hide("bob", "voicemail").await;
    for client in [alice, bob] {
        for path in [
            LIST.to_owned(),
            format!("{LIST}/summary"),
            format!("{MINE}/memberships"),
            "/v1/voiceMessages".to_owned(),
            format!("/v1/voiceMessages/{}/audio", message.id),
        ] {
            client
                .get(&path)
                .await
                .refused(403, Code::FeatureNotGranted);
        }
        let answer = client.delete(&format!("{LIST}/{}", message.id)).await;
        answer.refused(403, Code::FeatureNotGranted);
        // Every page asks for these, so that having none is no refusal.
        let mailboxes: Mailboxes = client.get("/v1/mailboxes").await.json();
        assert_eq!(mailboxes, Mailboxes::default());
    }
}

async fn whoever_has_opened_the_panel_hears_nothing(world: &World) {
    let (dana, bob) = (world.sign_in("dana").await, world.sign_in("bob").await);
    let message = one(world, &bob).await;
    let panel = opened_panels::panel_of(world, &dana, "bob").await;
    for path in [
        "/v1/voiceMessages".to_owned(),
        format!("/v1/voiceMessages/{}/audio", message.id),
        LIST.to_owned(),
        format!("{LIST}/summary"),
    ] {
        let answer = opened_panels::ask(&dana, &panel, Method::GET, &path).await;
        answer.refused(403, Code::OpenedPanel);
        // A player cannot send the header.
        let answer = dana.get(&format!("{path}?panel={panel}")).await;
        answer.refused(403, Code::OpenedPanel);
    }
    let answer = opened_panels::ask(&dana, &panel, Method::GET, "/v1/mailboxes").await;
    assert_eq!(answer.json::<Mailboxes>(), Mailboxes::default());
    let request = dana.request(Method::GET, "/v1/events");
    let mut stream = request.header("x-belroute-panel", &panel).listen().await;
    bob.post(&format!("{LIST}/markAsRead"), &json!({}))
        .await
        .done();
    bob.press(Method::POST, "/v1/account/devices/pairings")
        .await;
    world.registers("1002@alpha.test", "Desk", 1.0).await;
    // What comes after the change of the mailbox is the first that is told.
    let (_, first) = stream.next().await.unwrap();
    assert!(
        !matches!(first, LiveEvent::VoiceMessages { .. }),
        "{first:?}"
    );
}

async fn a_colleague_who_hides_his_number_stays_hidden(world: &World) {
    let bob = world.sign_in("bob").await;
    let mut hidden = meta("1002", 0);
    hidden["from"] = json!({"uri": "sip:anonymous@anonymous.invalid", "number": "", "display": ""});
    let answer = world.engine().hand_over(&hidden, &wav(400)).await;
    assert_eq!(answer.status, 201);
    let message = messages(&bob).await.remove(0);
    assert!(message.caller.is_anonymous && message.caller.number.is_none());
    let list: Value = bob.get(LIST).await.json();
    assert_eq!(
        list["items"][0]["callingParty"],
        json!({"privacyEnabled": true})
    );
}

async fn rubbish_is_refused(world: &World) {
    let bob = world.sign_in("bob").await;
    for query in ["cursor=x", "max=x", "filter=loud", "mailbox=x"] {
        let answer = bob.get(&format!("/v1/voiceMessages?{query}")).await;
        assert_eq!(answer.status, 400, "{query}");
    }
    for body in [json!([]), json!({"messageId": 1}), json!("x")] {
        let answer = bob.post(&format!("{LIST}/markAsRead"), &body).await;
        assert_eq!(answer.status, 400, "{body}");
    }
    for id in ["x".to_owned(), Uuid::nil().to_string()] {
        bob.delete(&format!("{LIST}/{id}"))
            .await
            .refused(404, Code::NotFound);
        let answer = bob.get(&format!("/v1/voiceMessages/{id}/audio")).await;
        answer.refused(404, Code::NotFound);
    }
}
