//! What the media server is told to do with a call that has reached it.

use belroute_server::entity::user;
use belroute_shared::error::Code;
use sea_orm::{ActiveModelTrait as _, Set, Unchanged};
use serde_json::{Value, json};

use crate::world::{
    Answer, Engine, MEDIA_SERVER, TRUNK, World,
    calling::setting,
    from_trunk, from_user,
    seed::{ALICE, BOB, OUTSIDE},
};

on_both! {
    a_caller_leaves_a_message_in_the_mailbox_that_the_plan_has_named,
    the_greeting_fits_the_case_and_the_language,
    whoever_presses_0_reaches_whom_the_user_has_named,
    what_a_full_mailbox_or_none_says,
    what_a_refused_caller_hears,
    a_number_that_has_to_press_a_key_is_called_with_the_words_for_it,
    who_calls_from_inside_is_shown_outside_by_the_number_that_he_shows,
    what_a_code_has_done_is_said_to_who_dialled_it,
    an_owner_speaks_his_greeting_at_his_phone,
    the_same_extension_of_another_organisation_is_another_mailbox,
    whatever_is_asked_is_answered_or_refused,
    only_the_media_server_asks,
}

const MEDIA: &str = "/v1/call-control/media";

/// A question about a call, as the media server asks it.
fn question(call: &Value, user: &str, cause: Option<u16>) -> Value {
    json!({
        "version": 1, "sip_call_id": call["sip_call_id"], "user": user,
        "request_uri": format!("sip:{user}@127.0.0.51:5060"), "cause": cause,
        "from": {"uri": call["from"]["uri"], "number": "1", "display": ""},
        "diversion": null, "at": 1_795_348_800.5,
    })
}

async fn ask(engine: &Engine, question: &Value) -> Answer {
    engine.post(MEDIA, question.to_string()).await
}

/// What the media server is told, when a call has been decided about.
async fn script(world: &World, call: Value, user: &str, cause: Option<u16>) -> Value {
    let engine = world.engine();
    engine.ask(call.clone()).await;
    let answer = ask(&engine, &question(&call, user, cause)).await;
    assert_eq!(answer.status, 200, "{answer:?}");
    answer.json()
}

fn to_bob() -> Value {
    from_trunk(OUTSIDE, &format!("{BOB}@127.0.0.10"))
}

/// The sound of a name.
async fn heard(world: &World, name: &Value) -> Vec<u8> {
    let name = name.as_str().unwrap();
    let answer = world
        .engine()
        .fetch(&format!("/v1/call-control/sounds/{name}"))
        .await;
    assert_eq!(answer.status, 200, "{name}");
    answer.body.to_vec()
}

async fn a_caller_leaves_a_message_in_the_mailbox_that_the_plan_has_named(world: &World) {
    let call = to_bob();
    let engine = world.engine();
    let plan = engine.ask(call.clone()).await;
    let mailbox = format!("sip:vm-1002@{MEDIA_SERVER};cause=");
    assert!(plan.to_string().contains(&mailbox), "{plan}");
    // It asks at once: what is known of the call may not even be written down.
    let answer: Value = ask(&engine, &question(&call, "vm-1002", Some(408)))
        .await
        .json();
    assert_eq!(answer["version"], 1);
    assert_eq!(answer["action"], "deposit");
    assert_eq!(answer["call"], plan["call"]);
    assert_eq!(answer["mailbox"], world.user("bob").id.to_string());
    assert_eq!(answer["kind"], "message");
    assert_eq!(
        (&answer["max_seconds"], &answer["min_seconds"]),
        (&json!(180), &json!(1))
    );
    assert_eq!(answer["end_key"], "#");
    assert!(answer.get("operator").is_none());
    for sound in ["greeting", "thanks"] {
        assert!(heard(world, &answer[sound]).await.starts_with(b"RIFF"));
    }
}

async fn the_greeting_fits_the_case_and_the_language(world: &World) {
    let greeting =
        async |cause| script(world, to_bob(), "vm-1002", cause).await["greeting"].clone();
    let (busy, unanswered) = (greeting(Some(486)).await, greeting(Some(408)).await);
    assert_ne!(busy, unanswered);
    assert_eq!(greeting(Some(600)).await, busy);
    for cause in [Some(302), Some(404), Some(503), None, Some(9)] {
        assert_eq!(greeting(cause).await, unanswered, "{cause:?}");
    }
    let other = if world.user("bob").language == "nl" {
        "en"
    } else {
        "nl"
    };
    let row = user::ActiveModel {
        id: Unchanged(world.user("bob").id),
        language: Set(other.to_owned()),
        ..Default::default()
    };
    world.write(async |db| row.update(db).await.unwrap()).await;
    assert_ne!(greeting(Some(486)).await, busy);
}

