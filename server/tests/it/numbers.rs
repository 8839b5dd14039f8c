//! What numbers are, and who has them.

use belroute_shared::{error::Code, number::Numbers};
use serde_json::{Value, json};

use crate::world::{
    World,
    seed::{BOB, EVE, OUTSIDE, add_contact},
};

on_both! {
    numbers_are_completed_written_and_named_in_the_order_asked,
    what_is_no_number_is_told_as_it_was_typed,
    another_organisations_names_do_not_leak,
    more_than_a_hundred_are_refused,
}

async fn numbers_are_completed_written_and_named_in_the_order_asked(world: &World) {
    let alpha = world.seed.alpha;
    world
        .write(async |db| add_contact(db, alpha, None, "Bakkerij", "+31612345678").await)
        .await;
    let alice = world.sign_in("alice").await;
    let path = "/v1/numbers?number=06%2012345678&number=1002&number=2000&number=%2B442079460042\
                &number=0044%207700%20900123";
    let expected = json!({"numbers": [
        {"typed": "06 12345678", "number": "+31612345678", "display": "06 12345678",
            "name": "Bakkerij"},
        {"typed": "1002", "number": "1002", "display": "1002", "name": "Bob de Vries"},
        {"typed": "2000", "number": "2000", "display": "2000", "name": "Sales"},
        {"typed": BOB, "number": BOB, "display": "+44 20 7946 0042", "name": "Bob de Vries"},
        {"typed": "0044 7700 900123", "number": OUTSIDE, "display": "+44 7700 900123"},
    ]});
    assert_eq!(alice.get(path).await.json::<Value>(), expected);
}

async fn what_is_no_number_is_told_as_it_was_typed(world: &World) {
    let alice = world.sign_in("alice").await;
    let path = "/v1/numbers?number=anna&number=&number=%00&number=%2B&other=1";
    let found: Numbers = alice.get(path).await.json();
    let typed: Vec<&str> = found
        .numbers
        .iter()
        .map(|number| number.typed.as_str())
        .collect();
    assert_eq!(typed, ["anna", "", "\0", "+"]);
    for number in &found.numbers {
        assert_eq!((&number.number, &number.name), (&None, &None));
        assert_eq!(number.display, number.typed);
    }
    assert_eq!(
        alice.get("/v1/numbers").await.json::<Numbers>(),
        Numbers::default()
    );
}

async fn another_organisations_names_do_not_leak(world: &World) {
    let (beta, bob) = (world.seed.beta, world.user("bob").id);
    let alpha = world.seed.alpha;
    world
        .write(async |db| {
            add_contact(db, beta, None, "Their friend", OUTSIDE).await;
            add_contact(db, alpha, Some(bob), "Bob's friend", "+447700900124").await;
        })
        .await;
    let alice = world.sign_in("alice").await;
    let digits = |number: &str| number.trim_start_matches('+').to_owned();
    let path = format!(
        "/v1/numbers?number=5001&number=%2B{}&number=%2B{}&number=%2B447700900124",
        digits(EVE),
        digits(OUTSIDE),
    );
    let found: Numbers = alice.get(&path).await.json();
    assert_eq!(found.numbers.len(), 4);
    assert!(
        found.numbers.iter().all(|number| number.name.is_none()),
        "{found:?}"
    );
}

async fn more_than_a_hundred_are_refused(world: &World) {
    let alice = world.sign_in("alice").await;
    let path = |count| format!("/v1/numbers?{}", vec!["number=1002"; count].join("&"));
    let found: Numbers = alice.get(&path(100)).await.json();
    assert_eq!(found.numbers.len(), 100);
    let answer = alice.get(&path(101)).await;
    answer.refused_field("number", Code::TooLong);
}
