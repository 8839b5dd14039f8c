//! Mailboxes that several people hear.

use axum::http::Method;
use belroute_server::entity::audit;
use belroute_shared::{
    company::mailboxes::{CompanyMailbox, CompanyMailboxes},
    error::Code,
    live::LiveEvent,
    voicemail::Mailboxes,
};
use sea_orm::{EntityTrait as _, QueryFilter as _};
use serde_json::{Value, json};
use uuid::Uuid;

use crate::world::{World, media::messages};

const LIST: &str = "/v1/telephony/voiceMessages";
const MINE: &str = "/v1/telephony/voiceMessages/members/me";

on_both! {
    what_one_marks_or_deletes_is_so_for_all,
    whoever_shares_a_mailbox_is_told_of_it,
    who_shares_no_more_hears_nothing,
    administrators_alone_decide_within_their_organisation,
    a_wrong_list_is_refused_and_nothing_changes,
    mailboxes_are_listed_by_name,
}

fn path(world: &World, name: &str) -> String {
    format!("/v1/company/users/{}/mailbox", world.user(name).id)
}

async fn share(world: &World, owner: &str, with: &[&str]) {
    let dana = world.sign_in("dana").await;
    let ids: Vec<Uuid> = with.iter().map(|name| world.user(name).id).collect();
    let wanted = json!({"memberIds": ids});
    dana.put(&path(world, owner), &wanted).await.done();
}

async fn what_one_marks_or_deletes_is_so_for_all(world: &World) {
    share(world, "bob", &["alice"]).await;
    // Alice has none of her own.
    let (alice, bob) = (world.sign_in("alice").await, world.sign_in("bob").await);
    world.engine().leave_message("1002", 0).await;
    let heard: Mailboxes = alice.get("/v1/mailboxes").await.json();
    let mailbox = &heard.mailboxes[0];
    assert_eq!(mailbox.id.0, world.user("bob").id);
    assert_eq!((mailbox.name.as_str(), mailbox.people), ("Bob de Vries", 2));
    assert!(!mailbox.is_own && heard.new_messages == 1);
    let message = messages(&alice).await.remove(0);
    let audio = format!("/v1/voiceMessages/{}/audio", message.id);
    assert_eq!(alice.get(&audio).await.status, 200);
    let this = json!({"messageId": message.id});
    alice
        .post(&format!("{LIST}/markAsRead"), &this)
        .await
        .done();
    assert!(messages(&bob).await[0].is_read);
    // To clients of Webex Calling it is the line of somebody else.
    let of_bob = format!("lineOwnerId={}", world.user("bob").id);
    let items: Value = alice.get(LIST).await.json();
    assert_eq!(items, json!({"items": []}));
    let items: Value = alice.get(&format!("{LIST}?{of_bob}")).await.json();
    assert_eq!(items["items"][0]["id"], json!(message.id));
    let summary: Value = alice.get(&format!("{MINE}/summary?{of_bob}")).await.json();
    assert_eq!(summary["oldMessages"], 1);
    let members: Value = alice.get(&format!("{MINE}/memberships")).await.json();
    let bob_id = world.user("bob").id;
    assert_eq!(
        members,
        json!({"memberOf": [{"id": bob_id, "name": "Bob de Vries"}]})
    );
    alice.delete(&format!("{LIST}/{}", message.id)).await.done();
    assert!(messages(&bob).await.is_empty());
    let restore = format!("/v1/voiceMessages/{}/restore", message.id);
    bob.press(Method::POST, &restore).await.done();
    assert_eq!(messages(&alice).await.len(), 1);
}

async fn whoever_shares_a_mailbox_is_told_of_it(world: &World) {
    share(world, "bob", &["alice"]).await;
    let alice = world.sign_in("alice").await;
    let mut stream = alice.listen().await;
    world.engine().leave_message("1002", 0).await;
    let is_told = |event: &LiveEvent| *event == LiveEvent::VoiceMessages { new_messages: 1 };
    stream.until(is_told).await;
}

async fn who_shares_no_more_hears_nothing(world: &World) {
    share(world, "bob", &["alice", "dana"]).await;
    world.engine().leave_message("1002", 0).await;
    let alice = world.sign_in("alice").await;
    let message = messages(&alice).await.remove(0);
    let mut stream = alice.listen().await;
    share(world, "bob", &["dana"]).await;
    stream.until(|event| *event == LiveEvent::Access).await;
    for path in [
        "/v1/voiceMessages".to_owned(),
        format!("/v1/voiceMessages/{}/audio", message.id),
    ] {
        let answer = alice.get(&path).await;
        answer.refused(403, Code::FeatureNotGranted);
    }
    let dana = world.sign_in("dana").await;
    assert_eq!(messages(&dana).await.len(), 1);
    world.hide("dana", "voicemail").await;
    let answer = dana.get("/v1/voiceMessages").await;
    answer.refused(403, Code::FeatureNotGranted);
}