async fn whoever_presses_0_reaches_whom_the_user_has_named(world: &World) {
    let bob = world.script("bob").await;
    for (number, operator) in [
        ("1001", "sip:1001@alpha.test".to_owned()),
        ("2000", "sip:2000@alpha.test".to_owned()),
        (ALICE, format!("sip:{ALICE}@{TRUNK}")),
        (OUTSIDE, format!("sip:{OUTSIDE}@{TRUNK}")),
    ] {
        let on = json!({"transferToNumber": {"enabled": true, "destination": number}});
        bob.put(&setting("voicemail"), &on).await.done();
        let told = script(world, to_bob(), "vm-1002", Some(408)).await;
        assert_eq!(told["operator"], operator);
        // Who calls from outside could not call outside but for the call that he has.
        let is_named = told["operator_headers"]["X-Panel-Call"] == told["call"];
        assert_eq!(is_named, number == OUTSIDE, "{told}");
    }
    let off = json!({"transferToNumber": {"enabled": false}});
    bob.put(&setting("voicemail"), &off).await.done();
    let told = script(world, to_bob(), "vm-1002", Some(408)).await;
    assert!(told.get("operator").is_none());
}

async fn what_a_full_mailbox_or_none_says(world: &World) {
    let bob = world.user("bob").id.to_string();
    let engine = world.engine();
    for at in 0..100 {
        engine.leave_message(&bob, at - 200).await;
    }
    let told = async |user, cause| {
        let told = script(world, to_bob(), user, Some(cause)).await;
        (
            told["action"].clone(),
            told["cause"].clone(),
            told["sound"].clone(),
        )
    };
    let (action, cause, full) = told("vm-1002", 408).await;
    assert_eq!((action, cause), (json!("announce"), json!(19)));
    let (_, cause, same) = told("vm-1002", 486).await;
    assert_eq!((cause, &same), (json!(17), &full));
    // Alice has none, and nobody has this one.
    for user in ["vm-1001", "vm-1999"] {
        let (action, cause, none) = told(user, 408).await;
        assert_eq!((action, cause), (json!("announce"), json!(19)), "{user}");
        assert_ne!(none, full);
    }
}

async fn what_a_refused_caller_hears(world: &World) {
    let mut sounds = Vec::new();
    for what in ["loop", "anonymous", "rejected"] {
        let told = script(world, to_bob(), &format!("say-{what}"), None).await;
        assert_eq!(told["action"], "announce");
        // The exact refusal of the plan comes behind it, and nothing is paid for it.
        assert_eq!(
            (&told["answer"], &told["cause"]),
            (&json!(false), &json!(21))
        );
        assert!(!sounds.contains(&told["sound"]));
        sounds.push(told["sound"].clone());
    }
    let told = script(world, to_bob(), "say-anything", None).await;
    assert_eq!(told, json!({"version": 1, "action": "hangup", "cause": 21}));
}

async fn a_number_that_has_to_press_a_key_is_called_with_the_words_for_it(world: &World) {
    let call = to_bob();
    let engine = world.engine();
    let plan = engine.ask(call.clone()).await;
    let told = ask(&engine, &question(&call, "confirm-31612345678", None)).await;
    let told: Value = told.json();
    assert_eq!(told["action"], "connect");
    assert_eq!(told["target"], format!("sip:+31612345678@{TRUNK}"));
    assert_eq!(told["cause"], 19);
    assert_eq!(told["headers"], json!({"X-Panel-Call": plan["call"]}));
    assert!(told.get("caller_id").is_none());
    assert!(told["confirm"].get("key").is_none());
    assert_eq!(
        (&told["confirm"]["repeat"], &told["confirm"]["wait_seconds"]),
        (&json!(2), &json!(5))
    );
    assert!(
        heard(world, &told["confirm"]["sound"])
            .await
            .starts_with(b"RIFF")
    );
    for rubbish in ["confirm-", "confirm-x", "confirm-31612345678;x=1"] {
        let told = script(world, to_bob(), rubbish, None).await;
        assert_eq!(told["action"], "hangup", "{rubbish}");
    }
}

async fn who_calls_from_inside_is_shown_outside_by_the_number_that_he_shows(world: &World) {
    let told = async || {
        let call = from_user("1001@alpha.test", "1002@alpha.test");
        script(world, call, "confirm-31612345678", None).await
    };
    assert_eq!(told().await["caller_id"], json!({"number": ALICE}));
    let alice = world.script("alice").await;
    let hidden = json!({"callingLineIdDeliveryBlockingEnabled": true});
    alice.put(&setting("callerId"), &hidden).await.done();
    assert!(told().await.get("caller_id").is_none());
}

