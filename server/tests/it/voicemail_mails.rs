//! Mails about messages that were left.

use belroute_server::{entity::sound, upkeep};
use belroute_shared::voicemail::Mailboxes;
use sea_orm::{EntityTrait as _, PaginatorTrait as _};
use serde_json::{Value, json};

use crate::world::{
    World, after_noon,
    calling::setting,
    media::{messages, meta, wav},
    post::post,
};

on_both! {
    nobody_who_has_not_asked_gets_a_mail,
    a_note_says_who_spoke_and_for_how_long,
    a_copy_brings_the_sound_and_comes_once,
    what_is_kept_elsewhere_is_mailed_and_forgotten,
    where_messages_stay_no_sound_goes_out,
}

async fn set(world: &World, wanted: Value) {
    let bob = world.sign_in("bob").await;
    bob.put(&setting("voicemail"), &wanted).await.done();
}

async fn nobody_who_has_not_asked_gets_a_mail(world: &World) {
    world.engine().leave_message("1002", 0).await;
    assert!(post(world).await.is_empty());
}

async fn a_note_says_who_spoke_and_for_how_long(world: &World) {
    let on = json!({"enabled": true, "destination": "note@alpha.test"});
    set(world, json!({"notifications": on})).await;
    world.engine().leave_message("1002", -60).await;
    let mail = post(world).await.remove(0);
    assert_eq!(mail.to, "note@alpha.test");
    assert!(mail.subject.contains("7700 900123"), "{}", mail.subject);
    for told in ["12:59", "3 second", "http://panel.test/voicemail"] {
        assert!(mail.text.contains(told), "{told} in {}", mail.text);
    }
    assert_eq!(mail.attached, None);
}

async fn a_copy_brings_the_sound_and_comes_once(world: &World) {
    let on = json!({"enabled": true, "emailId": "copy@alpha.test"});
    set(world, json!({"emailCopyOfMessage": on})).await;
    let known = meta("1002", -60);
    for status in [201, 200] {
        let answer = world.engine().hand_over(&known, &wav(2500)).await;
        assert_eq!(answer.status, status);
    }
    let mails = post(world).await;
    assert_eq!(mails.len(), 1);
    assert_eq!(mails[0].to, "copy@alpha.test");
    let (name, content) = mails[0].attached.as_ref().unwrap();
    assert_eq!(name, "voicemail-2026-11-22-1259.wav");
    assert_eq!(*content, wav(2500));
    assert_eq!(messages(&world.sign_in("bob").await).await.len(), 1);
}

async fn what_is_kept_elsewhere_is_mailed_and_forgotten(world: &World) {
    let elsewhere = json!({"storageType": "EXTERNAL", "externalEmail": "box@else.test"});
    set(world, json!({"messageStorage": elsewhere})).await;
    world.engine().leave_message("1002", 0).await;
    let bob = world.sign_in("bob").await;
    let mailboxes: Mailboxes = bob.get("/v1/mailboxes").await.json();
    assert_eq!(mailboxes.mailboxes[0].messages, 0);
    let sounds = async || sound::Entity::find().count(&world.db().read).await.unwrap();
    let later_ms = after_noon(2 * 3600).as_millisecond();
    // As long as the mail waits, its sound does.
    upkeep::clear_mailboxes(&world.state, later_ms)
        .await
        .unwrap();
    assert_eq!(sounds().await, 1);
    let mail = post(world).await.remove(0);
    assert_eq!(mail.to, "box@else.test");
    assert_eq!(mail.attached.unwrap().1, wav(2500));
    upkeep::clear_mailboxes(&world.state, later_ms)
        .await
        .unwrap();
    assert_eq!(sounds().await, 0);
}

async fn where_messages_stay_no_sound_goes_out(world: &World) {
    let copy = json!({"enabled": true, "emailId": "copy@alpha.test"});
    let elsewhere = json!({"storageType": "EXTERNAL", "externalEmail": "box@else.test"});
    set(
        world,
        json!({"emailCopyOfMessage": copy, "messageStorage": elsewhere}),
    )
    .await;
    let dana = world.sign_in("dana").await;
    let stay = json!({"voiceMessageForwardingEnabled": false});
    let path = "/v1/telephony/config/voicemail/settings";
    dana.put(path, &stay).await.done();
    world.engine().leave_message("1002", 0).await;
    assert!(post(world).await.iter().all(|mail| mail.attached.is_none()));
    assert_eq!(messages(&world.sign_in("bob").await).await.len(), 1);
}
