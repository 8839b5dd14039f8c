//! A user's own schedules, and the company's as he sees them.

use axum::http::Method;
use belroute_server::entity::{audit, rule_schedule, schedule};
use belroute_shared::{
    error::{Code, ErrorBody},
    live::LiveEvent,
    schedules::{MadeSchedule, Schedule, ScheduleLevel, ScheduleUses, Schedules, name_key},
};
use sea_orm::{ActiveModelTrait as _, EntityTrait as _, QueryFilter as _, QueryOrder as _, Set};
use serde_json::{Value, json};
use uuid::Uuid;

use crate::world::{Answer, Client, World};

pub(crate) const SCHEDULES: &str = "/v1/telephony/config/people/me/schedules";

on_both! {
    a_schedule_is_made_read_changed_and_taken_away,
    own_schedules_are_listed_before_the_companys,
    what_is_wrong_is_named_beside_its_field,
    a_name_is_unique_for_its_owner_and_type,
    a_user_has_fifty_schedules_and_no_more,
    a_list_of_events_is_replaced_and_its_events_are_known_again,
    a_change_of_what_somebody_else_has_changed_is_refused_with_what_it_is_now,
    the_companys_schedules_are_seen_and_not_changed,
    a_schedule_in_use_stays_and_says_where_it_is_used,
    a_user_goes_with_his_schedules_and_rules,
    what_is_changed_is_told_and_written_down,
    a_schedule_of_somebody_else_is_not_there,
    a_body_that_means_nothing_is_refused,
}

/// A working day that comes every week.
pub(crate) fn office(name: &str) -> Value {
    json!({
        "name": name, "startDate": "2026-03-02", "endDate": "2026-03-02",
        "startTime": "09:00", "endTime": "17:00", "allDayEnabled": false,
        "recurrence": { "recurForEver": true, "recurWeekly": {
            "recurInterval": 1, "monday": true, "tuesday": true, "wednesday": true,
            "thursday": true, "friday": true, "saturday": false, "sunday": false,
        } },
    })
}

/// One day.
pub(crate) fn day(name: &str, date: &str) -> Value {
    json!({ "name": name, "startDate": date, "endDate": date, "allDayEnabled": true })
}

pub(crate) fn schedule(name: &str, events: &[Value]) -> Value {
    json!({ "name": name, "type": "businessHours", "events": events })
}

pub(crate) fn path(id: impl std::fmt::Display) -> String {
    format!("{SCHEDULES}/businessHours/{id}")
}

/// Puts a schedule without events into the database.
pub(crate) async fn add_schedule(
    world: &World,
    organisation: Uuid,
    user: Option<Uuid>,
    name: &str,
) -> schedule::Model {
    let row = schedule::ActiveModel {
        id: Set(Uuid::now_v7()),
        organisation_id: Set(organisation),
        user_id: Set(user),
        kind: Set("businessHours".to_owned()),
        name: Set(name.to_owned()),
        name_key: Set(name_key(name)),
        events: Set("[]".to_owned()),
        version: Set(1),
        created_at_ms: Set(0),
        changed_at_ms: Set(0),
    };
    world.write(async |db| row.insert(db).await.unwrap()).await
}

/// Puts a rule of a user into the database.
pub(crate) async fn add_rule(world: &World, name: &str, feature: &str, schedule: Uuid) {
    let user = world.user(name);
    let row = rule_schedule::ActiveModel {
        rule_id: Set(Uuid::now_v7()),
        organisation_id: Set(user.organisation_id),
        user_id: Set(user.id),
        feature: Set(feature.to_owned()),
        schedule_id: Set(schedule),
    };
    world.write(async |db| row.insert(db).await.unwrap()).await;
}

pub(crate) async fn make(client: &Client, body: &Value) -> String {
    let answer = client.post(SCHEDULES, body).await;
    assert_eq!(answer.status, 201, "{answer:?}");
    answer.json::<MadeSchedule>().id.to_string()
}

async fn show(client: &Client, id: &str) -> Schedule {
    client.get(&path(id)).await.json()
}

