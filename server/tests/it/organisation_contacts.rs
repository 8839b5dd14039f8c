//! The company's contacts as clients of Webex read and write them.

use axum::http::Method;
use belroute_server::entity::audit;
use belroute_shared::{company::contacts::CompanyContact, error::Code};
use sea_orm::EntityTrait as _;
use serde_json::{Value, json};
use uuid::Uuid;

use crate::world::{
    Answer, Client, World,
    seed::{OUTSIDE, add_contact},
};

on_both! {
    a_contact_is_made_shown_changed_and_removed,
    who_was_not_given_the_phonebook_only_reads,
    what_is_wrong_or_not_kept_is_refused_by_its_name_here,
    contacts_are_searched_and_paged,
    many_are_made_and_changed_at_once_each_by_itself,
    many_are_removed_at_once,
    another_organisation_is_not_there_and_naming_it_is_written_down,
}

fn contacts(world: &World) -> String {
    of(world.seed.alpha)
}

fn of(organisation: Uuid) -> String {
    format!("/v1/contacts/organizations/{organisation}/contacts")
}

fn jan() -> Value {
    json!({
        "schemas": "urn:cisco:codev:identity:contact:core:1.0",
        "displayName": "Jan de Wit",
        "firstName": "Jan",
        "lastName": "de Wit",
        "companyName": "Bakkerij",
        "emails": [{ "value": "jan@b.test", "type": "WORK", "primary": true }],
        "phoneNumbers": [
            { "value": "020 1234567", "type": "work" },
            { "value": "06 12345678", "type": "mobile", "primary": true },
        ],
    })
}

async fn patch(client: &Client, path: &str, body: &Value) -> Answer {
    client.request(Method::PATCH, path).json(body).send().await
}

async fn make(client: &Client, world: &World, contact: &Value) -> (String, Value) {
    let answer = client.post(&contacts(world), contact).await;
    assert_eq!(answer.status, 201, "{answer:?}");
    let made: Value = answer.json();
    let id = made["contactId"].as_str().unwrap();
    (format!("{}/{id}", contacts(world)), made)
}

async fn a_contact_is_made_shown_changed_and_removed(world: &World) {
    let dana = world.script("dana").await;
    let (path, made) = make(&dana, world, &jan()).await;
    let mut expected = jan();
    expected["contactId"] = made["contactId"].clone();
    expected["orgId"] = json!(world.seed.alpha);
    expected["source"] = json!("CH");
    expected["primaryContactMethod"] = json!("PHONE");
    expected["phoneNumbers"] = json!([
        { "value": "+31612345678", "type": "mobile", "primary": true },
        { "value": "+31201234567", "type": "work", "primary": false },
    ]);
    assert_eq!(made, expected);
    assert_eq!(dana.get(&path).await.json::<Value>(), expected);
    // The panel's page has the same contact.
    let id = made["contactId"].as_str().unwrap();
    let page = format!("/v1/company/contacts/{id}");
    dana.put(&page, &json!({ "note": "Knocks" })).await.done();
    patch(&dana, &path, &json!({ "lastName": "Smit" }))
        .await
        .done();
    let gone = json!({ "phoneNumbers": [{ "value": "020 1234567", "operation": "delete" }] });
    patch(&dana, &path, &gone).await.done();
    let shown: CompanyContact = dana.get(&page).await.json();
    assert_eq!(shown.settings.name, "Jan Smit");
    assert_eq!(shown.settings.note.as_deref(), Some("Knocks"));
    assert_eq!(shown.settings.numbers.len(), 1);
    patch(&dana, &path, &json!({ "emails": [] })).await.done();
    assert_eq!(dana.get(&path).await.json::<Value>()["emails"], json!([]));
    dana.delete(&path).await.done();
    dana.get(&path).await.refused(404, Code::NotFound);
    dana.delete(&path).await.refused(404, Code::NotFound);
    patch(&dana, &path, &json!({}))
        .await
        .refused(404, Code::NotFound);
}

