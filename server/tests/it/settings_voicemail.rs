//! Voicemail: what its settings take and refuse.

use belroute_shared::{
    error::Code,
    features::{Access, Feature},
};
use serde_json::{Value, json};

use crate::world::{
    Client, World,
    calling::setting,
    seed::{BOB, OUTSIDE},
};

on_both! {
    a_mailbox_is_set_once_there_is_one,
    a_part_keeps_what_a_change_does_not_name,
    a_greeting_of_ones_own_has_to_be_there,
    what_clients_send_back_of_what_they_only_read_is_passed_over,
    what_is_on_says_where_to,
    whoever_presses_0_reaches_a_number_that_the_user_may_call,
    each_part_is_hidden_by_a_feature_of_its_own,
}

async fn shown(client: &Client) -> Value {
    client.get(&setting("voicemail")).await.json()
}

fn as_it_comes() -> Value {
    json!({"enabled": true, "sendAllCalls": {"enabled": false},
        "sendBusyCalls": {"enabled": true, "greeting": "DEFAULT", "greetingUploaded": false},
        "sendUnansweredCalls": {"enabled": true, "greeting": "DEFAULT", "greetingUploaded": false,
            "numberOfRings": 3, "systemMaxNumberOfRings": 20},
        "notifications": {"enabled": false}, "transferToNumber": {"enabled": false},
        "emailCopyOfMessage": {"enabled": false},
        "messageStorage": {"mwiEnabled": true, "storageType": "INTERNAL"},
        "faxMessage": {"enabled": false}, "voiceMessageForwardingEnabled": true})
}

async fn a_mailbox_is_set_once_there_is_one(world: &World) {
    let (alice, bob) = (world.script("alice").await, world.script("bob").await);
    let path = setting("voicemail");
    for answer in [alice.get(&path).await, alice.put(&path, &json!({})).await] {
        answer.refused(403, Code::FeatureNotGranted);
    }
    let mut expected = as_it_comes();
    assert_eq!(shown(&bob).await, expected);
    // The client library sends one part alone, or all that it knows.
    let busy = json!({"sendBusyCalls": {"enabled": false, "greeting": "DEFAULT"}});
    bob.put(&path, &busy).await.done();
    expected["sendBusyCalls"]["enabled"] = json!(false);
    let whole = json!({"messageStorage": {"mwiEnabled": true, "storageType": "INTERNAL"},
        "faxMessage": {"enabled": false}, "sendAllCalls": {"enabled": true}});
    bob.put(&path, &whole).await.done();
    expected["sendAllCalls"]["enabled"] = json!(true);
    assert_eq!(shown(&bob).await, expected);
    for (rings, code) in [(1, Code::TooLow), (21, Code::TooHigh)] {
        let patch = json!({"sendUnansweredCalls": {"numberOfRings": rings}});
        let field = "sendUnansweredCalls.numberOfRings";
        bob.put(&path, &patch).await.refused_field(field, code);
    }
    for rings in [2, 20] {
        let patch = json!({"sendUnansweredCalls": {"numberOfRings": rings}});
        bob.put(&path, &patch).await.done();
    }
}

async fn a_part_keeps_what_a_change_does_not_name(world: &World) {
    let bob = world.script("bob").await;
    let path = setting("voicemail");
    let patch = json!({
        "notifications": {"enabled": true, "destination": "bob@alpha.test",
            "smsDestination": "06 12345678"},
        "transferToNumber": {"enabled": true, "destination": "1001"},
        "emailCopyOfMessage": {"enabled": true, "emailId": "copies@alpha.test"},
        "messageStorage": {"mwiEnabled": false, "storageType": "EXTERNAL",
            "externalEmail": "box@alpha.test"},
        "faxMessage": {"enabled": true, "phoneNumber": "020 1234567", "extension": "2999"}});
    bob.put(&path, &patch).await.done();
    let mut expected = as_it_comes();
    for (part, value) in patch.as_object().unwrap() {
        expected[part] = value.clone();
    }
    expected["notifications"]["smsDestination"] = json!("+31612345678");
    expected["faxMessage"]["phoneNumber"] = json!("+31201234567");
    assert_eq!(shown(&bob).await, expected);
    let off = json!({"notifications": {"enabled": false},
        "messageStorage": {"storageType": "INTERNAL"}});
    bob.put(&path, &off).await.done();
    expected["notifications"]["enabled"] = json!(false);
    expected["messageStorage"]["storageType"] = json!("INTERNAL");
    assert_eq!(shown(&bob).await, expected);
    let nowhere = json!({"notifications": {"destination": null, "smsDestination": null},
        "faxMessage": {"enabled": false, "phoneNumber": null, "extension": ""}});
    bob.put(&path, &nowhere).await.done();
    expected["notifications"] = json!({"enabled": false});
    expected["faxMessage"] = json!({"enabled": false});
    assert_eq!(shown(&bob).await, expected);
}

