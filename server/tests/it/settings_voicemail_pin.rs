//! The PIN of a mailbox: every rule, who sets it, and what is kept of it.

use axum::http::Method;
use belroute_server::entity::{audit, voicemail_pin};
use belroute_shared::{
    error::Code,
    features::{Access, Feature},
    voicemail::pin::PinState,
};
use sea_orm::{EntityTrait as _, QueryFilter as _};
use serde_json::{Value, json};

use crate::{
    opened_panels::{ask, panel_of},
    world::{Answer, Client, World, after_noon, seed::BOB},
};

on_both! {
    who_has_no_mailbox_has_no_pin,
    a_pin_is_refused_with_every_rule_that_it_breaks,
    pins_of_before_do_not_come_back,
    a_pin_is_kept_as_long_as_the_company_says,
    what_is_kept_and_written_down_tells_no_pin,
    an_administrator_sets_a_pin_and_takes_it_away,
    whoever_looks_at_a_panel_sets_no_pin,
    anything_at_all_is_judged,
}

const DAY: i64 = 24 * 3600;
const PIN: &str = "/v1/telephony/config/people/me/voicemail/pin";
const RULES: &str = "/v1/telephony/config/people/me/voicemail/rules";
const COMPANY: &str = "/v1/telephony/config/voicemail/rules";

async fn set(client: &Client, pin: &str) -> Answer {
    client.put(PIN, &json!({ "passcode": pin })).await
}

async fn who_has_no_mailbox_has_no_pin(world: &World) {
    let alice = world.sign_in("alice").await;
    for answer in [
        alice.get(PIN).await,
        alice.get(RULES).await,
        set(&alice, "739158").await,
    ] {
        answer.refused(403, Code::FeatureNotGranted);
    }
    let bob = world.sign_in("bob").await;
    let none: PinState = bob.get(PIN).await.json();
    assert_eq!(none, PinState::default());
    world
        .decide_access("bob", Feature::Voicemail, Access::NoAccess)
        .await;
    let answer = set(&bob, "739158").await;
    answer.refused(403, Code::FeatureNotGranted);
}

async fn a_pin_is_refused_with_every_rule_that_it_breaks(world: &World) {
    let bob = world.sign_in("bob").await;
    let rules: Value = bob.get(RULES).await.json();
    let expected = json!({"blockRepeatedPatternsEnabled": true, "blockUserNumberEnabled": true,
        "blockReversedUserNumberEnabled": true,
        "blockPreviousPasscodes": {"enabled": true, "numberOfPasscodes": 10},
        "blockReversedOldPasscodeEnabled": true,
        "blockRepeatedDigits": {"enabled": true, "max": 3},
        "blockContiguousSequences": {"enabled": true, "numberOfAscendingDigits": 4,
            "numberOfDescendingDigits": 4},
        "length": {"min": 6, "max": 30}});
    assert_eq!(rules, expected);
    // Bob de Vries has the extension 1002 and a number of his own.
    let own = BOB.trim_start_matches('+');
    for (pin, code) in [
        ("73915", Code::PinTooShort),
        (&"7391586".repeat(5), Code::PinTooLong),
        ("73915x", Code::PinNotDigits),
        ("73955551", Code::PinSameDigit),
        ("739739", Code::PinPattern),
        ("7391234", Code::PinSequence),
        ("7394321", Code::PinSequence),
        ("9100291", Code::PinOwnNumber),
        ("9200191", Code::PinOwnNumber),
        (&own[3..10], Code::PinOwnNumber),
        ("3387437", Code::PinName),
    ] {
        set(&bob, pin).await.refused_field("passcode", code);
    }
    set(&bob, "739158").await.done();
    let state: PinState = bob.get(PIN).await.json();
    assert_eq!(state.set_at, Some(World::NOON));
    assert_eq!(state.expires_at, None);
}

async fn pins_of_before_do_not_come_back(world: &World) {
    let (bob, dana) = (world.sign_in("bob").await, world.sign_in("dana").await);
    let pins: Vec<String> = (0..11)
        .map(|at| format!("7391{:02}", 50 + at * 3))
        .collect();
    for pin in &pins {
        set(&bob, pin).await.done();
        set(&bob, pin)
            .await
            .refused_field("passcode", Code::PinUsedBefore);
    }
    set(&bob, &pins[1])
        .await
        .refused_field("passcode", Code::PinUsedBefore);
    let reversed: String = pins[10].chars().rev().collect();
    set(&bob, &reversed)
        .await
        .refused_field("passcode", Code::PinReversed);
    // The eleventh of before is forgotten.
    set(&bob, &pins[0]).await.done();
    let fewer = json!({"blockPreviousPasscodes": {"numberOfPasscodes": 2}});
    dana.put(COMPANY, &fewer).await.done();
    set(&bob, &pins[10])
        .await
        .refused_field("passcode", Code::PinUsedBefore);
    set(&bob, &pins[9]).await.done();
    let rows = voicemail_pin::Entity::find().all(&world.db().read).await;
    assert_eq!(rows.unwrap().len(), 10);
}

