//! The phonebook: its sections, and what a search finds.

use axum::http::Method;
use belroute_shared::{
    error::Code,
    phonebook::{EntryKind, Phonebook},
};
use percent_encoding::{NON_ALPHANUMERIC, utf8_percent_encode};
use serde_json::{Value, json};
use uuid::Uuid;

use crate::world::{
    Client, World,
    seed::{OUTSIDE, add_contact},
};

on_both! {
    it_has_a_section_for_each_kind,
    an_entry_carries_what_one_needs_to_call,
    a_search_passes_over_case_and_accents,
    a_number_is_found_in_each_form,
    every_word_has_to_be_found,
    one_or_two_letters_find_the_names_that_begin_with_them,
    signs_that_databases_read_otherwise_find_nothing,
    a_very_long_search_is_cut,
    the_best_stands_first,
    an_own_contact_is_seen_by_its_owner_alone,
    another_organisation_is_never_found,
    a_disabled_colleague_is_gone,
    a_long_section_comes_in_parts_each_entry_once,
    a_wish_beyond_the_limits_is_cut,
    a_cursor_that_no_section_gave_out_is_refused,
}

async fn get(client: &Client, path: &str) -> Phonebook {
    client.get(path).await.json()
}

async fn search(client: &Client, query: &str) -> Vec<String> {
    let query = utf8_percent_encode(query, NON_ALPHANUMERIC);
    names(&get(client, &format!("/v1/phonebook?query={query}")).await)
}

fn names(phonebook: &Phonebook) -> Vec<String> {
    let entries = phonebook
        .sections
        .iter()
        .flat_map(|section| &section.entries);
    entries.map(|entry| entry.name.clone()).collect()
}

/// Contacts of the company, all with one number.
async fn fill(world: &World, names: &[&str]) -> Vec<Uuid> {
    let alpha = world.seed.alpha;
    world
        .write(async |db| {
            let mut ids = Vec::new();
            for name in names {
                ids.push(add_contact(db, alpha, None, name, OUTSIDE).await);
            }
            ids
        })
        .await
}

async fn it_has_a_section_for_each_kind(world: &World) {
    let (alpha, owner) = (world.seed.alpha, world.user("alice").id);
    fill(world, &["Zorg BV", "Bakkerij"]).await;
    world
        .write(async |db| add_contact(db, alpha, Some(owner), "My friend", OUTSIDE).await)
        .await;
    let alice = world.sign_in("alice").await;
    let phonebook = get(&alice, "/v1/phonebook").await;
    let kinds: Vec<EntryKind> = phonebook
        .sections
        .iter()
        .map(|section| section.kind)
        .collect();
    let all = [
        EntryKind::Colleague,
        EntryKind::DialPlan,
        EntryKind::Company,
        EntryKind::Contact,
    ];
    assert_eq!(kinds, all);
    // Everybody but oneself, by name.
    let expected = [
        "Bob de Vries",
        "Dana",
        "Planning",
        "Sales",
        "Bakkerij",
        "Zorg BV",
        "My friend",
    ];
    assert_eq!(names(&phonebook), expected);
    assert_eq!(phonebook.favourites, []);
    for section in &phonebook.sections {
        assert!(
            section
                .entries
                .iter()
                .all(|entry| entry.kind == section.kind)
        );
        assert_eq!(section.next, None);
        let only = get(
            &alice,
            &format!("/v1/phonebook?kind={}", section.kind.word()),
        )
        .await;
        assert_eq!(only.sections, std::slice::from_ref(section));
    }
}

async fn an_entry_carries_what_one_needs_to_call(world: &World) {
    let ids = fill(world, &["Bakkerij"]).await;
    let alice = world.sign_in("alice").await;
    let phonebook: Value = alice.get("/v1/phonebook").await.json();
    let bob = json!({
        "id": world.user("bob").id,
        "kind": "colleague",
        "name": "Bob de Vries",
        "extension": "1002",
        "numbers": [{"number": "+442079460042", "display": "+44 20 7946 0042"}],
        "presence": {"state": "offline"},
        "isFavourite": false,
    });
    assert_eq!(phonebook["sections"][0]["entries"][0], bob);
    let planning = json!({
        "id": world.seed.planning,
        "kind": "dialPlan",
        "name": "Planning",
        "extension": "2001",
        "numbers": [],
        "isFavourite": false,
    });
    assert_eq!(phonebook["sections"][1]["entries"][0], planning);
    let contact = json!({
        "id": ids[0],
        "kind": "company",
        "name": "Bakkerij",
        "numbers": [{"number": OUTSIDE, "display": "+44 7700 900123", "label": "mobile"}],
        "isFavourite": false,
    });
    assert_eq!(phonebook["sections"][2]["entries"][0], contact);
}

