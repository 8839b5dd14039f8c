//! Rules of settings: making, changing and removing them, and what they may say.

use axum::http::Method;
use belroute_shared::{
    error::Code,
    rule::{RuleFeature, criterion::flag_name},
};
use serde_json::{Value, json};

use crate::world::{
    Client, World,
    calling::{Change, setting},
    seed::OUTSIDE,
};

on_both! {
    a_rule_of_every_setting_is_made_shown_changed_and_removed,
    a_rule_without_its_flag_says_nothing,
    twenty_five_rules_are_the_most,
    twelve_numbers_are_the_most_of_one_rule,
    selected_callers_are_numbers_or_those_without_one,
    patterns_are_kept_and_never_mean_everybody,
    classes_of_callers_are_for_settings_that_have_them,
    a_schedule_is_named_and_the_users_own_comes_before_the_companys,
    a_schedule_that_is_nobodys_or_somebody_elses_is_unknown,
    a_schedule_in_use_is_not_removed_and_may_be_renamed,
    a_schedule_is_taken_away_by_its_name,
    where_chosen_callers_are_sent_is_part_of_the_rule,
    rules_stand_in_the_order_in_which_they_were_made,
    a_rule_that_was_changed_meanwhile_is_refused_with_what_it_is_now,
    rules_are_written_down_and_count_as_changes_of_their_setting,
    a_setting_passes_over_the_rules_that_clients_send_back,
    rules_of_somebody_else_or_of_another_setting_are_not_there,
}

/// The seven settings with rules whose addresses are alike.
const FEATURES: [RuleFeature; 7] = [
    RuleFeature::CallNotify,
    RuleFeature::PriorityAlert,
    RuleFeature::SelectiveAccept,
    RuleFeature::SelectiveForward,
    RuleFeature::SelectiveReject,
    RuleFeature::SequentialRing,
    RuleFeature::SimultaneousRing,
];

const ACCEPT: &str = "selectiveAccept/criteria";

fn one(name: &str, id: &Value) -> String {
    setting(&format!("{name}/{}", id.as_str().unwrap()))
}

async fn make(client: &Client, name: &str, rule: &Value) -> Value {
    let answer = client.post(&setting(name), rule).await;
    assert_eq!(answer.status, 201, "{answer:?}");
    answer.json::<Value>()["id"].clone()
}

async fn accept(client: &Client, rule: Value) -> Value {
    make(client, ACCEPT, &rule).await
}

async fn a_rule_of_every_setting_is_made_shown_changed_and_removed(world: &World) {
    let alice = world.script("alice").await;
    for feature in FEATURES {
        let (name, flag) = (feature.name(), flag_name(feature));
        let all = format!("{name}/criteria");
        let rule = json!({"callsFrom": "SELECT_PHONE_NUMBERS", "phoneNumbers": ["06 12345678"],
            "anonymousCallersEnabled": true, flag: true, "name": " Friends "});
        let id = make(&alice, &all, &rule).await;
        let path = one(&all, &id);
        let mut expected = json!({"id": id, "name": "Friends",
            "callsFrom": "SELECT_PHONE_NUMBERS", "phoneNumbers": ["+31612345678"],
            "anonymousCallersEnabled": true, "unavailableCallersEnabled": false, flag: true});
        if feature == RuleFeature::SelectiveForward {
            expected["destinationVoicemailEnabled"] = json!(false);
        }
        assert_eq!(alice.get(&path).await.json::<Value>(), expected, "{name}");
        let listed: Value = alice.get(&setting(name)).await.json();
        let entry = json!([{"id": id, "source": "SPECIFIC_NUMBERS", flag: true}]);
        assert_eq!(listed["criteria"], entry, "{name}");
        alice.put(&path, &json!({flag: false})).await.done();
        expected[flag] = json!(false);
        assert_eq!(alice.get(&path).await.json::<Value>(), expected, "{name}");
        alice
            .put(&path, &json!({"callsFrom": "ANY_PHONE_NUMBER"}))
            .await
            .done();
        let listed: Value = alice.get(&setting(name)).await.json();
        let entry = json!([{"id": id, "source": "ALL_NUMBERS", flag: false}]);
        assert_eq!(listed["criteria"], entry, "{name}");
        alice.delete(&path).await.done();
        for answer in [
            alice.get(&path).await,
            alice.put(&path, &json!({})).await,
            alice.delete(&path).await,
        ] {
            answer.refused(404, Code::NotFound);
        }
        let listed: Value = alice.get(&setting(name)).await.json();
        assert_eq!(listed["criteria"], json!([]), "{name}");
    }
}