async fn who_was_not_given_the_phonebook_only_reads(world: &World) {
    let (dana, alice) = (world.script("dana").await, world.script("alice").await);
    let (path, made) = make(&dana, world, &jan()).await;
    assert_eq!(alice.get(&path).await.json::<Value>(), made);
    let many = format!("{}/bulk", contacts(world));
    for answer in [
        alice.post(&contacts(world), &jan()).await,
        patch(&alice, &path, &json!({})).await,
        alice.delete(&path).await,
        alice.post(&many, &json!({ "contacts": [jan()] })).await,
        alice
            .post(
                &format!("{many}/delete"),
                &json!({ "objectIds": [made["contactId"]] }),
            )
            .await,
    ] {
        answer.refused(403, Code::FeatureNotGranted);
    }
}

async fn what_is_wrong_or_not_kept_is_refused_by_its_name_here(world: &World) {
    let dana = world.script("dana").await;
    for (field, value, at, code) in [
        (
            "displayName",
            json!("x".repeat(129)),
            "displayName",
            Code::TooLong,
        ),
        (
            "firstName",
            json!("x".repeat(129)),
            "firstName",
            Code::TooLong,
        ),
        ("phoneNumbers", json!([]), "phoneNumbers", Code::Required),
        (
            "phoneNumbers",
            json!([{ "value": "anna" }]),
            "phoneNumbers.0.value",
            Code::NotANumber,
        ),
        (
            "emails",
            json!([{ "value": "jan" }]),
            "emails.0.value",
            Code::NotAnEmail,
        ),
        ("title", json!("Baker"), "title", Code::NotOffered),
        (
            "sipAddresses",
            json!([{ "value": "jan@b.test" }]),
            "sipAddresses",
            Code::NotOffered,
        ),
    ] {
        let mut contact = jan();
        contact[field] = value;
        let answer = dana.post(&contacts(world), &contact).await;
        answer.refused_field(at, code);
    }
    let mut two = jan();
    two["emails"] = json!([{ "value": "one@b.test" }, { "value": "two@b.test" }]);
    let answer = dana.post(&contacts(world), &two).await;
    answer.refused_field("emails", Code::TooMany);
    // What is empty says nothing.
    let mut empty = jan();
    empty["groupIds"] = json!([]);
    empty["displayName"] = Value::Null;
    let (_, made) = make(&dana, world, &empty).await;
    assert_eq!(made["displayName"], "Jan de Wit");
}

async fn contacts_are_searched_and_paged(world: &World) {
    let (dana, alice) = (world.script("dana").await, world.script("alice").await);
    for name in ["Anna", "Bart", "Carla"] {
        let mut contact = jan();
        contact["displayName"] = name.into();
        make(&dana, world, &contact).await;
    }
    let names = async |query: &str| -> Vec<String> {
        let mut next = Some(format!("{}/search{query}", contacts(world)));
        let mut names = Vec::new();
        while let Some(path) = next {
            let answer = alice.get(&path).await;
            let page: Value = answer.json();
            let result = page["result"].as_array().unwrap().clone();
            names.extend(
                result
                    .iter()
                    .map(|it| it["displayName"].as_str().unwrap().to_owned()),
            );
            next = answer.next();
        }
        names
    };
    assert_eq!(names("?limit=2").await, ["Anna", "Bart", "Carla"]);
    assert_eq!(names("?keyword=").await.len(), 3);
    assert_eq!(names("?keyword=bar").await, ["Bart"]);
    assert_eq!(names("?keyword=nobody&source=CH").await.len(), 0);
    assert_eq!(names("?source=Webex4Broadworks").await.len(), 0);
    assert_eq!(names("?groupIds=x").await.len(), 0);
}

