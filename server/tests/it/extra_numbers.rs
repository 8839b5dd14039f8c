//! Further numbers on which users can be reached: their own list, and what colleagues see of it.

use axum::http::Method;
use belroute_shared::{
    error::Code,
    extra_numbers::{ExtraNumberLabel, MOST_EXTRA_NUMBERS, ShownExtraNumbers},
    live::LiveEvent,
    phonebook::Phonebook,
};
use serde_json::{Value, json};

use crate::{
    changes_undo::{change_of, lines, undone},
    opened_panels::{ask, panel_of},
    world::{Client, World},
};

const PATH: &str = "/v1/extraNumbers";

on_both! {
    a_list_is_completed_saved_and_shown,
    more_than_five_are_refused,
    what_is_wrong_is_named_beside_its_field,
    two_forms_of_one_number_are_one_number,
    colleagues_see_and_find_what_is_shown_to_them_alone,
    another_company_sees_nothing_of_it,
    a_stale_list_is_refused_with_what_it_is_now,
    a_change_is_undone,
    at_an_opened_panel_the_administrator_changes_the_users,
}

fn of(numbers: &[(&str, bool)]) -> Value {
    let numbers = numbers.iter().map(|(number, is_shown)| {
        json!({ "number": number, "label": "mobile", "shownToColleagues": is_shown })
    });
    json!({ "extraNumbers": numbers.collect::<Vec<_>>() })
}

async fn stored(client: &Client) -> Vec<String> {
    let shown: ShownExtraNumbers = client.get(PATH).await.json();
    let numbers = shown.extra_numbers.into_iter();
    numbers
        .map(|it| it.extra_number.number.to_string())
        .collect()
}

/// The numbers of a colleague in the phonebook, with their labels.
async fn seen(client: &Client, query: &str) -> Vec<(String, Option<String>)> {
    let path = format!("/v1/phonebook?kind=colleague&query={query}");
    let book: Phonebook = client.get(&path).await.json();
    let entries = book.sections.into_iter().flat_map(|it| it.entries);
    let numbers = entries.flat_map(|entry| entry.numbers);
    numbers.map(|it| (it.number, it.label)).collect()
}

async fn a_list_is_completed_saved_and_shown(world: &World) {
    let alice = world.sign_in("alice").await;
    let empty: ShownExtraNumbers = alice.get(PATH).await.json();
    assert!(empty.extra_numbers.is_empty());
    assert_eq!(empty.limit, MOST_EXTRA_NUMBERS);
    let mut stream = alice.listen().await;
    let typed = json!({ "extraNumbers": [
        { "number": "06 12345678" },
        { "number": "+44 7700 900397", "label": "home", "shownToColleagues": true },
    ] });
    let answer = alice.put(PATH, &typed).await;
    answer.done();
    let setting = "extraNumbers".to_owned();
    let told = LiveEvent::Setting { setting };
    stream.until(|event| *event == told).await;
    let shown: Value = alice.get(PATH).await.json();
    let expected = json!([
        { "number": "+31612345678", "label": "mobile", "shownToColleagues": false,
            "display": "06 12345678" },
        { "number": "+447700900397", "label": "home", "shownToColleagues": true,
            "display": shown["extraNumbers"][1]["display"] },
    ]);
    assert_eq!(shown["extraNumbers"], expected);
    assert_eq!(answer.tag(), alice.get(PATH).await.tag());
    // What was read may be sent back whole, and changes nothing.
    alice.put(PATH, &shown).await.done();
    let told = lines(&alice).await;
    assert_eq!(told.len(), 1);
    assert_eq!(told[0].line.object, "extraNumbers");
    alice.put(PATH, &of(&[])).await.done();
    assert!(stored(&alice).await.is_empty());
}

async fn more_than_five_are_refused(world: &World) {
    let alice = world.sign_in("alice").await;
    let numbers: Vec<String> = (400..=405).map(|it| format!("+447700900{it}")).collect();
    let all: Vec<(&str, bool)> = numbers.iter().map(|it| (it.as_str(), false)).collect();
    let answer = alice.put(PATH, &of(&all)).await;
    answer.refused_field("extraNumbers", Code::TooMany);
    assert!(stored(&alice).await.is_empty());
    alice.put(PATH, &of(&all[..5])).await.done();
    assert_eq!(stored(&alice).await, numbers[..5]);
}