async fn a_rule_without_its_flag_says_nothing(world: &World) {
    let alice = world.script("alice").await;
    for feature in FEATURES {
        let all = setting(&format!("{}/criteria", feature.name()));
        let answer = alice
            .post(&all, &json!({"callsFrom": "ANY_PHONE_NUMBER"}))
            .await;
        answer.refused_field(flag_name(feature), Code::Required);
        let rubbish = json!({"callsFrom": "FORWARDED", flag_name(feature): true});
        let answer = alice.post(&all, &rubbish).await;
        answer.refused_field("callsFrom", Code::NotOffered);
        let answer = alice.post(&all, &json!([])).await;
        answer.refused(400, Code::Malformed);
    }
}

async fn twenty_five_rules_are_the_most(world: &World) {
    let alice = world.script("alice").await;
    let rule = json!({"acceptEnabled": true});
    for _ in 0..25 {
        accept(&alice, rule.clone()).await;
    }
    let answer = alice.post(&setting(ACCEPT), &rule).await;
    answer.refused(409, Code::TooMany);
    // Another setting has room of its own, and so has another user.
    make(
        &alice,
        "selectiveReject/criteria",
        &json!({"rejectEnabled": true}),
    )
    .await;
    accept(&world.script("bob").await, rule.clone()).await;
    let listed: Value = alice.get(&setting("selectiveAccept")).await.json();
    let rules = listed["criteria"].as_array().unwrap();
    assert_eq!(rules.len(), 25);
    alice.delete(&one(ACCEPT, &rules[7]["id"])).await.done();
    accept(&alice, rule).await;
}

async fn twelve_numbers_are_the_most_of_one_rule(world: &World) {
    let alice = world.script("alice").await;
    let with = |count: usize| {
        let numbers: Vec<_> = (10..10 + count)
            .map(|at| format!("+316123456{at}"))
            .collect();
        json!({"callsFrom": "SELECT_PHONE_NUMBERS", "phoneNumbers": numbers,
            "acceptEnabled": true})
    };
    let id = accept(&alice, with(12)).await;
    let answer = alice.post(&setting(ACCEPT), &with(13)).await;
    answer.refused_field("phoneNumbers", Code::TooMany);
    let answer = alice.put(&one(ACCEPT, &id), &with(13)).await;
    answer.refused_field("phoneNumbers", Code::TooMany);
    let name = |length: usize| json!({"name": "é".repeat(length), "acceptEnabled": true});
    accept(&alice, name(50)).await;
    let answer = alice.post(&setting(ACCEPT), &name(51)).await;
    answer.refused_field("name", Code::TooLong);
}

async fn selected_callers_are_numbers_or_those_without_one(world: &World) {
    let alice = world.script("alice").await;
    let bare = json!({"callsFrom": "SELECT_PHONE_NUMBERS", "acceptEnabled": true});
    let answer = alice.post(&setting(ACCEPT), &bare).await;
    answer.refused_field("phoneNumbers", Code::Required);
    for flag in ["anonymousCallersEnabled", "unavailableCallersEnabled"] {
        let mut rule = bare.clone();
        rule[flag] = json!(true);
        accept(&alice, rule).await;
    }
    for (number, code) in [
        ("1002", Code::NotANumber),
        ("anna", Code::NotANumber),
        ("", Code::Required),
    ] {
        let mut rule = bare.clone();
        rule["phoneNumbers"] = json!([OUTSIDE, number]);
        let answer = alice.post(&setting(ACCEPT), &rule).await;
        answer.refused_field("phoneNumbers.1", code);
    }
}

