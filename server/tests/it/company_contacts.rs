//! The company's phonebook by hand: who may change it, what is refused, and who sees the change.

use belroute_server::entity::audit;
use belroute_shared::{
    company::contacts::{CompanyContact, CompanyContacts, MadeContact, NumberLabel},
    error::Code,
    live::LiveEvent,
};
use sea_orm::{EntityTrait as _, QueryOrder as _};
use serde_json::{Value, json};
use uuid::Uuid;

use crate::world::{Client, World, seed::add_contact};

const CONTACTS: &str = "/v1/company/contacts";

on_both! {
    who_was_not_given_the_phonebook_cannot_change_it,
    a_contact_is_made_shown_changed_and_removed,
    every_field_that_is_wrong_is_named,
    contacts_are_listed_searched_and_paged,
    a_change_is_found_in_the_phonebook_at_once_and_its_old_name_is_not,
    a_removed_contact_leaves_no_star_behind,
    what_was_done_is_written_down,
    contacts_of_others_are_not_there,
    the_export_is_a_table_without_formulas,
}

fn jan() -> Value {
    json!({
        "name": " Jan  de Wit ",
        "company": "Bakkerij Ütrecht",
        "numbers": [
            { "number": "06 12345678", "label": "mobile" },
            { "number": "020 1234567" },
            { "number": "+31 6 1234 5678", "label": "home" },
        ],
        "email": "jan@bakkerij.test",
        "note": "Knocks\r\ntwice ",
    })
}

async fn make(client: &Client, contact: &Value) -> Uuid {
    let answer = client.post(CONTACTS, contact).await;
    assert_eq!(answer.status, 201, "{answer:?}");
    answer.json::<MadeContact>().id.0
}

fn one(name: &str, number: &str) -> Value {
    json!({ "name": name, "numbers": [{ "number": number, "label": "work" }] })
}

async fn grant(world: &World, name: &str, grants: Value) {
    let path = format!("/v1/company/users/{}", world.user(name).id);
    let dana = world.sign_in("dana").await;
    dana.put(&path, &json!({ "grants": grants })).await.done();
}

async fn found(client: &Client, query: &str) -> Vec<String> {
    let path = format!("/v1/phonebook?kind=company&query={query}");
    let book: Value = client.get(&path).await.json();
    let entries = book["sections"][0]["entries"].as_array().cloned();
    let names = entries.unwrap_or_default().into_iter();
    names
        .map(|entry| entry["name"].as_str().unwrap().to_owned())
        .collect()
}

async fn who_was_not_given_the_phonebook_cannot_change_it(world: &World) {
    let dana = world.sign_in("dana").await;
    let id = make(&dana, &jan()).await;
    let alice = world.sign_in("alice").await;
    let path = format!("{CONTACTS}/{id}");
    for answer in [
        alice.get(CONTACTS).await,
        alice.post(CONTACTS, &jan()).await,
        alice.get(&path).await,
        alice.put(&path, &json!({ "name": "x" })).await,
        alice.delete(&path).await,
        alice.get(&format!("{CONTACTS}/export")).await,
        alice.post(&format!("{CONTACTS}/import"), &json!({})).await,
    ] {
        answer.refused(403, Code::FeatureNotGranted);
    }
    grant(world, "alice", json!(["phonebookManager"])).await;
    alice.put(&path, &json!({ "name": "Piet" })).await.done();
    assert_eq!(found(&alice, "piet").await, ["Piet"]);
    // What is for administrators stays theirs.
    alice
        .get("/v1/company/blockedNumbers")
        .await
        .refused(403, Code::FeatureNotGranted);
    grant(world, "alice", json!([])).await;
    alice
        .delete(&path)
        .await
        .refused(403, Code::FeatureNotGranted);
}

async fn a_contact_is_made_shown_changed_and_removed(world: &World) {
    let dana = world.sign_in("dana").await;
    let bob = world.sign_in("bob").await;
    let mut stream = bob.listen().await;
    let path = format!("{CONTACTS}/{}", make(&dana, &jan()).await);
    stream.until(|event| *event == LiveEvent::Phonebook).await;
    let shown: CompanyContact = dana.get(&path).await.json();
    let settings = &shown.settings;
    assert_eq!(settings.name, "Jan de Wit");
    assert_eq!(settings.note.as_deref(), Some("Knocks\ntwice"));
    let numbers: Vec<_> = settings
        .numbers
        .iter()
        .map(|it| (it.number.as_str(), it.display.as_str(), it.label))
        .collect();
    let expected = [
        ("+31612345678", "06 12345678", NumberLabel::Mobile),
        ("+31201234567", "020 123 4567", NumberLabel::Work),
    ];
    assert_eq!(numbers, expected);
    let change = json!({ "note": null, "numbers": [{ "number": "0031 20 1234567" }] });
    dana.put(&path, &change).await.done();
    stream.until(|event| *event == LiveEvent::Phonebook).await;
    let shown: CompanyContact = dana.get(&path).await.json();
    assert_eq!(shown.settings.name, "Jan de Wit");
    assert_eq!(shown.settings.note, None);
    assert_eq!(shown.settings.numbers.len(), 1);
    dana.delete(&path).await.done();
    stream.until(|event| *event == LiveEvent::Phonebook).await;
    dana.get(&path).await.refused(404, Code::NotFound);
    dana.delete(&path).await.refused(404, Code::NotFound);
    let left: CompanyContacts = dana.get(CONTACTS).await.json();
    assert!(left.contacts.is_empty(), "{left:?}");
}