async fn what_is_wrong_is_named_beside_its_field(world: &World) {
    let alice = world.sign_in("alice").await;
    let typed = of(&[("0612345678", false), ("anna", false), ("", true)]);
    let body = alice.put(PATH, &typed).await.refused(400, Code::NotANumber);
    let code = |field| body.code_of(field);
    assert_eq!(code("extraNumbers.0.number"), None);
    assert_eq!(code("extraNumbers.1.number"), Some(Code::NotANumber));
    assert_eq!(code("extraNumbers.2.number"), Some(Code::Required));
    let typed = json!({ "extraNumbers": [{ "number": "0612345678", "label": "work" }] });
    let answer = alice.put(PATH, &typed).await;
    answer.refused_field("extraNumbers.0.label", Code::NotOffered);
    assert!(stored(&alice).await.is_empty());
}

async fn two_forms_of_one_number_are_one_number(world: &World) {
    let alice = world.sign_in("alice").await;
    let typed = of(&[("06 12345678", false), ("+31 6 1234 5678", true)]);
    let answer = alice.put(PATH, &typed).await;
    answer.refused_field("extraNumbers.1.number", Code::Twice);
}

async fn colleagues_see_and_find_what_is_shown_to_them_alone(world: &World) {
    let (alice, bob) = (world.sign_in("alice").await, world.sign_in("bob").await);
    let before = seen(&bob, "alice").await;
    let mut stream = bob.listen().await;
    let typed = of(&[("+447700900397", false), ("+447700900398", true)]);
    alice.put(PATH, &typed).await.done();
    stream.until(|event| *event == LiveEvent::Phonebook).await;
    let shown = ("+447700900398".to_owned(), Some("mobile".to_owned()));
    let mut expected = before.clone();
    expected.push(shown);
    assert_eq!(seen(&bob, "alice").await, expected);
    for query in ["07700900398", "447700900398", "900398"] {
        assert_eq!(seen(&bob, query).await, expected, "{query}");
    }
    assert!(seen(&bob, "07700900397").await.is_empty());
    alice
        .put(PATH, &of(&[("+447700900398", false)]))
        .await
        .done();
    assert_eq!(seen(&bob, "alice").await, before);
    assert!(seen(&bob, "07700900398").await.is_empty());
    // The list itself is nobody else's.
    assert!(stored(&bob).await.is_empty());
}

async fn another_company_sees_nothing_of_it(world: &World) {
    let (alice, eve) = (world.sign_in("alice").await, world.sign_in("eve").await);
    alice
        .put(PATH, &of(&[("+447700900398", true)]))
        .await
        .done();
    assert!(stored(&eve).await.is_empty());
    for query in ["", "alice", "07700900398"] {
        let numbers = seen(&eve, query).await;
        let is_there = numbers.iter().any(|(number, _)| number == "+447700900398");
        assert!(!is_there, "{query}: {numbers:?}");
    }
}

async fn a_stale_list_is_refused_with_what_it_is_now(world: &World) {
    let alice = world.sign_in("alice").await;
    let seen = alice.get(PATH).await.tag();
    alice
        .put(PATH, &of(&[("+447700900398", true)]))
        .await
        .done();
    let ask = alice.request(Method::PUT, PATH).header("if-match", &seen);
    let current = ask.json(&of(&[])).send().await.stale();
    assert_eq!(current["extraNumbers"][0]["number"], "+447700900398");
    assert_eq!(stored(&alice).await, ["+447700900398"]);
}

async fn a_change_is_undone(world: &World) {
    let alice = world.sign_in("alice").await;
    alice
        .put(PATH, &of(&[("+447700900397", true)]))
        .await
        .done();
    let answer = alice.put(PATH, &of(&[("+447700900398", true)])).await;
    answer.done();
    let bob = world.sign_in("bob").await;
    let mut stream = bob.listen().await;
    undone(&alice, &change_of(&answer)).await;
    assert_eq!(stored(&alice).await, ["+447700900397"]);
    // Who sees the numbers is told of it too.
    stream.until(|event| *event == LiveEvent::Phonebook).await;
}

async fn at_an_opened_panel_the_administrator_changes_the_users(world: &World) {
    let (alice, dana) = (world.sign_in("alice").await, world.sign_in("dana").await);
    let panel = panel_of(world, &dana, "alice").await;
    let typed = json!({ "extraNumbers": [{ "number": "+447700900399", "label": "other" }] });
    let request = dana.request(Method::PUT, PATH).json(&typed);
    request
        .header("x-belroute-panel", &panel)
        .send()
        .await
        .done();
    let shown = ask(&dana, &panel, Method::GET, PATH).await;
    let shown: ShownExtraNumbers = shown.json();
    let label = shown.extra_numbers[0].extra_number.label;
    assert_eq!(label, ExtraNumberLabel::Other);
    assert_eq!(stored(&alice).await, ["+447700900399"]);
    assert!(stored(&dana).await.is_empty());
    let told = lines(&alice).await;
    let line = &told[0].line;
    assert_eq!(line.object, "extraNumbers");
    assert_eq!(line.actor_name, "Dana");
}
