//! Callers whom the company blocks.

use belroute_server::entity::blocked_number;
use belroute_shared::calls::{Calls, Outcome};
use sea_orm::{ActiveModelTrait as _, Set};
use serde_json::{Value, json};
use uuid::Uuid;

use crate::world::{
    Story, World, from_trunk, from_user,
    seed::{ALICE, BOB, EVE, OUTSIDE, SALES},
};

const BLOCKED: &str = "/v1/company/blockedNumbers";

on_both! {
    a_blocked_caller_is_released_and_anybody_else_is_not,
    a_blocked_caller_is_known_in_every_form_of_his_number,
    a_blocked_number_can_still_be_called,
    the_list_of_one_company_is_not_that_of_another,
    a_colleague_is_not_outside,
    a_caller_who_hides_is_on_no_list,
    a_number_that_is_let_through_again_rings,
    a_blocked_call_stands_in_the_history_as_blocked,
}

fn refused() -> Value {
    json!({"action": "reject", "code": 603, "reason": "Decline"})
}

async fn block(world: &World, number: &str) -> String {
    let dana = world.sign_in("dana").await;
    let new = json!({ "phoneNumber": number });
    let line: Value = dana.post(BLOCKED, &new).await.json();
    format!("{BLOCKED}/{}", line["id"].as_str().unwrap())
}

fn to(called: &str) -> String {
    format!("{called}@127.0.0.10")
}

async fn a_blocked_caller_is_released_and_anybody_else_is_not(world: &World) {
    let engine = world.engine();
    world.registers("1001@alpha.test", "Desk", 0.0).await;
    let question = from_trunk(OUTSIDE, &to(ALICE));
    assert_eq!(engine.plan(question.clone()).await["action"], "ring");
    block(world, OUTSIDE).await;
    assert_eq!(engine.plan(question).await, refused());
    // A queue is no way round the list.
    let queue = from_trunk(OUTSIDE, &to(SALES));
    assert_eq!(engine.plan(queue).await, refused());
    for other in ["+447700900124", EVE] {
        let plan = engine.plan(from_trunk(other, &to(ALICE))).await;
        assert_eq!(plan["action"], "ring", "{other}");
    }
}

async fn a_blocked_caller_is_known_in_every_form_of_his_number(world: &World) {
    block(world, "06 12345678").await;
    let engine = world.engine();
    for caller in ["+31612345678", "31612345678", "0031612345678", "0612345678"] {
        let plan = engine.plan(from_trunk(caller, &to(ALICE))).await;
        assert_eq!(plan, refused(), "{caller}");
    }
    let mut vouched = from_trunk("somebody", &to(ALICE));
    vouched["from"]["asserted"] = json!("sip:+31612345678@trunk.test");
    assert_eq!(engine.plan(vouched).await, refused());
}

async fn a_blocked_number_can_still_be_called(world: &World) {
    block(world, OUTSIDE).await;
    let question = from_user("1001@alpha.test", &format!("{OUTSIDE}@alpha.test"));
    assert_eq!(world.engine().plan(question).await["action"], "ring");
}

async fn the_list_of_one_company_is_not_that_of_another(world: &World) {
    block(world, OUTSIDE).await;
    world.registers("1001@beta.test", "Desk", 0.0).await;
    let question = from_trunk(OUTSIDE, &to(EVE));
    assert_eq!(world.engine().plan(question).await["action"], "ring");
}

async fn a_colleague_is_not_outside(world: &World) {
    // Colleagues are known by their internal numbers, which nobody can put on the list; were one
    // there, it would still not count.
    let inside = blocked_number::ActiveModel {
        id: Set(Uuid::now_v7()),
        organisation_id: Set(world.seed.alpha),
        number: Set("1001".to_owned()),
        note: Set(None),
        search_key: Set(String::new()),
        created_at_ms: Set(0),
    };
    world
        .write(async |db| inside.insert(db).await.unwrap())
        .await;
    block(world, ALICE).await;
    let engine = world.engine();
    for called in ["1002@alpha.test", "2000@alpha.test"] {
        let plan = engine.plan(from_user("1001@alpha.test", called)).await;
        assert_eq!(plan["action"], "ring", "{called}: {plan}");
    }
    // Who comes from outside with a number of hers is refused.
    let outside = from_trunk(ALICE, &to(BOB));
    assert_eq!(engine.plan(outside).await, refused());
}

async fn a_caller_who_hides_is_on_no_list(world: &World) {
    block(world, OUTSIDE).await;
    world.registers("1001@alpha.test", "Desk", 0.0).await;
    let mut question = from_trunk(OUTSIDE, &to(ALICE));
    question["from"]["anonymous"] = json!(true);
    assert_eq!(world.engine().plan(question).await["action"], "ring");
}

async fn a_number_that_is_let_through_again_rings(world: &World) {
    let line = block(world, OUTSIDE).await;
    world.registers("1001@alpha.test", "Desk", 0.0).await;
    let dana = world.sign_in("dana").await;
    dana.delete(&line).await.done();
    let question = from_trunk(OUTSIDE, &to(ALICE));
    assert_eq!(world.engine().plan(question).await["action"], "ring");
}

async fn a_blocked_call_stands_in_the_history_as_blocked(world: &World) {
    block(world, OUTSIDE).await;
    let engine = world.engine();
    let question = from_trunk(OUTSIDE, &to(ALICE));
    let story = Story::asked(&engine, question).await;
    engine.tell(story.ended(0.0, "rejected")).await;
    let alice = world.sign_in("alice").await;
    let calls: Calls = alice.get("/v1/calls").await.json();
    assert_eq!(calls.calls[0].outcome, Outcome::Blocked);
}
