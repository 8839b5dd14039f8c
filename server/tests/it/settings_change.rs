//! What the `GET` and `PUT` of all settings have in common, by the example of two.

use axum::http::Method;
use belroute_shared::{error::Code, live::LiveEvent};
use serde_json::{Value, json};

use crate::world::{
    Client, World, after_noon,
    calling::{Change, setting},
};

on_both! {
    a_setting_that_was_never_changed_is_as_it_comes,
    a_change_keeps_what_it_does_not_name_at_every_depth,
    an_end_lies_ahead_is_shown_until_then_and_goes_with_the_switch,
    what_has_ended_stays_off_when_something_else_is_changed,
    what_cannot_be_read_is_refused_at_its_place_and_changes_nothing,
    everything_that_is_wrong_is_told_at_once,
    a_state_that_was_changed_meanwhile_is_refused_with_what_it_is_now,
    of_two_changes_of_one_state_at_the_same_moment_one_is_refused,
    a_change_is_written_down_with_what_was_and_what_is,
    a_change_that_changes_nothing_is_not_written_down,
    browsers_are_told_which_setting_was_changed,
    a_colleague_has_settings_of_his_own,
    a_setting_survives_a_restart,
}

const DND: &str = "doNotDisturb";
const FORWARDING: &str = "callForwarding";

async fn shown(client: &Client, name: &str) -> Value {
    client.get(&setting(name)).await.json()
}

async fn put(client: &Client, name: &str, patch: Value) {
    client.put(&setting(name), &patch).await.done();
}

async fn a_setting_that_was_never_changed_is_as_it_comes(world: &World) {
    let alice = world.sign_in("alice").await;
    let answer = alice.get(&setting(DND)).await;
    assert_eq!(answer.tag(), "\"0\"");
    let expected = json!({"enabled": false, "ringSplashEnabled": false,
        "webexGoOverrideEnabled": false});
    assert_eq!(answer.json::<Value>(), expected);
    let expected = json!({
        "callForwarding": {
            "always": {"enabled": false, "ringReminderEnabled": false,
                "destinationVoicemailEnabled": false},
            "busy": {"enabled": false, "destinationVoicemailEnabled": false},
            "noAnswer": {"enabled": false, "numberOfRings": 3, "systemMaxNumberOfRings": 20,
                "destinationVoicemailEnabled": false},
        },
        "businessContinuity": {"enabled": false, "destinationVoicemailEnabled": false},
    });
    assert_eq!(shown(&alice, FORWARDING).await, expected);
}

async fn a_change_keeps_what_it_does_not_name_at_every_depth(world: &World) {
    let alice = world.script("alice").await;
    let busy = json!({"callForwarding": {"busy": {"enabled": true, "destination": "1002"}}});
    put(&alice, FORWARDING, busy).await;
    let rings = json!({"callForwarding": {"noAnswer": {"numberOfRings": 5,
        "systemMaxNumberOfRings": 7}}, "somethingElse": {"a": [1]}});
    put(&alice, FORWARDING, rings).await;
    put(&alice, FORWARDING, json!({})).await;
    let now = shown(&alice, FORWARDING).await;
    assert_eq!(now["callForwarding"]["busy"]["destination"], "1002");
    assert_eq!(now["callForwarding"]["busy"]["enabled"], true);
    assert_eq!(now["callForwarding"]["noAnswer"]["numberOfRings"], 5);
    assert_eq!(
        now["callForwarding"]["noAnswer"]["systemMaxNumberOfRings"],
        20
    );
    // Off, the destination stays; `null` takes it away.
    put(
        &alice,
        FORWARDING,
        json!({"callForwarding": {"busy": {"enabled": false}}}),
    )
    .await;
    let now = shown(&alice, FORWARDING).await;
    assert_eq!(now["callForwarding"]["busy"]["destination"], "1002");
    put(
        &alice,
        FORWARDING,
        json!({"callForwarding": {"busy": {"destination": null}}}),
    )
    .await;
    let now = shown(&alice, FORWARDING).await;
    assert_eq!(now["callForwarding"]["busy"].get("destination"), None);
}

