//! The light for messages at desk phones: how many there are, and when the engine is told to ask.

use belroute_server::call_control::light;
use belroute_shared::error::Code;
use serde_json::{Value, json};

use crate::world::{Answer, Client, World, commanded::engine, media::messages};

const PATH: &str = "/v1/call-control/message-waiting";
const VOICEMAIL: &str = "/v1/telephony/config/people/me/settings/voicemail";
const BOB: &str = "sip:1002@alpha.test";

on_both! {
    the_light_counts_what_was_heard_and_what_was_not,
    who_wants_no_light_has_none,
    who_has_no_mailbox_has_no_light,
    only_the_engine_asks,
    the_engine_is_told_of_whatever_changes_the_light,
}

async fn ask(world: &World, address: &str) -> Answer {
    let question = json!({ "address": address });
    world.engine().post(PATH, question.to_string()).await
}

async fn counts(world: &World) -> Value {
    let answer = ask(world, BOB).await;
    assert_eq!(answer.status, 200, "{answer:?}");
    answer.json()
}

async fn wants(bob: &Client, light: bool) {
    let storage = json!({ "messageStorage": { "mwiEnabled": light } });
    bob.put(VOICEMAIL, &storage).await.done();
}

async fn hears_all(bob: &Client) {
    let path = "/v1/telephony/voiceMessages/markAsRead";
    bob.post(path, &json!({})).await.done();
}

async fn the_light_counts_what_was_heard_and_what_was_not(world: &World) {
    let bob = world.sign_in("bob").await;
    assert_eq!(
        counts(world).await,
        json!({"version": 1, "new": 0, "old": 0})
    );
    world.engine().leave_message("1002", -2).await;
    hears_all(&bob).await;
    world.engine().leave_message("1002", -1).await;
    assert_eq!(
        counts(world).await,
        json!({"version": 1, "new": 1, "old": 1})
    );
    for message in messages(&bob).await {
        let path = format!("/v1/telephony/voiceMessages/{}", message.id);
        bob.delete(&path).await.done();
    }
    assert_eq!(
        counts(world).await,
        json!({"version": 1, "new": 0, "old": 0})
    );
}

async fn who_wants_no_light_has_none(world: &World) {
    let bob = world.sign_in("bob").await;
    world.engine().leave_message("1002", -1).await;
    wants(&bob, false).await;
    assert_eq!(
        counts(world).await,
        json!({"version": 1, "new": 0, "old": 0})
    );
    wants(&bob, true).await;
    assert_eq!(counts(world).await["new"], 1);
}

async fn who_has_no_mailbox_has_no_light(world: &World) {
    world.engine().leave_message("1002", -1).await;
    // Alice has none; Beta has users of the same numbers.
    for address in [
        "sip:1001@alpha.test",
        "sip:1002@beta.test",
        "sip:9999@alpha.test",
        "sip:1002@nowhere.test",
        "1002",
        "",
    ] {
        let answer = ask(world, address).await;
        assert!(
            [400, 404].contains(&answer.status.as_u16()),
            "{address}: {answer:?}"
        );
    }
}

async fn only_the_engine_asks(world: &World) {
    let question = json!({ "address": BOB }).to_string();
    for stranger in [
        world.engine().without_credentials(),
        world.engine().with_credentials("engine", "guessed"),
    ] {
        let answer = stranger.post(PATH, question.clone()).await;
        answer.refused(401, Code::SignedOut);
    }
}

async fn the_engine_is_told_of_whatever_changes_the_light(world: &World) {
    let taken = json!({"jsonrpc": "2.0", "id": 1, "result": {}});
    let (url, mut commands) = engine(taken).await;
    let world = world.restarted(|config| config.engine_rpc_url = Some(url));
    light::start(world.state.clone());
    let bob = world.sign_in("bob").await;
    let mut told = async || {
        let (_, command) = commands.recv().await.unwrap();
        assert_eq!(command["method"], "belroute.light");
        assert_eq!(command["params"], json!({ "address": BOB }));
    };
    world.engine().leave_message("1002", -1).await;
    told().await;
    hears_all(&bob).await;
    told().await;
    wants(&bob, false).await;
    told().await;
    let path = format!("/v1/company/users/{}", world.user("bob").id);
    let dana = world.sign_in("dana").await;
    dana.put(&path, &json!({ "grants": [] })).await.done();
    told().await;
}
