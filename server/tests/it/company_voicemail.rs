//! What a company decides about its mailboxes.

use belroute_server::entity::{audit, user};
use belroute_shared::{
    audit::Action, company::voicemail::CompanyVoicemail, error::Code, live::LiveEvent,
    voicemail::pin::PinRules,
};
use sea_orm::{ActiveModelTrait as _, EntityTrait as _, QueryFilter as _, Set, Unchanged};
use serde_json::{Value, json};

use crate::world::{World, calling::setting};

on_both! {
    only_administrators_decide_about_mailboxes,
    what_is_decided_merges_and_is_written_down,
    numbers_outside_of_their_ranges_are_refused,
    each_company_decides_for_itself,
    where_messages_stay_nothing_new_leads_out,
}

const SETTINGS: &str = "/v1/telephony/config/voicemail/settings";
const RULES: &str = "/v1/telephony/config/voicemail/rules";

async fn only_administrators_decide_about_mailboxes(world: &World) {
    let bob = world.sign_in("bob").await;
    for path in [SETTINGS, RULES] {
        bob.get(path).await.refused(403, Code::FeatureNotGranted);
        let answer = bob.put(path, &json!({})).await;
        answer.refused(403, Code::FeatureNotGranted);
    }
}

async fn lines(world: &World) -> Vec<audit::Model> {
    let action = serde_json::to_value(Action::MailboxRulesChanged).unwrap();
    audit::Entity::find()
        .filter(audit::COLUMN.action.eq(action.as_str().unwrap()))
        .all(&world.db().read)
        .await
        .unwrap()
}

async fn what_is_decided_merges_and_is_written_down(world: &World) {
    let (dana, bob) = (world.sign_in("dana").await, world.sign_in("bob").await);
    let expected = json!({"messageExpiryEnabled": true, "numberOfDaysForMessageExpiry": 7,
        "strictDeletionEnabled": false, "voiceMessageForwardingEnabled": true});
    assert_eq!(dana.get(SETTINGS).await.json::<Value>(), expected);
    let mut stream = bob.listen().await;
    let days = json!({"numberOfDaysForMessageExpiry": 30});
    dana.put(SETTINGS, &days).await.done();
    let changed = |event: &LiveEvent| matches!(event, LiveEvent::Setting { setting } if setting == "voicemail");
    stream.until(changed).await;
    let rules = json!({"defaultVoicemailPinRules": {"length": {"min": 4}},
        "expirePasscode": {"enabled": true, "numberOfDays": 90}});
    dana.put(RULES, &rules).await.done();
    // Each of them leaves the other as it is.
    let settings: CompanyVoicemail = dana.get(SETTINGS).await.json();
    assert_eq!(settings.number_of_days_for_message_expiry, 30);
    assert!(settings.voice_message_forwarding_enabled);
    let rules: PinRules = dana.get(RULES).await.json();
    assert_eq!(rules.default_voicemail_pin_rules.length.min, 4);
    assert_eq!(rules.default_voicemail_pin_rules.length.max, 30);
    assert_eq!(rules.expire_passcode.number_of_days, 90);
    // What is so already is no change.
    dana.put(SETTINGS, &days).await.done();
    assert_eq!(lines(world).await.len(), 2);
}

async fn numbers_outside_of_their_ranges_are_refused(world: &World) {
    let dana = world.sign_in("dana").await;
    let field = "numberOfDaysForMessageExpiry";
    for (days, code) in [
        (json!(0), Code::TooLow),
        (json!(181), Code::TooHigh),
        (json!(-1), Code::OutOfRange),
        (json!("7"), Code::Malformed),
    ] {
        let answer = dana.put(SETTINGS, &json!({field: days})).await;
        answer.refused_field(field, code);
    }
    let answer = dana
        .put(RULES, &json!({"changePasscode": {"numberOfDays": 8}}))
        .await;
    answer.refused_field("changePasscode.numberOfDays", Code::TooHigh);
    // Nobody gets a PIN that everybody knows.
    let everybodys = json!({"defaultVoicemailPinEnabled": true, "defaultVoicemailPin": "739158",
        "defaultVoicemailPinRules": {"defaultVoicemailPinEnabled": true}});
    dana.put(RULES, &everybodys).await.done();
    let rules: PinRules = dana.get(RULES).await.json();
    assert_eq!(rules, PinRules::default());
    assert!(lines(world).await.is_empty());
}

async fn each_company_decides_for_itself(world: &World) {
    let dana = world.sign_in("dana").await;
    let administrator = user::ActiveModel {
        id: Unchanged(world.user("frank").id),
        role: Set("administrator".to_owned()),
        ..Default::default()
    };
    world
        .write(async |db| administrator.update(db).await.unwrap())
        .await;
    let frank = world.sign_in("frank").await;
    let off = json!({"messageExpiryEnabled": false, "voiceMessageForwardingEnabled": false});
    dana.put(SETTINGS, &off).await.done();
    dana.put(
        RULES,
        &json!({"defaultVoicemailPinRules": {"length": {"min": 9}}}),
    )
    .await
    .done();
    let theirs: CompanyVoicemail = frank.get(SETTINGS).await.json();
    assert_eq!(theirs, CompanyVoicemail::default());
    let theirs: PinRules = frank.get(RULES).await.json();
    assert_eq!(theirs, PinRules::default());
}

async fn where_messages_stay_nothing_new_leads_out(world: &World) {
    let (dana, bob) = (world.sign_in("dana").await, world.sign_in("bob").await);
    let path = setting("voicemail");
    let copy = json!({"emailCopyOfMessage": {"enabled": true, "emailId": "bob@alpha.test"}});
    bob.put(&path, &copy).await.done();
    let stay = json!({"voiceMessageForwardingEnabled": false});
    dana.put(SETTINGS, &stay).await.done();
    let shown: Value = bob.get(&path).await.json();
    assert_eq!(shown["voiceMessageForwardingEnabled"], false);
    // What was on may be left so, and everything else can be changed.
    let busy = json!({"sendBusyCalls": {"enabled": false}});
    bob.put(&path, &busy).await.done();
    let off = json!({"emailCopyOfMessage": {"enabled": false}});
    bob.put(&path, &off).await.done();
    let answer = bob.put(&path, &copy).await;
    answer.refused_field("emailCopyOfMessage.enabled", Code::MessagesStay);
    let elsewhere = json!({"messageStorage": {"storageType": "EXTERNAL",
        "externalEmail": "bob@alpha.test"}});
    let answer = bob.put(&path, &elsewhere).await;
    answer.refused_field("messageStorage.storageType", Code::MessagesStay);
    // A change from before is undone all the same.
    let changes = world.changes_of("bob").await;
    assert!(changes.iter().all(|it| it.setting == "voicemail"));
    let may = json!({"voiceMessageForwardingEnabled": true});
    dana.put(SETTINGS, &may).await.done();
    bob.put(&path, &elsewhere).await.done();
}
