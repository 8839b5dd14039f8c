//! Stars, and their order.

use axum::http::Method;
use belroute_shared::{
    error::Code,
    ids::EntryId,
    phonebook::{Favourites, Phonebook},
};
use serde_json::json;
use uuid::Uuid;

use crate::world::{
    Client, World,
    seed::{OUTSIDE, add_contact},
};

const PATH: &str = "/v1/favourites";

on_both! {
    each_kind_of_entry_can_be_starred,
    starring_twice_and_taking_away_twice_change_nothing,
    the_order_is_the_users_own,
    an_order_names_what_is_not_starred_or_leaves_some_out,
    an_order_of_nothing_is_no_harm,
    an_unknown_entry_cannot_be_starred,
    a_hundred_are_enough,
    a_colleague_has_stars_of_his_own,
    an_entry_that_is_gone_is_left_out,
    an_order_that_cannot_be_read_is_refused,
}

async fn star(client: &Client, id: Uuid) {
    let answer = client.press(Method::PUT, &format!("{PATH}/{id}")).await;
    answer.done();
}

async fn starred(client: &Client) -> Vec<Uuid> {
    let favourites: Favourites = client.get(PATH).await.json();
    favourites.entries.into_iter().map(|id| id.0).collect()
}

/// The names in the row of stars.
async fn shown(client: &Client) -> Vec<String> {
    let phonebook: Phonebook = client.get("/v1/phonebook").await.json();
    let entries = phonebook.favourites.into_iter();
    entries
        .map(|entry| {
            assert!(entry.is_favourite);
            entry.name
        })
        .collect()
}

/// A contact of the company, one of Alice's own, and one of Bob's own.
async fn contacts(world: &World) -> [Uuid; 3] {
    let alpha = world.seed.alpha;
    let (alice, bob) = (world.user("alice").id, world.user("bob").id);
    world
        .write(async |db| {
            [
                add_contact(db, alpha, None, "Bakkerij", OUTSIDE).await,
                add_contact(db, alpha, Some(alice), "My friend", OUTSIDE).await,
                add_contact(db, alpha, Some(bob), "His friend", OUTSIDE).await,
            ]
        })
        .await
}

async fn each_kind_of_entry_can_be_starred(world: &World) {
    let [company, own, _] = contacts(world).await;
    let alice = world.sign_in("alice").await;
    assert!(starred(&alice).await.is_empty());
    let order = [own, world.seed.sales, company, world.user("bob").id];
    for id in order {
        star(&alice, id).await;
    }
    assert_eq!(starred(&alice).await, order);
    assert_eq!(
        shown(&alice).await,
        ["My friend", "Sales", "Bakkerij", "Bob de Vries"]
    );
    // The stars are also seen where the entries stand.
    let all: Phonebook = alice.get("/v1/phonebook").await.json();
    let entries = all.sections.iter().flat_map(|section| &section.entries);
    let with_star: Vec<&str> = entries
        .filter(|entry| entry.is_favourite)
        .map(|entry| entry.name.as_str())
        .collect();
    assert_eq!(
        with_star,
        ["Bob de Vries", "Sales", "Bakkerij", "My friend"]
    );
}

async fn starring_twice_and_taking_away_twice_change_nothing(world: &World) {
    let alice = world.sign_in("alice").await;
    let (sales, planning) = (world.seed.sales, world.seed.planning);
    for id in [sales, planning, sales] {
        star(&alice, id).await;
    }
    assert_eq!(starred(&alice).await, [sales, planning]);
    for _ in 0..2 {
        alice.delete(&format!("{PATH}/{sales}")).await.done();
        assert_eq!(starred(&alice).await, [planning]);
    }
    star(&alice, sales).await;
    assert_eq!(starred(&alice).await, [planning, sales]);
}

async fn the_order_is_the_users_own(world: &World) {
    let alice = world.sign_in("alice").await;
    let ids = [world.seed.sales, world.seed.planning, world.user("bob").id];
    for id in ids {
        star(&alice, id).await;
    }
    let order = [ids[2], ids[0], ids[1]];
    let entries = order.map(EntryId).to_vec();
    alice.put(PATH, &Favourites { entries }).await.done();
    assert_eq!(starred(&alice).await, order);
    assert_eq!(shown(&alice).await, ["Bob de Vries", "Sales", "Planning"]);
}