async fn patterns_are_kept_and_never_mean_everybody(world: &World) {
    let alice = world.script("alice").await;
    let with = |number: &str| {
        json!({"callsFrom": "SELECT_PHONE_NUMBERS", "phoneNumbers": [number],
            "acceptEnabled": true})
    };
    let id = accept(&alice, with("+31 20*")).await;
    let kept: Value = alice.get(&one(ACCEPT, &id)).await.json();
    assert_eq!(kept["phoneNumbers"], json!(["+3120*"]));
    accept(&alice, with("+3161234567?")).await;
    for bad in ["*", "+*", "+31*20", "20*"] {
        let answer = alice.post(&setting(ACCEPT), &with(bad)).await;
        answer.refused_field("phoneNumbers.0", Code::NotANumber);
    }
}

async fn classes_of_callers_are_for_settings_that_have_them(world: &World) {
    let alice = world.script("alice").await;
    for feature in FEATURES {
        let all = setting(&format!("{}/criteria", feature.name()));
        for class in ["ANY_INTERNAL", "ANY_EXTERNAL"] {
            let rule = json!({"callsFrom": class, flag_name(feature): true});
            let answer = alice.post(&all, &rule).await;
            if feature.takes_classes() {
                assert_eq!(answer.status, 201, "{feature:?}");
            } else {
                answer.refused_field("callsFrom", Code::NotOffered);
            }
        }
    }
}

async fn make_schedule(client: &Client, path: &str, name: &str, kind: &str) -> Value {
    let events = json!([{"name": "Hours", "startDate": "2026-01-05", "endDate": "2026-01-05",
        "startTime": "09:00", "endTime": "17:00", "allDayEnabled": false,
        "recurrence": {"recurForEver": true, "recurWeekly": {"monday": true}}}]);
    let schedule = json!({"name": name, "type": kind, "events": events});
    let answer = client.post(path, &schedule).await;
    assert_eq!(answer.status, 201, "{answer:?}");
    answer.json::<Value>()["id"].clone()
}

const OWN: &str = "/v1/telephony/config/people/me/schedules";
const COMPANYS: &str = "/v1/company/schedules";

fn in_schedule(name: &str, kind: &str, level: Option<&str>) -> Value {
    let mut rule = json!({"acceptEnabled": true, "scheduleName": name, "scheduleType": kind});
    if let Some(level) = level {
        rule["scheduleLevel"] = json!(level);
    }
    rule
}

async fn a_schedule_is_named_and_the_users_own_comes_before_the_companys(world: &World) {
    let (alice, dana) = (world.script("alice").await, world.sign_in("dana").await);
    make_schedule(&dana, COMPANYS, "Office", "businessHours").await;
    let office = |level| in_schedule("office ", "businessHours", level);
    let of_company = accept(&alice, office(None)).await;
    make_schedule(&alice, OWN, "Office", "businessHours").await;
    let of_alice = accept(&alice, office(None)).await;
    let mut levels = vec![(of_company, "LOCATION"), (of_alice.clone(), "PEOPLE")];
    for (asked, kept) in [
        ("PEOPLE", "PEOPLE"),
        ("LOCATION", "LOCATION"),
        ("GROUP", "LOCATION"),
        ("GLOBAL", "LOCATION"),
    ] {
        levels.push((accept(&alice, office(Some(asked))).await, kept));
    }
    for (id, level) in &levels {
        let rule: Value = alice.get(&one(ACCEPT, id)).await.json();
        assert_eq!(rule["scheduleLevel"], *level);
        assert_eq!(
            (&rule["scheduleName"], &rule["scheduleType"]),
            (&json!("Office"), &json!("businessHours"))
        );
    }
    let listed: Value = alice.get(&setting("selectiveAccept")).await.json();
    assert_eq!(listed["criteria"][0]["scheduleName"], "Office");
    let route: Value = alice.get("/v1/route").await.json();
    assert_eq!(route["schedules"].as_array().unwrap().len(), 2);
    let answer = alice
        .post(
            &setting(ACCEPT),
            &in_schedule("Office", "businessHours", Some("ORGANIZATION")),
        )
        .await;
    answer.refused_field("scheduleLevel", Code::NotOffered);
}