async fn what_a_code_has_done_is_said_to_who_dialled_it(world: &World) {
    let engine = world.engine();
    let call = from_user("1001@alpha.test", "*78@alpha.test");
    let said =
        async |user: &str| -> Value { ask(&engine, &question(&call, user, None)).await.json() };
    let mut sounds = Vec::new();
    for what in ["on", "off", "refused"] {
        let told = said(&format!("code-do-not-disturb-{what}")).await;
        assert_eq!(told["action"], "announce");
        assert_eq!(told["answer"], true);
        assert!(!sounds.contains(&told["sound"]));
        sounds.push(told["sound"].clone());
    }
    for rubbish in [
        "code-",
        "code-do-not-disturb",
        "code-nothing-on",
        "code-do-not-disturb-maybe",
    ] {
        assert_eq!(said(rubbish).await["action"], "hangup", "{rubbish}");
    }
}

async fn an_owner_speaks_his_greeting_at_his_phone(world: &World) {
    let engine = world.engine();
    for (digit, which) in [("1", "no_answer"), ("2", "busy")] {
        let call = from_user("1002@alpha.test", &format!("*62{digit}@alpha.test"));
        let plan = engine.ask(call.clone()).await;
        let target = plan["steps"][0]["targets"][0].as_str().unwrap();
        let (user, _) = target.trim_start_matches("sip:").split_once('@').unwrap();
        assert_eq!(user, format!("rec-1002-{which}"));
        assert_eq!(plan["caller_id"]["uri"], "sip:1002@alpha.test");
        let told: Value = ask(&engine, &question(&call, user, None)).await.json();
        assert_eq!(
            (&told["action"], &told["kind"]),
            (&json!("deposit"), &json!("greeting"))
        );
        assert_eq!(told["greeting_for"], which);
        assert_eq!(told["mailbox"], world.user("bob").id.to_string());
    }
    // Nobody speaks for somebody else, and who has no mailbox speaks for nobody.
    let alice = from_user("1001@alpha.test", "*621@alpha.test");
    let told: Value = ask(&engine, &question(&alice, "rec-1002-busy", None))
        .await
        .json();
    assert_eq!(told["action"], "hangup");
    let told: Value = ask(&engine, &question(&alice, "rec-1001-busy", None))
        .await
        .json();
    assert_eq!(told["action"], "announce");
    let outside = from_trunk(OUTSIDE, "x@alpha.test");
    let told: Value = ask(&engine, &question(&outside, "rec-1002-busy", None))
        .await
        .json();
    assert_eq!(told["action"], "hangup");
}

async fn the_same_extension_of_another_organisation_is_another_mailbox(world: &World) {
    let call = from_user("5001@beta.test", "1001@beta.test");
    let told = script(world, call, "vm-1002", Some(408)).await;
    // Beta has nobody at 1002; Bob of Alpha gets nothing.
    assert_eq!(told["action"], "announce");
    world.grant("eve", "mailbox").await;
    let call = from_user("5001@beta.test", "1001@beta.test");
    let told = script(world, call, "vm-1001", Some(408)).await;
    assert_eq!(told["mailbox"], world.user("eve").id.to_string());
}

async fn whatever_is_asked_is_answered_or_refused(world: &World) {
    let engine = world.engine();
    let long = "9".repeat(3000);
    for user in [
        "",
        "-",
        "vm",
        "vm-",
        "vm--",
        "confirm",
        "barge-1002",
        "rec-",
        "say-",
        "\u{202e}-é",
        "code",
        &long,
    ] {
        let answer = ask(&engine, &question(&to_bob(), user, Some(u16::MAX))).await;
        assert!(
            [200, 404].contains(&answer.status.as_u16()),
            "{user:?}: {answer:?}"
        );
    }
    // A call that the panel has never heard of: the media server does what it did the last time.
    let unknown = ask(&engine, &question(&to_bob(), "vm-1002", Some(408))).await;
    unknown.refused(404, Code::NotFound);
    for rubbish in ["", "{}", "[]", "7", r#"{"version":1}"#] {
        let answer = engine.post(MEDIA, rubbish).await;
        assert_eq!(answer.status, 400, "{rubbish}: {answer:?}");
    }
}

async fn only_the_media_server_asks(world: &World) {
    let (engine, question) = (world.engine(), question(&to_bob(), "vm-1002", None));
    for stranger in [
        engine.without_credentials(),
        engine.with_credentials("engine", "guessed"),
    ] {
        let answer = ask(&stranger, &question).await;
        answer.refused(401, Code::SignedOut);
    }
}
