//! A user's own contacts: made, found, shown as names, undone, and nobody else's.

use axum::http::Method;
use belroute_shared::{
    contacts::{MadeContact, OwnContact, OwnContacts},
    error::Code,
    features::{Access, Feature},
    live::LiveEvent,
    phonebook::Phonebook,
};
use serde_json::{Value, json};
use uuid::Uuid;

use crate::{
    calls::{row, store},
    changes_undo::{change_of, lines, undone},
    world::{
        Client, World,
        seed::{BOB, OUTSIDE, add_contact},
    },
};

pub(crate) const CONTACTS: &str = "/v1/contacts";

on_both! {
    a_contact_is_made_shown_changed_and_removed,
    every_field_that_is_wrong_is_named,
    contacts_are_listed_searched_and_paged,
    a_change_is_found_in_the_phonebook_at_once,
    a_stale_change_is_refused_with_what_it_is_now,
    a_name_is_that_of_a_colleague_then_the_own_then_the_companys,
    a_number_of_several_contacts_has_no_name,
    a_deleted_contact_leaves_the_companys_name,
    every_change_is_undone,
    a_contact_is_put_among_the_speed_dials,
    what_is_hidden_of_a_contact_cannot_be_changed,
    a_thousand_contacts_are_the_most,
    contacts_of_others_are_not_there,
}

