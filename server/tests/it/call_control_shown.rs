//! Which number a call shows to whom it rings.

use serde_json::json;

use crate::world::{
    World, from_user,
    seed::{ALICE, COMPANY, OUTSIDE, SALES},
};

on_both! {
    somebody_outside_is_called_through_the_trunk_with_the_chosen_number,
    a_hidden_number_is_told_to_the_trunk_in_confidence,
    a_hidden_caller_is_hidden_from_colleagues_too,
    a_phone_may_hide_its_owner_for_one_call,
    help_is_never_called_anonymously,
    a_user_without_an_own_number_shows_the_companys,
}

async fn somebody_outside_is_called_through_the_trunk_with_the_chosen_number(world: &World) {
    let engine = world.engine();
    let plan = engine
        .plan(from_user("1001@alpha.test", "0612345678@alpha.test"))
        .await;
    let expected = json!({
        "action": "ring",
        "caller_id": {
            "uri": format!("sip:{ALICE}@alpha.test"),
            "display": "Alice Müller",
            "anonymous": false,
        },
        "steps": [{"targets": ["sip:+31612345678@127.0.0.50:5060"], "ring_seconds": 180}],
    });
    assert_eq!(plan, expected);
    let alice = world.sign_in("alice").await;
    let choice = json!({"type": "CALL_QUEUE", "id": world.seed.sales});
    let path = "/v1/telephony/config/people/me/settings/selectedCallerId";
    alice.put(path, &choice).await.done();
    let plan = engine
        .plan(from_user("1001@alpha.test", "0612345678@alpha.test"))
        .await;
    let shown = json!({
        "uri": format!("sip:{SALES}@alpha.test"),
        "display": "Sales",
        "anonymous": false,
    });
    assert_eq!(plan["caller_id"], shown);
}

async fn hide_alice(world: &World) {
    let alice = world.sign_in("alice").await;
    let path = "/v1/telephony/config/people/me/settings/callerId";
    let hide = json!({"callingLineIdDeliveryBlockingEnabled": true});
    alice.put(path, &hide).await.done();
}

async fn a_hidden_number_is_told_to_the_trunk_in_confidence(world: &World) {
    hide_alice(world).await;
    let question = from_user("1001@alpha.test", &format!("{OUTSIDE}@alpha.test"));
    let plan = world.engine().plan(question).await;
    assert_eq!(plan["caller_id"]["anonymous"], true);
    assert_eq!(plan["caller_id"]["uri"], format!("sip:{ALICE}@alpha.test"));
}

async fn a_hidden_caller_is_hidden_from_colleagues_too(world: &World) {
    hide_alice(world).await;
    let question = from_user("1001@alpha.test", "1002@alpha.test");
    let plan = world.engine().plan(question).await;
    assert_eq!(plan["caller_id"]["anonymous"], true);
}

async fn a_phone_may_hide_its_owner_for_one_call(world: &World) {
    for called in ["1002@alpha.test", &format!("{OUTSIDE}@alpha.test")] {
        let mut question = from_user("1001@alpha.test", called);
        question["from"]["anonymous"] = json!(true);
        let plan = world.engine().plan(question).await;
        assert_eq!(plan["caller_id"]["anonymous"], true, "{called}");
        let next = from_user("1001@alpha.test", called);
        let plan = world.engine().plan(next).await;
        assert_eq!(plan["caller_id"]["anonymous"], false, "{called}");
    }
}

async fn help_is_never_called_anonymously(world: &World) {
    hide_alice(world).await;
    for number in ["112", "911", "999"] {
        let mut question = from_user("1001@alpha.test", &format!("{number}@alpha.test"));
        question["from"]["anonymous"] = json!(true);
        let plan = world.engine().plan(question).await;
        let target = format!("sip:{number}@127.0.0.50:5060");
        assert_eq!(plan["steps"][0]["targets"], json!([target]));
        assert_eq!(plan["caller_id"]["anonymous"], false);
        assert_eq!(plan["caller_id"]["uri"], format!("sip:{ALICE}@alpha.test"));
    }
}

async fn a_user_without_an_own_number_shows_the_companys(world: &World) {
    let question = from_user("1003@alpha.test", &format!("{OUTSIDE}@alpha.test"));
    let shown = world.engine().plan(question).await["caller_id"].clone();
    let expected = json!({
        "uri": format!("sip:{COMPANY}@alpha.test"),
        "display": "Dana",
        "anonymous": false,
    });
    assert_eq!(shown, expected);
}
