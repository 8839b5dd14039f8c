//! Phones that take guests, as administrators decide about them.

use belroute_server::entity::{audit, hoteling_stay};
use belroute_shared::{
    company::hoteling::{CompanyHost, CompanyHosts},
    error::Code,
    ids::UserId,
    live::LiveEvent,
};
use sea_orm::{ActiveModelTrait as _, EntityTrait as _, QueryOrder as _, Set};
use serde_json::json;

use crate::{
    company_users::path,
    world::{World, after_noon},
};

const HOSTS: &str = "/v1/company/hotelingHosts";
const HOUR: i64 = 3600;

on_both! {
    only_administrators_decide_about_hosts,
    a_phone_takes_guests_when_an_administrator_says_so,
    the_limit_of_a_host_is_1_to_999_hours,
    hosts_are_listed_with_their_guests,
    a_guest_is_sent_away,
    a_guest_stays_no_longer_than_the_new_limit,
    a_phone_that_takes_no_guests_any_more_has_none,
}

fn host(world: &World, name: &str) -> String {
    format!("{}/hotelingHost", path(world, name))
}

/// Puts a guest at a host's phone behind the server's back, at noon.
async fn seat(world: &World, guest: &str, host: &str, hours: Option<i64>) {
    let noon_ms = World::NOON.as_millisecond();
    let stay = hoteling_stay::ActiveModel {
        host_id: Set(world.user(host).id),
        guest_id: Set(world.user(guest).id),
        organisation_id: Set(world.seed.alpha),
        started_at_ms: Set(noon_ms),
        ends_at_ms: Set(hours.map(|hours| noon_ms + hours * HOUR * 1000)),
    };
    world.write(async |db| stay.insert(db).await.unwrap()).await;
}

async fn only_administrators_decide_about_hosts(world: &World) {
    let alice = world.sign_in("alice").await;
    let own = host(world, "alice");
    for answer in [
        alice.get(HOSTS).await,
        alice.get(&own).await,
        alice.put(&own, &json!({ "isActive": true })).await,
        alice.delete(&format!("{own}/guest")).await,
    ] {
        answer.refused(403, Code::FeatureNotGranted);
    }
}

async fn a_phone_takes_guests_when_an_administrator_says_so(world: &World) {
    let dana = world.sign_in("dana").await;
    let bobs = host(world, "bob");
    let before: CompanyHost = dana.get(&bobs).await.json();
    assert!(!before.settings.is_active && before.guest.is_none());
    assert_eq!(before.host.name, "Bob de Vries");
    let change = json!({ "isActive": true, "associationLimitHours": 8 });
    dana.put(&bobs, &change).await.done();
    // Absent fields keep their value.
    let change = json!({ "enforceAssociationLimit": true });
    dana.put(&bobs, &change).await.done();
    let after: CompanyHost = dana.get(&bobs).await.json();
    assert!(after.settings.is_active);
    assert_eq!(after.settings.limit(), Some(8));
    let line = audit::Entity::find().order_by_desc(audit::Column::Id);
    let line = line.one(&world.db().read).await.unwrap().unwrap();
    assert_eq!(line.action, "hostChanged");
    assert_eq!(line.user_id, Some(world.user("bob").id));
}

async fn the_limit_of_a_host_is_1_to_999_hours(world: &World) {
    let dana = world.sign_in("dana").await;
    let bobs = host(world, "bob");
    for (hours, code) in [(0, Code::TooLow), (1000, Code::TooHigh)] {
        let answer = dana
            .put(&bobs, &json!({ "associationLimitHours": hours }))
            .await;
        answer.refused_field("associationLimitHours", code);
    }
    for hours in [1, 999] {
        let answer = dana
            .put(&bobs, &json!({ "associationLimitHours": hours }))
            .await;
        answer.done();
    }
}

async fn hosts_are_listed_with_their_guests(world: &World) {
    let dana = world.sign_in("dana").await;
    for name in ["bob", "alice"] {
        let active = json!({ "isActive": true });
        dana.put(&host(world, name), &active).await.done();
    }
    seat(world, "dana", "bob", Some(2)).await;
    let list: CompanyHosts = dana.get(HOSTS).await.json();
    let names: Vec<&str> = list.hosts.iter().map(|it| it.host.name.as_str()).collect();
    assert_eq!(names, ["Alice Müller", "Bob de Vries"]);
    assert_eq!(list.hosts[0].guest, None);
    let stay = list.hosts[1].guest.as_ref().unwrap();
    assert_eq!(stay.guest.id, UserId(world.user("dana").id));
    assert_eq!(stay.ends_at, Some(after_noon(2 * HOUR)));
    let answer = dana.get(&format!("{HOSTS}?max=1")).await;
    assert_eq!(answer.json::<CompanyHosts>().hosts.len(), 1);
    let next: CompanyHosts = dana.get(&answer.next().unwrap()).await.json();
    assert_eq!(next.hosts[0].host.name, "Bob de Vries");
    let found: CompanyHosts = dana.get(&format!("{HOSTS}?query=1002")).await.json();
    assert_eq!(found.hosts.len(), 1);
    // A stay that is over is none.
    world.set_clock(2 * HOUR);
    let dana = world.sign_in("dana").await;
    let list: CompanyHosts = dana.get(HOSTS).await.json();
    assert_eq!(list.hosts[1].guest, None);
}

async fn a_guest_is_sent_away(world: &World) {
    let (dana, alice) = (world.sign_in("dana").await, world.sign_in("alice").await);
    let guest = format!("{}/guest", host(world, "bob"));
    dana.delete(&guest).await.refused(404, Code::NotFound);
    seat(world, "alice", "bob", None).await;
    let mut stream = alice.listen().await;
    dana.delete(&guest).await.done();
    let is_hoteling = |event: &LiveEvent| matches!(event, LiveEvent::Setting { setting } if setting == "hoteling");
    stream.until(is_hoteling).await;
    let shown: CompanyHost = dana.get(&host(world, "bob")).await.json();
    assert_eq!(shown.guest, None);
    let line = audit::Entity::find().order_by_desc(audit::Column::Id);
    let line = line.one(&world.db().read).await.unwrap().unwrap();
    assert_eq!(line.action, "guestReleased");
    assert_eq!(line.object, "Bob de Vries");
    assert_eq!(line.user_id, Some(world.user("alice").id));
    dana.delete(&guest).await.refused(404, Code::NotFound);
}

async fn a_guest_stays_no_longer_than_the_new_limit(world: &World) {
    let dana = world.sign_in("dana").await;
    let bobs = host(world, "bob");
    dana.put(&bobs, &json!({ "isActive": true })).await.done();
    seat(world, "alice", "bob", None).await;
    let limit = json!({ "enforceAssociationLimit": true, "associationLimitHours": 3 });
    dana.put(&bobs, &limit).await.done();
    let shown: CompanyHost = dana.get(&bobs).await.json();
    assert_eq!(shown.guest.unwrap().ends_at, Some(after_noon(3 * HOUR)));
}

async fn a_phone_that_takes_no_guests_any_more_has_none(world: &World) {
    let dana = world.sign_in("dana").await;
    let bobs = host(world, "bob");
    dana.put(&bobs, &json!({ "isActive": true })).await.done();
    seat(world, "alice", "bob", None).await;
    dana.put(&bobs, &json!({ "isActive": false })).await.done();
    let shown: CompanyHost = dana.get(&bobs).await.json();
    assert_eq!(shown.guest, None);
}
