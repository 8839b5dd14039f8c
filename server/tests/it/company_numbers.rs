//! The organisation's numbers, as its administrators manage them.

use belroute_server::entity::{audit, number, user};
use belroute_shared::{
    caller_number::{AvailableCallerIds, CallerIdType, SelectedCallerId},
    company::numbers::{CompanyNumber, CompanyNumbers, NamedNumber},
    error::Code,
    live::LiveEvent,
};
use sea_orm::{
    ActiveModelTrait as _, EntityTrait as _, IntoActiveModel as _, QueryOrder as _, Set,
};
use serde_json::{Value, json};

use crate::world::{
    Client, World,
    seed::{ALICE, BOB, COMPANY, EVE, OUTSIDE, PLANNING, SALES},
};

const NUMBERS: &str = "/v1/company/numbers";
const DEFAULT: &str = "/v1/company/defaultNumber";
const AVAILABLE: &str = "/v1/telephony/config/people/me/settings/availableCallerIds";
const SELECTED: &str = "/v1/telephony/config/people/me/settings/selectedCallerId";

on_both! {
    only_administrators_manage_numbers,
    numbers_are_listed_searched_and_paged,
    a_number_is_added_as_people_type_it_and_its_owner_is_found_by_it,
    what_is_wrong_with_a_number_is_named_beside_its_field,
    a_number_that_becomes_somebodys_own_is_withdrawn_from_everybody_else,
    what_users_choose_from_follows_label_and_dial_plan,
    the_default_number_stays_until_another_is_the_default,
    the_default_number_is_nobodys_own,
    a_removed_number_is_gone_from_lists_and_searches,
    the_first_number_of_an_organisation_is_its_default,
    a_number_of_another_organisation_is_not_there_and_looking_is_written_down,
}

fn path(number: &str) -> String {
    format!("{NUMBERS}/{}", number.replace('+', "%2B"))
}

async fn list(client: &Client, query: &str) -> Vec<CompanyNumber> {
    let answer = client.get(&format!("{NUMBERS}{query}")).await;
    answer.json::<CompanyNumbers>().numbers
}

async fn find(client: &Client, number: &str) -> CompanyNumber {
    client.get(&path(number)).await.json()
}

/// Names in the phonebook that a query finds.
async fn found(client: &Client, query: &str) -> Vec<String> {
    let book: Value = client
        .get(&format!("/v1/phonebook?query={query}"))
        .await
        .json();
    let sections = book["sections"].as_array().unwrap();
    let entries = sections
        .iter()
        .flat_map(|it| it["entries"].as_array().unwrap());
    entries
        .map(|it| it["name"].as_str().unwrap().to_owned())
        .collect()
}

async fn available(client: &Client) -> Vec<(CallerIdType, String, String)> {
    let list: AvailableCallerIds = client.get(AVAILABLE).await.json();
    let one = |it: belroute_shared::caller_number::CallerId| {
        let number = it.direct_number.map(String::from).unwrap_or_default();
        (it.kind, number, it.name.unwrap_or_default())
    };
    list.available_caller_ids.into_iter().map(one).collect()
}

async fn lines(world: &World, action: &str) -> Vec<audit::Model> {
    let lines = audit::Entity::find().order_by_asc(audit::Column::Id);
    let lines = lines.all(&world.db().read).await.unwrap();
    lines
        .into_iter()
        .filter(|line| line.action == action)
        .collect()
}

async fn only_administrators_manage_numbers(world: &World) {
    let alice = world.sign_in("alice").await;
    let new = json!({ "number": "010 234 5678" });
    for answer in [
        alice.get(NUMBERS).await,
        alice.get(&path(ALICE)).await,
        alice.post(NUMBERS, &new).await,
        alice.put(&path(ALICE), &json!({ "label": "Mine" })).await,
        alice.delete(&path(BOB)).await,
        alice.put(DEFAULT, &json!({ "number": ALICE })).await,
    ] {
        answer.refused(403, Code::FeatureNotGranted);
    }
}