async fn a_greeting_of_ones_own_has_to_be_there(world: &World) {
    let bob = world.script("bob").await;
    let path = setting("voicemail");
    for part in ["sendBusyCalls", "sendUnansweredCalls"] {
        // That there is one is not for the client to say.
        let patch = json!({part: {"greeting": "CUSTOM", "greetingUploaded": true,
            "audioFile": {"name": "mine.wav", "mediaType": "WAV"}}});
        let field = format!("{part}.greeting");
        let answer = bob.put(&path, &patch).await;
        answer.refused_field(&field, Code::NoGreeting);
        let patch = json!({part: {"greeting": "PLAYLIST"}});
        let answer = bob.put(&path, &patch).await;
        answer.refused_field(&field, Code::NotOffered);
    }
    assert_eq!(shown(&bob).await, as_it_comes());
}

async fn what_clients_send_back_of_what_they_only_read_is_passed_over(world: &World) {
    let bob = world.script("bob").await;
    let mut whole = as_it_comes();
    whole["voiceMessageForwardingEnabled"] = json!(false);
    whole["sendBusyCalls"]["greetingUploaded"] = json!(true);
    whole["sendUnansweredCalls"]["audioFile"] = json!("rubbish");
    whole["sendUnansweredCalls"]["systemMaxNumberOfRings"] = json!(50);
    bob.put(&setting("voicemail"), &whole).await.done();
    assert_eq!(shown(&bob).await, as_it_comes());
    assert!(world.changes_of("bob").await.is_empty());
}

async fn what_is_on_says_where_to(world: &World) {
    let bob = world.script("bob").await;
    let path = setting("voicemail");
    let on = json!({"enabled": true});
    for (part, on, field) in [
        ("notifications", on.clone(), "destination"),
        ("transferToNumber", on.clone(), "destination"),
        ("emailCopyOfMessage", on.clone(), "emailId"),
        (
            "messageStorage",
            json!({"storageType": "EXTERNAL"}),
            "externalEmail",
        ),
        ("faxMessage", on, "phoneNumber"),
    ] {
        let field = format!("{part}.{field}");
        let answer = bob.put(&path, &json!({part: on})).await;
        answer.refused_field(&field, Code::Required);
    }
    for (part, field) in [
        ("notifications", "destination"),
        ("emailCopyOfMessage", "emailId"),
        ("messageStorage", "externalEmail"),
    ] {
        let patch = json!({part: {field: "bob at alpha"}});
        let answer = bob.put(&path, &patch).await;
        answer.refused_field(&format!("{part}.{field}"), Code::NotAnEmail);
    }
    // Where faxes and texts arrive is a public number.
    for (part, field, number, code) in [
        ("faxMessage", "phoneNumber", "1001", Code::NotANumber),
        ("notifications", "smsDestination", "1001", Code::NotANumber),
        (
            "faxMessage",
            "extension",
            "+31201234567",
            Code::NotAnExtension,
        ),
    ] {
        let answer = bob.put(&path, &json!({part: {field: number}})).await;
        answer.refused_field(&format!("{part}.{field}"), code);
    }
    assert_eq!(shown(&bob).await, as_it_comes());
}

async fn whoever_presses_0_reaches_a_number_that_the_user_may_call(world: &World) {
    let bob = world.script("bob").await;
    let path = setting("voicemail");
    for (number, code) in [
        (BOB, Code::OwnNumber),
        ("1002", Code::OwnNumber),
        ("112", Code::EmergencyNumber),
        ("0900 1234", Code::PremiumNumber),
        ("1999", Code::NobodysExtension),
        ("anna", Code::NotANumber),
    ] {
        let patch = json!({"transferToNumber": {"destination": number}});
        let answer = bob.put(&path, &patch).await;
        answer.refused_field("transferToNumber.destination", code);
    }
    for number in ["1001", "2000", OUTSIDE] {
        let patch = json!({"transferToNumber": {"enabled": true, "destination": number}});
        bob.put(&path, &patch).await.done();
        assert_eq!(shown(&bob).await["transferToNumber"]["destination"], number);
    }
}

async fn each_part_is_hidden_by_a_feature_of_its_own(world: &World) {
    let bob = world.script("bob").await;
    let path = setting("voicemail");
    for (feature, patch) in [
        (
            Feature::VoicemailNotifications,
            json!({"notifications": {"enabled": true, "destination": "bob@alpha.test"}}),
        ),
        (
            Feature::VoicemailTransferNumber,
            json!({"transferToNumber": {"destination": "1001"}}),
        ),
        (
            Feature::VoicemailEmailCopy,
            json!({"emailCopyOfMessage": {"emailId": "bob@alpha.test"}}),
        ),
        (
            Feature::VoicemailMessageStorage,
            json!({"messageStorage": {"mwiEnabled": false}}),
        ),
        (
            Feature::VoicemailFaxMessaging,
            json!({"faxMessage": {"phoneNumber": "+31201234567"}}),
        ),
    ] {
        world.decide_access("bob", feature, Access::NoAccess).await;
        let answer = bob.put(&path, &patch).await;
        answer.refused(403, Code::FeatureNotGranted);
        // The rest can be changed, also by who sends back what he has read.
        let mut whole = shown(&bob).await;
        let is_on = whole["sendBusyCalls"]["enabled"].as_bool().unwrap();
        whole["sendBusyCalls"]["enabled"] = json!(!is_on);
        bob.put(&path, &whole).await.done();
    }
}
