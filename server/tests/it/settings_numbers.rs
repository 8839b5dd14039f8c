//! Numbers in settings: how they are completed, and which ones are refused.

use belroute_server::entity::{organisation, user};
use belroute_shared::{error::Code, features::OutgoingPermission};
use sea_orm::{ActiveModelTrait as _, Set, Unchanged};
use serde_json::{Value, json};

use crate::world::{
    Answer, Client, World,
    calling::setting,
    seed::{ALICE, BOB, COMPANY, EVE, OUTSIDE, SALES},
};

on_both! {
    a_number_is_completed_with_the_country_and_loses_what_people_put_between_digits,
    digits_that_are_an_internal_number_mean_that_one,
    destinations_of_every_setting_are_judged_alike,
    numbers_that_cost_more_are_refused_in_the_words_of_the_country,
    numbers_that_reach_help_depend_on_the_country,
    an_own_number_is_no_destination_in_whatever_form,
    who_may_call_inside_alone_sends_calls_inside_alone,
    who_may_call_his_country_sends_calls_no_further,
    a_number_stands_in_a_list_once_in_whatever_form,
    a_stored_number_keeps_nobody_from_changing_something_else,
    a_stored_number_is_judged_again_where_it_is_moved_to,
    a_number_of_a_rule_is_judged_again_when_it_begins_to_act,
}

const BUSY: &str = "callForwarding.busy.destination";

async fn send_busy(client: &Client, number: &str) -> Answer {
    let patch = json!({"callForwarding": {"busy": {"destination": number}}});
    client.put(&setting("callForwarding"), &patch).await
}

async fn stored(client: &Client) -> Value {
    let whole: Value = client.get(&setting("callForwarding")).await.json();
    whole["callForwarding"]["busy"]["destination"].clone()
}

async fn a_number_is_completed_with_the_country_and_loses_what_people_put_between_digits(
    world: &World,
) {
    let alice = world.script("alice").await;
    for (typed, kept) in [
        ("06 1234 5678", "+31612345678"),
        ("(020) 123-45.67", "+31201234567"),
        ("0031 6 12345678", "+31612345678"),
        ("+44 7700 900123", OUTSIDE),
        ("+1 (202) 555-0150", "+12025550150"),
        ("1002", "1002"),
        (" 1002 ", "1002"),
        ("2000", "2000"),
        (SALES, SALES),
    ] {
        send_busy(&alice, typed).await.done();
        assert_eq!(stored(&alice).await, kept, "{typed}");
    }
    // The same text means another number in another country.
    let country = organisation::ActiveModel {
        id: Unchanged(world.seed.alpha),
        country: Set("GB".to_owned()),
        ..Default::default()
    };
    world
        .write(async |db| country.update(db).await.unwrap())
        .await;
    send_busy(&alice, "020 7946 0999").await.done();
    assert_eq!(stored(&alice).await, "+442079460999");
}

async fn digits_that_are_an_internal_number_mean_that_one(world: &World) {
    let alice = world.script("alice").await;
    for nobodys in ["1999", "20", "5001", "9999999999"] {
        send_busy(&alice, nobodys)
            .await
            .refused_field(BUSY, Code::NobodysExtension);
    }
    for rubbish in [
        "anna",
        "1",
        "+31 6",
        "+",
        "06-12345678 anna",
        "+3120*",
        "١٠٠٢",
        "12\u{0}34",
    ] {
        send_busy(&alice, rubbish)
            .await
            .refused_field(BUSY, Code::NotANumber);
    }
    let long = "0".repeat(31);
    send_busy(&alice, &long)
        .await
        .refused_field(BUSY, Code::TooLong);
    // Nothing but blanks is no number at all.
    send_busy(&alice, "  ").await.done();
    assert_eq!(stored(&alice).await, Value::Null);
    // A public number of a colleague is kept as it was typed.
    send_busy(&alice, BOB).await.done();
    assert_eq!(stored(&alice).await, BOB);
    // Where a public number is wanted, an internal one is none.
    let simultaneous = json!({"phoneNumbers": [{"phoneNumber": "1002"}]});
    let answer = alice.put(&setting("simultaneousRing"), &simultaneous).await;
    answer.refused_field("phoneNumbers.0.phoneNumber", Code::NotANumber);
}

