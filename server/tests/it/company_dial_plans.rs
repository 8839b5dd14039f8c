//! Queues, hunt groups and menus, as administrators manage them.

use axum::http::Method;
use belroute_server::entity::{audit, dial_plan};
use belroute_shared::{
    caller_number::{AvailableCallerIds, CallerIdType},
    company::{
        dial_plans::{CompanyDialPlan, CompanyDialPlans, DialPlanKind, MadeDialPlan},
        numbers::CompanyNumbers,
    },
    error::Code,
    live::LiveEvent,
};
use sea_orm::{ActiveModelTrait as _, EntityTrait as _, QueryOrder as _, Set};
use serde_json::{Value, json};
use uuid::Uuid;

use crate::world::{Client, World, seed::SALES};

const PLANS: &str = "/v1/company/dialPlans";

on_both! {
    only_administrators_manage_dial_plans,
    dial_plans_are_listed_searched_and_paged,
    a_dial_plan_is_made_and_stands_in_every_phonebook,
    what_is_wrong_with_a_dial_plan_is_named_beside_its_field,
    a_changed_dial_plan_keeps_what_was_not_named,
    the_numbers_of_a_removed_dial_plan_are_free_and_may_still_be_shown,
    a_dial_plan_of_another_organisation_is_not_there_and_looking_is_written_down,
}

fn path(id: Uuid) -> String {
    format!("{PLANS}/{id}")
}

fn new(name: &str, extension: &str) -> Value {
    json!({ "name": name, "kind": "queue", "extension": extension })
}

async fn list(client: &Client, query: &str) -> Vec<CompanyDialPlan> {
    let answer = client.get(&format!("{PLANS}{query}")).await;
    answer.json::<CompanyDialPlans>().dial_plans
}

async fn names(client: &Client, query: &str) -> Vec<String> {
    let found = list(client, query).await;
    found.into_iter().map(|it| it.settings.name).collect()
}

/// What Alice may show of the number of Sales.
async fn kind_of_sales(alice: &Client) -> CallerIdType {
    let path = "/v1/telephony/config/people/me/settings/availableCallerIds";
    let list: AvailableCallerIds = alice.get(path).await.json();
    let sales = list.available_caller_ids.into_iter();
    let mut sales = sales.filter(|it| {
        it.direct_number
            .as_ref()
            .is_some_and(|it| it.as_str() == SALES)
    });
    sales.next().expect("she may no longer show it").kind
}

async fn last_line(world: &World) -> audit::Model {
    let line = audit::Entity::find().order_by_desc(audit::Column::Id);
    line.one(&world.db().read).await.unwrap().unwrap()
}

async fn only_administrators_manage_dial_plans(world: &World) {
    let alice = world.sign_in("alice").await;
    let sales = path(world.seed.sales);
    for answer in [
        alice.get(PLANS).await,
        alice.post(PLANS, &new("Support", "2002")).await,
        alice.put(&sales, &json!({ "name": "x" })).await,
        alice.delete(&sales).await,
    ] {
        answer.refused(403, Code::FeatureNotGranted);
    }
}

async fn dial_plans_are_listed_searched_and_paged(world: &World) {
    let dana = world.sign_in("dana").await;
    let all = list(&dana, "").await;
    assert_eq!(all.len(), 2);
    assert_eq!(all[0].settings.kind, DialPlanKind::HuntGroup);
    assert_eq!(all[1].numbers[0].as_str(), SALES);
    assert_eq!(names(&dana, "?query=SAL").await, ["Sales"]);
    assert_eq!(names(&dana, "?query=2001").await, ["Planning"]);
    let answer = dana.get(&format!("{PLANS}?max=1")).await;
    assert_eq!(
        answer.json::<CompanyDialPlans>().dial_plans[0]
            .settings
            .name,
        "Planning"
    );
    let answer = dana.get(&answer.next().unwrap()).await;
    assert_eq!(
        answer.json::<CompanyDialPlans>().dial_plans[0]
            .settings
            .name,
        "Sales"
    );
    assert_eq!(answer.next(), None);
    let bad = dana.get(&format!("{PLANS}?cursor=x")).await;
    bad.refused_field("cursor", Code::BadCursor);
}

async fn a_dial_plan_is_made_and_stands_in_every_phonebook(world: &World) {
    let (dana, bob) = (world.sign_in("dana").await, world.sign_in("bob").await);
    let mut stream = bob.listen().await;
    let answer = dana.post(PLANS, &new(" Støtte ", "2002")).await;
    assert_eq!(answer.status, 201);
    let made: MadeDialPlan = answer.json();
    stream.until(|event| *event == LiveEvent::Phonebook).await;
    let found: Value = bob.get("/v1/phonebook?query=stotte").await.json();
    let entry = &found["sections"][0]["entries"][0];
    assert_eq!(
        (&entry["name"], &entry["id"]),
        (&json!("Støtte"), &json!(made.id))
    );
    let line = last_line(world).await;
    assert_eq!(
        (line.action.as_str(), line.object.as_str()),
        ("dialPlanMade", "Støtte")
    );
}

