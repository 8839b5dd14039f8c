//! What an administrator hides: it cannot be seen or changed, and goes on as it was configured.

use belroute_shared::{
    error::Code,
    features::{Access, Feature},
};
use serde_json::{Value, json};

use crate::world::{
    Client, World,
    calling::setting,
    from_trunk,
    seed::{ALICE, OUTSIDE},
};

on_both! {
    what_is_hidden_from_one_user_is_refused_with_the_code_that_clients_know,
    what_is_hidden_from_all_is_shown_to_whom_it_is_given,
    what_is_hidden_goes_on_as_it_was_configured,
    do_not_disturb_and_the_block_list_are_never_hidden,
    a_part_that_is_hidden_cannot_be_changed_and_the_rest_can,
    what_is_hidden_is_no_service,
}

/// Settings by what hides them.
const HIDDEN: [(Feature, &str); 15] = [
    (Feature::AnonymousCallRejection, "anonymousCallReject"),
    (Feature::BargeIn, "bargeIn"),
    (Feature::BlockCallerId, "callPolicies"),
    (Feature::CallForwarding, "callForwarding"),
    (Feature::CallNotify, "callNotify"),
    (Feature::CallWaiting, "callWaiting"),
    (Feature::PriorityAlert, "priorityAlert"),
    (Feature::SelectivelyAcceptCalls, "selectiveAccept"),
    (Feature::SelectivelyForwardCalls, "selectiveForward"),
    (Feature::SelectivelyRejectCalls, "selectiveReject"),
    (Feature::SequentialRing, "sequentialRing"),
    (Feature::SimultaneousRing, "simultaneousRing"),
    (Feature::SingleNumberReach, "singleNumberReach"),
    (Feature::SpeedDial, "speedDials"),
    (Feature::Voicemail, "voicemail"),
];

#[track_caller]
fn is_refused(answer: &crate::world::Answer) {
    let body = answer.refused(403, Code::FeatureNotGranted);
    assert_eq!(body.errors[0].error_code, Some(4410));
}

async fn what_is_hidden_from_one_user_is_refused_with_the_code_that_clients_know(world: &World) {
    let bob = world.script("bob").await;
    let rule = json!({"rejectEnabled": true});
    let rule: Value = bob
        .post(&setting("selectiveReject/criteria"), &rule)
        .await
        .json();
    let reach = json!({"phoneNumber": OUTSIDE, "name": "Home"});
    let reach: Value = bob
        .post(&setting("singleNumberReach/numbers"), &reach)
        .await
        .json();
    for (feature, name) in HIDDEN {
        assert_eq!(bob.get(&setting(name)).await.status, 200, "{name}");
        world.decide_access("bob", feature, Access::NoAccess).await;
        is_refused(&bob.get(&setting(name)).await);
        is_refused(&bob.put(&setting(name), &json!({})).await);
    }
    let id = rule["id"].as_str().unwrap();
    let one = setting(&format!("selectiveReject/criteria/{id}"));
    for answer in [
        bob.post(
            &setting("selectiveReject/criteria"),
            &json!({"rejectEnabled": true}),
        )
        .await,
        bob.get(&one).await,
        bob.put(&one, &json!({"rejectEnabled": false})).await,
        bob.delete(&one).await,
    ] {
        is_refused(&answer);
    }
    let id = reach["id"].as_str().unwrap();
    let one = setting(&format!("singleNumberReach/numbers/{id}"));
    for answer in [
        bob.post(&setting("singleNumberReach/numbers"), &json!({}))
            .await,
        bob.put(&one, &json!({"enabled": false})).await,
        bob.delete(&one).await,
    ] {
        is_refused(&answer);
    }
    is_refused(&bob.get("/v1/people/me/features/callerId").await);
    // Others keep theirs.
    let alice = world.script("alice").await;
    assert_eq!(alice.get(&setting("callForwarding")).await.status, 200);
}

