//! What belongs to another organisation, at every endpoint of the company panel that names something.

use std::collections::BTreeMap;

use axum::http::Method;
use belroute_server::entity::{audit, blocked_number, call_group, dial_plan};
use belroute_shared::{audit::Action, error::Code};
use sea_orm::{ActiveModelTrait as _, EntityTrait as _, QueryFilter as _, Set};
use serde_json::json;
use uuid::Uuid;

use crate::{
    endpoints::ENDPOINTS,
    schedules::add_schedule,
    world::{
        Client, World,
        seed::{EVE, OUTSIDE, add_contact},
    },
};

/// What an address names something of, by its beginning.
type Theirs = BTreeMap<&'static str, String>;

/// What is named by a word that all organisations have in common: nothing of another can be named.
const NAMED_BY_WORDS: [&str; 1] = ["/v1/company/featureAccessCodes/{name}"];

on_both! {
    what_another_organisation_has_is_not_there_and_looking_is_written_down,
}

/// One of each that Beta has.
async fn theirs(world: &World) -> Theirs {
    let beta = world.seed.beta;
    let (blocked, group, plan) = (Uuid::now_v7(), Uuid::now_v7(), Uuid::now_v7());
    let schedule = add_schedule(world, beta, None, "Theirs").await.id;
    let contact = world
        .write(async |db| {
            let blocked = blocked_number::ActiveModel {
                id: Set(blocked),
                organisation_id: Set(beta),
                number: Set(OUTSIDE.to_owned()),
                note: Set(None),
                search_key: Set(String::new()),
                created_at_ms: Set(0),
            };
            blocked.insert(db).await.unwrap();
            let plan = dial_plan::ActiveModel {
                id: Set(plan),
                organisation_id: Set(beta),
                kind: Set("queue".to_owned()),
                name: Set("Theirs".to_owned()),
                extension: Set("2000".to_owned()),
                name_key: Set("theirs".to_owned()),
                search_key: Set("theirs 2000".to_owned()),
            };
            plan.insert(db).await.unwrap();
            let group = call_group::ActiveModel {
                id: Set(group),
                organisation_id: Set(beta),
                kind: Set("callPark".to_owned()),
                name: Set("Theirs".to_owned()),
                name_key: Set("theirs".to_owned()),
                created_at_ms: Set(0),
            };
            group.insert(db).await.unwrap();
            add_contact(db, beta, None, "Theirs", OUTSIDE).await
        })
        .await;
    BTreeMap::from([
        ("/v1/company/auditLog", world.user("eve").id.to_string()),
        ("/v1/company/blockedNumbers/{id}", blocked.to_string()),
        ("/v1/company/callGroups/{id}", group.to_string()),
        ("/v1/company/contacts/{id}", contact.to_string()),
        ("/v1/company/defaultNumber", EVE.to_owned()),
        ("/v1/company/dialPlans/{id}", plan.to_string()),
        ("/v1/company/numbers/{number}", EVE.to_owned()),
        ("/v1/company/schedules/{id}", schedule.to_string()),
        ("/v1/company/users/{id}", world.user("eve").id.to_string()),
    ])
}

/// Names it at an endpoint.
async fn name(client: &Client, method: &str, path: &str, theirs: &str) {
    let named = path
        .replace("{id}", theirs)
        .replace("{number}", &theirs.replace('+', "%2B"));
    let ask = |path: &str| client.request(Method::from_bytes(method.as_bytes()).unwrap(), path);
    let ask = match (method, path) {
        ("GET", "/v1/company/auditLog") => ask(&format!("{path}?person={theirs}")),
        ("PUT", "/v1/company/defaultNumber") => ask(path).json(&json!({ "number": theirs })),
        ("PUT", _) => ask(&named).json(&json!({})),
        _ => ask(&named),
    };
    let answer = ask.send().await;
    assert_eq!(answer.status, 404, "{method} {path}: {answer:?}");
    answer.refused(404, Code::NotFound);
}

/// What was written down about looking, in order.
async fn looked(world: &World) -> Vec<audit::Model> {
    let word = serde_json::to_value(Action::StrangerNamed).unwrap();
    audit::Entity::find()
        .filter(audit::COLUMN.action.eq(word.as_str().unwrap()))
        .all(&world.db().read)
        .await
        .unwrap()
}

async fn what_another_organisation_has_is_not_there_and_looking_is_written_down(world: &World) {
    let theirs = theirs(world).await;
    let dana = world.sign_in("dana").await;
    let mut expected = 0;
    for (method, path) in ENDPOINTS {
        let of_company = path.starts_with("/v1/company/");
        let named = theirs.iter().find(|(begin, _)| path.starts_with(**begin));
        let Some((_, named)) = named else {
            let names_something =
                of_company && path.contains('{') && !NAMED_BY_WORDS.contains(&path);
            assert!(!names_something, "{method} {path} has to be decided here");
            continue;
        };
        name(&dana, method, path, named).await;
        expected += 1;
        let lines = looked(world).await;
        assert_eq!(lines.len(), expected, "{method} {path} is not written down");
        let line = lines.iter().max_by_key(|line| line.id).unwrap();
        assert_eq!(line.object, *named, "{method} {path}");
        assert_eq!(line.organisation_id, world.seed.alpha);
        assert_eq!(line.actor_id, Some(world.user("dana").id));
    }
}