async fn what_is_wrong_with_a_dial_plan_is_named_beside_its_field(world: &World) {
    let dana = world.sign_in("dana").await;
    for (form, field, code) in [
        (new("  ", "2002"), "name", Code::Required),
        (new(&"x".repeat(65), "2002"), "name", Code::TooLong),
        (new("Support", "2000"), "extension", Code::Taken),
        (new("Support", "1001"), "extension", Code::Taken),
    ] {
        dana.post(PLANS, &form).await.refused_field(field, code);
        let planning = path(world.seed.planning);
        dana.put(&planning, &form).await.refused_field(field, code);
    }
    let no_extension = dana.post(PLANS, &new("Support", "x")).await;
    no_extension.refused(400, Code::Malformed);
    // The internal number of another organisation's user is free here.
    assert_eq!(dana.post(PLANS, &new("Support", "5001")).await.status, 201);
    let user = json!({ "firstName": "Nina", "email": "n@alpha.test", "extension": "5001" });
    let taken = dana.post("/v1/company/users", &user).await;
    taken.refused_field("extension", Code::Taken);
}

async fn a_changed_dial_plan_keeps_what_was_not_named(world: &World) {
    let (dana, alice) = (world.sign_in("dana").await, world.sign_in("alice").await);
    let mut stream = alice.listen().await;
    let change = json!({ "kind": "menu", "extension": "2000" });
    dana.put(&path(world.seed.sales), &change).await.done();
    stream
        .until(|event| *event == LiveEvent::CallerNumber)
        .await;
    assert_eq!(kind_of_sales(&alice).await, CallerIdType::AdditionalClid);
    let sales: CompanyDialPlan = dana.get(&path(world.seed.sales)).await.json();
    assert_eq!(sales.settings.kind, DialPlanKind::Menu);
    let name = json!({ "name": "Verkoop", "kind": "huntGroup" });
    dana.put(&path(world.seed.sales), &name).await.done();
    assert_eq!(kind_of_sales(&alice).await, CallerIdType::HuntGroup);
    // It is found by its new name and still by its number.
    assert_eq!(names(&dana, "?query=verkoop").await, ["Verkoop"]);
    assert_eq!(names(&dana, "?query=79460000").await, ["Verkoop"]);
    let line = last_line(world).await;
    assert_eq!(line.action, "dialPlanChanged");
    assert!(line.before.unwrap().contains("Sales") && line.after.unwrap().contains("Verkoop"));
}

async fn the_numbers_of_a_removed_dial_plan_are_free_and_may_still_be_shown(world: &World) {
    let (dana, alice) = (world.sign_in("dana").await, world.sign_in("alice").await);
    let star = format!("/v1/favourites/{}", world.seed.sales);
    alice.press(Method::PUT, &star).await.done();
    dana.delete(&path(world.seed.sales)).await.done();
    let numbers: CompanyNumbers = dana.get("/v1/company/numbers").await.json();
    let sales = numbers
        .numbers
        .into_iter()
        .find(|it| it.number.as_str() == SALES);
    assert_eq!(sales.unwrap().settings.dial_plan_id, None);
    assert_eq!(kind_of_sales(&alice).await, CallerIdType::AdditionalClid);
    let starred: Value = alice.get("/v1/favourites").await.json();
    assert_eq!(starred["entries"], json!([]));
    assert_eq!(names(&dana, "").await, ["Planning"]);
    dana.delete(&path(world.seed.sales))
        .await
        .refused(404, Code::NotFound);
    let line = last_line(world).await;
    assert_eq!(
        (line.action.as_str(), line.object.as_str()),
        ("dialPlanRemoved", "Sales")
    );
}

async fn a_dial_plan_of_another_organisation_is_not_there_and_looking_is_written_down(
    world: &World,
) {
    let id = Uuid::now_v7();
    let theirs = dial_plan::ActiveModel {
        id: Set(id),
        organisation_id: Set(world.seed.beta),
        kind: Set("queue".to_owned()),
        name: Set("Theirs".to_owned()),
        extension: Set("2000".to_owned()),
        name_key: Set("theirs".to_owned()),
        search_key: Set("theirs 2000".to_owned()),
    };
    world
        .write(async |db| theirs.insert(db).await.unwrap())
        .await;
    let dana = world.sign_in("dana").await;
    assert_eq!(names(&dana, "").await, ["Planning", "Sales"]);
    let change = dana.put(&path(id), &json!({ "name": "x" })).await;
    change.refused(404, Code::NotFound);
    let line = last_line(world).await;
    assert_eq!(
        (line.action, line.object),
        ("strangerNamed".into(), id.to_string())
    );
    dana.get(&path(id)).await.refused(404, Code::NotFound);
    dana.delete(&path(id)).await.refused(404, Code::NotFound);
    let unknown = dana.delete(&path(Uuid::nil())).await;
    unknown.refused(404, Code::NotFound);
    assert_ne!(last_line(world).await.object, Uuid::nil().to_string());
}
