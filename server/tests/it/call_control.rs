//! The engine asks what to do with a call.

use serde_json::{Value, json};

use crate::world::{
    World, from_trunk, from_user,
    seed::{ALICE, BOB, COMPANY, EVE, OUTSIDE, SALES},
};

on_both! {
    a_colleague_rings_and_then_his_mailbox_answers,
    a_direct_number_rings_its_user,
    a_direct_number_is_reached_however_the_trunk_writes_it,
    a_trunk_may_call_an_extension_of_the_domain,
    a_colleagues_direct_number_stays_inside,
    a_dial_plan_is_left_to_the_engine,
    nobody_is_found_behind_an_unknown_number,
    somebody_who_is_no_user_of_ours_may_not_call,
    another_organisation_is_not_reached_by_extension,
    another_organisation_is_reached_through_the_trunk,
    as_many_calls_as_a_user_can_have_make_him_busy,
    without_a_device_the_caller_hears_busy_or_the_mailbox,
    without_a_media_server_there_are_no_mailboxes,
    a_mailbox_is_tried_at_every_media_server,
    a_leg_of_the_media_server_rings_and_nothing_else,
    the_media_server_vouches_for_a_caller,
    a_repeated_question_gets_the_same_plan,
    what_nobody_can_dial_is_nobody,
}

pub(crate) fn busy() -> Value {
    json!({"action": "reject", "code": 486, "reason": "Busy Here"})
}

pub(crate) fn released() -> Value {
    json!({"action": "reject", "code": 480, "reason": "Temporarily Unavailable"})
}

pub(crate) fn unknown() -> Value {
    json!({"action": "reject", "code": 404, "reason": "Not Found"})
}

fn mailbox(cause: u16) -> Value {
    let target = format!("sip:vm-1002@127.0.0.51:5060;cause={cause}");
    json!({"action": "ring", "steps": [{"targets": [target], "ring_seconds": 3}]})
}

/// The own phones of a user, who takes three calls at once.
pub(crate) fn phones(extension: &str) -> Value {
    json!({"uri": format!("sip:{extension}@alpha.test"), "busy_at": 3})
}

pub(crate) fn rings_alice() -> Value {
    json!({
        "action": "ring",
        "steps": [{"targets": [phones("1001")], "ring_seconds": 120}],
        "on_busy": busy(),
        "on_no_answer": released(),
    })
}

async fn a_colleague_rings_and_then_his_mailbox_answers(world: &World) {
    let question = from_user("1001@alpha.test", "1002@alpha.test");
    let alice =
        json!({"uri": "sip:1001@alpha.test", "display": "Alice Müller", "anonymous": false});
    let mailbox = |cause| {
        let mut plan = mailbox(cause);
        plan["caller_id"] = alice.clone();
        plan
    };
    let expected = json!({
        "action": "ring",
        "caller_id": alice,
        "steps": [{"targets": [phones("1002")], "ring_seconds": 18}],
        "on_busy": mailbox(486),
        "on_no_answer": mailbox(408),
    });
    assert_eq!(world.engine().plan(question).await, expected);
}

async fn a_direct_number_rings_its_user(world: &World) {
    let engine = world.engine();
    world.registers("1001@alpha.test", "Desk", 0.0).await;
    // The engine knows nothing of a registration under the public number.
    let mut question = from_trunk(OUTSIDE, &format!("{ALICE}@127.0.0.10"));
    question["to"]["registered"] = json!(false);
    assert_eq!(engine.plan(question).await, rings_alice());
}

async fn a_direct_number_is_reached_however_the_trunk_writes_it(world: &World) {
    let engine = world.engine();
    world.registers("1001@alpha.test", "Desk", 0.0).await;
    let digits = ALICE.trim_start_matches('+');
    for called in [
        format!("{ALICE}@127.0.0.10"),
        format!("{digits}@127.0.0.10:5060"),
    ] {
        assert_eq!(
            engine.plan(from_trunk(OUTSIDE, &called)).await,
            rings_alice(),
            "{called}"
        );
    }
    let mut question = from_trunk(OUTSIDE, "");
    question["to"]["uri"] = json!(format!("tel:{ALICE}"));
    assert_eq!(engine.plan(question).await, rings_alice());
}

async fn a_trunk_may_call_an_extension_of_the_domain(world: &World) {
    let question = from_trunk(OUTSIDE, "1001@alpha.test");
    assert_eq!(world.engine().plan(question).await, rings_alice());
}

