//! Schedules out of calendars: what is told before, what is saved after, and national holidays.

use axum::http::Method;
use belroute_server::entity::schedule;
use belroute_shared::{
    error::Code,
    schedules::{
        MadeSchedule, Schedule, Schedules,
        import::{CalendarPreview, LARGEST_FILE, LeftOutReason},
    },
};
use proptest::{
    prelude::*,
    strategy::ValueTree as _,
    test_runner::{Config, TestRunner},
};
use sea_orm::{EntityTrait as _, PaginatorTrait as _};
use serde_json::{Value, json};

use crate::{
    schedules::{SCHEDULES, path},
    world::{Answer, Client, World},
};

const IMPORT: &str = "/v1/schedules/import";
const PREVIEW: &str = "/v1/schedules/import/preview";
const COMPANY_IMPORT: &str = "/v1/company/schedules/import";
const COMPANY_PREVIEW: &str = "/v1/company/schedules/import/preview";
const HOLIDAYS: &str = "/v1/schedules/holidays?country=";

on_both! {
    a_preview_tells_everything_and_saves_nothing,
    what_a_preview_showed_is_saved_as_a_schedule,
    the_company_imports_with_years,
    a_file_that_is_no_calendar_too_large_or_of_another_kind_is_refused,
    national_holidays_are_offered_and_can_be_saved,
    no_calendar_makes_the_server_fail,
}

/// The clock of the world stands at 22 November 2026, noon; Alpha is in Amsterdam.
const CALENDAR: &str = "BEGIN:VCALENDAR\r\nX-WR-CALNAME: Our  days \r\n\
    BEGIN:VEVENT\r\nSUMMARY:Kerst\r\nDTSTART;VALUE=DATE:20261225\r\n\
    DTEND;VALUE=DATE:20261227\r\nRRULE:FREQ=YEARLY;COUNT=3\r\nEND:VEVENT\r\n\
    BEGIN:VEVENT\r\nSUMMARY:Over\r\nDTSTART;VALUE=DATE:20261121\r\nEND:VEVENT\r\n\
    BEGIN:VEVENT\r\nSUMMARY:Shift\r\nDTSTART:20261201T080000Z\r\nDTEND:20261201T160000Z\r\n\
    END:VEVENT\r\nEND:VCALENDAR\r\n";

async fn send(client: &Client, path: &str, file: impl Into<Vec<u8>>) -> Answer {
    let request = client.request(Method::POST, path);
    let file: Vec<u8> = file.into();
    request
        .raw("text/calendar; charset=utf-8", file)
        .send()
        .await
}

async fn saved(world: &World) -> u64 {
    let all = schedule::Entity::find();
    all.count(&world.db().read).await.unwrap()
}

async fn a_preview_tells_everything_and_saves_nothing(world: &World) {
    let alice = world.sign_in("alice").await;
    let preview: CalendarPreview = send(&alice, PREVIEW, CALENDAR).await.json();
    assert_eq!(preview.name.as_deref(), Some("Our days"));
    let names: Vec<_> = preview
        .events
        .iter()
        .map(|it| it.event.name.as_str())
        .collect();
    assert_eq!(names, ["Shift", "Kerst 2026", "Kerst 2027", "Kerst 2028"]);
    let left_out = preview
        .left_out
        .iter()
        .map(|it| (it.name.as_str(), it.reason));
    assert_eq!(
        left_out.collect::<Vec<_>>(),
        [("Over", LeftOutReason::Over)]
    );
    let json: Value = send(&alice, PREVIEW, CALENDAR).await.json();
    assert_eq!(json["events"][0]["event"]["startTime"], "09:00");
    assert_eq!(json["events"][0]["changes"], json!(["otherZone"]));
    assert_eq!(
        json["events"][1]["changes"],
        json!(["writtenOut", "renamed"])
    );
    assert_eq!(saved(world).await, 0);
}