async fn every_field_that_is_wrong_is_named(world: &World) {
    let dana = world.sign_in("dana").await;
    let wrong = json!({
        "name": "  ",
        "company": "x".repeat(129),
        "numbers": [
            { "number": "06 12345678" }, { "number": "2041" }, { "number": "anna" },
            { "number": "" },
        ],
        "email": "jan",
        "note": "x".repeat(1001),
    });
    let answer = dana.post(CONTACTS, &wrong).await;
    let body = answer.refused(400, Code::Required);
    for (field, code) in [
        ("name", Code::Required),
        ("company", Code::TooLong),
        ("numbers.1.number", Code::NotANumber),
        ("numbers.2.number", Code::NotANumber),
        ("numbers.3.number", Code::Required),
        ("email", Code::NotAnEmail),
        ("note", Code::TooLong),
    ] {
        assert_eq!(body.code_of(field), Some(code), "{field}");
    }
    assert_eq!(body.code_of("numbers.0.number"), None);
    let mut many = jan();
    many["numbers"] = (0..6)
        .map(|last| json!({ "number": format!("06 1234567{last}") }))
        .collect();
    let answer = dana.post(CONTACTS, &many).await;
    answer.refused_field("numbers", Code::TooMany);
    let nobody = json!({ "name": "Jan" });
    let answer = dana.post(CONTACTS, &nobody).await;
    answer.refused_field("numbers", Code::Required);
    let mut odd = jan();
    odd["numbers"][0]["label"] = "fax".into();
    let answer = dana.post(CONTACTS, &odd).await;
    answer.refused(400, Code::Malformed);
    let path = format!("{CONTACTS}/{}", make(&dana, &jan()).await);
    let answer = dana.put(&path, &json!({ "name": "x".repeat(129) })).await;
    answer.refused_field("name", Code::TooLong);
    let answer = dana.put(&path, &json!([])).await;
    answer.refused(400, Code::Malformed);
}

async fn contacts_are_listed_searched_and_paged(world: &World) {
    let dana = world.sign_in("dana").await;
    for (name, number) in [
        ("Zoë", "06 12345671"),
        ("anna", "06 12345672"),
        ("Bart", "020 1234567"),
        ("Ånna", "06 12345674"),
    ] {
        make(&dana, &one(name, number)).await;
    }
    let mut next = Some(format!("{CONTACTS}?max=3"));
    let mut names = Vec::new();
    while let Some(path) = next {
        let answer = dana.get(&path).await;
        let page: CompanyContacts = answer.json();
        names.extend(page.contacts.into_iter().map(|it| it.settings.name));
        next = answer.next();
    }
    assert_eq!(names, ["anna", "Ånna", "Bart", "Zoë"]);
    for (query, count) in [
        ("ANN", 2),
        ("zo", 1),
        ("06+1234", 3),
        ("0031201", 1),
        ("x", 0),
        ("%25", 4),
        ("'", 0),
    ] {
        let page: CompanyContacts = dana.get(&format!("{CONTACTS}?query={query}")).await.json();
        assert_eq!(page.contacts.len(), count, "{query}");
    }
    dana.get(&format!("{CONTACTS}?cursor=x"))
        .await
        .refused_field("cursor", Code::BadCursor);
}

async fn a_change_is_found_in_the_phonebook_at_once_and_its_old_name_is_not(world: &World) {
    let (dana, bob) = (world.sign_in("dana").await, world.sign_in("bob").await);
    let path = format!("{CONTACTS}/{}", make(&dana, &jan()).await);
    for query in ["wit", "utrecht", "bakkerij.test", "06+1234", "+31201"] {
        assert_eq!(found(&bob, query).await, ["Jan de Wit"], "{query}");
    }
    let change = json!({ "name": "Piet", "numbers": [{ "number": "010 1234567" }] });
    dana.put(&path, &change).await.done();
    assert_eq!(found(&bob, "piet").await, ["Piet"]);
    assert_eq!(found(&bob, "0101").await, ["Piet"]);
    for query in ["wit", "06+1234"] {
        assert!(found(&bob, query).await.is_empty(), "{query}");
    }
    let asked: Value = bob.get("/v1/numbers?number=0101234567").await.json();
    assert_eq!(asked["numbers"][0]["name"], "Piet");
    dana.delete(&path).await.done();
    assert!(found(&bob, "piet").await.is_empty());
}