/// One request for each place where calls are sent to, with the field that would be refused.
async fn destinations(client: &Client, number: &str) -> Vec<(Answer, String)> {
    let mut answers = Vec::new();
    for leg in ["always", "busy", "noAnswer"] {
        let patch = json!({"callForwarding": {leg: {"destination": number}}});
        let answer = client.put(&setting("callForwarding"), &patch).await;
        answers.push((answer, format!("callForwarding.{leg}.destination")));
    }
    let lists = json!({"phoneNumbers": [
        {"phoneNumber": "+31612345601", "numberOfRings": 2},
        {"phoneNumber": number, "numberOfRings": 2},
    ]});
    for (name, patch, field) in [
        (
            "callForwarding",
            json!({"businessContinuity": {"destination": number}}),
            "businessContinuity.destination",
        ),
        (
            "selectiveForward",
            json!({"defaultPhoneNumberToForward": number}),
            "defaultPhoneNumberToForward",
        ),
        (
            "simultaneousRing",
            lists.clone(),
            "phoneNumbers.1.phoneNumber",
        ),
        ("sequentialRing", lists, "phoneNumbers.1.phoneNumber"),
    ] {
        let answer = client.put(&setting(name), &patch).await;
        answers.push((answer, field.to_owned()));
    }
    let rule = json!({"callsFrom": "ANY_PHONE_NUMBER", "forwardEnabled": true,
        "forwardToPhoneNumber": number});
    let answer = client
        .post(&setting("selectiveForward/criteria"), &rule)
        .await;
    answers.push((answer, "forwardToPhoneNumber".to_owned()));
    let reach = json!({"phoneNumber": number, "name": "Mobile"});
    let answer = client
        .post(&setting("singleNumberReach/numbers"), &reach)
        .await;
    answers.push((answer, "phoneNumber".to_owned()));
    answers
}

async fn destinations_of_every_setting_are_judged_alike(world: &World) {
    let alice = world.script("alice").await;
    world.permit("alice", OutgoingPermission::National).await;
    for (number, code) in [
        (ALICE, Code::OwnNumber),
        ("112", Code::EmergencyNumber),
        ("0900 1234", Code::PremiumNumber),
        ("+44 7700 900123", Code::NumberNotPermitted),
        ("0", Code::NotANumber),
    ] {
        for (answer, field) in destinations(&alice, number).await {
            answer.refused_field(&field, code);
        }
    }
    assert_eq!(world.changes_of("alice").await, []);
    for (answer, field) in destinations(&alice, "06 1234 5678").await {
        assert!(answer.status.is_success(), "{field}: {answer:?}");
    }
}

async fn numbers_that_cost_more_are_refused_in_the_words_of_the_country(world: &World) {
    let alice = world.script("alice").await;
    for premium in [
        "0900 123 4567",
        "0906 1234",
        "0909-1234567",
        "+31 900 1234",
        "1888",
        "1850",
        "+44 909 879 0000",
        "+1 900 555 0123",
    ] {
        send_busy(&alice, premium)
            .await
            .refused_field(BUSY, Code::PremiumNumber);
    }
    // A number that is only called from costs its caller, not the user.
    let blocked = json!({"phoneNumber": "0900 1234"});
    let answer = alice.post(&setting("callBlock/numbers"), &blocked).await;
    assert_eq!(answer.status, 201);
}

async fn numbers_that_reach_help_depend_on_the_country(world: &World) {
    let alice = world.script("alice").await;
    for help in ["112", "911", "999", "1-1-2"] {
        send_busy(&alice, help)
            .await
            .refused_field(BUSY, Code::EmergencyNumber);
    }
    send_busy(&alice, "110")
        .await
        .refused_field(BUSY, Code::NobodysExtension);
    let country = organisation::ActiveModel {
        id: Unchanged(world.seed.alpha),
        country: Set("DE".to_owned()),
        ..Default::default()
    };
    world
        .write(async |db| country.update(db).await.unwrap())
        .await;
    send_busy(&alice, "110")
        .await
        .refused_field(BUSY, Code::EmergencyNumber);
}