async fn put_if(client: &Client, path: &str, tag: &str, body: &Value) -> Answer {
    let ask = client.request(Method::PUT, path).json(body);
    ask.header("if-match", tag).send().await
}

async fn last_line(world: &World) -> audit::Model {
    let line = audit::Entity::find().order_by_desc(audit::Column::Id);
    line.one(&world.db().read).await.unwrap().unwrap()
}

async fn a_schedule_is_made_read_changed_and_taken_away(world: &World) {
    let alice = world.sign_in("alice").await;
    let body = schedule(
        "  My   hours ",
        &[office("Office"), day("Fair", "2026-12-01")],
    );
    let id = make(&alice, &body).await;
    let answer = alice.get(&path(&id)).await;
    assert_eq!(answer.header("etag"), Some("\"1\""));
    let mut shown: Value = answer.json();
    for event in shown["events"].as_array_mut().unwrap() {
        let id: Uuid = event["id"].as_str().unwrap().parse().unwrap();
        assert!(!id.is_nil());
        event.as_object_mut().unwrap().remove("id");
    }
    let expected = json!({
        "id": id, "name": "My hours", "type": "businessHours", "level": "PEOPLE",
        "events": [office("Office"), day("Fair", "2026-12-01")],
    });
    assert_eq!(shown, expected);
    let answer = alice.put(&path(&id), &json!({ "name": "Hours" })).await;
    answer.done();
    assert_eq!(answer.header("etag"), Some("\"2\""));
    let changed = show(&alice, &id).await;
    assert_eq!((changed.name.as_str(), changed.events.len()), ("Hours", 2));
    alice.delete(&path(&id)).await.done();
    alice.get(&path(&id)).await.refused(404, Code::NotFound);
    alice.delete(&path(&id)).await.refused(404, Code::NotFound);
}

async fn own_schedules_are_listed_before_the_companys(world: &World) {
    let alice = world.sign_in("alice").await;
    let empty: Schedules = alice.get(SCHEDULES).await.json();
    assert_eq!(empty.schedules, []);
    add_schedule(world, world.seed.alpha, None, "Anybody").await;
    add_schedule(world, world.seed.beta, None, "Strangers").await;
    let bob = world.user("bob").id;
    add_schedule(world, world.seed.alpha, Some(bob), "Bob's").await;
    make(&alice, &schedule("Zero hours", &[])).await;
    let holidays = json!({ "name": "écru", "type": "holidays" });
    make(&alice, &holidays).await;
    let list: Value = alice.get(SCHEDULES).await.json();
    let told: Vec<_> = list["schedules"]
        .as_array()
        .unwrap()
        .iter()
        .map(|it| {
            assert_eq!(it.as_object().unwrap().len(), 4);
            let text = |key: &str| it[key].as_str().unwrap().to_owned();
            format!("{} {} {}", text("name"), text("type"), text("level"))
        })
        .collect();
    let expected = [
        "écru holidays PEOPLE",
        "Zero hours businessHours PEOPLE",
        "Anybody businessHours LOCATION",
    ];
    assert_eq!(told, expected);
}