async fn many_are_made_and_changed_at_once_each_by_itself(world: &World) {
    let dana = world.script("dana").await;
    let (path, made) = make(&dana, world, &jan()).await;
    let id = made["contactId"].as_str().unwrap();
    let star = format!("/v1/favourites/{id}");
    let alice = world.sign_in("alice").await;
    alice.press(Method::PUT, &star).await.done();
    let mut new = jan();
    new["displayName"] = "Piet".into();
    let many = format!("{}/bulk", contacts(world));
    let body = json!({ "contacts": [
        new,
        { "contactId": id, "companyName": "Slagerij" },
        { "displayName": "Nobody" },
        { "contactId": Uuid::nil(), "displayName": "Gone" },
    ] });
    let answer: Value = dana.post(&many, &body).await.json();
    assert_eq!(answer["orgId"], json!(world.seed.alpha));
    let saved = answer["contacts"].as_array().unwrap();
    let names: Vec<_> = saved.iter().map(|it| &it["displayName"]).collect();
    assert_eq!(names, ["Piet", "Jan de Wit"]);
    let failed = answer["failedContacts"].as_array().unwrap();
    let told: Vec<_> = failed
        .iter()
        .map(|it| {
            (
                it["id"].as_str().unwrap(),
                it["errorCode"].as_str().unwrap(),
                &it["statusCode"],
            )
        })
        .collect();
    let nil = Uuid::nil().to_string();
    let expected = [
        ("2", "required", &json!(400)),
        (nil.as_str(), "notFound", &json!(404)),
    ];
    assert_eq!(told, expected);
    let shown: Value = dana.get(&path).await.json();
    assert_eq!(shown["companyName"], "Slagerij");
    // It is still the contact that was starred, and is found.
    let stars: Value = alice.get("/v1/favourites").await.json();
    assert_eq!(stars["entries"], json!([id]));
    let found: Value = alice
        .get("/v1/phonebook?kind=company&query=slagerij")
        .await
        .json();
    assert_eq!(found["sections"][0]["entries"][0]["id"], id);
    for count in [0, 101] {
        let body = json!({ "contacts": vec![json!({}); count] });
        let answer = dana.post(&many, &body).await;
        let code = if count == 0 {
            Code::Required
        } else {
            Code::TooMany
        };
        answer.refused_field("contacts", code);
    }
}

async fn many_are_removed_at_once(world: &World) {
    let dana = world.script("dana").await;
    let (one, first) = make(&dana, world, &jan()).await;
    let (other, second) = make(&dana, world, &jan()).await;
    let alpha = world.seed.alpha;
    let owner = world.user("alice").id;
    let private = world
        .write(async |db| add_contact(db, alpha, Some(owner), "Private", OUTSIDE).await)
        .await;
    let many = format!("{}/bulk/delete", contacts(world));
    let ids = json!({ "objectIds": [first["contactId"], second["contactId"], private] });
    dana.post(&many, &ids).await.done();
    for path in [one, other] {
        dana.get(&path).await.refused(404, Code::NotFound);
    }
    let alice = world.sign_in("alice").await;
    let left = alice.get(&format!("/v1/contacts/{private}")).await;
    assert_eq!(left.status, 200);
}

async fn another_organisation_is_not_there_and_naming_it_is_written_down(world: &World) {
    let (dana, beta) = (world.script("dana").await, world.seed.beta);
    let theirs = world
        .write(async |db| add_contact(db, beta, None, "Theirs", OUTSIDE).await)
        .await;
    let looked = async || {
        let lines = audit::Entity::find().all(&world.db().read).await.unwrap();
        lines
            .iter()
            .filter(|line| line.action == "strangerNamed")
            .count()
    };
    for path in [
        format!("{}/{theirs}", of(beta)),
        format!("{}/{theirs}", contacts(world)),
    ] {
        dana.get(&path).await.refused(404, Code::NotFound);
        patch(&dana, &path, &json!({}))
            .await
            .refused(404, Code::NotFound);
        dana.delete(&path).await.refused(404, Code::NotFound);
    }
    assert_eq!(looked().await, 4);
    let search = dana.get(&format!("{}/search", of(beta))).await;
    search.refused(404, Code::NotFound);
    dana.post(&of(beta), &jan())
        .await
        .refused(404, Code::NotFound);
    let many = format!("{}/bulk", of(beta));
    let answer = dana.post(&many, &json!({ "contacts": [jan()] })).await;
    answer.refused(404, Code::NotFound);
    let mine = format!("{}/bulk/delete", contacts(world));
    dana.post(&mine, &json!({ "objectIds": [theirs] }))
        .await
        .done();
    assert_eq!(looked().await, 7);
    let eve = world.sign_in("eve").await;
    assert_eq!(eve.get(&format!("{}/{theirs}", of(beta))).await.status, 200);
}