async fn a_colleagues_direct_number_stays_inside(world: &World) {
    let engine = world.engine();
    world.registers("1002@alpha.test", "Desk", 0.0).await;
    for dialled in [BOB, "00442079460042", "0044 20 7946 0042"] {
        let mut question = from_user("1001@alpha.test", "");
        question["to"]["uri"] = json!(format!("sip:{dialled}@alpha.test"));
        let plan = engine.plan(question).await;
        assert_eq!(
            plan["steps"][0]["targets"],
            json!([phones("1002")]),
            "{dialled}"
        );
        assert_eq!(plan["caller_id"]["uri"], "sip:1001@alpha.test");
    }
}

async fn a_dial_plan_is_left_to_the_engine(world: &World) {
    let engine = world.engine();
    let steps = json!([{"targets": ["sip:2000@alpha.test"], "ring_seconds": 180}]);
    let inside = engine
        .plan(from_user("1001@alpha.test", "2000@alpha.test"))
        .await;
    assert_eq!(inside["steps"], steps);
    assert_eq!(inside["caller_id"]["uri"], "sip:1001@alpha.test");
    let outside = engine
        .plan(from_trunk(OUTSIDE, &format!("{SALES}@127.0.0.10")))
        .await;
    assert_eq!(outside, json!({"action": "ring", "steps": steps}));
}

async fn nobody_is_found_behind_an_unknown_number(world: &World) {
    let engine = world.engine();
    for called in [
        "1999@alpha.test",
        "anna@alpha.test",
        "@alpha.test",
        "12@alpha.test",
    ] {
        let plan = engine.plan(from_user("1001@alpha.test", called)).await;
        assert_eq!(plan, unknown(), "{called}");
    }
    for called in [OUTSIDE, "1999@alpha.test", "1001@elsewhere.test", COMPANY] {
        let plan = engine.plan(from_trunk("+447700900999", called)).await;
        assert_eq!(plan, unknown(), "{called}");
    }
}

async fn somebody_who_is_no_user_of_ours_may_not_call(world: &World) {
    let forbidden = json!({"action": "reject", "code": 403, "reason": "Forbidden"});
    for caller in [
        "1999@alpha.test",
        "1001@elsewhere.test",
        "1001",
        "",
        "%00@alpha.test",
    ] {
        let plan = world
            .engine()
            .plan(from_user(caller, "1002@alpha.test"))
            .await;
        assert_eq!(plan, forbidden, "{caller}");
    }
}

async fn another_organisation_is_not_reached_by_extension(world: &World) {
    let engine = world.engine();
    for called in ["5001@alpha.test", "5001@beta.test"] {
        let plan = engine.plan(from_user("1001@alpha.test", called)).await;
        assert_eq!(plan, unknown(), "{called}");
    }
    let plan = engine
        .plan(from_user("1002@alpha.test", "1001@beta.test"))
        .await;
    assert!(!plan.to_string().contains("beta.test"), "{plan}");
}

async fn another_organisation_is_reached_through_the_trunk(world: &World) {
    let question = from_user("1001@alpha.test", &format!("{EVE}@alpha.test"));
    let plan = world.engine().plan(question).await;
    let target = format!("sip:{EVE}@127.0.0.50:5060");
    assert_eq!(plan["steps"][0]["targets"], json!([target]));
    assert_eq!(plan["caller_id"]["uri"], format!("sip:{ALICE}@alpha.test"));
}

async fn as_many_calls_as_a_user_can_have_make_him_busy(world: &World) {
    let engine = world.engine();
    let mut question = from_user("1002@alpha.test", "1001@alpha.test");
    question["to"]["active_calls"] = json!(2);
    assert_eq!(engine.plan(question.clone()).await["action"], "ring");
    question["to"]["active_calls"] = json!(3);
    assert_eq!(engine.plan(question).await, busy());
    let mut question = from_user("1001@alpha.test", "1002@alpha.test");
    question["to"]["active_calls"] = json!(3);
    let plan = engine.plan(question).await;
    assert_eq!(plan["steps"], mailbox(486)["steps"]);
}

async fn without_a_device_the_caller_hears_busy_or_the_mailbox(world: &World) {
    let engine = world.engine();
    let mut question = from_user("1002@alpha.test", "1001@alpha.test");
    question["to"]["registered"] = json!(false);
    assert_eq!(engine.plan(question).await, busy());
    let mut question = from_user("1001@alpha.test", "1002@alpha.test");
    question["to"]["registered"] = json!(false);
    let plan = engine.plan(question).await;
    assert_eq!(plan["steps"], mailbox(486)["steps"]);
    let plan = engine
        .plan(from_trunk(OUTSIDE, &format!("{ALICE}@127.0.0.10")))
        .await;
    assert_eq!(plan, busy());
}

