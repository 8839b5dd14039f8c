//! Events of a user's own schedules, one at a time.

use belroute_shared::{
    error::Code,
    schedules::{MadeEvent, Schedule},
};
use serde_json::{Value, json};
use uuid::Uuid;

use crate::{
    schedules::{day, make, office, path, schedule},
    world::World,
};

on_both! {
    an_event_is_added_read_changed_and_taken_away,
    an_event_is_renamed_as_clients_of_the_vendor_do_it,
    another_end_takes_the_place_of_the_one_before,
    a_name_is_taken_once_in_a_schedule,
    a_hundred_events_have_room_and_one_more_has_not,
    an_event_that_is_not_in_the_schedule_is_not_there,
}

async fn an_event_is_added_read_changed_and_taken_away(world: &World) {
    let alice = world.sign_in("alice").await;
    let id = make(&alice, &schedule("Mine", &[])).await;
    let events = format!("{}/events", path(&id));
    let answer = alice.post(&events, &office("Office")).await;
    assert_eq!(answer.status, 201);
    assert_eq!(answer.header("etag"), Some("\"2\""));
    let event = answer.json::<MadeEvent>().id;
    let one = format!("{events}/{event}");
    let answer = alice.get(&one).await;
    assert_eq!(answer.header("etag"), Some("\"2\""));
    let mut expected = office("Office");
    expected["id"] = json!(event);
    assert_eq!(answer.json::<Value>(), expected);
    alice.put(&one, &json!({ "endTime": "18:00" })).await.done();
    expected["endTime"] = json!("18:00");
    assert_eq!(alice.get(&one).await.json::<Value>(), expected);
    let whole_day = json!({ "allDayEnabled": true });
    alice.put(&one, &whole_day).await.done();
    let shown: Value = alice.get(&one).await.json();
    assert_eq!((shown.get("startTime"), shown.get("endTime")), (None, None));
    // The times are gone with it.
    let timed = alice.put(&one, &json!({ "allDayEnabled": false })).await;
    timed.refused_field("startTime", Code::Required);
    let answer = alice.delete(&one).await;
    answer.done();
    assert_eq!(answer.header("etag"), Some("\"5\""));
    alice.get(&one).await.refused(404, Code::NotFound);
    let shown: Schedule = alice.get(&path(&id)).await.json();
    assert_eq!(shown.events, []);
}

async fn an_event_is_renamed_as_clients_of_the_vendor_do_it(world: &World) {
    let alice = world.sign_in("alice").await;
    let id = make(&alice, &schedule("Mine", &[day("Fair", "2026-12-01")])).await;
    let before: Schedule = alice.get(&path(&id)).await.json();
    let one = format!("{}/events/{}", path(&id), before.events[0].id.unwrap());
    let mut body = day("Fair", "2026-12-02");
    body["newName"] = json!("Market");
    alice.put(&one, &body).await.done();
    let shown: Value = alice.get(&one).await.json();
    assert_eq!(
        (&shown["name"], &shown["startDate"]),
        (&json!("Market"), &json!("2026-12-02"))
    );
    alice.put(&one, &json!({ "name": "Fair" })).await.done();
    assert_eq!(alice.get(&one).await.json::<Value>()["name"], "Fair");
}

async fn another_end_takes_the_place_of_the_one_before(world: &World) {
    let alice = world.sign_in("alice").await;
    let id = make(&alice, &schedule("Mine", &[office("Office")])).await;
    let before: Schedule = alice.get(&path(&id)).await.json();
    let one = format!("{}/events/{}", path(&id), before.events[0].id.unwrap());
    let until = json!({ "recurrence": { "recurForEver": false, "recurEndDate": "2027-01-01" } });
    alice.put(&one, &until).await.done();
    // The client library leaves out what is not set.
    let ever =
        json!({ "recurrence": { "recurForEver": true, "recurWeekly": { "monday": false } } });
    alice.put(&one, &ever).await.done();
    let shown: Value = alice.get(&one).await.json();
    let recurrence = &shown["recurrence"];
    assert_eq!(recurrence["recurForEver"], true);
    assert_eq!(recurrence.get("recurEndDate"), None);
    assert_eq!(recurrence["recurWeekly"]["monday"], false);
    assert_eq!(recurrence["recurWeekly"]["friday"], true);
    let daily = json!({ "recurrence": { "recurDaily": { "recurInterval": 2 } } });
    alice.put(&one, &daily).await.done();
    let shown: Value = alice.get(&one).await.json();
    assert_eq!(shown["recurrence"]["recurDaily"]["recurInterval"], 2);
    assert_eq!(shown["recurrence"].get("recurWeekly"), None);
    alice.put(&one, &json!({ "recurrence": null })).await.done();
    let shown: Value = alice.get(&one).await.json();
    assert_eq!(shown.get("recurrence"), None);
}

async fn a_name_is_taken_once_in_a_schedule(world: &World) {
    let alice = world.sign_in("alice").await;
    let events = [day("Fair", "2026-12-01"), day("Market", "2026-12-02")];
    let id = make(&alice, &schedule("Mine", &events)).await;
    let events = format!("{}/events", path(&id));
    let answer = alice.post(&events, &day("FAIR", "2026-12-03")).await;
    answer.refused_field("name", Code::NameTaken);
    let shown: Schedule = alice.get(&path(&id)).await.json();
    let one = format!("{events}/{}", shown.events[1].id.unwrap());
    let answer = alice.put(&one, &json!({ "newName": "Fair" })).await;
    answer.refused_field("name", Code::NameTaken);
    // The first may not take the name of a later one either.
    let one = format!("{events}/{}", shown.events[0].id.unwrap());
    let answer = alice.put(&one, &json!({ "newName": "Market" })).await;
    answer.refused_field("name", Code::NameTaken);
}

async fn a_hundred_events_have_room_and_one_more_has_not(world: &World) {
    let alice = world.sign_in("alice").await;
    let events: Vec<Value> = (0..99)
        .map(|it| day(&format!("Day {it}"), "2026-12-01"))
        .collect();
    let id = make(&alice, &schedule("Mine", &events)).await;
    let events = format!("{}/events", path(&id));
    assert_eq!(
        alice
            .post(&events, &day("The last", "2026-12-01"))
            .await
            .status,
        201
    );
    let answer = alice.post(&events, &day("One more", "2026-12-01")).await;
    answer.refused_field("events", Code::TooMany);
}

async fn an_event_that_is_not_in_the_schedule_is_not_there(world: &World) {
    let alice = world.sign_in("alice").await;
    let id = make(&alice, &schedule("Mine", &[])).await;
    let other = make(&alice, &schedule("Other", &[day("Fair", "2026-12-01")])).await;
    let other: Schedule = alice.get(&path(&other)).await.json();
    for event in [other.events[0].id.unwrap().0, Uuid::nil()] {
        let one = format!("{}/events/{event}", path(&id));
        for answer in [
            alice.get(&one).await,
            alice.put(&one, &json!({ "name": "x" })).await,
            alice.delete(&one).await,
        ] {
            answer.refused(404, Code::NotFound);
        }
    }
}