async fn a_removed_contact_leaves_no_star_behind(world: &World) {
    let (dana, bob) = (world.sign_in("dana").await, world.sign_in("bob").await);
    let id = make(&dana, &jan()).await;
    let star = format!("/v1/favourites/{id}");
    bob.press(axum::http::Method::PUT, &star).await.done();
    dana.delete(&format!("{CONTACTS}/{id}")).await.done();
    let stars: Value = bob.get("/v1/favourites").await.json();
    assert_eq!(stars["entries"], json!([]));
}

async fn what_was_done_is_written_down(world: &World) {
    let dana = world.sign_in("dana").await;
    let path = format!("{CONTACTS}/{}", make(&dana, &jan()).await);
    dana.put(&path, &json!({ "name": "Piet" })).await.done();
    dana.delete(&path).await.done();
    let lines = audit::Entity::find().order_by_asc(audit::Column::Id);
    let lines = lines.all(&world.db().read).await.unwrap();
    let mut lines = lines
        .into_iter()
        .filter(|line| line.action.starts_with("contact"));
    let (made, changed, removed) = (lines.next(), lines.next(), lines.next());
    let (made, changed, removed) = (made.unwrap(), changed.unwrap(), removed.unwrap());
    assert_eq!(
        [&made.action, &changed.action, &removed.action],
        ["contactMade", "contactChanged", "contactRemoved"]
    );
    assert_eq!(made.before, None);
    assert!(made.after.unwrap().contains("+31612345678"));
    assert!(changed.before.unwrap().contains("Jan") && changed.after.unwrap().contains("Piet"));
    assert!(removed.before.unwrap().contains("Piet") && removed.after.is_none());
    assert_eq!(removed.actor_name, "Dana");
}

async fn contacts_of_others_are_not_there(world: &World) {
    let (dana, seed) = (world.sign_in("dana").await, world.seed.clone());
    let (strange, private) = world
        .write(async |db| {
            let alice = Some(world.user("alice").id);
            (
                add_contact(db, seed.beta, None, "Strange", "+31612345670").await,
                add_contact(db, seed.alpha, alice, "Private", "+31612345671").await,
            )
        })
        .await;
    for id in [strange, private, Uuid::nil()] {
        let path = format!("{CONTACTS}/{id}");
        dana.get(&path).await.refused(404, Code::NotFound);
        let answer = dana.put(&path, &json!({ "name": "x" })).await;
        answer.refused(404, Code::NotFound);
        dana.delete(&path).await.refused(404, Code::NotFound);
    }
    let all: CompanyContacts = dana.get(CONTACTS).await.json();
    assert!(all.contacts.is_empty(), "{all:?}");
    let file = dana.get(&format!("{CONTACTS}/export")).await;
    assert!(!String::from_utf8_lossy(&file.body).contains("trange"));
    let lines = audit::Entity::find().all(&world.db().read).await.unwrap();
    let named = lines.iter().filter(|line| line.action == "strangerNamed");
    let named: Vec<_> = named.map(|line| line.object.clone()).collect();
    assert_eq!(
        named,
        [
            strange.to_string(),
            strange.to_string(),
            strange.to_string()
        ]
    );
}

async fn the_export_is_a_table_without_formulas(world: &World) {
    let dana = world.sign_in("dana").await;
    make(&dana, &jan()).await;
    make(&dana, &one("=HYPERLINK(\"x\")", "06 12345670")).await;
    let answer = dana.get(&format!("{CONTACTS}/export")).await;
    assert_eq!(
        answer.header("content-type"),
        Some("text/csv; charset=utf-8")
    );
    let text = String::from_utf8(answer.body.to_vec()).unwrap();
    let lines: Vec<&str> = text.lines().collect();
    assert!(
        lines[0].starts_with("name,company,number 1,label 1,"),
        "{text}"
    );
    assert!(
        lines[1].starts_with("\"'=HYPERLINK(\"\"x\"\")\",,+31612345670,work,"),
        "{text}"
    );
    assert!(
        lines[2].starts_with("Jan de Wit,Bakkerij Ütrecht,+31612345678,mobile,"),
        "{text}"
    );
}
