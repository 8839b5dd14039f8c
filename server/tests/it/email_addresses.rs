//! Extra e-mail addresses: added, refused and taken away.

use axum::http::Method;
use belroute_shared::{
    email_addresses::{EmailAddresses, ExtraEmailAddress},
    error::Code,
};
use serde_json::json;

use crate::world::{Answer, Client, World, post};

pub(crate) const ADDRESSES: &str = "/v1/emailAddresses";
pub(crate) const HOME: &str = "alice@home.test";
const HOUR: i64 = 3600;

on_both! {
    an_address_is_added_and_a_link_goes_there_and_nowhere_else,
    what_is_no_address_or_there_already_is_refused_beside_the_field,
    five_extra_addresses_are_the_most,
    the_answer_does_not_tell_who_signs_in_with_an_address,
    three_links_an_hour_are_the_most_also_for_an_address_that_is_added_anew,
    fifteen_links_an_hour_are_the_most_of_one_user,
    an_address_that_is_removed_is_gone_and_its_link_with_it,
    the_addresses_of_another_are_not_there,
}

pub(crate) async fn shown(client: &Client) -> EmailAddresses {
    client.get(ADDRESSES).await.json()
}

async fn post_address(client: &Client, address: &str) -> Answer {
    client.post(ADDRESSES, &json!({ "address": address })).await
}

pub(crate) async fn add(client: &Client, address: &str) -> ExtraEmailAddress {
    let answer = post_address(client, address).await;
    assert_eq!(answer.status, 201, "{answer:?}");
    answer.json()
}

pub(crate) async fn send_again(client: &Client, address: &ExtraEmailAddress) -> Answer {
    let path = format!("{ADDRESSES}/{}/confirmation", address.id);
    client.press(Method::POST, &path).await
}

/// The link of the newest mail to an address, as the page asks for it.
pub(crate) async fn link(world: &World, address: &str) -> String {
    let mail = post::post(world)
        .await
        .into_iter()
        .rfind(|mail| mail.to == address && mail.text.contains("/confirm-email/"))
        .expect("no such mail");
    format!("/v1/emailConfirmations/{}", mail.token("confirm-email"))
}

/// Adds an address and opens its link.
pub(crate) async fn confirmed(world: &World, client: &Client, address: &str) -> ExtraEmailAddress {
    let made = add(client, address).await;
    let link = link(world, address).await;
    world.visitor().press(Method::POST, &link).await.done();
    made
}

async fn an_address_is_added_and_a_link_goes_there_and_nowhere_else(world: &World) {
    let alice = world.sign_in("alice").await;
    let before = shown(&alice).await;
    assert_eq!(before.primary, "alice@alpha.test");
    assert_eq!((before.extra.len(), before.limit), (0, 5));
    let made = add(&alice, " Alice@Home.Test ").await;
    assert_eq!((made.address.as_str(), made.is_confirmed), (HOME, false));
    assert_eq!(shown(&alice).await.extra, [made]);
    let mails = post::post(world).await;
    assert_eq!(mails.len(), 1, "{mails:?}");
    assert_eq!(mails[0].to, HOME);
    assert_eq!(mails[0].subject, "Is this your e-mail address?");
}

async fn what_is_no_address_or_there_already_is_refused_beside_the_field(world: &World) {
    let alice = world.sign_in("alice").await;
    add(&alice, HOME).await;
    for (address, code) in [
        ("", Code::Required),
        ("alice", Code::NotAnEmail),
        ("ALICE@home.test", Code::Twice),
        ("alice@alpha.test", Code::Twice),
    ] {
        let answer = post_address(&alice, address).await;
        answer.refused_field("address", code);
    }
    assert_eq!(shown(&alice).await.extra.len(), 1);
}

async fn five_extra_addresses_are_the_most(world: &World) {
    let alice = world.sign_in("alice").await;
    for place in 1..=5 {
        add(&alice, &format!("alice{place}@home.test")).await;
    }
    let answer = post_address(&alice, HOME).await;
    answer.refused(409, Code::TooMany);
    assert_eq!(shown(&alice).await.extra.len(), 5);
}

async fn the_answer_does_not_tell_who_signs_in_with_an_address(world: &World) {
    let alice = world.sign_in("alice").await;
    for address in ["bob@alpha.test", "eve@beta.test", "nobody@beta.test"] {
        let made = add(&alice, address).await;
        assert_eq!((made.address.as_str(), made.is_confirmed), (address, false));
    }
    assert_eq!(post::post(world).await.len(), 3);
}

async fn three_links_an_hour_are_the_most_also_for_an_address_that_is_added_anew(world: &World) {
    let alice = world.script("alice").await;
    let made = add(&alice, HOME).await;
    for _ in 0..2 {
        send_again(&alice, &made).await.done();
    }
    world.set_clock(600);
    let answer = send_again(&alice, &made).await;
    answer.refused(429, Code::TooManyAttempts);
    assert_eq!(answer.header("retry-after"), Some("3000"));
    let path = format!("{ADDRESSES}/{}", made.id);
    alice.delete(&path).await.done();
    let answer = post_address(&alice, HOME).await;
    answer.refused(429, Code::TooManyAttempts);
    assert_eq!(shown(&alice).await.extra, []);
    assert_eq!(post::post(world).await.len(), 3);
    world.set_clock(HOUR);
    add(&alice, HOME).await;
}

async fn fifteen_links_an_hour_are_the_most_of_one_user(world: &World) {
    let alice = world.script("alice").await;
    for place in 0..15 {
        let made = add(&alice, &format!("alice{place}@home.test")).await;
        let path = format!("{ADDRESSES}/{}", made.id);
        alice.delete(&path).await.done();
    }
    let answer = post_address(&alice, HOME).await;
    answer.refused(429, Code::TooManyAttempts);
}

async fn an_address_that_is_removed_is_gone_and_its_link_with_it(world: &World) {
    let alice = world.sign_in("alice").await;
    let made = add(&alice, HOME).await;
    let link = link(world, HOME).await;
    let path = format!("{ADDRESSES}/{}", made.id);
    alice.delete(&path).await.done();
    assert_eq!(shown(&alice).await.extra, []);
    alice.delete(&path).await.refused(404, Code::NotFound);
    let visitor = world.visitor();
    let answer = visitor.get(&link).await;
    answer.refused(410, Code::LinkReplaced);
    let answer = visitor.press(Method::POST, &link).await;
    answer.refused(410, Code::LinkReplaced);
}

async fn the_addresses_of_another_are_not_there(world: &World) {
    let alice = world.sign_in("alice").await;
    let made = confirmed(world, &alice, HOME).await;
    let path = format!("{ADDRESSES}/{}", made.id);
    for name in ["bob", "dana", "eve"] {
        let other = world.sign_in(name).await;
        assert_eq!(shown(&other).await.extra, []);
        other.delete(&path).await.refused(404, Code::NotFound);
        send_again(&other, &made).await.refused(404, Code::NotFound);
        let primary = other.press(Method::PUT, &format!("{path}/primary")).await;
        primary.refused(404, Code::NotFound);
    }
    assert_eq!(shown(&alice).await.extra.len(), 1);
}