async fn an_order_names_what_is_not_starred_or_leaves_some_out(world: &World) {
    let alice = world.sign_in("alice").await;
    let ids = [world.seed.sales, world.seed.planning, world.user("bob").id];
    for id in ids {
        star(&alice, id).await;
    }
    // Another window may have starred or taken away meanwhile: nothing is lost, nothing is added.
    let order = [ids[2], world.user("dana").id, Uuid::now_v7(), ids[2]];
    let entries = order.map(EntryId).to_vec();
    alice.put(PATH, &Favourites { entries }).await.done();
    assert_eq!(starred(&alice).await, [ids[2], ids[0], ids[1]]);
}

async fn an_order_of_nothing_is_no_harm(world: &World) {
    let alice = world.sign_in("alice").await;
    alice.put(PATH, &json!({"entries": []})).await.done();
    let entries = json!({"entries": [world.seed.sales]});
    alice.put(PATH, &entries).await.done();
    assert!(starred(&alice).await.is_empty());
}

async fn an_unknown_entry_cannot_be_starred(world: &World) {
    let alice = world.sign_in("alice").await;
    let [.., bobs] = contacts(world).await;
    for id in [Uuid::now_v7(), world.user("eve").id, world.seed.alpha, bobs] {
        let answer = alice.press(Method::PUT, &format!("{PATH}/{id}")).await;
        answer.refused(404, Code::NotFound);
    }
    assert!(starred(&alice).await.is_empty());
}

async fn a_hundred_are_enough(world: &World) {
    let alpha = world.seed.alpha;
    let ids = world
        .write(async |db| {
            let mut ids = Vec::new();
            for number in 0..101 {
                let name = format!("Firm {number:03}");
                ids.push(add_contact(db, alpha, None, &name, OUTSIDE).await);
            }
            ids
        })
        .await;
    let alice = world.sign_in("alice").await;
    for id in &ids[..100] {
        star(&alice, *id).await;
    }
    let answer = alice
        .press(Method::PUT, &format!("{PATH}/{}", ids[100]))
        .await;
    assert_eq!(answer.status, 409);
    assert_eq!(starred(&alice).await, ids[..100]);
    // One that is starred already may be starred again.
    star(&alice, ids[0]).await;
    alice.delete(&format!("{PATH}/{}", ids[0])).await.done();
    star(&alice, ids[100]).await;
    assert_eq!(starred(&alice).await, ids[1..]);
}

async fn a_colleague_has_stars_of_his_own(world: &World) {
    let (alice, bob) = (world.sign_in("alice").await, world.sign_in("bob").await);
    star(&alice, world.seed.sales).await;
    assert!(starred(&bob).await.is_empty());
    bob.delete(&format!("{PATH}/{}", world.seed.sales))
        .await
        .done();
    let order = json!({"entries": []});
    bob.put(PATH, &order).await.done();
    assert_eq!(starred(&alice).await, [world.seed.sales]);
}

async fn an_entry_that_is_gone_is_left_out(world: &World) {
    use belroute_server::entity::contact;
    use sea_orm::{EntityTrait as _, QueryFilter as _};
    let [company, ..] = contacts(world).await;
    let alice = world.sign_in("alice").await;
    star(&alice, company).await;
    star(&alice, world.seed.sales).await;
    world
        .write(async |db| {
            let gone = contact::Entity::delete_many().filter(contact::COLUMN.id.eq(company));
            gone.exec(db).await.unwrap();
        })
        .await;
    assert_eq!(shown(&alice).await, ["Sales"]);
}

async fn an_order_that_cannot_be_read_is_refused(world: &World) {
    let alice = world.sign_in("alice").await;
    for bad in [
        json!({}),
        json!([]),
        json!({"entries": ["x"]}),
        json!({"entries": null}),
    ] {
        alice.put(PATH, &bad).await.refused(400, Code::Malformed);
    }
}