async fn a_search_passes_over_case_and_accents(world: &World) {
    fill(world, &["Café Zoë Größe", "İbrahim Yılmaz", "Łódź Œuvre"]).await;
    let bob = world.sign_in("bob").await;
    for (query, found) in [
        ("muller", "Alice Müller"),
        ("MÜLLER", "Alice Müller"),
        ("Mu\u{308}ller", "Alice Müller"),
        ("cafe zoe grosse", "Café Zoë Größe"),
        ("CAFÉ  GRÖSSE", "Café Zoë Größe"),
        ("ibrahim yilmaz", "İbrahim Yılmaz"),
        ("lodz oeuvre", "Łódź Œuvre"),
        (" alice ", "Alice Müller"),
    ] {
        assert_eq!(search(&bob, query).await, [found], "{query}");
    }
    assert_eq!(search(&bob, "mueller").await, Vec::<String>::new());
}

async fn a_number_is_found_in_each_form(world: &World) {
    let alpha = world.seed.alpha;
    world
        .write(async |db| add_contact(db, alpha, None, "Bakkerij", "+31612345678").await)
        .await;
    let bob = world.sign_in("bob").await;
    for query in [
        "06 1234",
        "+316 1234",
        "0031 6-1234",
        "(06) 12.34",
        "345678",
        "31612345678",
    ] {
        assert_eq!(search(&bob, query).await, ["Bakkerij"], "{query}");
    }
    for query in ["1001", "020 7946 0041", "+44 20 7946 0041", "0044207946004"] {
        assert_eq!(search(&bob, query).await, ["Alice Müller"], "{query}");
    }
    assert_eq!(search(&bob, "06 9999").await, Vec::<String>::new());
}

async fn every_word_has_to_be_found(world: &World) {
    fill(world, &["Jansen Bakkerij", "Jansen Slagerij"]).await;
    let bob = world.sign_in("bob").await;
    assert_eq!(search(&bob, "bakk jans").await, ["Jansen Bakkerij"]);
    assert_eq!(
        search(&bob, "jansen").await,
        ["Jansen Bakkerij", "Jansen Slagerij"]
    );
    assert_eq!(search(&bob, "jansen visser").await, Vec::<String>::new());
    assert_eq!(search(&bob, "al mul").await, ["Alice Müller"]);
    assert_eq!(search(&bob, "slagerij j").await, ["Jansen Slagerij"]);
}

async fn one_or_two_letters_find_the_names_that_begin_with_them(world: &World) {
    fill(world, &["Ábel", "Bakkerij", "Zaanse Bakkerij", "Žižka"]).await;
    let dana = world.sign_in("dana").await;
    let contacts = async |query: &str| {
        let path = format!("/v1/phonebook?kind=company&query={query}");
        names(&get(&dana, &path).await)
    };
    assert_eq!(contacts("b").await, ["Bakkerij"]);
    assert_eq!(contacts("ba").await, ["Bakkerij"]);
    assert_eq!(contacts("z").await, ["Zaanse Bakkerij", "Žižka"]);
    assert_eq!(contacts("a").await, ["Ábel"]);
    assert_eq!(contacts("z%20b").await, ["Zaanse Bakkerij"]);
    assert_eq!(contacts("q").await, Vec::<String>::new());
    assert_eq!(search(&dana, "vr").await, ["Bob de Vries"]);
}

async fn signs_that_databases_read_otherwise_find_nothing(world: &World) {
    fill(world, &["Bakkerij"]).await;
    let alice = world.sign_in("alice").await;
    for query in [
        "%",
        "_",
        "%%%",
        "___",
        "\\",
        "\\%",
        "bak\\",
        "\0",
        "'",
        "\"",
        "bak'kerij",
        "bak*",
        "-bak",
        "bak OR zorg",
        "?",
        "$1",
        "{}",
        "bakk_x",
        "b%x",
    ] {
        assert_eq!(
            search(&alice, query).await,
            Vec::<String>::new(),
            "{query:?}"
        );
    }
    // They stand between words.
    for query in ["bak%erij", "bak_kerij", "bak\0kerij"] {
        assert_eq!(search(&alice, query).await, ["Bakkerij"], "{query:?}");
    }
    assert_eq!(search(&alice, "   ").await.len(), 5);
}

async fn a_very_long_search_is_cut(world: &World) {
    let alice = world.sign_in("alice").await;
    let long = format!("bob{}", " ".repeat(5000));
    assert_eq!(search(&alice, &long).await, ["Bob de Vries"]);
    assert_eq!(search(&alice, &"bob ".repeat(500)).await, ["Bob de Vries"]);
    assert_eq!(
        search(&alice, &"9".repeat(5000)).await,
        Vec::<String>::new()
    );
}

async fn the_best_stands_first(world: &World) {
    let names = [
        "Albert Kapsalon",
        "Kaasboer Alkmaar",
        "Alkmaar Kaas",
        "Halkaas",
    ];
    let ids = fill(world, &names).await;
    let alice = world.sign_in("alice").await;
    let expected = ["Alkmaar Kaas", "Kaasboer Alkmaar", "Halkaas"];
    assert_eq!(search(&alice, "kaas").await, expected);
    let star = format!("/v1/favourites/{}", ids[3]);
    alice.press(Method::PUT, &star).await.done();
    let expected = ["Halkaas", "Alkmaar Kaas", "Kaasboer Alkmaar"];
    assert_eq!(search(&alice, "kaas").await, expected);
    // While one searches, the row of stars is out of the way.
    assert_eq!(get(&alice, "/v1/phonebook?query=kaas").await.favourites, []);
}

