//! The company's block list, as its administrators keep it.

use belroute_server::entity::{audit, blocked_number};
use belroute_shared::{
    company::blocked_numbers::{BlockedNumber, BlockedNumbers},
    error::Code,
    live::LiveEvent,
};
use sea_orm::{EntityTrait as _, QueryOrder as _, Set};
use serde_json::{Value, json};
use uuid::Uuid;

use crate::world::{Client, World};

const BLOCKED: &str = "/v1/company/blockedNumbers";

on_both! {
    only_administrators_come_in,
    a_number_is_blocked_and_let_through_again,
    what_is_wrong_or_there_already_is_told_beside_its_field,
    the_list_is_searched_and_paged,
    a_thousand_numbers_are_the_most,
    another_organisations_list_is_its_own,
}

async fn block(client: &Client, number: &str) -> BlockedNumber {
    let answer = client
        .post(BLOCKED, &json!({ "phoneNumber": number }))
        .await;
    assert_eq!(answer.status, 201, "{answer:?}");
    answer.json()
}

async fn only_administrators_come_in(world: &World) {
    let dana = world.sign_in("dana").await;
    let line = block(&dana, "06 12345678").await;
    let alice = world.sign_in("alice").await;
    for answer in [
        alice.get(BLOCKED).await,
        alice
            .post(BLOCKED, &json!({ "phoneNumber": "06 12345679" }))
            .await,
        alice.delete(&format!("{BLOCKED}/{}", line.id)).await,
    ] {
        answer.refused(403, Code::FeatureNotGranted);
    }
}

async fn a_number_is_blocked_and_let_through_again(world: &World) {
    let dana = world.sign_in("dana").await;
    let mut stream = dana.listen().await;
    let new = json!({ "phoneNumber": "(06) 12-34 56 78", "note": " sells\nwindows " });
    let line: BlockedNumber = dana.post(BLOCKED, &new).await.json();
    assert_eq!(line.phone_number.as_str(), "+31612345678");
    assert_eq!(line.display, "06 12345678");
    assert_eq!(line.note.as_deref(), Some("sells windows"));
    assert_eq!(line.blocked_at, World::NOON);
    stream
        .until(|event| *event == LiveEvent::BlockedNumbers)
        .await;
    let list: BlockedNumbers = dana.get(BLOCKED).await.json();
    assert_eq!(list.numbers, std::slice::from_ref(&line));
    let path = format!("{BLOCKED}/{}", line.id);
    dana.delete(&path).await.done();
    dana.delete(&path).await.refused(404, Code::NotFound);
    let list: BlockedNumbers = dana.get(BLOCKED).await.json();
    assert!(list.numbers.is_empty());
    let lines = audit::Entity::find().order_by_asc(audit::Column::Id);
    let lines = lines.all(&world.db().read).await.unwrap();
    let told: Vec<_> = lines
        .iter()
        .filter(|line| line.action.starts_with("number"))
        .map(|line| (line.action.as_str(), line.object.as_str()))
        .collect();
    let expected = [
        ("numberBlocked", "+31612345678"),
        ("numberUnblocked", "+31612345678"),
    ];
    assert_eq!(told, expected);
}

async fn what_is_wrong_or_there_already_is_told_beside_its_field(world: &World) {
    let dana = world.sign_in("dana").await;
    for (number, code) in [
        ("", Code::Required),
        ("anna", Code::NotANumber),
        ("2041", Code::NotANumber),
        ("112", Code::NotANumber),
    ] {
        let answer = dana.post(BLOCKED, &json!({ "phoneNumber": number })).await;
        answer.refused_field("phoneNumber", code);
    }
    let long = json!({ "phoneNumber": "06 12345678", "note": "x".repeat(201) });
    dana.post(BLOCKED, &long)
        .await
        .refused_field("note", Code::TooLong);
    dana.post(BLOCKED, &json!({}))
        .await
        .refused(400, Code::Malformed);
    block(&dana, "06 12345678").await;
    let again = json!({ "phoneNumber": "+31 6 12345678" });
    let body = dana.post(BLOCKED, &again).await.refused(409, Code::Taken);
    assert_eq!(body.code_of("phoneNumber"), Some(Code::Taken));
}

async fn the_list_is_searched_and_paged(world: &World) {
    let dana = world.sign_in("dana").await;
    for number in ["06 12345673", "06 12345671", "+44 20 7946 0041"] {
        block(&dana, number).await;
    }
    let mut next = Some(format!("{BLOCKED}?max=1"));
    let mut numbers = Vec::new();
    while let Some(path) = next {
        let answer = dana.get(&path).await;
        let page: BlockedNumbers = answer.json();
        numbers.extend(
            page.numbers
                .into_iter()
                .map(|it| it.phone_number.to_string()),
        );
        next = answer.next();
    }
    assert_eq!(numbers, ["+31612345671", "+31612345673", "+442079460041"]);
    let found: BlockedNumbers = dana.get(&format!("{BLOCKED}?query=0044")).await.json();
    assert_eq!(found.numbers.len(), 1);
}

async fn a_thousand_numbers_are_the_most(world: &World) {
    let dana = world.sign_in("dana").await;
    let rows = (0..1000).map(|index| blocked_number::ActiveModel {
        id: Set(Uuid::now_v7()),
        organisation_id: Set(world.seed.alpha),
        number: Set(format!("+3319900{index:04}")),
        note: Set(None),
        search_key: Set(String::new()),
        created_at_ms: Set(0),
    });
    world
        .write(async |db| {
            let rows = blocked_number::Entity::insert_many(rows);
            rows.exec_without_returning(db).await.unwrap();
        })
        .await;
    let answer = dana
        .post(BLOCKED, &json!({ "phoneNumber": "06 12345678" }))
        .await;
    answer.refused(409, Code::TooMany);
}

async fn another_organisations_list_is_its_own(world: &World) {
    let dana = world.sign_in("dana").await;
    let line = block(&dana, "06 12345678").await;
    let promote = format!("/v1/company/users/{}", world.user("eve").id);
    let answer = dana
        .put(&promote, &json!({ "role": "administrator" }))
        .await;
    answer.refused(404, Code::NotFound);
    let strange = Uuid::now_v7();
    world
        .write(async |db| {
            let row = blocked_number::ActiveModel {
                id: Set(strange),
                organisation_id: Set(world.seed.beta),
                number: Set("+31612345678".to_owned()),
                note: Set(Some("of Beta".to_owned())),
                search_key: Set(String::new()),
                created_at_ms: Set(0),
            };
            let row = blocked_number::Entity::insert(row);
            row.exec_without_returning(db).await.unwrap();
        })
        .await;
    let list: Value = dana.get(BLOCKED).await.json();
    assert_eq!(list["numbers"].as_array().unwrap().len(), 1);
    assert_eq!(list["numbers"][0]["id"], json!(line.id));
    let path = format!("{BLOCKED}/{strange}");
    dana.delete(&path).await.refused(404, Code::NotFound);
    let lines = audit::Entity::find().all(&world.db().read).await.unwrap();
    let is_named =
        |line: &audit::Model| line.action == "strangerNamed" && line.object == strange.to_string();
    assert!(lines.iter().any(is_named), "{lines:?}");
}