async fn an_end_lies_ahead_is_shown_until_then_and_goes_with_the_switch(world: &World) {
    let alice = world.script("alice").await;
    for end in [after_noon(0), after_noon(-1)] {
        let past = json!({"enabled": true, "enabledUntil": end});
        let answer = alice.put(&setting(DND), &past).await;
        answer.refused_field("enabledUntil", Code::NotInFuture);
    }
    put(
        &alice,
        DND,
        json!({"enabled": true, "enabledUntil": after_noon(60)}),
    )
    .await;
    // Something else is changed while it lasts.
    put(&alice, DND, json!({"ringSplashEnabled": true})).await;
    let until = serde_json::to_value(after_noon(60)).unwrap();
    world.set_clock(59);
    assert_eq!(shown(&alice, DND).await["enabledUntil"], until);
    assert_eq!(shown(&alice, DND).await["enabled"], true);
    world.set_clock(60);
    let over = shown(&alice, DND).await;
    assert_eq!(
        (&over["enabled"], over.get("enabledUntil")),
        (&json!(false), None)
    );
    // Who does not know of ends switches on without one, and off as well.
    put(&alice, DND, json!({"enabled": true})).await;
    world.set_clock(100_000);
    assert_eq!(shown(&alice, DND).await["enabled"], true);
    put(&alice, DND, json!({"enabledUntil": after_noon(200_000)})).await;
    put(&alice, DND, json!({"enabled": false})).await;
    put(&alice, DND, json!({"enabled": true})).await;
    assert_eq!(shown(&alice, DND).await.get("enabledUntil"), None);
    // An end can be taken away by itself.
    put(&alice, DND, json!({"enabledUntil": after_noon(200_000)})).await;
    put(&alice, DND, json!({"enabledUntil": null})).await;
    assert_eq!(shown(&alice, DND).await.get("enabledUntil"), None);
    let always = json!({"callForwarding": {"always": {"enabled": true, "destination": "1002",
        "enabledUntil": after_noon(150_000)}}});
    put(&alice, FORWARDING, always).await;
    world.set_clock(150_000);
    let over = shown(&alice, FORWARDING).await;
    let expected = json!({"enabled": false, "destination": "1002", "ringReminderEnabled": false,
        "destinationVoicemailEnabled": false});
    assert_eq!(over["callForwarding"]["always"], expected);
}

async fn what_has_ended_stays_off_when_something_else_is_changed(world: &World) {
    let alice = world.script("alice").await;
    put(
        &alice,
        DND,
        json!({"enabled": true, "enabledUntil": after_noon(60)}),
    )
    .await;
    world.set_clock(60);
    put(&alice, DND, json!({"ringSplashEnabled": true})).await;
    let now = shown(&alice, DND).await;
    assert_eq!(now["enabled"], false);
    assert_eq!(now["ringSplashEnabled"], true);
    let told = world.changes_of("alice").await.pop().unwrap();
    assert_eq!(told.before["enabled"], false);
}

async fn what_cannot_be_read_is_refused_at_its_place_and_changes_nothing(world: &World) {
    let alice = world.script("alice").await;
    let cases = [
        (DND, json!({"enabled": "yes"}), "enabled", Code::Malformed),
        (DND, json!({"enabled": null}), "enabled", Code::Malformed),
        (
            DND,
            json!({"enabledUntil": "noon"}),
            "enabledUntil",
            Code::Malformed,
        ),
        (
            FORWARDING,
            json!({"callForwarding": 1}),
            "callForwarding",
            Code::Malformed,
        ),
        (
            FORWARDING,
            json!({"callForwarding": {"noAnswer": {"numberOfRings": -1}}}),
            "callForwarding.noAnswer.numberOfRings",
            Code::OutOfRange,
        ),
        (
            FORWARDING,
            json!({"callForwarding": {"noAnswer": {"numberOfRings": 2.5}}}),
            "callForwarding.noAnswer.numberOfRings",
            Code::Malformed,
        ),
        (
            FORWARDING,
            json!({"businessContinuity": {"destination": ["1002"]}}),
            "businessContinuity.destination",
            Code::Malformed,
        ),
    ];
    for (name, patch, field, code) in cases {
        let answer = alice.put(&setting(name), &patch).await;
        answer.refused_field(field, code);
    }
    for body in ["[]", "1", "null", "\"x\""] {
        let ask = alice.request(Method::PUT, &setting(DND));
        let answer = ask.raw("application/json", body).send().await;
        answer.refused(400, Code::Malformed);
    }
    let ask = alice.request(Method::PUT, &setting(DND));
    let answer = ask.raw("application/json", "{").send().await;
    answer.refused(400, Code::Malformed);
    assert_eq!(world.changes_of("alice").await, []);
    assert_eq!(alice.get(&setting(DND)).await.tag(), "\"0\"");
}

async fn everything_that_is_wrong_is_told_at_once(world: &World) {
    let alice = world.script("alice").await;
    let patch = json!({
        "callForwarding": {
            "always": {"enabled": true, "destination": "1001"},
            "busy": {"enabled": true},
            "noAnswer": {"destination": "anna", "numberOfRings": 21},
        },
        "businessContinuity": {"destination": "112"},
    });
    let answer = alice.put(&setting(FORWARDING), &patch).await;
    let body = answer.refused(400, Code::OwnNumber);
    for (field, code) in [
        ("callForwarding.always.destination", Code::OwnNumber),
        ("callForwarding.busy.destination", Code::Required),
        ("callForwarding.noAnswer.destination", Code::NotANumber),
        ("callForwarding.noAnswer.numberOfRings", Code::TooHigh),
        ("businessContinuity.destination", Code::EmergencyNumber),
    ] {
        assert_eq!(body.code_of(field), Some(code), "{field}");
    }
    assert_eq!(body.errors.len(), 5);
    assert_eq!(world.changes_of("alice").await, []);
}