async fn what_is_wrong_is_named_beside_its_field(world: &World) {
    let alice = world.sign_in("alice").await;
    let id = make(&alice, &schedule("Mine", &[])).await;
    let with = |key: &str, value: Value| {
        let mut event = office("Office");
        event[key] = value;
        event
    };
    let years = json!({ "recurForEver": true,
        "recurYearlyByDate": { "dayOfMonth": 25, "month": "DECEMBER" } });
    let often = json!({ "recurForEver": true, "recurDaily": { "recurInterval": 1000 } });
    let many = json!({ "recurEndOccurrence": 1000, "recurDaily": { "recurInterval": 1 } });
    let no_day = json!({ "recurForEver": true, "recurWeekly": { "recurInterval": 1 } });
    let mut long = with("endDate", json!("2026-03-04"));
    long["endTime"] = json!("08:00");
    let long_name = "x".repeat(41);
    for (event, field, code) in [
        (with("name", json!(" ")), "name", Code::Required),
        (with("name", json!(long_name)), "name", Code::TooLong),
        (with("startTime", Value::Null), "startTime", Code::Required),
        (
            with("endTime", json!("09:00")),
            "endTime",
            Code::EndBeforeStart,
        ),
        (
            with("endDate", json!("2026-03-01")),
            "endDate",
            Code::EndBeforeStart,
        ),
        (
            with("recurrence", years),
            "recurrence.recurYearlyByDate",
            Code::NotOffered,
        ),
        (
            with("recurrence", often),
            "recurrence.recurDaily.recurInterval",
            Code::OutOfRange,
        ),
        (
            with("recurrence", many),
            "recurrence.recurEndOccurrence",
            Code::OutOfRange,
        ),
        (
            with("recurrence", no_day),
            "recurrence.recurWeekly",
            Code::Required,
        ),
        (long, "recurrence", Code::Overlaps),
    ] {
        let body = schedule("Another", &[day("Fair", "2026-12-01"), event.clone()]);
        let whole = format!("events.1.{field}");
        alice
            .post(SCHEDULES, &body)
            .await
            .refused_field(&whole, code);
        let change = alice
            .put(&path(&id), &json!({ "events": body["events"] }))
            .await;
        change.refused_field(&whole, code);
        let added = alice.post(&format!("{}/events", path(&id)), &event).await;
        added.refused_field(field, code);
    }
    let twice = schedule(
        "Another",
        &[day("Fair", "2026-12-01"), day("fair", "2026-12-02")],
    );
    let answer = alice.post(SCHEDULES, &twice).await;
    answer.refused_field("events.1.name", Code::NameTaken);
    let many: Vec<Value> = (0..101)
        .map(|it| day(&format!("Day {it}"), "2026-12-01"))
        .collect();
    let answer = alice.post(SCHEDULES, &schedule("Many", &many)).await;
    answer.refused_field("events", Code::TooMany);
    let answer = alice.post(SCHEDULES, &schedule("", &[])).await;
    answer.refused_field("name", Code::Required);
    let answer = alice.put(&path(&id), &json!({ "type": "holidays" })).await;
    answer.refused_field("type", Code::NotOffered);
    assert_eq!(show(&alice, &id).await.events, []);
    make(&alice, &schedule("Many", &many[..100])).await;
}

async fn a_name_is_unique_for_its_owner_and_type(world: &World) {
    let (alice, bob) = (world.sign_in("alice").await, world.sign_in("bob").await);
    let id = make(&alice, &schedule("Office", &[])).await;
    add_schedule(world, world.seed.alpha, None, "Company").await;
    let answer = alice.post(SCHEDULES, &schedule("óffice ", &[])).await;
    let body = answer.refused(409, Code::NameTaken);
    assert_eq!(body.code_of("name"), Some(Code::NameTaken));
    make(&bob, &schedule("Office", &[])).await;
    make(&alice, &schedule("Company", &[])).await;
    make(&alice, &json!({ "name": "Office", "type": "holidays" })).await;
    let other = make(&alice, &schedule("Other", &[])).await;
    let answer = alice.put(&path(&other), &json!({ "name": "OFFICE" })).await;
    answer.refused(409, Code::NameTaken);
    // Its own name is no other's.
    alice
        .put(&path(&id), &json!({ "name": "OFFICE" }))
        .await
        .done();
}

async fn a_user_has_fifty_schedules_and_no_more(world: &World) {
    let alice = world.sign_in("alice").await;
    let id = world.user("alice").id;
    for it in 0..49 {
        add_schedule(world, world.seed.alpha, Some(id), &format!("Mine {it}")).await;
        add_schedule(world, world.seed.alpha, None, &format!("Ours {it}")).await;
    }
    make(&alice, &schedule("The fiftieth", &[])).await;
    let answer = alice.post(SCHEDULES, &schedule("One more", &[])).await;
    answer.refused(409, Code::TooMany);
    let list: Schedules = alice.get(SCHEDULES).await.json();
    assert_eq!(list.schedules.len(), 99);
}