async fn numbers_are_listed_searched_and_paged(world: &World) {
    let dana = world.sign_in("dana").await;
    let all = list(&dana, "").await;
    let numbers: Vec<_> = all.iter().map(|it| it.number.as_str()).collect();
    assert_eq!(numbers, [SALES, PLANNING, COMPANY, ALICE, BOB]);
    let names: Vec<_> = all.iter().map(|it| it.owner_name.as_deref()).collect();
    let expected = [
        Some("Sales"),
        Some("Planning"),
        None,
        Some("Alice Müller"),
        Some("Bob de Vries"),
    ];
    assert_eq!(names, expected);
    let defaults: Vec<_> = all.iter().filter(|it| it.is_default).collect();
    assert_eq!(defaults.len(), 1);
    assert_eq!(defaults[0].number.as_str(), COMPANY);
    assert_eq!(defaults[0].display, "+44 20 7946 0010");
    for (query, number) in [
        ("muller", ALICE),
        ("company", COMPANY),
        ("020%207946%200042", BOB),
    ] {
        let found = list(&dana, &format!("?query={query}")).await;
        let found: Vec<_> = found.iter().map(|it| it.number.as_str()).collect();
        assert_eq!(found, [number], "{query}");
    }
    let mut next = Some(format!("{NUMBERS}?max=2&query=2079"));
    let mut paged = Vec::new();
    while let Some(path) = next {
        let answer = dana.get(&path).await;
        let page: CompanyNumbers = answer.json();
        paged.extend(page.numbers.into_iter().map(|it| String::from(it.number)));
        next = answer.next();
    }
    assert_eq!(paged, numbers);
    let bad = dana.get(&format!("{NUMBERS}?cursor=x")).await;
    bad.refused_field("cursor", Code::BadCursor);
}

async fn a_number_is_added_as_people_type_it_and_its_owner_is_found_by_it(world: &World) {
    let dana = world.sign_in("dana").await;
    let bob = world.sign_in("bob").await;
    let mut stream = bob.listen().await;
    let id = world.user("dana").id;
    let new = json!({ "number": "010 - 234 56 78", "label": " Direct ", "userId": id });
    let answer = dana.post(NUMBERS, &new).await;
    assert_eq!(answer.status, 201);
    let made: NamedNumber = answer.json();
    assert_eq!(made.number.as_str(), "+31102345678");
    stream.until(|event| *event == LiveEvent::Phonebook).await;
    let shown = find(&dana, "+31102345678").await;
    assert_eq!(
        (shown.settings.label.as_str(), shown.is_default),
        ("Direct", false)
    );
    assert_eq!(shown.display, "010 234 5678");
    assert_eq!(shown.owner_name.as_deref(), Some("Dana"));
    assert_eq!(found(&bob, "0102345").await, ["Dana"]);
    let own = (
        CallerIdType::DefaultClid,
        "+31102345678".into(),
        "Direct".into(),
    );
    assert_eq!(available(&dana).await, [own]);
    let line = lines(world, "numberMade").await.remove(0);
    assert_eq!(
        (line.user_id, line.object.as_str()),
        (Some(id), "+31102345678")
    );
    assert_eq!(line.actor_name, "Dana");
    let told: Value = serde_json::from_str(&line.after.unwrap()).unwrap();
    assert_eq!(told, json!({ "label": "Direct", "owner": "Dana" }));
}

async fn what_is_wrong_with_a_number_is_named_beside_its_field(world: &World) {
    let dana = world.sign_in("dana").await;
    for (typed, code) in [
        ("", Code::NotANumber),
        ("sales", Code::NotANumber),
        ("2041", Code::NotANumber),
        (ALICE, Code::Taken),
        (EVE, Code::Taken),
    ] {
        let answer = dana.post(NUMBERS, &json!({ "number": typed })).await;
        answer.refused_field("number", code);
        let body = String::from_utf8(answer.body.to_vec()).unwrap();
        assert!(!body.contains("Beta") && !body.contains("Eve"), "{body}");
    }
    let eve = world.user("eve").id;
    let both = json!({ "userId": world.user("bob").id, "dialPlanId": world.seed.sales });
    for (settings, field, code) in [
        (json!({ "label": "x".repeat(65) }), "label", Code::TooLong),
        (json!({ "userId": eve }), "userId", Code::NotOffered),
        (json!({ "dialPlanId": eve }), "dialPlanId", Code::NotOffered),
        (both, "dialPlanId", Code::NotOffered),
    ] {
        dana.put(&path(COMPANY), &settings)
            .await
            .refused_field(field, code);
        let mut new = settings;
        new["number"] = "010 234 5678".into();
        dana.post(NUMBERS, &new).await.refused_field(field, code);
    }
    assert_eq!(list(&dana, "").await.len(), 5);
    assert!(lines(world, "numberMade").await.is_empty());
}