async fn what_a_preview_showed_is_saved_as_a_schedule(world: &World) {
    let alice = world.sign_in("alice").await;
    let preview: CalendarPreview = send(&alice, PREVIEW, CALENDAR).await.json();
    let answer = send(&alice, &format!("{IMPORT}?type=businessHours"), CALENDAR).await;
    assert_eq!(answer.status, 201);
    let id = answer.json::<MadeSchedule>().id;
    let shown: Schedule = alice.get(&path(id)).await.json();
    assert_eq!(shown.name, "Our days");
    let names = |events: &mut dyn Iterator<Item = String>| events.collect::<Vec<_>>();
    assert_eq!(
        names(&mut shown.events.iter().map(|it| it.name.clone())),
        names(&mut preview.events.iter().map(|it| it.event.name.clone())),
    );
    let again = send(&alice, &format!("{IMPORT}?type=businessHours"), CALENDAR).await;
    again.refused(409, Code::NameTaken);
    let named = send(&alice, &format!("{IMPORT}?name=Kerst+en+meer"), CALENDAR).await;
    assert_eq!(named.status, 201);
    let list: Schedules = alice.get(SCHEDULES).await.json();
    let told: Vec<_> = list.schedules.iter().map(|it| it.name.as_str()).collect();
    assert_eq!(told, ["Kerst en meer", "Our days"]);
    let nameless = CALENDAR.replace("X-WR-CALNAME", "X-OTHER");
    let answer = send(&alice, IMPORT, nameless).await;
    answer.refused_field("name", Code::Required);
    let over = "BEGIN:VCALENDAR\nBEGIN:VEVENT\nDTSTART:20200101\nEND:VEVENT\nEND:VCALENDAR";
    let answer = send(&alice, &format!("{IMPORT}?name=x"), over).await;
    answer.refused_field("file", Code::NoEvents);
}

async fn the_company_imports_with_years(world: &World) {
    let (alice, dana) = (world.sign_in("alice").await, world.sign_in("dana").await);
    for path in [COMPANY_PREVIEW, COMPANY_IMPORT] {
        let answer = send(&alice, path, CALENDAR).await;
        answer.refused(403, Code::FeatureNotGranted);
    }
    let json: Value = send(&dana, COMPANY_PREVIEW, CALENDAR).await.json();
    let kerst = &json["events"][1];
    assert_eq!(kerst["changes"], json!([]));
    let recurrence = json!({ "recurForEver": false, "recurEndDate": "2028-12-25",
        "recurYearlyByDate": { "dayOfMonth": 25, "month": "DECEMBER" } });
    assert_eq!(kerst["event"]["recurrence"], recurrence);
    assert_eq!(saved(world).await, 0);
    let answer = send(&dana, COMPANY_IMPORT, CALENDAR).await;
    assert_eq!(answer.status, 201);
    let list: Schedules = alice.get(SCHEDULES).await.json();
    assert_eq!(list.schedules[0].id, answer.json::<MadeSchedule>().id);
}

async fn a_file_that_is_no_calendar_too_large_or_of_another_kind_is_refused(world: &World) {
    let dana = world.sign_in("dana").await;
    let empty = "BEGIN:VCALENDAR\nEND:VCALENDAR";
    for path in [PREVIEW, IMPORT, COMPANY_PREVIEW, COMPANY_IMPORT] {
        for (file, code) in [
            (&b""[..], Code::NotACalendar),
            (b"PK\x03\x04\xff", Code::NotText),
            (b"BEGIN:VCARD\nEND:VCARD\n", Code::NotACalendar),
            (empty.as_bytes(), Code::NoEvents),
        ] {
            send(&dana, path, file).await.refused_field("file", code);
        }
        let large = vec![b'x'; LARGEST_FILE + 1];
        send(&dana, path, large).await.refused(413, Code::TooLarge);
        for media_type in ["application/json", "text/plain", "text/csv"] {
            let request = dana.request(Method::POST, path).raw(media_type, CALENDAR);
            let answer = request.send().await;
            answer.refused(415, Code::UnsupportedMediaType);
        }
    }
    let full = CALENDAR.to_owned() + &"x".repeat(LARGEST_FILE - CALENDAR.len());
    assert_eq!(send(&dana, PREVIEW, full).await.status, 200);
    let bad = send(&dana, &format!("{IMPORT}?type=x"), CALENDAR).await;
    bad.refused(400, Code::Malformed);
}

