//! Calls as a file.

use belroute_server::entity::{call, user};
use sea_orm::{EntityTrait as _, QueryFilter as _, sea_query::Expr};

use crate::{
    calls::{answered, placed, row, store},
    world::{
        Client, World,
        seed::{ALICE, OUTSIDE, SALES, add_contact},
    },
};

on_both! {
    the_file_says_in_the_users_language_what_was_found,
    nothing_in_it_is_reckoned_with,
    the_file_is_of_what_is_looked_for_and_of_nobody_elses,
    a_file_ends_after_ten_thousand_calls,
}

async fn lines(client: &Client, query: &str) -> Vec<String> {
    let answer = client.get(&format!("/v1/calls/export{query}")).await;
    assert_eq!(answer.status, 200, "{answer:?}");
    assert_eq!(
        answer.header("content-type"),
        Some("text/csv; charset=utf-8")
    );
    assert_eq!(
        answer.header("content-disposition"),
        Some("attachment; filename=\"calls.csv\"")
    );
    let text = String::from_utf8(answer.body.to_vec()).unwrap();
    text.lines().map(str::to_owned).collect()
}

async fn speaks(world: &World, name: &str, language: &str) {
    let id = world.user(name).id;
    world
        .write(async |db| {
            let update = user::Entity::update_many()
                .col_expr(user::Column::Language, Expr::value(language))
                .filter(user::COLUMN.id.eq(id));
            update.exec(db).await.unwrap();
        })
        .await;
}

async fn the_file_says_in_the_users_language_what_was_found(world: &World) {
    let mut first = answered(row(world, "alice", 10));
    first.ended_at_ms = first.answered_at_ms.map(|at| at + 65_000);
    first.answered_by = Some("Desk".to_owned());
    let mut second = placed(row(world, "alice", 20));
    "line".clone_into(&mut second.via_kind);
    second.via_number = Some(SALES.to_owned());
    let mut third = row(world, "alice", 30);
    third.other_number = None;
    third.is_anonymous = true;
    store(world, vec![first, second, third]).await;
    let alice = world.sign_in("alice").await;
    // Noon is one o'clock in Amsterdam.
    let english = [
        "When,Direction,Outcome,Name,Number,Line,Talk time,Ring time,Answered by,Forwarded to",
        "2026-11-22 12:50:00,Incoming,Answered,,+447700900123,+44 20 7946 0041,0:01:05,0:00:00,Desk,",
        "2026-11-22 12:40:00,Outgoing,Answered,,+447700900123,Sales (+44 20 7946 0000),0:00:09,0:00:00,,",
        "2026-11-22 12:30:00,Incoming,Missed,Anonymous,,+44 20 7946 0041,,0:00:09,,",
    ];
    // What begins with a plus sign and is no bare number gets an apostrophe.
    let english = english.map(|line| line.replace(",+44 20", ",'+44 20"));
    assert_eq!(lines(&alice, "").await, english);
    speaks(world, "alice", "nl").await;
    let dutch = lines(&alice, "?order=oldest").await;
    assert_eq!(
        dutch[0],
        "Wanneer,Richting,Uitkomst,Naam,Nummer,Lijn,Gesprekstijd,Beltijd,Opgenomen door,\
         Doorgestuurd naar"
    );
    assert!(dutch[1].contains("Inkomend,Gemist,Anoniem"), "{dutch:?}");
    assert!(dutch[3].contains("Inkomend,Opgenomen"), "{dutch:?}");
}

async fn nothing_in_it_is_reckoned_with(world: &World) {
    let alpha = world.seed.alpha;
    world
        .write(async |db| {
            add_contact(db, alpha, None, "=HYPERLINK(\"x\",\"y\")", OUTSIDE).await;
        })
        .await;
    let mut new = row(world, "alice", 1);
    new.answered_by = Some("@SUM(A1)".to_owned());
    new.forwarded_to = Some("-1+2, \"x\"".to_owned());
    store(world, vec![new]).await;
    let alice = world.sign_in("alice").await;
    let line = lines(&alice, "").await.pop().unwrap();
    assert!(
        line.contains(",\"'=HYPERLINK(\"\"x\"\",\"\"y\"\")\","),
        "{line}"
    );
    assert!(line.contains(",'@SUM(A1),"), "{line}");
    assert!(line.ends_with(",\"'-1+2, \"\"x\"\"\""), "{line}");
    assert!(line.contains(&format!(",{OUTSIDE},")), "{line}");
}

async fn the_file_is_of_what_is_looked_for_and_of_nobody_elses(world: &World) {
    let mut bobs = row(world, "bob", 1);
    bobs.via_number = Some(ALICE.to_owned());
    store(
        world,
        vec![
            row(world, "alice", 1),
            placed(row(world, "alice", 2)),
            placed(row(world, "alice", 3)),
            bobs,
        ],
    )
    .await;
    let alice = world.sign_in("alice").await;
    assert_eq!(lines(&alice, "").await.len(), 1 + 3);
    assert_eq!(lines(&alice, "?filter=outgoing").await.len(), 1 + 2);
    assert_eq!(lines(&alice, "?outcome=blocked").await.len(), 1);
    assert_eq!(
        lines(&alice, "?query=7700&filter=missed").await.len(),
        1 + 1
    );
}

async fn a_file_ends_after_ten_thousand_calls(world: &World) {
    let rows: Vec<call::Model> = (0..10_001).map(|it| row(world, "alice", it)).collect();
    for chunk in rows.chunks(1000) {
        store(world, chunk.to_vec()).await;
    }
    let alice = world.sign_in("alice").await;
    assert_eq!(lines(&alice, "").await.len(), 1 + 10_000);
}