async fn a_schedule_that_is_nobodys_or_somebody_elses_is_unknown(world: &World) {
    let (alice, bob) = (world.script("alice").await, world.script("bob").await);
    make_schedule(&alice, OWN, "Mine", "businessHours").await;
    make_schedule(&bob, OWN, "Bobs", "businessHours").await;
    let eve = world.script("eve").await;
    make_schedule(&eve, OWN, "Eves", "businessHours").await;
    for (name, kind, level) in [
        ("Nothing", "businessHours", None),
        ("Mine", "holidays", None),
        ("Mine", "businessHours", Some("LOCATION")),
        ("Bobs", "businessHours", None),
        ("Bobs", "businessHours", Some("PEOPLE")),
        ("Eves", "businessHours", None),
        ("", "businessHours", None),
        ("a\u{0}b", "businessHours", None),
    ] {
        let answer = alice
            .post(&setting(ACCEPT), &in_schedule(name, kind, level))
            .await;
        answer.refused_field("scheduleName", Code::UnknownSchedule);
    }
    let half = json!({"acceptEnabled": true, "scheduleName": "Mine"});
    let answer = alice.post(&setting(ACCEPT), &half).await;
    answer.refused_field("scheduleType", Code::Required);
    let half = json!({"acceptEnabled": true, "scheduleType": "holidays"});
    let answer = alice.post(&setting(ACCEPT), &half).await;
    answer.refused_field("scheduleName", Code::Required);
    assert_eq!(
        alice.get(&setting("selectiveAccept")).await.json::<Value>()["criteria"],
        json!([])
    );
}

async fn a_schedule_in_use_is_not_removed_and_may_be_renamed(world: &World) {
    let alice = world.script("alice").await;
    let schedule = make_schedule(&alice, OWN, "Office", "businessHours").await;
    let id = accept(&alice, in_schedule("Office", "businessHours", None)).await;
    let path = format!("{OWN}/businessHours/{}", schedule.as_str().unwrap());
    alice.delete(&path).await.refused(409, Code::ScheduleInUse);
    alice.put(&path, &json!({"name": "Work"})).await.done();
    let rule: Value = alice.get(&one(ACCEPT, &id)).await.json();
    assert_eq!(rule["scheduleName"], "Work");
    alice.delete(&one(ACCEPT, &id)).await.done();
    alice.delete(&path).await.done();
}

async fn a_schedule_is_taken_away_by_its_name(world: &World) {
    let alice = world.script("alice").await;
    make_schedule(&alice, OWN, "Office", "businessHours").await;
    let office = in_schedule("Office", "businessHours", None);
    for without in [
        json!({"scheduleName": null}),
        json!({"scheduleName": null, "scheduleType": null, "scheduleLevel": null}),
    ] {
        let id = accept(&alice, office.clone()).await;
        alice
            .put(&one(ACCEPT, &id), &json!({"acceptEnabled": false}))
            .await
            .done();
        let kept: Value = alice.get(&one(ACCEPT, &id)).await.json();
        assert_eq!(kept["scheduleName"], "Office");
        alice.put(&one(ACCEPT, &id), &without).await.done();
        let rule: Value = alice.get(&one(ACCEPT, &id)).await.json();
        for field in ["scheduleName", "scheduleType", "scheduleLevel"] {
            assert_eq!(rule.get(field), None);
        }
    }
}