async fn a_number_that_becomes_somebodys_own_is_withdrawn_from_everybody_else(world: &World) {
    let (dana, alice) = (world.sign_in("dana").await, world.sign_in("alice").await);
    let choice = json!({ "type": "ADDITIONAL_CLID", "directNumber": COMPANY });
    alice.put(SELECTED, &choice).await.done();
    dana.put(DEFAULT, &json!({ "number": SALES })).await.done();
    let mut stream = alice.listen().await;
    let bob = world.user("bob").id;
    dana.put(&path(COMPANY), &json!({ "userId": bob }))
        .await
        .done();
    stream
        .until(|event| *event == LiveEvent::CallerNumber)
        .await;
    assert!(
        available(&alice)
            .await
            .iter()
            .all(|(_, number, _)| number != COMPANY)
    );
    let selected: SelectedCallerId = alice.get(SELECTED).await.json();
    assert_eq!(selected.selected.direct_number.unwrap().as_str(), ALICE);
    assert_eq!(found(&alice, "79460010").await, ["Bob de Vries"]);
    let back = json!({ "userId": null });
    dana.put(&path(COMPANY), &back).await.done();
    assert_eq!(found(&alice, "79460010").await, Vec::<String>::new());
    // From one to another: both are told.
    let alices = json!({ "userId": world.user("alice").id });
    dana.put(&path(BOB), &alices).await.done();
    let told: Vec<_> = lines(world, "numberChanged").await;
    let told: Vec<_> = told.iter().map(|line| line.user_id).collect();
    let alices = Some(world.user("alice").id);
    assert_eq!(told, [Some(bob), Some(bob), Some(bob), alices]);
    assert_eq!(found(&dana, "79460042").await, ["Alice Müller"]);
}

async fn what_users_choose_from_follows_label_and_dial_plan(world: &World) {
    let (dana, alice) = (world.sign_in("dana").await, world.sign_in("alice").await);
    dana.put(&path(SALES), &json!({ "label": "Verkoop" }))
        .await
        .done();
    let queue = (
        CallerIdType::CallQueue,
        SALES.to_owned(),
        "Verkoop".to_owned(),
    );
    assert!(available(&alice).await.contains(&queue));
    let planning = json!({ "dialPlanId": world.seed.planning });
    dana.put(&path(SALES), &planning).await.done();
    let group = (
        CallerIdType::HuntGroup,
        SALES.to_owned(),
        "Verkoop".to_owned(),
    );
    assert!(available(&alice).await.contains(&group));
    assert_eq!(found(&alice, "79460000").await, ["Planning"]);
    dana.put(&path(SALES), &json!({ "dialPlanId": null }))
        .await
        .done();
    let plain = (
        CallerIdType::AdditionalClid,
        SALES.to_owned(),
        "Verkoop".to_owned(),
    );
    assert!(available(&alice).await.contains(&plain));
}

async fn the_default_number_stays_until_another_is_the_default(world: &World) {
    let dana = world.sign_in("dana").await;
    let kept = dana.delete(&path(COMPANY)).await;
    kept.refused(409, Code::DefaultNumber);
    let mut stream = dana.listen().await;
    dana.put(DEFAULT, &json!({ "number": SALES })).await.done();
    stream
        .until(|event| *event == LiveEvent::CallerNumber)
        .await;
    assert!(find(&dana, SALES).await.is_default);
    assert!(!find(&dana, COMPANY).await.is_default);
    // Dana has no number of her own.
    assert_eq!(available(&dana).await[0].1, SALES);
    dana.delete(&path(COMPANY)).await.done();
    let line = lines(world, "defaultNumberChanged").await.remove(0);
    assert_eq!(
        line.before.as_deref(),
        Some(format!("\"{COMPANY}\"").as_str())
    );
    assert_eq!(line.after.as_deref(), Some(format!("\"{SALES}\"").as_str()));
    for bad in [OUTSIDE, EVE] {
        let answer = dana.put(DEFAULT, &json!({ "number": bad })).await;
        answer.refused(404, Code::NotFound);
    }
    let no_number = dana.put(DEFAULT, &json!({ "number": "x" })).await;
    no_number.refused(400, Code::Malformed);
}

