//! Administrators who change things at the very same moment: each reads, judges and writes what the
//! other has left.

use axum::http::Method;
use belroute_server::entity::{blocked_number, user};
use belroute_shared::{company::numbers::CompanyNumber, error::Code};
use sea_orm::{
    ActiveModelTrait as _, EntityTrait as _, IntoActiveModel as _, PaginatorTrait as _,
    QueryFilter as _, Set,
};
use serde_json::json;
use uuid::Uuid;

use crate::{
    company_users::{USERS, path},
    world::{Answer, World, seed::SALES},
};

/// Often enough that two who do not wait for each other meet.
const TIMES: u16 = 12;
const BLOCKED: &str = "/v1/company/blockedNumbers";

on_both! {
    two_administrators_who_demote_each_other_leave_one,
    two_administrators_who_disable_each_other_leave_one,
    a_user_and_a_dial_plan_do_not_get_the_same_internal_number,
    the_last_place_of_a_list_is_given_once,
    two_changes_of_the_same_thing_are_both_kept,
    what_is_removed_twice_is_removed_once,
}

/// Dana and Bob are administrators, whatever they were before.
async fn promote(world: &World) {
    for name in ["dana", "bob"] {
        let mut row = world.user(name).clone().into_active_model();
        row.role = Set("administrator".to_owned());
        row.disabled_at_ms = Set(None);
        let row = row.reset_all();
        world.write(async |db| row.update(db).await.unwrap()).await;
    }
}

async fn administrators(world: &World) -> u64 {
    user::Entity::find()
        .filter(user::COLUMN.organisation_id.eq(world.seed.alpha))
        .filter(user::COLUMN.role.eq("administrator"))
        .filter(user::COLUMN.disabled_at_ms.is_null())
        .count(&world.db().read)
        .await
        .unwrap()
}

/// One of two has done it, and the other was refused.
fn assert_one(one: &Answer, other: &Answer) {
    let done = [one, other].into_iter();
    let done = done.filter(|answer| answer.status.is_success()).count();
    assert_eq!(done, 1, "{one:?} {other:?}");
}

async fn two_administrators_who_demote_each_other_leave_one(world: &World) {
    promote(world).await;
    let (dana, bob) = (world.sign_in("dana").await, world.sign_in("bob").await);
    let (danas, bobs) = (path(world, "dana"), path(world, "bob"));
    let demote = json!({ "role": "user" });
    for _ in 0..TIMES {
        promote(world).await;
        let (one, other) = tokio::join!(dana.put(&bobs, &demote), bob.put(&danas, &demote));
        assert_one(&one, &other);
        assert_eq!(administrators(world).await, 1);
    }
}

async fn two_administrators_who_disable_each_other_leave_one(world: &World) {
    for _ in 0..TIMES {
        promote(world).await;
        let (dana, bob) = (world.sign_in("dana").await, world.sign_in("bob").await);
        let danas = format!("{}/disable", path(world, "dana"));
        let bobs = format!("{}/disable", path(world, "bob"));
        let (one, other) = tokio::join!(
            dana.press(Method::POST, &bobs),
            bob.press(Method::POST, &danas)
        );
        assert_one(&one, &other);
        assert_eq!(administrators(world).await, 1);
    }
}

async fn a_user_and_a_dial_plan_do_not_get_the_same_internal_number(world: &World) {
    let dana = world.sign_in("dana").await;
    for extension in 1500..1500 + TIMES {
        let user = json!({ "firstName": "Nina", "lastName": "", "extension": extension.to_string(),
            "email": format!("{extension}@alpha.test"), "language": "nl", "grants": [] });
        let plan = json!({ "name": "Nina", "kind": "queue", "extension": extension.to_string() });
        let (one, other) = tokio::join!(
            dana.post(USERS, &user),
            dana.post("/v1/company/dialPlans", &plan)
        );
        assert_one(&one, &other);
        let refused = if one.status.is_success() { other } else { one };
        refused.refused_field("extension", Code::Taken);
    }
}

async fn the_last_place_of_a_list_is_given_once(world: &World) {
    let dana = world.sign_in("dana").await;
    let rows = (0..999).map(|index| blocked_number::ActiveModel {
        id: Set(Uuid::now_v7()),
        organisation_id: Set(world.seed.alpha),
        number: Set(format!("+3319900{index:04}")),
        note: Set(None),
        search_key: Set(String::new()),
        created_at_ms: Set(0),
    });
    let rows = blocked_number::Entity::insert_many(rows);
    world
        .write(async |db| rows.exec_without_returning(db).await.unwrap())
        .await;
    let (one, other) = (
        json!({ "phoneNumber": "06 12345671" }),
        json!({ "phoneNumber": "06 12345672" }),
    );
    for _ in 0..TIMES {
        let (one, other) = tokio::join!(dana.post(BLOCKED, &one), dana.post(BLOCKED, &other));
        assert_one(&one, &other);
        let (made, refused) = if one.status.is_success() {
            (one, other)
        } else {
            (other, one)
        };
        refused.refused(409, Code::TooMany);
        let id = made.json::<serde_json::Value>()["id"].clone();
        let path = format!("{BLOCKED}/{}", id.as_str().unwrap());
        dana.delete(&path).await.done();
    }
}

async fn two_changes_of_the_same_thing_are_both_kept(world: &World) {
    let dana = world.sign_in("dana").await;
    let sales = format!("/v1/company/numbers/{}", SALES.replace('+', "%2B"));
    for time in 0..TIMES {
        let before = json!({ "label": "Sales", "dialPlanId": world.seed.sales });
        dana.put(&sales, &before).await.done();
        let label = json!({ "label": format!("Verkoop {time}") });
        let plan = json!({ "dialPlanId": world.seed.planning });
        let (one, other) = tokio::join!(dana.put(&sales, &label), dana.put(&sales, &plan));
        one.done();
        other.done();
        let shown: CompanyNumber = dana.get(&sales).await.json();
        assert_eq!(shown.settings.label, format!("Verkoop {time}"));
        let plan = shown.settings.dial_plan_id.map(|id| id.0);
        assert_eq!(plan, Some(world.seed.planning));
    }
}

async fn what_is_removed_twice_is_removed_once(world: &World) {
    let dana = world.sign_in("dana").await;
    let paths = [
        format!("/v1/company/dialPlans/{}", world.seed.planning),
        format!("/v1/company/numbers/{}", SALES.replace('+', "%2B")),
    ];
    for path in paths {
        let (one, other) = tokio::join!(dana.delete(&path), dana.delete(&path));
        assert_one(&one, &other);
        let refused = if one.status.is_success() { other } else { one };
        refused.refused(404, Code::NotFound);
    }
}