fn jan() -> Value {
    json!({
        "firstName": " Jan ",
        "lastName": "de  Wit",
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

fn one(name: &str, number: &str) -> Value {
    json!({ "firstName": name, "numbers": [{ "number": number }] })
}

async fn make(client: &Client, contact: &Value) -> String {
    let answer = client.post(CONTACTS, contact).await;
    assert_eq!(answer.status, 201, "{answer:?}");
    format!("{CONTACTS}/{}", answer.json::<MadeContact>().id)
}

async fn names(client: &Client, query: &str) -> Vec<String> {
    let path = format!("{CONTACTS}?query={query}");
    let all: OwnContacts = client.get(&path).await.json();
    let contacts = all.contacts.into_iter();
    contacts.map(|contact| contact.settings.name()).collect()
}

async fn found(client: &Client, query: &str) -> Vec<String> {
    let path = format!("/v1/phonebook?kind=contact&query={query}");
    let book: Phonebook = client.get(&path).await.json();
    let entries = book.sections.into_iter().flat_map(|it| it.entries);
    entries.map(|entry| entry.name).collect()
}

/// The name of whoever called last.
async fn caller(client: &Client) -> Option<String> {
    let calls: Value = client.get("/v1/calls").await.json();
    calls["calls"][0]["party"]["name"]
        .as_str()
        .map(str::to_owned)
}

async fn a_contact_is_made_shown_changed_and_removed(world: &World) {
    let alice = world.sign_in("alice").await;
    let mut stream = alice.listen().await;
    let path = make(&alice, &jan()).await;
    stream.until(|event| *event == LiveEvent::Phonebook).await;
    let shown: Value = alice.get(&path).await.json();
    let expected = json!({
        "id": shown["id"],
        "firstName": "Jan",
        "lastName": "de Wit",
        "company": "Bakkerij Ütrecht",
        "numbers": [
            { "number": "+31612345678", "label": "mobile", "display": "06 12345678" },
            { "number": "+31201234567", "label": "work", "display": "020 123 4567" },
        ],
        "email": "jan@bakkerij.test",
        "note": "Knocks\ntwice",
    });
    assert_eq!(shown, expected);
    let patch = json!({ "note": null, "lastName": null, "numbers": [{ "number": "0201234567" }] });
    let answer = alice.put(&path, &patch).await;
    answer.done();
    assert_eq!(answer.tag(), alice.get(&path).await.tag());
    let shown: OwnContact = alice.get(&path).await.json();
    assert_eq!(shown.settings.name(), "Jan");
    assert_eq!(
        (shown.settings.note, shown.settings.numbers.len()),
        (None, 1)
    );
    // What changes nothing is not written down.
    let answer = alice.put(&path, &json!({ "firstName": "Jan " })).await;
    answer.done();
    assert_eq!(lines(&alice).await.len(), 2);
    alice.delete(&path).await.done();
    alice.get(&path).await.refused(404, Code::NotFound);
    alice.delete(&path).await.refused(404, Code::NotFound);
    alice
        .put(&path, &json!({}))
        .await
        .refused(404, Code::NotFound);
    assert!(names(&alice, "").await.is_empty());
}

async fn every_field_that_is_wrong_is_named(world: &World) {
    let alice = world.sign_in("alice").await;
    let wrong = json!({
        "firstName": "x".repeat(129),
        "numbers": [{ "number": "06 12345678" }, { "number": "2041" }, { "number": "" }],
        "email": "jan",
        "speedDial": { "code": "1" },
    });
    let body = alice
        .post(CONTACTS, &wrong)
        .await
        .refused(400, Code::TooLong);
    for (field, code) in [
        ("firstName", Code::TooLong),
        ("numbers.1.number", Code::NotANumber),
        ("numbers.2.number", Code::Required),
        ("email", Code::NotAnEmail),
        ("speedDial.code", Code::NotACode),
    ] {
        assert_eq!(body.code_of(field), Some(code), "{field}");
    }
    let nobody = json!({ "numbers": [{ "number": "06 12345678" }] });
    let answer = alice.post(CONTACTS, &nobody).await;
    answer.refused_field("firstName", Code::Required);
    let nowhere = json!({ "firstName": "Jan" });
    let answer = alice.post(CONTACTS, &nowhere).await;
    answer.refused_field("numbers", Code::Required);
    for odd in [json!([]), json!("x"), json!({ "numbers": 7 })] {
        assert_eq!(alice.post(CONTACTS, &odd).await.status, 400, "{odd}");
    }
    assert!(names(&alice, "").await.is_empty());
    // Somebody who is only written to has no number.
    let by_mail = json!({ "company": "Bakker", "email": "info@bakker.test" });
    make(&alice, &by_mail).await;
    assert_eq!(names(&alice, "bakker.test").await, ["Bakker"]);
}

async fn contacts_are_listed_searched_and_paged(world: &World) {
    let alice = world.sign_in("alice").await;
    for (name, number) in [
        ("Zoë", "06 12345671"),
        ("anna", "06 12345672"),
        ("Bart", "020 1234567"),
        ("Ånna", "06 12345674"),
    ] {
        make(&alice, &one(name, number)).await;
    }
    let mut next = Some(format!("{CONTACTS}?max=3"));
    let mut all = Vec::new();
    while let Some(path) = next {
        let answer = alice.get(&path).await;
        let page: OwnContacts = answer.json();
        all.extend(page.contacts.into_iter().map(|it| it.settings.name()));
        next = answer.next();
    }
    assert_eq!(all, ["anna", "Ånna", "Bart", "Zoë"]);
    for (query, count) in [
        ("ANN", 2),
        ("zo", 1),
        ("06+1234", 3),
        ("0031201", 1),
        ("x", 0),
    ] {
        assert_eq!(names(&alice, query).await.len(), count, "{query}");
    }
    let answer = alice.get(&format!("{CONTACTS}?cursor=x")).await;
    answer.refused_field("cursor", Code::BadCursor);
}

async fn a_change_is_found_in_the_phonebook_at_once(world: &World) {
    let (alice, bob) = (world.sign_in("alice").await, world.sign_in("bob").await);
    let path = make(&alice, &jan()).await;
    for query in ["wit", "utrecht", "bakkerij.test", "06+1234", "%2B31201"] {
        assert_eq!(found(&alice, query).await, ["Jan de Wit"], "{query}");
        assert!(found(&bob, query).await.is_empty(), "{query}");
    }
    let all: Phonebook = alice.get("/v1/phonebook").await.json();
    let section = all.sections.last().unwrap();
    assert_eq!(
        section.entries[0].company.as_deref(),
        Some("Bakkerij Ütrecht")
    );
    alice
        .put(&path, &json!({ "firstName": "Piet", "email": null }))
        .await
        .done();
    assert_eq!(found(&alice, "piet").await, ["Piet de Wit"]);
    assert!(found(&alice, "jan").await.is_empty());
}

async fn a_stale_change_is_refused_with_what_it_is_now(world: &World) {
    let alice = world.sign_in("alice").await;
    let path = make(&alice, &jan()).await;
    let tag = alice.get(&path).await.tag();
    alice.put(&path, &json!({ "note": "x" })).await.done();
    let late = |method| alice.request(method, &path).header("if-match", &tag);
    let answer = late(Method::PUT).json(&json!({ "note": "y" })).send().await;
    assert_eq!(answer.stale(), alice.get(&path).await.json::<Value>());
    assert_eq!(late(Method::DELETE).send().await.status, 412);
    let tag = answer.tag();
    let again = alice
        .request(Method::DELETE, &path)
        .header("if-match", &tag);
    again.send().await.done();
}

async fn a_name_is_that_of_a_colleague_then_the_own_then_the_companys(world: &World) {
    let alice = world.sign_in("alice").await;
    let alpha = world.seed.alpha;
    world
        .write(async |db| add_contact(db, alpha, None, "The Firm", OUTSIDE).await)
        .await;
    let mut from_bob = row(world, "alice", 9);
    from_bob.other_number = Some(BOB.to_owned());
    store(world, vec![row(world, "alice", 1), from_bob]).await;
    assert_eq!(caller(&alice).await.as_deref(), Some("The Firm"));
    let mut friend = one("My friend", OUTSIDE);
    friend["numbers"] = json!([{ "number": OUTSIDE }, { "number": BOB }]);
    make(&alice, &friend).await;
    let calls: Value = alice.get("/v1/calls").await.json();
    let shown = |index: usize| calls["calls"][index]["party"].clone();
    assert_eq!(
        (&shown(0)["name"], &shown(0)["kind"]),
        (&json!("My friend"), &json!("contact"))
    );
    assert_eq!(shown(1)["name"], "Bob de Vries");
}

async fn a_number_of_several_contacts_has_no_name(world: &World) {
    let alice = world.sign_in("alice").await;
    let alpha = world.seed.alpha;
    store(world, vec![row(world, "alice", 1)]).await;
    world
        .write(async |db| add_contact(db, alpha, None, "The Firm", OUTSIDE).await)
        .await;
    let first = make(&alice, &one("Anna", OUTSIDE)).await;
    make(&alice, &one("Bart", OUTSIDE)).await;
    assert_eq!(caller(&alice).await, None);
    alice.delete(&first).await.done();
    assert_eq!(caller(&alice).await.as_deref(), Some("Bart"));
    world
        .write(async |db| add_contact(db, alpha, None, "The other Firm", OUTSIDE).await)
        .await;
    // What the company does not know for sure does not bear on what he knows himself.
    assert_eq!(caller(&alice).await.as_deref(), Some("Bart"));
}

async fn a_deleted_contact_leaves_the_companys_name(world: &World) {
    let alice = world.sign_in("alice").await;
    let alpha = world.seed.alpha;
    world
        .write(async |db| add_contact(db, alpha, None, "The Firm", "+31612345678").await)
        .await;
    let mut call = row(world, "alice", 1);
    call.other_number = Some("+31612345678".to_owned());
    store(world, vec![call]).await;
    let path = make(&alice, &one("Jan", "06-12345678")).await;
    assert_eq!(caller(&alice).await.as_deref(), Some("Jan"));
    let id = path.rsplit('/').next().unwrap();
    let star = format!("/v1/favourites/{id}");
    alice.press(Method::PUT, &star).await.done();
    alice.delete(&path).await.done();
    assert_eq!(caller(&alice).await.as_deref(), Some("The Firm"));
    let stars: Value = alice.get("/v1/favourites").await.json();
    assert_eq!(stars["entries"], json!([]));
}

async fn every_change_is_undone(world: &World) {
    let alice = world.sign_in("alice").await;
    let answer = alice.post(CONTACTS, &jan()).await;
    let (made, id) = (change_of(&answer), answer.json::<MadeContact>().id);
    let path = format!("{CONTACTS}/{id}");
    let first: Value = alice.get(&path).await.json();
    let changed = change_of(&alice.put(&path, &json!({ "firstName": "Piet" })).await);
    let dial = json!({ "speedDial": { "code": "2" } });
    let dialled = change_of(&alice.put(&path, &dial).await);
    let before: Value = alice.get(&path).await.json();
    let removed = change_of(&alice.delete(&path).await);
    undone(&alice, &removed).await;
    assert_eq!(alice.get(&path).await.json::<Value>(), before);
    undone(&alice, &dialled).await;
    undone(&alice, &changed).await;
    assert_eq!(alice.get(&path).await.json::<Value>(), first);
    undone(&alice, &made).await;
    alice.get(&path).await.refused(404, Code::NotFound);
    let all = lines(&alice).await;
    assert!(all.iter().all(|it| it.line.object == "contacts"), "{all:?}");
}

async fn a_contact_is_put_among_the_speed_dials(world: &World) {
    let alice = world.sign_in("alice").await;
    let mut contact = jan();
    contact["speedDial"] = json!({ "code": "2", "lineKeyLabel": " Jan " });
    let path = make(&alice, &contact).await;
    let shown: Value = alice.get(&path).await.json();
    assert_eq!(
        shown["speedDial"],
        json!({ "code": "2", "lineKeyLabel": "Jan" })
    );
    let dials = async || -> Value {
        let all: Value = alice.get("/v1/speedDials").await.json();
        all["speedDials"].clone()
    };
    let expected = json!([{
        "contactId": shown["id"], "phoneNumber": "+31612345678", "lineKeyLabel": "Jan",
        "code": "2", "name": "Jan de Wit", "display": "06 12345678",
    }]);
    assert_eq!(dials().await, expected);
    let mut other = one("Piet", "06 12345679");
    other["speedDial"] = json!({ "code": "2" });
    let answer = alice.post(CONTACTS, &other).await;
    answer.refused_field("speedDial.code", Code::Taken);
    // Its first number is called, whichever that is.
    let patch = json!({ "numbers": [{ "number": "020 1234567" }] });
    alice.put(&path, &patch).await.done();
    assert_eq!(dials().await[0]["phoneNumber"], "+31201234567");
    alice.put(&path, &json!({ "speedDial": null })).await.done();
    assert_eq!(dials().await, json!([]));
    alice.put(&path, &json!({ "speedDial": {} })).await.done();
    assert_eq!(dials().await[0]["contactId"], shown["id"]);
    alice.delete(&path).await.done();
    assert_eq!(dials().await, json!([]));
}

async fn what_is_hidden_of_a_contact_cannot_be_changed(world: &World) {
    let alice = world.sign_in("alice").await;
    let path = make(&alice, &jan()).await;
    world
        .decide_access("alice", Feature::SpeedDial, Access::NoAccess)
        .await;
    let dial = json!({ "speedDial": { "code": "2" } });
    let answer = alice.put(&path, &dial).await;
    answer.refused(403, Code::FeatureNotGranted);
    alice.put(&path, &json!({ "note": "x" })).await.done();
    let answer = alice.get("/v1/speedDials").await;
    answer.refused(403, Code::FeatureNotGranted);
}

async fn a_thousand_contacts_are_the_most(world: &World) {
    let alice = world.sign_in("alice").await;
    let (alpha, owner) = (world.seed.alpha, world.user("alice").id);
    world
        .write(async |db| {
            for index in 0..1000 {
                let number = format!("+33199000{index:03}");
                add_contact(db, alpha, Some(owner), "Somebody", &number).await;
            }
        })
        .await;
    let answer = alice.post(CONTACTS, &jan()).await;
    answer.refused(409, Code::TooMany);
    let bob = world.sign_in("bob").await;
    make(&bob, &jan()).await;
}

async fn contacts_of_others_are_not_there(world: &World) {
    let alice = world.sign_in("alice").await;
    let path = make(&alice, &jan()).await;
    let removed = {
        let gone = make(&alice, &one("Gone", "06 12345670")).await;
        change_of(&alice.delete(&gone).await)
    };
    let alpha = world.seed.alpha;
    let company = world
        .write(async |db| add_contact(db, alpha, None, "The Firm", OUTSIDE).await)
        .await;
    for name in ["bob", "dana", "eve"] {
        let other = world.sign_in(name).await;
        for path in [
            path.clone(),
            format!("{CONTACTS}/{company}"),
            format!("{CONTACTS}/{}", Uuid::nil()),
        ] {
            other.get(&path).await.refused(404, Code::NotFound);
            let answer = other.put(&path, &json!({ "note": "x" })).await;
            answer.refused(404, Code::NotFound);
            other.delete(&path).await.refused(404, Code::NotFound);
        }
        assert!(names(&other, "").await.is_empty(), "{name}");
        let answer = crate::changes_undo::undo(&other, &removed).await;
        answer.refused(404, Code::NotFound);
        for format in ["csv", "vcard"] {
            let file = other
                .get(&format!("{CONTACTS}/export?format={format}"))
                .await;
            assert!(
                !String::from_utf8_lossy(&file.body).contains("Jan"),
                "{name}"
            );
        }
    }
    assert_eq!(names(&alice, "").await, ["Jan de Wit"]);
}
