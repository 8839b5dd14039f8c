use serde_json::{Value, json};

use super::*;

fn refused(setting: Value) -> Vec<(String, Code)> {
    let setting: Voicemail = serde_json::from_value(setting).unwrap();
    let broken = setting.check(Timestamp::UNIX_EPOCH).err();
    let broken = broken.unwrap_or_default().into_iter();
    broken.map(|it| (it.field, it.code)).collect()
}

#[test]
fn it_comes_as_it_is_documented() {
    let expected = json!({"enabled": true, "sendAllCalls": {"enabled": false},
        "sendBusyCalls": {"enabled": true, "greeting": "DEFAULT", "greetingUploaded": false},
        "sendUnansweredCalls": {"enabled": true, "greeting": "DEFAULT", "greetingUploaded": false,
            "numberOfRings": 3, "systemMaxNumberOfRings": 20},
        "notifications": {"enabled": false}, "transferToNumber": {"enabled": false},
        "emailCopyOfMessage": {"enabled": false},
        "messageStorage": {"mwiEnabled": true, "storageType": "INTERNAL"},
        "faxMessage": {"enabled": false}, "voiceMessageForwardingEnabled": true});
    assert_eq!(
        serde_json::to_value(Voicemail::default()).unwrap(),
        expected
    );
    assert_eq!(refused(expected), []);
}

#[test]
fn what_was_saved_before_there_was_more_of_it_is_read() {
    let old = json!({"enabled": false, "sendBusyCalls": {"enabled": false}});
    let read: Voicemail = serde_json::from_value(old).unwrap();
    let expected = Voicemail {
        enabled: false,
        send_busy_calls: SendBusyCalls {
            enabled: false,
            ..SendBusyCalls::default()
        },
        ..Voicemail::default()
    };
    assert_eq!(read, expected);
}

#[test]
fn a_greeting_of_ones_own_has_to_be_there() {
    for part in ["sendBusyCalls", "sendUnansweredCalls"] {
        let field = format!("{part}.greeting");
        let without = json!({part: {"greeting": "CUSTOM"}});
        assert_eq!(refused(without), [(field, Code::NoGreeting)]);
        let with = json!({part: {"greeting": "CUSTOM", "greetingUploaded": true}});
        assert_eq!(refused(with), []);
    }
}

#[test]
fn what_is_on_says_where_to() {
    for (part, on, field) in [
        ("notifications", json!({"enabled": true}), "destination"),
        ("transferToNumber", json!({"enabled": true}), "destination"),
        ("emailCopyOfMessage", json!({"enabled": true}), "emailId"),
        (
            "messageStorage",
            json!({"storageType": "EXTERNAL"}),
            "externalEmail",
        ),
        ("faxMessage", json!({"enabled": true}), "phoneNumber"),
    ] {
        let field = format!("{part}.{field}");
        assert_eq!(refused(json!({part: on})), [(field, Code::Required)]);
    }
}

#[test]
fn addresses_are_judged_even_while_nothing_goes_there() {
    for (part, field) in [
        ("notifications", "destination"),
        ("emailCopyOfMessage", "emailId"),
        ("messageStorage", "externalEmail"),
    ] {
        for (address, code) in [
            ("anna", Code::NotAnEmail),
            (&format!("{}@example.nl", "a".repeat(70)), Code::TooLong),
        ] {
            let place = format!("{part}.{field}");
            assert_eq!(refused(json!({part: {field: address}})), [(place, code)]);
        }
        assert_eq!(refused(json!({part: {field: " anna@example.nl "}})), []);
        assert_eq!(refused(json!({part: {field: null}})), []);
    }
}

#[test]
fn the_extension_for_faxes_is_one() {
    for (text, is_good) in [
        ("2044", true),
        ("+31201234567", false),
        ("fax", false),
        ("", true),
    ] {
        let found = refused(json!({"faxMessage": {"extension": text}}));
        assert_eq!(found.is_empty(), is_good, "{text}: {found:?}");
    }
}

#[test]
fn every_number_is_shown_where_it_stands() {
    let mut setting: Voicemail = serde_json::from_value(json!({
        "notifications": {"smsDestination": "1"}, "transferToNumber": {"destination": "2"},
        "faxMessage": {"phoneNumber": "3", "extension": "44"}}))
    .unwrap();
    let mut seen = Vec::new();
    setting.numbers(&mut |it| seen.push((it.field, it.number.to_string())));
    let expected = [
        ("notifications.smsDestination", "1"),
        ("transferToNumber.destination", "2"),
        ("faxMessage.phoneNumber", "3"),
    ];
    let expected = expected.map(|(field, number)| (field.to_owned(), number.to_owned()));
    assert_eq!(seen, expected);
}
