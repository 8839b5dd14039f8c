//! The engine's events of a call, in whatever order they come.

use belroute_server::entity::{call, call_leg};
use sea_orm::{EntityTrait as _, QueryFilter as _, QueryOrder as _};
use serde_json::{Value, json};
use uuid::Uuid;

use crate::{
    call_events::{DESK, to_alice},
    world::{
        Story, World,
        calling::setting,
        seed::{BOB, OUTSIDE},
    },
};

const BOBS: &str = "1002@alpha.test";

on_both! {
    an_answered_call_ends_in_the_same_rows_in_any_order,
    an_unanswered_call_ends_in_the_same_rows_in_any_order,
    a_call_to_the_mailbox_ends_in_the_same_rows_in_any_order,
    an_asked_call_ends_in_the_same_rows_in_any_order,
    a_call_that_is_sent_on_ends_in_the_same_rows_in_any_order,
    a_call_that_rings_along_ends_in_the_same_rows_in_any_order,
}

/// Everything that is stored of a call, without what is made up anew for each.
async fn stored(world: &World, events: &[Value]) -> Vec<(call::Model, Vec<call_leg::Model>)> {
    let db = &world.db().read;
    let sip_call_id = events[0]["sip_call_id"].as_str().unwrap();
    let rows = call::Entity::find()
        .filter(call::COLUMN.sip_call_id.eq(sip_call_id))
        .order_by_asc(call::Column::Direction)
        .order_by_asc(call::Column::UserId)
        .all(db)
        .await
        .unwrap();
    let mut stored = Vec::new();
    for mut row in rows {
        let mut legs = call_leg::Entity::find()
            .filter(call_leg::COLUMN.call_id.eq(row.id))
            .order_by_asc(call_leg::Column::StartedAtMs)
            .all(db)
            .await
            .unwrap();
        for leg in &mut legs {
            (leg.id, leg.call_id) = (Uuid::nil(), Uuid::nil());
        }
        row.id = Uuid::nil();
        row.sip_call_id.clear();
        stored.push((row, legs));
    }
    stored
}

/// Tells a call in every order, each event twice, and expects the rows of the order it came in.
///
/// `events` gives the same call anew, under another SIP Call-ID, each time that it is asked.
async fn any_order(world: &World, sides: usize, events: impl AsyncFn() -> Vec<Value>) {
    let engine = world.engine();
    let first = events().await;
    let count = first.len();
    for event in &first {
        engine.tell(event.clone()).await;
    }
    let expected = stored(world, &first).await;
    assert_eq!(expected.len(), sides);
    for order in orders(count) {
        let events = events().await;
        let mut told: Vec<Value> = order.iter().map(|place| events[*place].clone()).collect();
        told.extend(events.iter().rev().cloned());
        engine.tell_all(told).await;
        assert_eq!(stored(world, &events).await, expected, "{order:?}");
    }
}

/// Every order of so many things.
fn orders(count: usize) -> Vec<Vec<usize>> {
    if count == 0 {
        return vec![Vec::new()];
    }
    let mut longer = Vec::new();
    for order in orders(count - 1) {
        for place in 0..count {
            let mut order = order.clone();
            order.insert(place, count - 1);
            longer.push(order);
        }
    }
    longer
}

async fn an_answered_call_ends_in_the_same_rows_in_any_order(world: &World) {
    for device in ["Desk", "App"] {
        world.registers(DESK, device, -60.0).await;
    }
    let first = Story::unasked(&format!("{OUTSIDE}@trunk.test"), DESK);
    any_order(world, 1, async || {
        let desk = first.again().on(DESK, "Desk");
        let app = desk.on(DESK, "App");
        vec![
            desk.ringing(1.0),
            app.ringing(1.25),
            app.answered(6.0),
            desk.leg_ended(6.001, "elsewhere"),
            app.ended(30.0, "answered"),
        ]
    })
    .await;
}

async fn an_unanswered_call_ends_in_the_same_rows_in_any_order(world: &World) {
    let first = Story::unasked(DESK, "1002@alpha.test");
    for outcome in ["no_answer", "busy", "declined", "cancelled"] {
        any_order(world, 2, async || first.again().unanswered(1.0, outcome)).await;
    }
}

async fn a_call_to_the_mailbox_ends_in_the_same_rows_in_any_order(world: &World) {
    let first = Story::unasked(DESK, "1002@alpha.test");
    any_order(world, 2, async || {
        let desk = first.again();
        let mailbox = desk.on("vm-1002@127.0.0.51:5060;cause=408", "mailbox");
        vec![
            desk.ringing(1.0),
            desk.leg_ended(19.0, "no_answer"),
            mailbox.answered(19.2),
            mailbox.ended(40.0, "answered"),
        ]
    })
    .await;
}

async fn an_asked_call_ends_in_the_same_rows_in_any_order(world: &World) {
    let engine = world.engine();
    any_order(world, 1, async || {
        let story = Story::asked(&engine, to_alice()).await.on(DESK, "Desk");
        vec![
            story.ringing(1.0),
            story.answered(4.0),
            story.ended(9.0, "answered"),
        ]
    })
    .await;
}

async fn a_call_that_is_sent_on_ends_in_the_same_rows_in_any_order(world: &World) {
    let engine = world.engine();
    for address in [DESK, BOBS] {
        world.registers(address, "Desk", -60.0).await;
    }
    let alice = world.script("alice").await;
    let no_answer = json!({"enabled": true, "destination": "1002"});
    let forward = json!({"callForwarding": {"noAnswer": no_answer}});
    alice.put(&setting("callForwarding"), &forward).await.done();
    for is_answered in [true, false] {
        any_order(world, 2, async || {
            let desk = Story::asked(&engine, to_alice()).await.on(DESK, "Desk");
            let next = desk.on(BOBS, "Desk");
            let mut events = vec![
                desk.ringing(1.0),
                desk.leg_ended(19.0, "no_answer"),
                next.ringing(19.2),
            ];
            if is_answered {
                events.extend([next.answered(25.0), next.ended(40.0, "answered")]);
            } else {
                events.extend([next.leg_ended(25.0, "busy"), next.ended(25.1, "no_answer")]);
            }
            events
        })
        .await;
    }
}

async fn a_call_that_rings_along_ends_in_the_same_rows_in_any_order(world: &World) {
    let engine = world.engine();
    for address in [DESK, BOBS] {
        world.registers(address, "Desk", -60.0).await;
    }
    let alice = world.script("alice").await;
    let number = json!({"phoneNumber": BOB, "answerConfirmationEnabled": false});
    let along = json!({"enabled": true, "phoneNumbers": [number]});
    alice.put(&setting("simultaneousRing"), &along).await.done();
    for winner in [DESK, BOBS] {
        any_order(world, 2, async || {
            let desk = Story::asked(&engine, to_alice()).await.on(DESK, "Desk");
            let along = desk.on(BOBS, "Desk");
            let (won, lost) = if winner == DESK {
                (&desk, &along)
            } else {
                (&along, &desk)
            };
            vec![
                desk.ringing(1.0),
                along.ringing(1.1),
                won.answered(6.0),
                lost.leg_ended(6.1, "elsewhere"),
                won.ended(30.0, "answered"),
            ]
        })
        .await;
    }
}
