//! Until when the working day that goes on now lasts.

use axum::http::Method;
use serde_json::{Value, json};

use crate::{
    opened_panels::{ask, panel_of},
    schedules::{SCHEDULES, day, office, schedule},
    world::{Client, World},
};

on_both! {
    a_day_of_ones_own_comes_before_the_companys,
    of_several_the_first_to_end_is_the_day,
    outside_business_hours_there_is_no_day,
    hours_that_never_end_are_no_day,
    the_wall_of_the_organisation_says_when,
    schedules_of_others_are_no_day_of_mine,
    an_opened_panel_shows_the_day_of_its_user,
}

const PATH: &str = "/v1/route/workingDay";
const COMPANY: &str = "/v1/company/schedules";

/// Seconds from the world's noon, a Sunday, to ten in the morning of the Tuesday after it in
/// Amsterdam.
const TUESDAY: i64 = 45 * 3600;

fn hours(name: &str, from: &str, until: &str) -> Value {
    let mut event = office(name);
    event["startTime"] = json!(from);
    event["endTime"] = json!(until);
    schedule(name, &[event])
}

async fn make(client: &Client, path: &str, schedule: &Value) {
    let made = client.post(path, schedule).await;
    assert_eq!(made.status, 201, "{made:?}");
}

async fn shown(client: &Client) -> Value {
    client.get(PATH).await.json()
}

fn ends_at(moment: &str) -> Value {
    json!({"endsAt": moment})
}

async fn a_day_of_ones_own_comes_before_the_companys(world: &World) {
    world.set_clock(TUESDAY);
    let (alice, dana) = (world.script("alice").await, world.script("dana").await);
    assert_eq!(shown(&alice).await, json!({}));
    make(&dana, COMPANY, &hours("Company", "08:00", "17:30")).await;
    assert_eq!(shown(&alice).await, ends_at("2026-11-24T16:30:00Z"));
    // Hers ends later, and is hers all the same.
    make(&alice, SCHEDULES, &hours("Mine", "09:00", "18:00")).await;
    assert_eq!(shown(&alice).await, ends_at("2026-11-24T17:00:00Z"));
    assert_eq!(shown(&dana).await, ends_at("2026-11-24T16:30:00Z"));
    // Once her own is over, the company's would hold, if it still did.
    world.set_clock(TUESDAY + 8 * 3600);
    assert_eq!(shown(&alice).await, json!({}));
}

async fn of_several_the_first_to_end_is_the_day(world: &World) {
    world.set_clock(TUESDAY);
    let alice = world.script("alice").await;
    make(&alice, SCHEDULES, &hours("On call", "07:00", "22:00")).await;
    make(&alice, SCHEDULES, &hours("Office", "09:00", "17:00")).await;
    make(&alice, SCHEDULES, &hours("Evening", "17:00", "20:00")).await;
    assert_eq!(shown(&alice).await, ends_at("2026-11-24T16:00:00Z"));
    // The last minute has begun; then the next one ends.
    world.set_clock(TUESDAY + 7 * 3600 - 1);
    assert_eq!(shown(&alice).await, ends_at("2026-11-24T16:00:00Z"));
    world.set_clock(TUESDAY + 7 * 3600);
    assert_eq!(shown(&alice).await, ends_at("2026-11-24T19:00:00Z"));
}

async fn outside_business_hours_there_is_no_day(world: &World) {
    let alice = world.script("alice").await;
    make(&alice, SCHEDULES, &hours("Office", "09:00", "17:00")).await;
    make(&alice, SCHEDULES, &schedule("Empty", &[])).await;
    // It is Sunday.
    assert_eq!(shown(&alice).await, json!({}));
    world.set_clock(TUESDAY);
    let mut off = schedule("Off", &[day("Off", "2026-11-24")]);
    off["type"] = json!("holidays");
    make(&alice, SCHEDULES, &off).await;
    assert_eq!(shown(&alice).await, ends_at("2026-11-24T16:00:00Z"));
    world.set_clock(TUESDAY - 3601);
    assert_eq!(shown(&alice).await, json!({}));
}

async fn hours_that_never_end_are_no_day(world: &World) {
    world.set_clock(TUESDAY);
    let (alice, dana) = (world.script("alice").await, world.script("dana").await);
    let mut always = day("Always", "2026-03-02");
    always["recurrence"] = json!({"recurForEver": true, "recurDaily": {"recurInterval": 1}});
    make(&alice, SCHEDULES, &schedule("Always", &[always])).await;
    assert_eq!(shown(&alice).await, json!({}));
    make(&dana, COMPANY, &hours("Company", "08:00", "18:00")).await;
    assert_eq!(shown(&alice).await, ends_at("2026-11-24T17:00:00Z"));
}

async fn the_wall_of_the_organisation_says_when(world: &World) {
    let alice = world.script("alice").await;
    make(&alice, SCHEDULES, &hours("Office", "09:00", "17:00")).await;
    // Tuesday, 1 June 2027, ten in the morning, an hour nearer to UTC.
    let days = 191;
    world.set_clock(days * 86_400 - 4 * 3600);
    assert_eq!(shown(&alice).await, ends_at("2027-06-01T15:00:00Z"));
}

async fn schedules_of_others_are_no_day_of_mine(world: &World) {
    world.set_clock(TUESDAY);
    for name in ["bob", "eve"] {
        let other = world.script(name).await;
        make(&other, SCHEDULES, &hours("Office", "09:00", "17:00")).await;
    }
    let dana = world.script("dana").await;
    make(&dana, COMPANY, &hours("Company", "08:00", "18:00")).await;
    let alice = world.script("alice").await;
    assert_eq!(shown(&alice).await, ends_at("2026-11-24T17:00:00Z"));
    assert_eq!(shown(&world.script("frank").await).await, json!({}));
}

async fn an_opened_panel_shows_the_day_of_its_user(world: &World) {
    world.set_clock(TUESDAY);
    let (dana, alice) = (world.sign_in("dana").await, world.script("alice").await);
    make(&alice, SCHEDULES, &hours("Office", "09:00", "17:00")).await;
    let panel = panel_of(world, &dana, "alice").await;
    let seen: Value = ask(&dana, &panel, Method::GET, PATH).await.json();
    assert_eq!(seen, ends_at("2026-11-24T16:00:00Z"));
    assert_eq!(shown(&dana).await, json!({}));
}
