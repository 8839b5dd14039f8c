//! The engine's own listener: whom it answers, and what it makes of rubbish.

use belroute_shared::error::Code;
use serde_json::json;

use crate::world::{World, from_user};

const ROUTE: &str = "/v1/call-control/route";
const EVENTS: &str = "/v1/call-control/events";

on_both! {
    only_the_engine_is_answered,
    without_a_secret_nobody_is_answered,
    rubbish_is_refused_and_calls_go_on,
    an_unknown_address_of_the_listener_is_told_so,
}

async fn only_the_engine_is_answered(world: &World) {
    let engine = world.engine();
    let question = from_user("1001@alpha.test", "1002@alpha.test").to_string();
    for nobody in [
        engine.without_credentials(),
        engine.with_credentials("engine", "a wrong secret of some length"),
        engine.with_credentials("engine", ""),
        engine.with_credentials("alice", crate::world::SECRET),
    ] {
        let answer = nobody.post(ROUTE, question.clone()).await;
        answer.refused(401, Code::SignedOut);
        let answer = nobody.post(EVENTS, "[]").await;
        answer.refused(401, Code::SignedOut);
    }
    assert_eq!(engine.post(ROUTE, question).await.status, 200);
}

async fn without_a_secret_nobody_is_answered(world: &World) {
    let shut = world
        .restarted(|config| config.call_control = None)
        .engine();
    for nobody in [
        shut.clone(),
        shut.without_credentials(),
        shut.with_credentials("engine", ""),
    ] {
        let answer = nobody.post(EVENTS, "[]").await;
        answer.refused(401, Code::SignedOut);
    }
}

async fn rubbish_is_refused_and_calls_go_on(world: &World) {
    let engine = world.engine();
    let no_origin = json!({"sip_call_id": "x", "from": {"uri": "sip:a@b"}, "to": {"uri": ""}});
    for rubbish in [
        "",
        "{",
        "[]",
        "null",
        "\u{0}",
        "{\"sip_call_id\": 1}",
        &no_origin.to_string(),
    ] {
        let answer = engine.post(ROUTE, rubbish.to_owned()).await;
        answer.refused(400, Code::Malformed);
    }
    for rubbish in [
        "",
        "{",
        "[1]",
        "{\"event\": \"sneezed\", \"at\": \"1\"}",
        "{\"event\": 1}",
    ] {
        let answer = engine.post(EVENTS, rubbish.to_owned()).await;
        answer.refused(400, Code::Malformed);
    }
    let too_large = " ".repeat(512 * 1024 + 1);
    let answer = engine.post(EVENTS, too_large.clone()).await;
    answer.refused(413, Code::TooLarge);
    engine
        .post(ROUTE, too_large)
        .await
        .refused(413, Code::TooLarge);
    let plan = engine
        .plan(from_user("1001@alpha.test", "1002@alpha.test"))
        .await;
    assert_eq!(plan["action"], "ring");
}

async fn an_unknown_address_of_the_listener_is_told_so(world: &World) {
    let answer = world.engine().post("/v1/calls", "{}").await;
    answer.refused(404, Code::NotFound);
    assert_eq!(world.engine().get(ROUTE).await, 405);
}
