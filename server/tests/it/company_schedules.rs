//! The company's schedules, as its administrators change them.

use axum::http::Method;
use belroute_server::entity::audit;
use belroute_shared::{
    error::Code,
    live::LiveEvent,
    schedules::{MadeSchedule, Schedule, ScheduleLevel, ScheduleUses, Schedules},
};
use sea_orm::{EntityTrait as _, QueryOrder as _};
use serde_json::{Value, json};
use uuid::Uuid;

use crate::{
    schedules::{SCHEDULES, add_rule, add_schedule, day, office, schedule},
    world::{Client, World},
};

const COMPANY: &str = "/v1/company/schedules";

on_both! {
    only_administrators_change_the_companys_schedules,
    a_schedule_of_the_company_is_made_and_everybody_hears_of_it,
    schedules_are_listed_searched_and_paged,
    years_are_for_the_company_and_counts_are_not,
    a_changed_schedule_keeps_what_was_not_named,
    a_change_of_what_another_administrator_changed_is_refused,
    a_schedule_in_use_says_how_many_users_it_is_used_by,
    a_schedule_of_a_user_or_of_another_company_is_not_there,
    a_company_has_fifty_schedules_and_no_more,
}

fn path(id: impl std::fmt::Display) -> String {
    format!("{COMPANY}/{id}")
}

async fn make(client: &Client, body: &Value) -> String {
    let answer = client.post(COMPANY, body).await;
    assert_eq!(answer.status, 201, "{answer:?}");
    answer.json::<MadeSchedule>().id.to_string()
}

async fn names(client: &Client, query: &str) -> Vec<String> {
    let list: Schedules = client.get(&format!("{COMPANY}{query}")).await.json();
    list.schedules.into_iter().map(|it| it.name).collect()
}

async fn last_line(world: &World) -> audit::Model {
    let line = audit::Entity::find().order_by_desc(audit::Column::Id);
    line.one(&world.db().read).await.unwrap().unwrap()
}

async fn only_administrators_change_the_companys_schedules(world: &World) {
    let alice = world.sign_in("alice").await;
    let id = add_schedule(world, world.seed.alpha, None, "Company")
        .await
        .id;
    for answer in [
        alice.get(COMPANY).await,
        alice.post(COMPANY, &schedule("x", &[])).await,
        alice.get(&path(id)).await,
        alice.put(&path(id), &json!({ "name": "x" })).await,
        alice.delete(&path(id)).await,
        alice.get(&format!("{}/uses", path(id))).await,
    ] {
        answer.refused(403, Code::FeatureNotGranted);
    }
}

async fn a_schedule_of_the_company_is_made_and_everybody_hears_of_it(world: &World) {
    let (dana, bob) = (world.sign_in("dana").await, world.sign_in("bob").await);
    let mut stream = bob.listen().await;
    let is_schedules = |event: &LiveEvent| {
        *event
            == LiveEvent::Setting {
                setting: "schedules".to_owned(),
            }
    };
    let id = make(&dana, &schedule(" Opening hours ", &[office("Office")])).await;
    stream.until(is_schedules).await;
    let shown: Schedule = dana.get(&path(&id)).await.json();
    assert_eq!(shown.name, "Opening hours");
    assert_eq!(shown.level, ScheduleLevel::Location);
    let list: Schedules = bob.get(SCHEDULES).await.json();
    assert_eq!(list.schedules, [shown.entry()]);
    let line = last_line(world).await;
    assert_eq!(
        (line.action.as_str(), line.object.as_str()),
        ("scheduleMade", "Opening hours")
    );
    assert_eq!((line.user_id, line.before.as_deref()), (None, None));
    dana.delete(&path(&id)).await.done();
    stream.until(is_schedules).await;
    let line = last_line(world).await;
    assert_eq!(
        (line.action.as_str(), line.object.as_str()),
        ("scheduleRemoved", "Opening hours")
    );
    assert_eq!(
        bob.get(SCHEDULES).await.json::<Schedules>(),
        Schedules::default()
    );
}

async fn schedules_are_listed_searched_and_paged(world: &World) {
    let dana = world.sign_in("dana").await;
    for name in ["Shop", "Öffnungszeiten", "Late shift"] {
        make(&dana, &schedule(name, &[])).await;
    }
    add_schedule(world, world.seed.beta, None, "Theirs").await;
    add_schedule(world, world.seed.alpha, Some(world.user("dana").id), "Mine").await;
    assert_eq!(
        names(&dana, "").await,
        ["Late shift", "Öffnungszeiten", "Shop"]
    );
    assert_eq!(names(&dana, "?query=off").await, ["Öffnungszeiten"]);
    assert_eq!(names(&dana, "?query=SHIFT+late").await, ["Late shift"]);
    let answer = dana.get(&format!("{COMPANY}?max=2")).await;
    assert_eq!(answer.json::<Schedules>().schedules.len(), 2);
    let answer = dana.get(&answer.next().unwrap()).await;
    assert_eq!(answer.json::<Schedules>().schedules[0].name, "Shop");
    assert_eq!(answer.next(), None);
    let bad = dana.get(&format!("{COMPANY}?cursor=x")).await;
    bad.refused_field("cursor", Code::BadCursor);
}