async fn a_list_of_events_is_replaced_and_its_events_are_known_again(world: &World) {
    let alice = world.sign_in("alice").await;
    let events = [office("Office"), day("Fair", "2026-12-01")];
    let id = make(&alice, &schedule("Mine", &events)).await;
    let before = show(&alice, &id).await;
    // As the client library of the vendor sends it: no ids, and the names twice.
    let mut renamed = office("Office");
    renamed["newName"] = json!("Work");
    let mut fair = day("Fair", "2026-12-02");
    fair["newName"] = json!("Fair");
    let body = json!({
        "name": "Mine", "type": "businessHours", "level": "PEOPLE",
        "events": [fair, renamed, day("Party", "2026-12-03")],
    });
    alice.put(&path(&id), &body).await.done();
    let after = show(&alice, &id).await;
    let names: Vec<_> = after.events.iter().map(|it| it.name.as_str()).collect();
    assert_eq!(names, ["Fair", "Work", "Party"]);
    assert_eq!(after.events[0].id, before.events[1].id);
    assert_eq!(after.events[1].id, before.events[0].id);
    // As a page sends it: the events as they were read.
    let mut events = serde_json::to_value(&after.events).unwrap();
    events.as_array_mut().unwrap().remove(0);
    events[0]["name"] = json!("Party");
    events[1]["name"] = json!("Dinner");
    alice
        .put(&path(&id), &json!({ "events": events }))
        .await
        .done();
    let last = show(&alice, &id).await;
    let told: Vec<_> = last
        .events
        .iter()
        .map(|it| (it.name.as_str(), it.id))
        .collect();
    let expected = [
        ("Party", after.events[1].id),
        ("Dinner", after.events[2].id),
    ];
    assert_eq!(told, expected);
}

async fn a_change_of_what_somebody_else_has_changed_is_refused_with_what_it_is_now(world: &World) {
    let alice = world.sign_in("alice").await;
    let id = make(&alice, &schedule("Mine", &[day("Fair", "2026-12-01")])).await;
    let path = path(&id);
    put_if(&alice, &path, "\"1\"", &json!({ "name": "First" }))
        .await
        .done();
    let answer = put_if(&alice, &path, "\"1\"", &json!({ "name": "Second" })).await;
    answer.refused(412, Code::Stale);
    assert_eq!(answer.header("etag"), Some("\"2\""));
    let body: Value = serde_json::from_slice(&answer.body).unwrap();
    let shown: Value = alice.get(&path).await.json();
    assert_eq!(body["errors"][0]["current"], shown);
    assert_eq!(shown["name"], "First");
    let ask = alice
        .request(Method::DELETE, &path)
        .header("if-match", "\"1\"");
    ask.send().await.refused(412, Code::Stale);
    // Events share the state of their schedule.
    let event = format!(
        "{path}/events/{}",
        shown["events"][0]["id"].as_str().unwrap()
    );
    let answer = put_if(&alice, &event, "\"1\"", &json!({ "name": "Second" })).await;
    answer.refused(412, Code::Stale);
    let body: Value = serde_json::from_slice(&answer.body).unwrap();
    assert_eq!(body["errors"][0]["current"], shown["events"][0]);
    put_if(&alice, &event, "W/\"2\"", &json!({ "name": "Market" }))
        .await
        .done();
    // Without a state, and for any state, the last one wins.
    alice.put(&path, &json!({ "name": "Third" })).await.done();
    put_if(&alice, &path, "*", &json!({ "name": "Fourth" }))
        .await
        .done();
    assert_eq!(alice.get(&path).await.header("etag"), Some("\"5\""));
}