async fn a_pin_is_kept_as_long_as_the_company_says(world: &World) {
    let (bob, dana) = (world.script("bob").await, world.script("dana").await);
    let days = json!({"changePasscode": {"enabled": true, "numberOfDays": 2},
        "expirePasscode": {"enabled": true, "numberOfDays": 15}});
    dana.put(COMPANY, &days).await.done();
    set(&bob, "739158").await.done();
    let state: PinState = bob.get(PIN).await.json();
    let end = after_noon(15 * DAY);
    assert_eq!(state.expires_at, Some(end));
    set(&bob, "739157")
        .await
        .refused_field("passcode", Code::PinTooSoon);
    world.set_clock(2 * DAY);
    set(&bob, "739157").await.done();
}

async fn what_is_kept_and_written_down_tells_no_pin(world: &World) {
    let bob = world.sign_in("bob").await;
    set(&bob, "739158").await.done();
    let rows = voicemail_pin::Entity::find()
        .all(&world.db().read)
        .await
        .unwrap();
    assert!(rows[0].hash.starts_with("$argon2id$"));
    let lines = audit::Entity::find()
        .filter(audit::COLUMN.action.eq("pinSet"))
        .all(&world.db().read)
        .await
        .unwrap();
    let [line] = &lines[..] else {
        panic!("{lines:?}")
    };
    assert_eq!(line.user_id, Some(world.user("bob").id));
    assert!(!format!("{line:?}").contains("739158"), "{line:?}");
}

async fn an_administrator_sets_a_pin_and_takes_it_away(world: &World) {
    let (bob, dana) = (world.script("bob").await, world.script("dana").await);
    let passcode = |name: &str| {
        let id = world.user(name).id;
        format!("/v1/telephony/config/people/{id}/voicemail/passcode")
    };
    let reset = |name: &str| {
        let id = world.user(name).id;
        format!("/v1/people/{id}/features/voicemail/actions/resetPin/invoke")
    };
    let pin = |pin: &str| json!({ "passcode": pin });
    let answer = dana.put(&passcode("bob"), &pin("739739")).await;
    answer.refused_field("passcode", Code::PinPattern);
    dana.put(&passcode("bob"), &pin("739158")).await.done();
    let state: PinState = bob.get(PIN).await.json();
    assert!(state.set_at.is_some());
    // He replaces at once what he was given, however long one of his own would stay.
    let days = json!({"changePasscode": {"enabled": true, "numberOfDays": 7}});
    dana.put(COMPANY, &days).await.done();
    set(&bob, "739157").await.done();
    dana.post(&reset("bob"), &json!({})).await.done();
    let state: PinState = bob.get(PIN).await.json();
    assert_eq!(state, PinState::default());
    set(&bob, "739157")
        .await
        .refused_field("passcode", Code::PinUsedBefore);
    set(&bob, "739156").await.done();
    // Who has no mailbox gets none, and nobody else decides.
    let answer = dana.put(&passcode("alice"), &pin("739158")).await;
    answer.refused(403, Code::FeatureNotGranted);
    let answer = bob.put(&passcode("bob"), &pin("837261")).await;
    answer.refused(403, Code::FeatureNotGranted);
    for (name, code) in [("eve", 404), ("frank", 404)] {
        let answer = dana.put(&passcode(name), &pin("837261")).await;
        answer.refused(code, Code::NotFound);
        let answer = dana.post(&reset(name), &json!({})).await;
        answer.refused(code, Code::NotFound);
    }
}

async fn whoever_looks_at_a_panel_sets_no_pin(world: &World) {
    let dana = world.sign_in("dana").await;
    let panel = panel_of(world, &dana, "bob").await;
    let answer = ask(&dana, &panel, Method::PUT, PIN).await;
    answer.refused(403, Code::OpenedPanel);
}

async fn anything_at_all_is_judged(world: &World) {
    let bob = world.script("bob").await;
    for body in [
        json!({}),
        json!({"passcode": null}),
        json!({"passcode": 739_158}),
        json!({"passcode": ["7"]}),
        json!({"passcode": ""}),
        json!({"passcode": "9".repeat(3000)}),
        json!({"passcode": "\u{0}739158"}),
        json!({"passcode": "٧٣٩١٥٨"}),
        json!([]),
        json!("739158"),
    ] {
        let answer = bob.put(PIN, &body).await;
        assert_eq!(answer.status, 400, "{body}: {answer:?}");
    }
    let state: PinState = bob.get(PIN).await.json();
    assert_eq!(state, PinState::default());
}