async fn where_chosen_callers_are_sent_is_part_of_the_rule(world: &World) {
    let alice = world.script("alice").await;
    let all = "selectiveForward/criteria";
    // The client library calls the list by its old name.
    let rule = json!({"callsFrom": "SELECT_PHONE_NUMBERS", "numbers": [OUTSIDE],
        "forwardEnabled": true, "forwardToPhoneNumber": "06 12345678",
        "destinationVoicemailEnabled": true});
    let id = make(&alice, all, &rule).await;
    let kept: Value = alice.get(&one(all, &id)).await.json();
    assert_eq!(kept["phoneNumbers"], json!([OUTSIDE]));
    assert_eq!(kept["forwardToPhoneNumber"], "+31612345678");
    assert_eq!(kept["destinationVoicemailEnabled"], true);
    alice
        .put(&one(all, &id), &json!({"numbers": ["+31612345679"]}))
        .await
        .done();
    alice
        .put(&one(all, &id), &json!({"forwardToPhoneNumber": null}))
        .await
        .done();
    let kept: Value = alice.get(&one(all, &id)).await.json();
    assert_eq!(kept["phoneNumbers"], json!(["+31612345679"]));
    assert_eq!(kept.get("forwardToPhoneNumber"), None);
    // A setting that sends nobody anywhere passes over it.
    let rule = json!({"acceptEnabled": true, "forwardToPhoneNumber": "112"});
    let id = accept(&alice, rule).await;
    let kept: Value = alice.get(&one(ACCEPT, &id)).await.json();
    assert_eq!(kept.get("forwardToPhoneNumber"), None);
    // Without a number of its own and without a default one the setting is not switched on.
    let on = alice
        .put(&setting("selectiveForward"), &json!({"enabled": true}))
        .await;
    on.refused_field("defaultPhoneNumberToForward", Code::Required);
    let on = json!({"enabled": true, "defaultForwardToPhoneNumber": "1002"});
    alice.put(&setting("selectiveForward"), &on).await.done();
    let now: Value = alice.get(&setting("selectiveForward")).await.json();
    assert_eq!(now["defaultPhoneNumberToForward"], "1002");
    let other = json!({"defaultForwardToPhoneNumber": "1003"});
    alice.put(&setting("selectiveForward"), &other).await.done();
    let now: Value = alice.get(&setting("selectiveForward")).await.json();
    assert_eq!(now["defaultPhoneNumberToForward"], "1003");
}

async fn rules_stand_in_the_order_in_which_they_were_made(world: &World) {
    let alice = world.script("alice").await;
    let mut ids = Vec::new();
    for _ in 0..4 {
        ids.push(accept(&alice, json!({"acceptEnabled": true})).await);
    }
    alice
        .put(&one(ACCEPT, &ids[1]), &json!({"acceptEnabled": false}))
        .await
        .done();
    alice.delete(&one(ACCEPT, &ids[2])).await.done();
    ids.remove(2);
    ids.push(accept(&alice, json!({"acceptEnabled": true})).await);
    let listed: Value = alice.get(&setting("selectiveAccept")).await.json();
    let shown: Vec<_> = listed["criteria"]
        .as_array()
        .unwrap()
        .iter()
        .map(|it| it["id"].clone())
        .collect();
    assert_eq!(shown, ids);
}

async fn a_rule_that_was_changed_meanwhile_is_refused_with_what_it_is_now(world: &World) {
    let alice = world.script("alice").await;
    let id = accept(&alice, json!({"acceptEnabled": true})).await;
    let path = one(ACCEPT, &id);
    let seen = alice.get(&path).await.tag();
    // A change of another rule is none of this one.
    accept(&alice, json!({"acceptEnabled": true})).await;
    let save = async |tag: &str, patch: Value| {
        let ask = alice.request(Method::PUT, &path).header("if-match", tag);
        ask.json(&patch).send().await
    };
    let saved = save(&seen, json!({"acceptEnabled": false})).await;
    saved.done();
    let refused = save(&seen, json!({"name": "Mine"})).await;
    let now: Value = alice.get(&path).await.json();
    assert_eq!(refused.stale(), now);
    assert_eq!(refused.tag(), saved.tag());
    let remove = alice
        .request(Method::DELETE, &path)
        .header("if-match", &seen);
    remove.send().await.stale();
    save(&saved.tag(), json!({"name": "Mine"})).await.done();
}