async fn the_companys_schedules_are_seen_and_not_changed(world: &World) {
    let alice = world.sign_in("alice").await;
    let id = add_schedule(world, world.seed.alpha, None, "Company")
        .await
        .id;
    let location = format!("/v1/telephony/config/people/me/locations/schedules/businessHours/{id}");
    for path in [&location, &path(id)] {
        let shown: Schedule = alice.get(path).await.json();
        assert_eq!(
            (shown.name.as_str(), shown.level),
            ("Company", ScheduleLevel::Location)
        );
    }
    let own = make(&alice, &schedule("Mine", &[])).await;
    let answer = alice.get(&location.replace(&id.to_string(), &own)).await;
    answer.refused(404, Code::NotFound);
    let events = format!("{}/events", path(id));
    for answer in [
        alice.put(&path(id), &json!({ "name": "x" })).await,
        alice.delete(&path(id)).await,
        alice.post(&events, &day("Fair", "2026-12-01")).await,
        alice
            .put(&format!("{events}/{}", Uuid::nil()), &json!({}))
            .await,
        alice.delete(&format!("{events}/{}", Uuid::nil())).await,
    ] {
        answer.refused(403, Code::FeatureNotGranted);
    }
    // The other type is another schedule.
    let other = path(id).replace("businessHours", "holidays");
    alice.get(&other).await.refused(404, Code::NotFound);
    alice
        .get(&path(id).replace("businessHours", "ScheduleType.holidays"))
        .await
        .refused(404, Code::NotFound);
}

async fn a_schedule_in_use_stays_and_says_where_it_is_used(world: &World) {
    let alice = world.sign_in("alice").await;
    let id = make(&alice, &schedule("Mine", &[])).await;
    let uses = format!("/v1/schedules/businessHours/{id}/uses");
    assert_eq!(
        alice.get(&uses).await.json::<ScheduleUses>(),
        ScheduleUses::default()
    );
    let schedule = id.parse().unwrap();
    for rule in ["selectiveReject", "selectiveReject", "callNotify"] {
        add_rule(world, "alice", rule, schedule).await;
    }
    let expected = json!([
        { "feature": "callNotify", "rules": 1 },
        { "feature": "selectiveReject", "rules": 2 },
    ]);
    assert_eq!(
        alice.get(&uses).await.json::<Value>(),
        json!({ "uses": expected })
    );
    let answer = alice.delete(&path(&id)).await;
    answer.refused(409, Code::ScheduleInUse);
    let body: Value = serde_json::from_slice(&answer.body).unwrap();
    assert_eq!(body["errors"][0]["uses"], expected);
    // It may be called otherwise: rules know it by its id.
    alice
        .put(&path(&id), &json!({ "name": "Other" }))
        .await
        .done();
    world
        .write(async |db| rule_schedule::Entity::delete_many().exec(db).await.unwrap())
        .await;
    alice.delete(&path(&id)).await.done();
    // Of a schedule of the company only his own rules are told.
    let company = add_schedule(world, world.seed.alpha, None, "Company")
        .await
        .id;
    add_rule(world, "bob", "callNotify", company).await;
    let uses = format!("/v1/schedules/businessHours/{company}/uses");
    assert_eq!(
        alice.get(&uses).await.json::<ScheduleUses>(),
        ScheduleUses::default()
    );
}

async fn a_user_goes_with_his_schedules_and_rules(world: &World) {
    let bob = world.user("bob");
    let own = add_schedule(world, world.seed.alpha, Some(bob.id), "Mine")
        .await
        .id;
    add_rule(world, "bob", "callNotify", own).await;
    world
        .write(async |db| {
            let doomed = belroute_server::entity::user::Entity::delete_by_id(bob.id);
            doomed.exec(db).await.unwrap();
        })
        .await;
    let left = schedule::Entity::find().filter(schedule::COLUMN.user_id.eq(bob.id));
    assert!(left.all(&world.db().read).await.unwrap().is_empty());
    let left = rule_schedule::Entity::find().filter(rule_schedule::COLUMN.user_id.eq(bob.id));
    assert!(left.all(&world.db().read).await.unwrap().is_empty());
}