async fn years_are_for_the_company_and_counts_are_not(world: &World) {
    let dana = world.sign_in("dana").await;
    let mut kerst = day("Kerst", "2026-12-25");
    kerst["recurrence"] = json!({ "recurForEver": true,
        "recurYearlyByDate": { "dayOfMonth": 25, "month": "DECEMBER" } });
    let id = make(&dana, &schedule("Holidays", &[kerst.clone()])).await;
    let shown: Value = dana.get(&path(&id)).await.json();
    assert_eq!(shown["events"][0]["recurrence"], kerst["recurrence"]);
    for (recurrence, field, code) in [
        (
            json!({ "recurForEver": true, "recurDaily": { "recurInterval": 1 } }),
            "recurDaily",
            Code::NotOffered,
        ),
        (
            json!({ "recurEndOccurrence": 3, "recurWeekly": { "monday": true } }),
            "recurEndOccurrence",
            Code::NotOffered,
        ),
        (
            json!({ "recurForEver": true,
                "recurYearlyByDate": { "dayOfMonth": 30, "month": "FEBRUARY" } }),
            "recurYearlyByDate.dayOfMonth",
            Code::OutOfRange,
        ),
    ] {
        let mut event = day("x", "2026-12-25");
        event["recurrence"] = recurrence;
        let answer = dana.post(COMPANY, &schedule("Other", &[event])).await;
        answer.refused_field(&format!("events.0.recurrence.{field}"), code);
    }
    let answer = dana.post(COMPANY, &schedule("HOLIDAYS", &[])).await;
    answer.refused(409, Code::NameTaken);
}

async fn a_changed_schedule_keeps_what_was_not_named(world: &World) {
    let dana = world.sign_in("dana").await;
    let id = make(&dana, &schedule("Hours", &[office("Office")])).await;
    let before: Schedule = dana.get(&path(&id)).await.json();
    dana.put(&path(&id), &json!({ "name": "Opening hours" }))
        .await
        .done();
    let after: Schedule = dana.get(&path(&id)).await.json();
    assert_eq!(
        (after.name.as_str(), &after.events),
        ("Opening hours", &before.events)
    );
    let line = last_line(world).await;
    assert_eq!(
        (line.action.as_str(), line.object.as_str()),
        ("scheduleChanged", "Hours")
    );
    assert!(line.after.unwrap().contains("Opening hours"));
}

async fn a_change_of_what_another_administrator_changed_is_refused(world: &World) {
    let dana = world.sign_in("dana").await;
    let id = make(&dana, &schedule("Hours", &[])).await;
    let change = async |method: Method, tag: &str| {
        let ask = dana.request(method, &path(&id)).header("if-match", tag);
        ask.json(&json!({ "name": "Other" })).send().await
    };
    change(Method::PUT, "\"1\"").await.done();
    for method in [Method::PUT, Method::DELETE] {
        let answer = change(method, "\"1\"").await;
        answer.refused(412, Code::Stale);
        assert_eq!(answer.header("etag"), Some("\"2\""));
        let body: Value = serde_json::from_slice(&answer.body).unwrap();
        assert_eq!(body["errors"][0]["current"]["name"], "Other");
    }
    change(Method::DELETE, "\"2\"").await.done();
}

async fn a_schedule_in_use_says_how_many_users_it_is_used_by(world: &World) {
    let dana = world.sign_in("dana").await;
    let id = make(&dana, &schedule("Hours", &[])).await;
    let schedule = id.parse().unwrap();
    add_rule(world, "alice", "callNotify", schedule).await;
    add_rule(world, "alice", "callNotify", schedule).await;
    add_rule(world, "bob", "callNotify", schedule).await;
    add_rule(world, "bob", "priorityAlert", schedule).await;
    let expected = json!([
        { "feature": "callNotify", "rules": 3, "users": 2 },
        { "feature": "priorityAlert", "rules": 1, "users": 1 },
    ]);
    let uses = format!("{}/uses", path(&id));
    assert_eq!(
        dana.get(&uses).await.json::<Value>(),
        json!({ "uses": expected })
    );
    let answer = dana.delete(&path(&id)).await;
    answer.refused(409, Code::ScheduleInUse);
    let body: Value = serde_json::from_slice(&answer.body).unwrap();
    assert_eq!(body["errors"][0]["uses"], expected);
    let own: ScheduleUses = dana
        .get(&format!("/v1/schedules/businessHours/{id}/uses"))
        .await
        .json();
    assert_eq!(own, ScheduleUses::default());
}

async fn a_schedule_of_a_user_or_of_another_company_is_not_there(world: &World) {
    let dana = world.sign_in("dana").await;
    let own = world.user("dana").id;
    let mine = add_schedule(world, world.seed.alpha, Some(own), "Mine").await;
    let theirs = add_schedule(world, world.seed.beta, None, "Theirs").await;
    for id in [mine.id, theirs.id, Uuid::nil()] {
        for answer in [
            dana.get(&path(id)).await,
            dana.put(&path(id), &json!({ "name": "x" })).await,
            dana.delete(&path(id)).await,
            dana.get(&format!("{}/uses", path(id))).await,
        ] {
            answer.refused(404, Code::NotFound);
        }
    }
}

async fn a_company_has_fifty_schedules_and_no_more(world: &World) {
    let dana = world.sign_in("dana").await;
    for it in 0..49 {
        add_schedule(world, world.seed.alpha, None, &format!("Ours {it}")).await;
    }
    make(&dana, &schedule("The fiftieth", &[])).await;
    let answer = dana.post(COMPANY, &schedule("One more", &[])).await;
    answer.refused(409, Code::TooMany);
}