async fn national_holidays_are_offered_and_can_be_saved(world: &World) {
    let (alice, dana) = (world.sign_in("alice").await, world.sign_in("dana").await);
    for (country, first) in [
        ("nl", "Eerste kerstdag 2026"),
        ("be", "Kerstmis 2026"),
        ("de", "1. Weihnachtstag 2026"),
        ("uk", "Christmas Day 2026"),
        ("us", "Thanksgiving Day 2026"),
        ("NL", "Eerste kerstdag 2026"),
    ] {
        let preview: CalendarPreview = alice.get(&format!("{HOLIDAYS}{country}")).await.json();
        assert_eq!(preview.events[0].event.name, first);
        assert_eq!((preview.left_out.len(), preview.more_left_out), (0, 0));
        let events: Vec<_> = preview.events.into_iter().map(|it| it.event).collect();
        let body = json!({ "name": country, "type": "holidays", "events": events });
        let answer = alice.post(SCHEDULES, &body).await;
        let is_known = country == "NL";
        assert_eq!(
            answer.status,
            if is_known { 409 } else { 201 },
            "{answer:?}"
        );
        let answer = dana.post("/v1/company/schedules", &body).await;
        assert_eq!(
            answer.status,
            if is_known { 409 } else { 201 },
            "{answer:?}"
        );
    }
    let answer = alice.get(&format!("{HOLIDAYS}fr")).await;
    answer.refused_field("country", Code::NotOffered);
    let answer = alice.get("/v1/schedules/holidays").await;
    answer.refused(400, Code::Malformed);
}

/// Pieces of calendars, whole and broken, in any order.
fn garbage() -> impl Strategy<Value = Vec<u8>> {
    let piece = prop_oneof![
        prop::sample::select(
            [
                "BEGIN:VCALENDAR\n",
                "BEGIN:VEVENT\n",
                "END:VEVENT\n",
                "END:VCALENDAR\n",
                "BEGIN:A\n",
                "\r\n ",
                "DTSTART:20261201T090000\n",
                "DTSTART;TZID=Asia/Tokyo:20270101T000000\n",
                "DTSTART;VALUE=DATE:20280229\n",
                "DURATION:P1D\n",
                "DURATION:PT90M\n",
                "DTEND:99991231T235959Z\n",
                "RRULE:FREQ=YEARLY\n",
                "RRULE:FREQ=MONTHLY;BYDAY=-1FR;COUNT=900\n",
                "RRULE:FREQ=WEEKLY;INTERVAL=999;BYDAY=SU,MO\n",
                "RRULE:FREQ=DAILY;UNTIL=29991231\n",
                "RRULE:FREQ=YEARLY;BYWEEKNO=53;BYDAY=MO\n",
                "EXDATE:20261201T090000,20261208T090000\n",
                "RDATE;VALUE=PERIOD:20261224T090000/PT1H\n",
                "SUMMARY:\\,\\;\\n\\\\ ☃\n",
            ]
            .map(|line| line.as_bytes().to_vec())
            .to_vec()
        ),
        prop::collection::vec(any::<u8>(), 0..12),
        "[ -~]{0,30}\n".prop_map(String::into_bytes),
    ];
    prop::collection::vec(piece, 0..40).prop_map(|pieces| pieces.concat())
}

async fn no_calendar_makes_the_server_fail(world: &World) {
    let (alice, dana) = (world.sign_in("alice").await, world.sign_in("dana").await);
    let mut runner = TestRunner::new(Config::default());
    let strategy = garbage();
    for round in 0..150 {
        let file = strategy.new_tree(&mut runner).unwrap().current();
        let (client, preview, import) = if round % 2 == 0 {
            (&alice, PREVIEW, IMPORT)
        } else {
            (&dana, COMPANY_PREVIEW, COMPANY_IMPORT)
        };
        let answer = send(client, preview, file.clone()).await;
        let told = String::from_utf8_lossy(&file).into_owned();
        assert!(
            [200, 400].contains(&answer.status.as_u16()),
            "{told}: {answer:?}"
        );
        // What a preview shows can be saved.
        let has_events =
            answer.status == 200 && !answer.json::<CalendarPreview>().events.is_empty();
        let answer = send(client, &format!("{import}?name=Round+{round}"), file).await;
        // There is no room left at last.
        let expected = if has_events { [201, 409] } else { [400, 400] };
        assert!(
            expected.contains(&answer.status.as_u16()),
            "{told}: {answer:?}"
        );
    }
}