async fn what_is_changed_is_told_and_written_down(world: &World) {
    let alice = world.sign_in("alice").await;
    let mut stream = alice.listen().await;
    let is_schedules = |event: &LiveEvent| {
        *event
            == LiveEvent::Setting {
                setting: "schedules".to_owned(),
            }
    };
    let id = make(&alice, &schedule("Mine", &[day("Fair", "2026-12-01")])).await;
    stream.until(is_schedules).await;
    let line = last_line(world).await;
    assert_eq!(
        (line.action.as_str(), line.object.as_str()),
        ("settingChanged", "schedules")
    );
    assert_eq!(line.user_id, Some(world.user("alice").id));
    assert_eq!(line.before.as_deref(), Some("null"));
    assert!(line.after.unwrap().contains("Fair"));
    alice
        .put(&path(&id), &json!({ "name": "Ours" }))
        .await
        .done();
    stream.until(is_schedules).await;
    let line = last_line(world).await;
    assert!(line.before.unwrap().contains("Mine"));
    assert!(line.after.unwrap().contains("Ours"));
    alice.delete(&path(&id)).await.done();
    stream.until(is_schedules).await;
    let line = last_line(world).await;
    assert!(line.before.unwrap().contains("Ours"));
    assert_eq!(line.after.as_deref(), Some("null"));
}

async fn a_schedule_of_somebody_else_is_not_there(world: &World) {
    let alice = world.sign_in("alice").await;
    let bobs = add_schedule(world, world.seed.alpha, Some(world.user("bob").id), "Bob's").await;
    let theirs = add_schedule(world, world.seed.beta, None, "Strangers").await;
    for id in [bobs.id, theirs.id, Uuid::nil()] {
        for answer in [
            alice.get(&path(id)).await,
            alice.put(&path(id), &json!({ "name": "x" })).await,
            alice.delete(&path(id)).await,
            alice
                .post(&format!("{}/events", path(id)), &day("x", "2026-12-01"))
                .await,
            alice
                .get(&format!("/v1/schedules/businessHours/{id}/uses"))
                .await,
        ] {
            answer.refused(404, Code::NotFound);
        }
    }
}

/// Of the wrong shape, or with a word that is none of those that are taken.
fn is_malformed(answer: &Answer) {
    let body: ErrorBody = serde_json::from_slice(&answer.body).unwrap();
    assert_eq!(answer.status, 400, "{body:?}");
    assert!(
        matches!(body.code(), Code::Malformed | Code::NotOffered),
        "{body:?}"
    );
}

async fn a_body_that_means_nothing_is_refused(world: &World) {
    let alice = world.sign_in("alice").await;
    let id = make(&alice, &schedule("Mine", &[office("Office")])).await;
    let with = |key: &str, value: Value| {
        let mut event = office("Office");
        event[key] = value;
        schedule("Another", &[event])
    };
    let both = json!({ "recurForEver": true, "recurEndDate": "2027-01-01",
        "recurWeekly": { "monday": true } });
    let last = json!({ "recurForEver": true,
        "recurYearlyByDay": { "day": "MONDAY", "week": "LAST", "month": "MAY" } });
    for body in [
        json!([]),
        json!({ "name": "x" }),
        json!({ "name": "x", "type": "workingHours" }),
        json!({ "name": "x", "type": "holidays", "events": {} }),
        json!({ "name": "x", "type": "holidays", "events": [[]] }),
        with("startDate", json!("2026-02-30")),
        with("startDate", json!("2-3-2026")),
        with("startTime", json!("24:00")),
        with("startTime", json!(9)),
        with("recurrence", json!({})),
        with("recurrence", both),
        with("recurrence", last),
    ] {
        let answer = alice.post(SCHEDULES, &body).await;
        is_malformed(&answer);
        if let Some(events) = body.get("events") {
            let answer = alice.put(&path(&id), &json!({ "events": events })).await;
            is_malformed(&answer);
        }
    }
    let large = schedule(&"x".repeat(300_000), &[]);
    alice
        .post(SCHEDULES, &large)
        .await
        .refused(413, Code::TooLarge);
}