async fn what_is_hidden_from_all_is_shown_to_whom_it_is_given(world: &World) {
    world.hide_from_all(Feature::CallForwarding).await;
    world
        .decide_access("bob", Feature::CallForwarding, Access::FullAccess)
        .await;
    let (alice, bob) = (world.script("alice").await, world.script("bob").await);
    is_refused(&alice.get(&setting("callForwarding")).await);
    assert_eq!(bob.get(&setting("callForwarding")).await.status, 200);
    let eve = world.script("eve").await;
    assert_eq!(eve.get(&setting("callForwarding")).await.status, 200);
}

/// A number outside, where calls are sent.
const MOBILE: &str = "+31612345679";

async fn what_is_hidden_goes_on_as_it_was_configured(world: &World) {
    let alice = world.script("alice").await;
    let always = json!({"callForwarding": {"always": {"enabled": true, "destination": MOBILE}}});
    alice.put(&setting("callForwarding"), &always).await.done();
    let reject = json!({"callsFrom": "SELECT_PHONE_NUMBERS", "phoneNumbers": [OUTSIDE],
        "rejectEnabled": true});
    let made = alice
        .post(&setting("selectiveReject/criteria"), &reject)
        .await;
    assert_eq!(made.status, 201);
    let plan = async |caller: &str| {
        let question = from_trunk(caller, &format!("{ALICE}@127.0.0.10"));
        world.engine().plan(question).await
    };
    let (forwarded, rejected) = (plan("+31612345678").await, async || {
        alice
            .put(&setting("selectiveReject"), &json!({"enabled": true}))
            .await
            .done();
        plan(OUTSIDE).await
    });
    let rejected = rejected().await;
    assert!(forwarded.to_string().contains(MOBILE), "{forwarded}");
    world
        .decide_access("alice", Feature::CallForwarding, Access::NoAccess)
        .await;
    world.hide_from_all(Feature::SelectivelyRejectCalls).await;
    assert_eq!(plan("+31612345678").await, forwarded);
    assert_eq!(plan(OUTSIDE).await, rejected);
    assert_ne!(forwarded, rejected);
}

async fn do_not_disturb_and_the_block_list_are_never_hidden(world: &World) {
    for feature in Feature::ALL {
        world.hide_from_all(*feature).await;
    }
    let alice = world.script("alice").await;
    let on = json!({"enabled": true});
    alice.put(&setting("doNotDisturb"), &on).await.done();
    let number = json!({"phoneNumber": OUTSIDE});
    let blocked = alice.post(&setting("callBlock/numbers"), &number).await;
    assert_eq!(blocked.status, 201);
}

async fn a_part_that_is_hidden_cannot_be_changed_and_the_rest_can(world: &World) {
    let bob = world.script("bob").await;
    let hide = async |feature| world.decide_access("bob", feature, Access::NoAccess).await;
    let put = async |name: &str, patch: Value| bob.put(&setting(name), &patch).await;
    hide(Feature::SendCallsToVoicemail).await;
    let all = json!({"sendAllCalls": {"enabled": true}});
    is_refused(&put("voicemail", all).await);
    let same = json!({"sendAllCalls": {"enabled": false}, "sendBusyCalls": {"enabled": false}});
    put("voicemail", same).await.done();
    let own = "callingLineIdDeliveryBlockingEnabled";
    let answered = "connectedLineIdentificationRestrictionEnabled";
    hide(Feature::BlockCallerId).await;
    is_refused(&put("callerId", json!({own: true})).await);
    is_refused(&put("callerId", json!({own: true, answered: true})).await);
    put("callerId", json!({own: false, answered: true}))
        .await
        .done();
    hide(Feature::ConnectedLineIdentity).await;
    is_refused(&put("callerId", json!({answered: false})).await);
    put("callerId", json!({})).await.done();
    assert_eq!(world.changes_of("bob").await.len(), 2);
}

async fn what_is_hidden_is_no_service(world: &World) {
    let bob = world.script("bob").await;
    let services = async |client: &Client| {
        let answer: Value = client.get(&setting("services")).await.json();
        answer["services"].as_array().unwrap().len()
    };
    let before = services(&bob).await;
    world
        .decide_access("bob", Feature::CallForwarding, Access::NoAccess)
        .await;
    world
        .decide_access("bob", Feature::Voicemail, Access::NoAccess)
        .await;
    assert_eq!(services(&bob).await, before - 5);
}