async fn an_own_contact_is_seen_by_its_owner_alone(world: &World) {
    let (alpha, owner) = (world.seed.alpha, world.user("alice").id);
    let id = world
        .write(async |db| add_contact(db, alpha, Some(owner), "My dentist", OUTSIDE).await)
        .await;
    let (alice, bob) = (world.sign_in("alice").await, world.sign_in("bob").await);
    assert_eq!(search(&alice, "dentist").await, ["My dentist"]);
    assert_eq!(search(&bob, "dentist").await, Vec::<String>::new());
    assert_eq!(search(&bob, OUTSIDE).await, Vec::<String>::new());
    let all = get(&bob, "/v1/phonebook").await;
    assert!(!names(&all).contains(&"My dentist".to_owned()));
    let path = format!("/v1/favourites/{id}");
    let answer = bob.press(Method::PUT, &path).await;
    answer.refused(404, Code::NotFound);
}

async fn another_organisation_is_never_found(world: &World) {
    fill(world, &["Bakkerij"]).await;
    let (alice, eve) = (world.sign_in("alice").await, world.sign_in("eve").await);
    assert_eq!(names(&get(&eve, "/v1/phonebook").await), ["Frank Stranger"]);
    for query in [
        "bakkerij",
        "alice",
        "bob",
        "1002",
        "sales",
        "020 7946 0041",
        "ba",
    ] {
        assert_eq!(search(&eve, query).await, Vec::<String>::new(), "{query}");
    }
    for query in ["frank", "eve", "5001", "020 7946 0941"] {
        assert_eq!(search(&alice, query).await, Vec::<String>::new(), "{query}");
    }
}

async fn a_disabled_colleague_is_gone(world: &World) {
    use sea_orm::{ActiveModelTrait as _, IntoActiveModel as _, Set};
    let mut bob = world.user("bob").clone().into_active_model();
    bob.disabled_at_ms = Set(Some(0));
    world
        .write(async |db| bob.update(db).await.map(drop))
        .await
        .unwrap();
    let alice = world.sign_in("alice").await;
    assert_eq!(search(&alice, "bob").await, Vec::<String>::new());
    let colleagues = get(&alice, "/v1/phonebook?kind=colleague").await;
    assert_eq!(names(&colleagues), ["Dana"]);
}

async fn a_long_section_comes_in_parts_each_entry_once(world: &World) {
    let made: Vec<String> = (0..120)
        .map(|number| format!("Firm {:02}", number / 3))
        .collect();
    let made: Vec<&str> = made.iter().map(String::as_str).collect();
    let mut expected = fill(world, &made).await;
    let alice = world.sign_in("alice").await;
    let mut found = Vec::new();
    let mut cursor = String::new();
    loop {
        let path = format!("/v1/phonebook?kind=company&max=25{cursor}");
        let mut page = get(&alice, &path).await;
        assert_eq!(page.favourites, []);
        let section = page.sections.remove(0);
        found.extend(
            section
                .entries
                .into_iter()
                .map(|entry| (entry.name, entry.id.0)),
        );
        match section.next {
            Some(next) => cursor = format!("&cursor={next}"),
            None => break,
        }
        assert!(found.len() < 1000, "there is no end");
    }
    assert!(found.is_sorted(), "{found:?}");
    let mut ids: Vec<Uuid> = found.into_iter().map(|(_, id)| id).collect();
    ids.sort();
    expected.sort();
    assert_eq!(ids, expected);
}

async fn a_wish_beyond_the_limits_is_cut(world: &World) {
    let made: Vec<String> = (0..120).map(|number| format!("Firm {number:03}")).collect();
    let made: Vec<&str> = made.iter().map(String::as_str).collect();
    fill(world, &made).await;
    let alice = world.sign_in("alice").await;
    for (wish, count) in [("max=0", 1), ("", 50), ("max=1000", 100)] {
        let page = get(&alice, &format!("/v1/phonebook?kind=company&{wish}")).await;
        assert_eq!(page.sections[0].entries.len(), count, "{wish}");
        assert!(page.sections[0].next.is_some());
        let wish = format!("/v1/phonebook?kind=company&query=firm&{wish}");
        assert_eq!(names(&get(&alice, &wish).await).len(), count, "{wish}");
    }
}

async fn a_cursor_that_no_section_gave_out_is_refused(world: &World) {
    let alice = world.sign_in("alice").await;
    // The last would be an id with a zero byte behind it.
    let zero = "MDAwMDAwMDAtMDAwMC0wMDAwLTAwMDAtMDAwMDAwMDAwMDAwAA";
    for cursor in ["", "x", "AAAA", "%00", "!!", zero] {
        let path = format!("/v1/phonebook?kind=company&cursor={cursor}");
        let answer = alice.get(&path).await;
        answer.refused_field("cursor", Code::BadCursor);
    }
}