async fn a_state_that_was_changed_meanwhile_is_refused_with_what_it_is_now(world: &World) {
    let (one, other) = (world.sign_in("alice").await, world.sign_in("alice").await);
    let path = setting(DND);
    let seen = other.get(&path).await.tag();
    let save = async |client: &Client, tag: &str, patch: Value| {
        let ask = client.request(Method::PUT, &path).header("if-match", tag);
        ask.json(&patch).send().await
    };
    let saved = save(&one, &seen, json!({"enabled": true})).await;
    saved.done();
    let refused = save(&other, &seen, json!({"ringSplashEnabled": true})).await;
    let current = refused.stale();
    assert_eq!(current, shown(&other, DND).await);
    assert_eq!(current["enabled"], true);
    assert_eq!(refused.tag(), saved.tag());
    assert_eq!(refused.tag(), other.get(&path).await.tag());
    assert_eq!(world.changes_of("alice").await.len(), 1);
    // With what it was told it goes on, and what the other had saved is still there.
    save(&other, &refused.tag(), json!({"ringSplashEnabled": true}))
        .await
        .done();
    // Without a state, and with any, the last word wins.
    save(&one, "*", json!({"webexGoOverrideEnabled": true}))
        .await
        .done();
    put(&other, DND, json!({})).await;
    let expected = json!({"enabled": true, "ringSplashEnabled": true,
        "webexGoOverrideEnabled": true});
    assert_eq!(shown(&one, DND).await, expected);
    // The state is judged before the value.
    save(&one, &seen, json!({"enabled": "yes"})).await.stale();
}

async fn of_two_changes_of_one_state_at_the_same_moment_one_is_refused(world: &World) {
    let alice = world.script("alice").await;
    for round in 0..5 {
        let tag = alice.get(&setting(DND)).await.tag();
        let save = |field: &str| {
            let ask = alice
                .request(Method::PUT, &setting(DND))
                .header("if-match", &tag);
            ask.json(&json!({ field: round % 2 == 0 })).send()
        };
        let (one, other) = tokio::join!(save("enabled"), save("ringSplashEnabled"));
        let mut statuses = [one.status.as_u16(), other.status.as_u16()];
        statuses.sort_unstable();
        assert_eq!(statuses, [204, 412], "round {round}");
        // What the first has saved is not lost.
        let now = shown(&alice, DND).await;
        let is_on = round % 2 == 0;
        let on = [&now["enabled"], &now["ringSplashEnabled"]];
        assert_eq!(on.into_iter().filter(|it| **it == json!(is_on)).count(), 1);
        put(
            &alice,
            DND,
            json!({"enabled": is_on, "ringSplashEnabled": is_on}),
        )
        .await;
    }
}

async fn a_change_is_written_down_with_what_was_and_what_is(world: &World) {
    let alice = world.script("alice").await;
    let before = shown(&alice, DND).await;
    put(&alice, DND, json!({"enabled": true})).await;
    let after = shown(&alice, DND).await;
    let expected = Change {
        setting: DND.to_owned(),
        before,
        after,
    };
    assert_eq!(world.changes_of("alice").await, [expected]);
}

async fn a_change_that_changes_nothing_is_not_written_down(world: &World) {
    let alice = world.script("alice").await;
    put(&alice, DND, json!({"ringSplashEnabled": false})).await;
    assert_eq!(world.changes_of("alice").await, []);
    put(&alice, DND, json!({"enabled": true})).await;
    let tag = alice.get(&setting(DND)).await.tag();
    let again = alice.put(&setting(DND), &json!({"enabled": true})).await;
    again.done();
    assert_eq!(again.tag(), tag);
    assert_eq!(world.changes_of("alice").await.len(), 1);
}

async fn browsers_are_told_which_setting_was_changed(world: &World) {
    let alice = world.sign_in("alice").await;
    let mut events = alice.listen().await;
    put(&alice, DND, json!({"enabled": true})).await;
    let (_, event) = events.next().await.unwrap();
    let expected = LiveEvent::Setting {
        setting: DND.to_owned(),
    };
    assert_eq!(event, expected);
}

async fn a_colleague_has_settings_of_his_own(world: &World) {
    let alice = world.script("alice").await;
    put(&alice, DND, json!({"enabled": true})).await;
    for name in ["bob", "dana", "eve"] {
        let other = world.script(name).await;
        assert_eq!(shown(&other, DND).await["enabled"], false);
    }
}

async fn a_setting_survives_a_restart(world: &World) {
    let alice = world.sign_in("alice").await;
    put(&alice, DND, json!({"enabled": true})).await;
    let later = world
        .restarted(|_| ())
        .visitor()
        .with_cookie(alice.cookie());
    assert_eq!(shown(&later, DND).await["enabled"], true);
}