async fn an_own_number_is_no_destination_in_whatever_form(world: &World) {
    let alice = world.script("alice").await;
    for own in ["1001", ALICE, "0044 20 7946 0041", "+44 (20) 7946-0041"] {
        send_busy(&alice, own)
            .await
            .refused_field(BUSY, Code::OwnNumber);
    }
    for others in [BOB, COMPANY, EVE, "1002"] {
        send_busy(&alice, others).await.done();
    }
    // Eve's number is one outside for Alice; her own extension is Alice's as well.
    let eve = world.script("eve").await;
    send_busy(&eve, "1001")
        .await
        .refused_field(BUSY, Code::OwnNumber);
    send_busy(&eve, "1002")
        .await
        .refused_field(BUSY, Code::NobodysExtension);
    send_busy(&eve, ALICE).await.done();
}

async fn who_may_call_inside_alone_sends_calls_inside_alone(world: &World) {
    world.permit("alice", OutgoingPermission::Internal).await;
    let alice = world.script("alice").await;
    for inside in ["1002", "2000", BOB, COMPANY, SALES] {
        send_busy(&alice, inside).await.done();
    }
    for outside in ["06 1234 5678", OUTSIDE, EVE] {
        send_busy(&alice, outside)
            .await
            .refused_field(BUSY, Code::NumberNotPermitted);
    }
    // Whom he rejects is not whom he calls.
    let rule = json!({"callsFrom": "SELECT_PHONE_NUMBERS", "phoneNumbers": [OUTSIDE],
        "rejectEnabled": true});
    let answer = alice
        .post(&setting("selectiveReject/criteria"), &rule)
        .await;
    assert_eq!(answer.status, 201);
}

async fn who_may_call_his_country_sends_calls_no_further(world: &World) {
    world.permit("alice", OutgoingPermission::National).await;
    let alice = world.script("alice").await;
    for near in ["1002", BOB, "06 1234 5678", "+31 20 123 4567"] {
        send_busy(&alice, near).await.done();
    }
    for abroad in [OUTSIDE, EVE, "+32 2 123 45 67", "+1 202 555 0150"] {
        send_busy(&alice, abroad)
            .await
            .refused_field(BUSY, Code::NumberNotPermitted);
    }
}

async fn a_number_stands_in_a_list_once_in_whatever_form(world: &World) {
    let alice = world.script("alice").await;
    let twice = json!({"phoneNumbers": [
        {"phoneNumber": "06 12345678"}, {"phoneNumber": "06 12345679"},
        {"phoneNumber": "+31612345678"},
    ]});
    for name in ["simultaneousRing", "sequentialRing"] {
        let answer = alice.put(&setting(name), &twice).await;
        answer.refused_field("phoneNumbers.2.phoneNumber", Code::Twice);
    }
    let rule = json!({"callsFrom": "SELECT_PHONE_NUMBERS", "acceptEnabled": true,
        "phoneNumbers": ["06 12345678", "0031612345678"]});
    let answer = alice
        .post(&setting("selectiveAccept/criteria"), &rule)
        .await;
    answer.refused_field("phoneNumbers.1", Code::Twice);
    for (path, body) in [
        (
            "singleNumberReach/numbers",
            json!({"phoneNumber": "06 12345678", "name": "A"}),
        ),
        ("callBlock/numbers", json!({"phoneNumber": "06 12345678"})),
    ] {
        assert_eq!(alice.post(&setting(path), &body).await.status, 201);
        let mut again = body;
        again["phoneNumber"] = json!("+31 6 12345678");
        let answer = alice.post(&setting(path), &again).await;
        answer.refused_field("phoneNumber", Code::Twice);
    }
}