async fn the_default_number_is_nobodys_own(world: &World) {
    let dana = world.sign_in("dana").await;
    let bobs = json!({ "userId": world.user("bob").id });
    dana.put(&path(COMPANY), &bobs)
        .await
        .refused_field("userId", Code::DefaultNumber);
    dana.put(DEFAULT, &json!({ "number": BOB }))
        .await
        .refused_field("number", Code::Taken);
    assert!(find(&dana, COMPANY).await.is_default);
    // It may reach a dial plan, and its label is free.
    let queue = json!({ "label": "Everybody", "dialPlanId": world.seed.sales });
    dana.put(&path(COMPANY), &queue).await.done();
    assert!(lines(world, "defaultNumberChanged").await.is_empty());
    // One that was both before can be put right, step by step.
    let mut row = find_row(world, COMPANY).await.into_active_model();
    row.dial_plan_id = Set(None);
    row.user_id = Set(Some(world.user("bob").id));
    world.write(async |db| row.update(db).await.unwrap()).await;
    let label = json!({ "label": "Bob" });
    dana.put(&path(COMPANY), &label).await.done();
    dana.put(&path(COMPANY), &json!({ "userId": null }))
        .await
        .done();
    dana.put(DEFAULT, &json!({ "number": COMPANY }))
        .await
        .done();
}

async fn find_row(world: &World, number: &str) -> number::Model {
    let row = number::Entity::find_by_id(number);
    row.one(&world.db().read).await.unwrap().unwrap()
}

async fn a_removed_number_is_gone_from_lists_and_searches(world: &World) {
    let (dana, alice) = (world.sign_in("dana").await, world.sign_in("alice").await);
    let choice = json!({ "type": "CALL_QUEUE", "id": world.seed.sales });
    alice.put(SELECTED, &choice).await.done();
    let mut stream = alice.listen().await;
    dana.delete(&path(SALES)).await.done();
    stream
        .until(|event| *event == LiveEvent::CallerNumber)
        .await;
    let selected: SelectedCallerId = alice.get(SELECTED).await.json();
    assert_eq!(selected.selected.direct_number.unwrap().as_str(), ALICE);
    assert_eq!(found(&alice, "79460000").await, Vec::<String>::new());
    dana.delete(&path(ALICE)).await.done();
    assert_eq!(found(&dana, "79460041").await, Vec::<String>::new());
    assert_eq!(found(&dana, "alice").await, ["Alice Müller"]);
    // She falls back to the organisation's.
    assert_eq!(available(&alice).await[0].1, COMPANY);
    dana.delete(&path(ALICE)).await.refused(404, Code::NotFound);
}

async fn the_first_number_of_an_organisation_is_its_default(world: &World) {
    let mut eve = world.user("eve").clone().into_active_model();
    eve.role = Set("administrator".to_owned());
    let promoted: user::Model = world.write(async |db| eve.update(db).await.unwrap()).await;
    let eve = world.sign_in("eve").await;
    // What is somebody's own does not become everybody's.
    let own = json!({ "number": "010 234 5678", "userId": promoted.id });
    assert_eq!(eve.post(NUMBERS, &own).await.status, 201);
    assert!(!find(&eve, "+31102345678").await.is_default);
    let company = json!({ "number": "010 234 5679", "label": "Beta" });
    assert_eq!(eve.post(NUMBERS, &company).await.status, 201);
    assert!(find(&eve, "+31102345679").await.is_default);
    let frank = world.sign_in("frank").await;
    assert_eq!(available(&frank).await[0].1, "+31102345679");
}

async fn a_number_of_another_organisation_is_not_there_and_looking_is_written_down(world: &World) {
    let dana = world.sign_in("dana").await;
    for number in [EVE, OUTSIDE, "2041", "x"] {
        dana.get(&path(number)).await.refused(404, Code::NotFound);
        let change = dana.put(&path(number), &json!({ "label": "x" })).await;
        change.refused(404, Code::NotFound);
        dana.delete(&path(number))
            .await
            .refused(404, Code::NotFound);
    }
    let looked = lines(world, "strangerNamed").await;
    let looked: Vec<_> = looked.iter().map(|line| line.object.as_str()).collect();
    assert_eq!(looked, [EVE, EVE, EVE]);
}