async fn without_a_media_server_there_are_no_mailboxes(world: &World) {
    let bare = world.restarted(|config| config.media_server = None);
    let question = from_user("1001@alpha.test", "1002@alpha.test");
    let plan = bare.engine().plan(question).await;
    assert_eq!(plan["on_no_answer"], released());
    assert_eq!(plan["on_busy"], busy());
}

async fn a_mailbox_is_tried_at_every_media_server(world: &World) {
    let two = world.restarted(|config| {
        config.other_media_servers = vec!["127.0.0.52:5060".to_owned()];
    });
    let question = from_user("1001@alpha.test", "1002@alpha.test");
    let plan = two.engine().plan(question).await;
    let targets = |plan: &Value| -> Vec<Value> {
        let steps = plan["steps"].as_array().unwrap().iter();
        steps.map(|step| step["targets"][0].clone()).collect()
    };
    assert_eq!(
        targets(&plan["on_no_answer"]),
        [
            "sip:vm-1002@127.0.0.51:5060;cause=408",
            "sip:vm-1002@127.0.0.52:5060;cause=408"
        ]
    );
    assert_eq!(targets(&plan["on_busy"]).len(), 2);
    // Phones ring once.
    assert_eq!(plan["steps"].as_array().unwrap().len(), 1);
}

async fn a_leg_of_the_media_server_rings_and_nothing_else(world: &World) {
    let engine = world.engine();
    let leg = |called: &str| {
        let mut question = from_user("1001@alpha.test", called);
        question["from"]["origin"] = json!("media");
        question["from"]["display"] = json!("Alice");
        question["panel_call"] = json!("0193a1b2-0000-7000-8000-000000000001");
        question
    };
    for (called, target) in [
        (
            "+31612345678@127.0.0.50",
            "sip:+31612345678@127.0.0.50:5060",
        ),
        // No mailbox, no other phones: the call came from there.
        ("1002@alpha.test", "sip:1002@alpha.test"),
    ] {
        let expected = json!({
            "action": "ring",
            "caller_id": {"uri": "sip:1001@alpha.test", "display": "Alice", "anonymous": false},
            "steps": [{"targets": [target], "ring_seconds": 180}],
        });
        assert_eq!(engine.plan(leg(called)).await, expected);
    }
    assert_eq!(engine.plan(leg("2999@alpha.test")).await, unknown());
    assert_eq!(engine.plan(leg("*43@alpha.test")).await, unknown());
}

async fn the_media_server_vouches_for_a_caller(world: &World) {
    let engine = world.engine();
    let mut question = from_user("+31612345678@alpha.test", "1002@alpha.test");
    question["from"]["origin"] = json!("media");
    question["from"]["asserted"] = json!("sip:1001@alpha.test");
    let plan = engine.plan(question).await;
    assert_eq!(plan["caller_id"]["uri"], "sip:1001@alpha.test");
    let mut question = from_trunk(OUTSIDE, "1002@alpha.test");
    question["from"]["origin"] = json!("media");
    let plan = engine.plan(question).await;
    assert_eq!(plan["steps"][0]["targets"][0]["uri"], "sip:1002@alpha.test");
    assert!(plan.get("caller_id").is_none());
}

async fn a_repeated_question_gets_the_same_plan(world: &World) {
    let engine = world.engine();
    let question = from_user("1001@alpha.test", "1002@alpha.test");
    let first = engine.plan(question.clone()).await;
    assert_eq!(engine.plan(question).await, first);
}

async fn what_nobody_can_dial_is_nobody(world: &World) {
    let engine = world.engine();
    for called in [
        "%00",
        "%0d%0a",
        "\u{0}",
        "\u{1F600}",
        "'; drop table call; --",
    ] {
        let mut question = from_user("1001@alpha.test", "");
        question["to"]["uri"] = json!(format!("sip:{called}@alpha.test"));
        assert_eq!(engine.plan(question).await, unknown(), "{called}");
    }
    for uri in ["", "nothing", "mailto:bob@alpha.test", "sip:"] {
        let mut question = from_user("1001@alpha.test", "");
        question["to"]["uri"] = json!(uri);
        assert_eq!(engine.plan(question).await, unknown(), "{uri}");
    }
}