async fn a_stored_number_keeps_nobody_from_changing_something_else(world: &World) {
    let alice = world.script("alice").await;
    let path = setting("callForwarding");
    let on = json!({"callForwarding": {
        "busy": {"enabled": true, "destination": OUTSIDE},
        "always": {"enabled": false, "destination": OUTSIDE},
        "noAnswer": {"enabled": false, "destination": "1002"},
    }});
    alice.put(&path, &on).await.done();
    // An administrator narrows what Alice may call, and Bob gets another internal number.
    world.permit("alice", OutgoingPermission::Internal).await;
    let bob = user::ActiveModel {
        id: Unchanged(world.user("bob").id),
        extension: Set("1009".to_owned()),
        ..Default::default()
    };
    world.write(async |db| bob.update(db).await.unwrap()).await;
    let rings = json!({"callForwarding": {"noAnswer": {"numberOfRings": 4}}});
    alice.put(&path, &rings).await.done();
    let off = json!({"callForwarding": {"busy": {"enabled": false}}});
    alice.put(&path, &off).await.done();
    // What is switched on has to be good.
    for (leg, code) in [
        ("busy", Code::NumberNotPermitted),
        ("always", Code::NumberNotPermitted),
        ("noAnswer", Code::NobodysExtension),
    ] {
        let on = json!({"callForwarding": {leg: {"enabled": true}}});
        let field = format!("callForwarding.{leg}.destination");
        alice.put(&path, &on).await.refused_field(&field, code);
    }
}

async fn a_stored_number_is_judged_again_where_it_is_moved_to(world: &World) {
    let alice = world.script("alice").await;
    send_busy(&alice, OUTSIDE).await.done();
    let two = json!({"phoneNumbers": [{"phoneNumber": OUTSIDE}, {"phoneNumber": EVE}]});
    let ring = setting("simultaneousRing");
    alice.put(&ring, &two).await.done();
    world.permit("alice", OutgoingPermission::Internal).await;
    let moved = json!({"callForwarding": {
        "busy": {"destination": null}, "noAnswer": {"destination": OUTSIDE},
    }});
    alice
        .put(&setting("callForwarding"), &moved)
        .await
        .refused_field(
            "callForwarding.noAnswer.destination",
            Code::NumberNotPermitted,
        );
    // The order of a list is no other field.
    let turned = json!({"phoneNumbers": [{"phoneNumber": EVE}, {"phoneNumber": OUTSIDE}]});
    alice.put(&ring, &turned).await.done();
    send_busy(&alice, OUTSIDE).await.done();
}

async fn a_number_of_a_rule_is_judged_again_when_it_begins_to_act(world: &World) {
    let alice = world.script("alice").await;
    let rules = setting("selectiveForward/criteria");
    let rule = |number: &str, acts: bool| {
        json!({"callsFrom": "ANY_PHONE_NUMBER", "forwardEnabled": acts,
            "forwardToPhoneNumber": number})
    };
    let mut made = Vec::new();
    for rule in [rule("1002", true), rule(OUTSIDE, false)] {
        let answer = alice.post(&rules, &rule).await;
        let id = answer.json::<Value>()["id"].clone();
        made.push(format!("{rules}/{}", id.as_str().unwrap()));
    }
    let settings = setting("selectiveForward");
    let off = json!({"enabled": false, "defaultPhoneNumberToForward": "1002"});
    alice.put(&settings, &off).await.done();
    // Another one acts from the start and is stored while that is allowed.
    let answer = alice.post(&rules, &rule(OUTSIDE, true)).await;
    assert_eq!(answer.status, 201);
    world.permit("alice", OutgoingPermission::Internal).await;

    let acting = json!({"forwardEnabled": true});
    alice
        .put(&made[1], &acting)
        .await
        .refused_field("forwardToPhoneNumber", Code::NumberNotPermitted);
    alice
        .put(&settings, &json!({"enabled": true}))
        .await
        .refused_field("criteria.2.forwardToPhoneNumber", Code::NumberNotPermitted);
    let renamed = json!({"ringReminderEnabled": true});
    alice.put(&settings, &renamed).await.done();
}