async fn administrators_alone_decide_within_their_organisation(world: &World) {
    let wanted = json!({"memberIds": [world.user("alice").id]});
    for name in ["alice", "bob"] {
        let user = world.sign_in(name).await;
        for answer in [
            user.get("/v1/company/mailboxes").await,
            user.get(&path(world, "bob")).await,
            user.put(&path(world, "bob"), &wanted).await,
        ] {
            answer.refused(403, Code::FeatureNotGranted);
        }
    }
    let dana = world.sign_in("dana").await;
    world.grant("eve", "mailbox").await;
    // Somebody of another organisation, and somebody without a mailbox.
    for name in ["eve", "alice"] {
        let answer = dana.get(&path(world, name)).await;
        answer.refused(404, Code::NotFound);
        let answer = dana.put(&path(world, name), &wanted).await;
        answer.refused(404, Code::NotFound);
    }
    dana.put(&path(world, "bob"), &wanted).await.done();
    let lines = audit::Entity::find()
        .filter(audit::COLUMN.action.eq("mailboxShared"))
        .all(&world.db().read)
        .await
        .unwrap();
    assert_eq!(lines.len(), 1);
    assert_eq!(lines[0].user_id, Some(world.user("bob").id));
    assert_eq!(lines[0].before.as_deref(), Some("[]"));
    assert_eq!(lines[0].after.as_deref(), Some("[\"Alice Müller\"]"));
}

async fn a_wrong_list_is_refused_and_nothing_changes(world: &World) {
    share(world, "bob", &["alice"]).await;
    let dana = world.sign_in("dana").await;
    let alice = world.user("alice").id;
    for (ids, code) in [
        ([alice, alice], Code::Twice),
        ([alice, world.user("bob").id], Code::NotOffered),
        ([alice, world.user("eve").id], Code::NotOffered),
        ([alice, Uuid::nil()], Code::NotOffered),
    ] {
        let answer = dana
            .put(&path(world, "bob"), &json!({"memberIds": ids}))
            .await;
        answer.refused_field("memberIds.1", code);
    }
    let many: Vec<Uuid> = (0..51).map(Uuid::from_u128).collect();
    let answer = dana
        .put(&path(world, "bob"), &json!({"memberIds": many}))
        .await;
    answer.refused_field("memberIds", Code::TooMany);
    for rubbish in [
        json!([]),
        json!({"memberIds": "x"}),
        json!({"memberIds": null}),
    ] {
        let answer = dana.put(&path(world, "bob"), &rubbish).await;
        assert_eq!(answer.status, 400, "{rubbish}");
    }
    // Nothing said is nothing changed.
    dana.put(&path(world, "bob"), &json!({})).await.done();
    let shown: CompanyMailbox = dana.get(&path(world, "bob")).await.json();
    assert_eq!(shown.owner.name, "Bob de Vries");
    assert_eq!(shown.members.len(), 1);
    assert_eq!(shown.members[0].name, "Alice Müller");
}

async fn mailboxes_are_listed_by_name(world: &World) {
    for name in ["dana", "alice", "eve"] {
        world.grant(name, "mailbox").await;
    }
    share(world, "dana", &["bob", "alice"]).await;
    let dana = world.sign_in("dana").await;
    let mut names = Vec::new();
    let mut next = Some("/v1/company/mailboxes?max=2".to_owned());
    while let Some(path) = next {
        let answer = dana.get(&path).await;
        let page: CompanyMailboxes = answer.json();
        names.extend(
            page.mailboxes
                .into_iter()
                .map(|it| (it.owner.name, it.members.len())),
        );
        next = answer.next();
    }
    let names: Vec<_> = names
        .iter()
        .map(|(name, members)| (name.as_str(), *members))
        .collect();
    assert_eq!(
        names,
        [("Alice Müller", 0), ("Bob de Vries", 0), ("Dana", 2)]
    );
    let found: CompanyMailboxes = dana.get("/v1/company/mailboxes?query=vries").await.json();
    assert_eq!(found.mailboxes.len(), 1);
}
