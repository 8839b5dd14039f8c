//! Language and theme.

use belroute_shared::{
    account::{Account, Language, Theme},
    error::Code,
};
use serde_json::json;

use crate::world::World;

const PATH: &str = "/v1/account";

on_both! {
    a_change_keeps_what_it_does_not_name,
    a_word_that_is_none_is_refused_and_nothing_is_changed,
    the_choice_is_seen_wherever_the_user_signs_in,
    a_colleague_keeps_his_own,
}

async fn a_change_keeps_what_it_does_not_name(world: &World) {
    let alice = world.sign_in("alice").await;
    alice.put(PATH, &json!({"theme": "dark"})).await.done();
    alice.put(PATH, &json!({"language": "nl"})).await.done();
    let account: Account = alice.get(PATH).await.json();
    let wanted = Account {
        language: Language::Nl,
        theme: Theme::Dark,
    };
    assert_eq!(account, wanted);
}

async fn a_word_that_is_none_is_refused_and_nothing_is_changed(world: &World) {
    let alice = world.sign_in("alice").await;
    let before: Account = alice.get(PATH).await.json();
    let answer = alice.put(PATH, &json!({"language": "tlh"})).await;
    answer.refused_field("language", Code::NotOffered);
    for bad in [
        json!({"theme": "dark", "language": null}),
        json!({"theme": 1}),
        json!(["dark"]),
    ] {
        alice.put(PATH, &bad).await.refused(400, Code::Malformed);
    }
    assert_eq!(alice.get(PATH).await.json::<Account>(), before);
}

async fn the_choice_is_seen_wherever_the_user_signs_in(world: &World) {
    let here = world.sign_in("alice").await;
    here.put(PATH, &json!({"language": "nl", "theme": "light"}))
        .await
        .done();
    let there = world.sign_in("alice").await;
    let session: serde_json::Value = there.get("/v1/session").await.json();
    assert_eq!(session["language"], "nl");
    assert_eq!(session["theme"], "light");
}

async fn a_colleague_keeps_his_own(world: &World) {
    let alice = world.sign_in("alice").await;
    let bob = world.sign_in("bob").await;
    let before: Account = bob.get(PATH).await.json();
    alice.put(PATH, &json!({"theme": "dark"})).await.done();
    assert_eq!(bob.get(PATH).await.json::<Account>(), before);
}
