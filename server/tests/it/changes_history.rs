//! The history of a user's settings: filters, and pages.

use axum::http::Method;
use belroute_shared::{
    audit::Action,
    changes::{ChangeLine, Changes},
    company::users::OpenPanel,
    error::Code,
};
use serde_json::json;

use crate::{
    changes_undo::put,
    world::{Client, World, after_noon, calling::setting},
};

on_both! {
    the_history_of_settings_is_without_signing_in,
    it_can_be_that_of_one_setting_or_of_some,
    it_can_be_what_others_did_or_what_he_did_himself,
    it_can_be_of_some_days,
    filters_go_on_with_the_next_page,
    a_filter_that_means_nothing_is_refused,
}

async fn lines(client: &Client, query: &str) -> Vec<ChangeLine> {
    let answer = client.get(&format!("/v1/changes?{query}")).await;
    answer.json::<Changes>().lines
}

async fn objects(client: &Client, query: &str) -> Vec<String> {
    let lines = lines(client, query).await;
    lines.into_iter().map(|it| it.line.object).collect()
}

/// Alice changes three settings, Dana one of hers.
async fn changed(world: &World) -> Client {
    let alice = world.script("alice").await;
    world.sign_in("alice").await;
    put(&alice, "doNotDisturb", json!({"enabled": true})).await;
    world.set_clock(86_400);
    let hidden = json!({"callingLineIdDeliveryBlockingEnabled": true});
    put(&alice, "callerId", hidden).await;
    world.set_clock(2 * 86_400);
    world.sign_in("alice").await;
    let dana = world.sign_in("dana").await;
    put(&alice, "doNotDisturb", json!({"enabled": false})).await;
    let open = format!("/v1/company/users/{}/panel", world.user("alice").id);
    let panel: OpenPanel = dana.press(Method::POST, &open).await.json();
    let ask = dana.request(Method::PUT, &setting("bargeIn"));
    let ask = ask.json(&json!({"enabled": true, "toneEnabled": true}));
    let answer = ask.header("x-belroute-panel", &panel.id.to_string()).send();
    answer.await.done();
    alice
}

async fn the_history_of_settings_is_without_signing_in(world: &World) {
    let alice = changed(world).await;
    let all = lines(&alice, "").await;
    let is = |wanted: Action| all.iter().any(|it| it.line.action == wanted);
    assert!(is(Action::SignedIn) && is(Action::PanelOpened));
    let settings = ["bargeIn", "doNotDisturb", "callerId", "doNotDisturb"];
    assert_eq!(objects(&alice, "about=settings").await, settings);
    // A client of before reads the same lines without what was added.
    let old: belroute_shared::company::audit_log::AuditLog = alice.get("/v1/changes").await.json();
    assert_eq!(old.lines.len(), all.len());
}

async fn it_can_be_that_of_one_setting_or_of_some(world: &World) {
    let alice = changed(world).await;
    let one = objects(&alice, "setting=doNotDisturb").await;
    assert_eq!(one, ["doNotDisturb"; 2]);
    let some = objects(&alice, "setting=callerId,bargeIn,nothing").await;
    assert_eq!(some, ["bargeIn", "callerId"]);
    assert_eq!(objects(&alice, "setting=nothing").await, [""; 0]);
}

async fn it_can_be_what_others_did_or_what_he_did_himself(world: &World) {
    let alice = changed(world).await;
    assert_eq!(
        objects(&alice, "by=others&about=settings").await,
        ["bargeIn"]
    );
    let own = ["doNotDisturb", "callerId", "doNotDisturb"];
    assert_eq!(objects(&alice, "by=me&about=settings").await, own);
    let all_own = lines(&alice, "by=me").await;
    let is_sign_in = |it: &&ChangeLine| it.line.action == Action::SignedIn;
    assert_eq!(all_own.iter().filter(is_sign_in).count(), 2);
    let both = objects(&alice, "by=me&setting=bargeIn").await;
    assert_eq!(both, [""; 0]);
}

async fn it_can_be_of_some_days(world: &World) {
    let alice = changed(world).await;
    let days = "about=settings&from=2026-11-23&until=2026-11-23";
    assert_eq!(objects(&alice, days).await, ["callerId"]);
    let until = format!("about=settings&until={}", after_noon(86_400));
    assert_eq!(objects(&alice, &until).await, ["doNotDisturb"]);
    let from = format!("setting=doNotDisturb&from={}", after_noon(1));
    assert_eq!(objects(&alice, &from).await, ["doNotDisturb"]);
}

async fn filters_go_on_with_the_next_page(world: &World) {
    let alice = changed(world).await;
    let mut path = Some("/v1/changes?about=settings&by=me&from=2026-11-22&max=1".to_owned());
    let mut found = Vec::new();
    while let Some(next) = path {
        let answer = alice.get(&next).await;
        path = answer.next();
        let page: Changes = answer.json();
        assert_eq!(page.lines.len(), 1);
        found.extend(page.lines.into_iter().map(|it| it.line.object));
    }
    assert_eq!(found, ["doNotDisturb", "callerId", "doNotDisturb"]);
}

async fn a_filter_that_means_nothing_is_refused(world: &World) {
    let alice = world.script("alice").await;
    for (query, field) in [
        ("from=yesterday", "from"),
        ("until=2026-02-30", "until"),
        ("setting=a%00b", "setting"),
        ("setting=x;y", "setting"),
    ] {
        let answer = alice.get(&format!("/v1/changes?{query}")).await;
        answer.refused_field(field, Code::NotOffered);
    }
    for query in ["about=everything", "by=nobody", "max=x"] {
        let answer = alice.get(&format!("/v1/changes?{query}")).await;
        answer.refused(400, Code::Malformed);
    }
}