async fn rules_are_written_down_and_count_as_changes_of_their_setting(world: &World) {
    let alice = world.sign_in("alice").await;
    let mut events = alice.listen().await;
    let setting_tag = async || alice.get(&setting("selectiveAccept")).await.tag();
    let mut tags = vec![setting_tag().await];
    let id = accept(&alice, json!({"acceptEnabled": true})).await;
    tags.push(setting_tag().await);
    let path = one(ACCEPT, &id);
    let made: Value = alice.get(&path).await.json();
    alice.put(&path, &json!({"name": "Friends"})).await.done();
    tags.push(setting_tag().await);
    let changed: Value = alice.get(&path).await.json();
    alice.put(&path, &changed).await.done();
    alice
        .put(&path, &json!({"name": "é".repeat(51)}))
        .await
        .refused(400, Code::TooLong);
    assert_eq!(Some(&setting_tag().await), tags.last());
    alice.delete(&path).await.done();
    tags.push(setting_tag().await);
    let count = tags.len();
    tags.sort();
    tags.dedup();
    assert_eq!(tags.len(), count);
    let change = |before: &Value, after: &Value| Change {
        setting: "selectiveAccept".to_owned(),
        before: before.clone(),
        after: after.clone(),
    };
    let expected = [
        change(&Value::Null, &made),
        change(&made, &changed),
        change(&changed, &Value::Null),
    ];
    assert_eq!(world.changes_of("alice").await, expected);
    for _ in expected {
        let (_, event) = events.next().await.unwrap();
        let told = serde_json::to_value(event).unwrap();
        assert_eq!(
            told,
            json!({"type": "setting", "setting": "selectiveAccept"})
        );
    }
    // A setting that was only touched by its rules is still as it comes.
    let now: Value = alice.get(&setting("selectiveAccept")).await.json();
    assert_eq!(now, json!({"enabled": false, "criteria": []}));
}

async fn a_setting_passes_over_the_rules_that_clients_send_back(world: &World) {
    let alice = world.script("alice").await;
    accept(&alice, json!({"acceptEnabled": true})).await;
    let mut whole: Value = alice.get(&setting("selectiveAccept")).await.json();
    whole["enabled"] = json!(true);
    alice.put(&setting("selectiveAccept"), &whole).await.done();
    assert_eq!(
        alice.get(&setting("selectiveAccept")).await.json::<Value>(),
        whole
    );
    let none = json!({"enabled": true, "criteria": []});
    alice.put(&setting("selectiveAccept"), &none).await.done();
    assert_eq!(
        alice.get(&setting("selectiveAccept")).await.json::<Value>(),
        whole
    );
    // What is stale is shown with its rules.
    let ask = alice.request(Method::PUT, &setting("selectiveAccept"));
    let refused = ask
        .header("if-match", "\"0\"")
        .json(&json!({}))
        .send()
        .await;
    assert_eq!(refused.stale(), whole);
}

async fn rules_of_somebody_else_or_of_another_setting_are_not_there(world: &World) {
    let alice = world.script("alice").await;
    let id = accept(&alice, json!({"acceptEnabled": true})).await;
    for name in ["bob", "dana", "eve"] {
        let other = world.script(name).await;
        let path = one(ACCEPT, &id);
        other.get(&path).await.refused(404, Code::NotFound);
        other
            .put(&path, &json!({"acceptEnabled": false}))
            .await
            .refused(404, Code::NotFound);
        other.delete(&path).await.refused(404, Code::NotFound);
    }
    let elsewhere = one("selectiveReject/criteria", &id);
    alice.get(&elsewhere).await.refused(404, Code::NotFound);
    alice.delete(&elsewhere).await.refused(404, Code::NotFound);
    let nothing = setting("selectiveAccept/criteria/nothing");
    alice.get(&nothing).await.refused(404, Code::NotFound);
    assert_eq!(alice.get(&one(ACCEPT, &id)).await.status, 200);
}
