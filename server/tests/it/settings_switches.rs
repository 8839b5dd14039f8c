//! Settings that are a few switches each, and what the user has been given at all.

use belroute_shared::error::Code;
use serde_json::{Value, json};

use crate::world::{Client, World, calling::setting};

on_both! {
    switches_come_as_they_are_documented_and_are_switched,
    the_forwarded_callers_privacy_is_one_of_three,
    a_mail_about_calls_wants_an_address,
    who_is_called_by_forwarding_hides_at_an_address_of_his_own,
    what_the_user_has_is_named_as_the_published_api_names_it,
}

async fn shown(client: &Client, name: &str) -> Value {
    client.get(&setting(name)).await.json()
}

async fn switches_come_as_they_are_documented_and_are_switched(world: &World) {
    let alice = world.script("alice").await;
    for (name, mut expected) in [
        ("anonymousCallReject", json!({"enabled": false})),
        ("bargeIn", json!({"enabled": false, "toneEnabled": false})),
        ("callWaiting", json!({"enabled": true})),
        ("priorityAlert", json!({"enabled": false, "criteria": []})),
        ("selectiveAccept", json!({"enabled": false, "criteria": []})),
        ("selectiveReject", json!({"enabled": false, "criteria": []})),
        (
            "selectiveForward",
            json!({"enabled": false, "ringReminderEnabled": false,
                "destinationVoicemailEnabled": false, "criteria": []}),
        ),
    ] {
        assert_eq!(shown(&alice, name).await, expected, "{name}");
        let fields = expected.as_object().unwrap().clone();
        for (field, value) in fields {
            let Value::Bool(value) = value else { continue };
            // To switch forwarding on takes a number.
            if name == "selectiveForward" && field == "enabled" {
                continue;
            }
            alice
                .put(&setting(name), &json!({&field: !value}))
                .await
                .done();
            expected[&field] = json!(!value);
            assert_eq!(shown(&alice, name).await, expected, "{name} {field}");
            let wrong = json!({&field: 1});
            alice
                .put(&setting(name), &wrong)
                .await
                .refused_field(&field, Code::Malformed);
        }
    }
}

async fn the_forwarded_callers_privacy_is_one_of_three(world: &World) {
    let alice = world.script("alice").await;
    let field = "connectedLineIdPrivacyOnRedirectedCalls";
    let expected = json!({field: "NO_PRIVACY"});
    assert_eq!(shown(&alice, "callPolicies").await, expected);
    for word in [
        "PRIVACY_FOR_EXTERNAL_CALLS",
        "PRIVACY_FOR_ALL_CALLS",
        "NO_PRIVACY",
    ] {
        alice
            .put(&setting("callPolicies"), &json!({field: word}))
            .await
            .done();
        assert_eq!(shown(&alice, "callPolicies").await[field], word);
    }
    for (wrong, code) in [
        (json!("SOME"), Code::NotOffered),
        (json!(1), Code::Malformed),
    ] {
        let answer = alice
            .put(&setting("callPolicies"), &json!({field: wrong}))
            .await;
        answer.refused_field(field, code);
    }
}

async fn a_mail_about_calls_wants_an_address(world: &World) {
    let alice = world.script("alice").await;
    let path = setting("callNotify");
    assert_eq!(
        shown(&alice, "callNotify").await,
        json!({"enabled": false, "criteria": []})
    );
    let on = json!({"enabled": true});
    alice
        .put(&path, &on)
        .await
        .refused_field("emailAddress", Code::Required);
    let of_length = |length: usize| format!("{}@example.nl", "a".repeat(length - 11));
    for (address, code) in [
        ("anna".to_owned(), Code::NotAnEmail),
        ("a b@example.nl".to_owned(), Code::NotAnEmail),
        ("a\u{0}@example.nl".to_owned(), Code::NotAnEmail),
        (of_length(81), Code::TooLong),
    ] {
        let patch = json!({"emailAddress": address});
        alice
            .put(&path, &patch)
            .await
            .refused_field("emailAddress", code);
    }
    let address = of_length(60);
    alice
        .put(&path, &json!({"emailAddress": address}))
        .await
        .done();
    alice.put(&path, &on).await.done();
    let none = json!({"emailAddress": ""});
    alice
        .put(&path, &none)
        .await
        .refused_field("emailAddress", Code::Required);
    let expected = json!({"enabled": true, "emailAddress": address, "criteria": []});
    assert_eq!(shown(&alice, "callNotify").await, expected);
}

async fn who_is_called_by_forwarding_hides_at_an_address_of_his_own(world: &World) {
    let alice = world.script("alice").await;
    let id = world.user("alice").id;
    let path = |id: &str| format!("/v1/people/{id}/features/callerId");
    let field = "blockInForwardCallsEnabled";
    let own = alice.get(&path("me")).await;
    assert_eq!(own.json::<Value>(), json!({field: false}));
    alice
        .put(&path(&id.to_string()), &json!({field: true}))
        .await
        .done();
    assert_eq!(
        alice.get(&path("me")).await.json::<Value>(),
        json!({field: true})
    );
    // Nobody else reaches it, an administrator by opening her panel alone.
    for name in ["bob", "dana", "eve"] {
        let other = world.script(name).await;
        other
            .get(&path(&id.to_string()))
            .await
            .refused(404, Code::NotFound);
        let off = json!({field: false});
        other
            .put(&path(&id.to_string()), &off)
            .await
            .refused(404, Code::NotFound);
    }
    alice
        .get(&path("nobody"))
        .await
        .refused(404, Code::NotFound);
    let wrong = json!({field: "yes"});
    alice
        .put(&path("me"), &wrong)
        .await
        .refused_field(field, Code::Malformed);
}

async fn what_the_user_has_is_named_as_the_published_api_names_it(world: &World) {
    let services = async |name: &str| {
        let client = world.script(name).await;
        let answer = shown(&client, "services").await;
        let services = answer["services"].as_array().unwrap().clone();
        services
            .iter()
            .map(|it| it.as_str().unwrap().to_owned())
            .collect::<Vec<_>>()
    };
    let alices = services("alice").await;
    for named in [
        "Do Not Disturb",
        "Sequential Ring",
        "BroadWorks Anywhere",
        "Call Block",
    ] {
        assert!(alices.iter().any(|it| it == named), "{named} in {alices:?}");
    }
    for absent in ["Voice Messaging User", "Executive", "Executive-Assistant"] {
        assert!(!alices.iter().any(|it| it == absent), "{absent}");
    }
    assert!(
        services("bob")
            .await
            .contains(&"Voice Messaging User".to_owned())
    );
    world.grant("bob", "executive").await;
    assert!(services("bob").await.contains(&"Executive".to_owned()));
    world.grant("dana", "executiveAssistant").await;
    assert!(
        services("dana")
            .await
            .contains(&"Executive-Assistant".to_owned())
    );
}
