//! E-mail addresses that were confirmed: what goes there, and signing in with another one.

use axum::http::Method;
use belroute_server::changes;
use belroute_shared::{
    email_addresses::{ExtraEmailAddress, OpenEmailConfirmation},
    error::Code,
    live::LiveEvent,
};
use serde_json::json;

use crate::{
    email_addresses::{ADDRESSES, HOME, add, confirmed, link, send_again, shown},
    world::{Answer, Browser, Client, PASSWORD, World, post},
};

const NEW: &str = "Wb7!kqztx";
const ALPHA: &str = "alice@alpha.test";
const HOUR: i64 = 3600;
const DAY: i64 = 24 * HOUR;
/// Seven in the morning at Alpha, the day after.
const MORNING: i64 = 18 * HOUR;

on_both! {
    a_link_says_whose_address_it_confirms_and_confirms_it_once,
    a_link_is_too_old_after_a_day,
    a_newer_link_takes_the_place_of_the_older_one_of_the_same_address,
    a_confirmed_address_gets_no_more_links,
    another_primary_address_wants_a_fresh_proof,
    only_a_confirmed_address_becomes_the_primary_one,
    the_old_primary_address_is_told_and_stays_as_an_extra_one,
    links_that_were_mailed_to_the_old_primary_address_end,
    an_address_with_which_somebody_else_signs_in_is_refused,
    notices_go_to_confirmed_addresses_and_links_to_the_primary_one,
    the_daily_mail_goes_to_confirmed_addresses_too,
    what_an_administrator_makes_primary_is_no_extra_address_any_more,
}

async fn make_primary(client: &Client, address: &ExtraEmailAddress) -> Answer {
    let path = format!("{ADDRESSES}/{}/primary", address.id);
    client.press(Method::PUT, &path).await
}

/// Who got mails of a subject, in the order of their addresses.
async fn got(world: &World, subject: &str) -> Vec<String> {
    let mails = post::post(world).await.into_iter();
    let mut got: Vec<_> = mails
        .filter(|mail| mail.subject == subject)
        .map(|mail| mail.to)
        .collect();
    got.sort();
    got
}

async fn a_link_says_whose_address_it_confirms_and_confirms_it_once(world: &World) {
    let alice = world.sign_in("alice").await;
    add(&alice, HOME).await;
    let link = link(world, HOME).await;
    let mut stream = alice.listen().await;
    let visitor = world.visitor();
    let open: OpenEmailConfirmation = visitor.get(&link).await.json();
    assert_eq!(
        (
            open.address.as_str(),
            open.name.as_str(),
            open.organisation.as_str()
        ),
        (HOME, "Alice Müller", "Alpha")
    );
    assert!(!shown(&alice).await.extra[0].is_confirmed);
    visitor.press(Method::POST, &link).await.done();
    stream
        .until(|event| matches!(event, LiveEvent::Account))
        .await;
    assert!(shown(&alice).await.extra[0].is_confirmed);
    visitor.get(&link).await.refused(410, Code::LinkUsed);
    let again = visitor.press(Method::POST, &link).await;
    again.refused(410, Code::LinkUsed);
    let unknown = "/v1/emailConfirmations/made-up";
    visitor.get(unknown).await.refused(404, Code::NotFound);
    let unknown = visitor.press(Method::POST, unknown).await;
    unknown.refused(404, Code::NotFound);
}

async fn a_link_is_too_old_after_a_day(world: &World) {
    let alice = world.sign_in("alice").await;
    add(&alice, HOME).await;
    let link = link(world, HOME).await;
    world.set_clock(DAY - 1);
    assert_eq!(world.visitor().get(&link).await.status, 200);
    world.set_clock(DAY);
    let late = world.visitor().press(Method::POST, &link).await;
    late.refused(410, Code::LinkExpired);
}

async fn a_newer_link_takes_the_place_of_the_older_one_of_the_same_address(world: &World) {
    let alice = world.sign_in("alice").await;
    let made = add(&alice, HOME).await;
    let older = link(world, HOME).await;
    add(&alice, "alice@work.test").await;
    let other = link(world, "alice@work.test").await;
    send_again(&alice, &made).await.done();
    let newer = link(world, HOME).await;
    let visitor = world.visitor();
    visitor.get(&older).await.refused(410, Code::LinkReplaced);
    visitor.press(Method::POST, &newer).await.done();
    visitor.press(Method::POST, &other).await.done();
    let extra = shown(&alice).await.extra;
    assert!(extra.iter().all(|one| one.is_confirmed), "{extra:?}");
}

async fn a_confirmed_address_gets_no_more_links(world: &World) {
    let alice = world.sign_in("alice").await;
    let made = confirmed(world, &alice, HOME).await;
    let answer = send_again(&alice, &made).await;
    answer.refused(409, Code::Conflict);
}

async fn another_primary_address_wants_a_fresh_proof(world: &World) {
    let alice = world.sign_in("alice").await;
    let made = confirmed(world, &alice, HOME).await;
    world.set_clock(15 * 60 + 1);
    let answer = make_primary(&alice, &made).await;
    answer.refused(403, Code::ConfirmPassword);
    let script = world.script("alice").await;
    let answer = make_primary(&script, &made).await;
    answer.refused(403, Code::FeatureNotGranted);
    assert_eq!(shown(&alice).await.primary, ALPHA);
    let proof = json!({ "password": PASSWORD });
    alice.post("/v1/session/confirm", &proof).await.done();
    make_primary(&alice, &made).await.done();
    assert_eq!(shown(&alice).await.primary, HOME);
}

async fn only_a_confirmed_address_becomes_the_primary_one(world: &World) {
    let alice = world.sign_in("alice").await;
    let made = add(&alice, HOME).await;
    let answer = make_primary(&alice, &made).await;
    answer.refused(409, Code::Conflict);
    assert_eq!(shown(&alice).await.primary, ALPHA);
}

async fn the_old_primary_address_is_told_and_stays_as_an_extra_one(world: &World) {
    let alice = world.sign_in("alice").await;
    let made = confirmed(world, &alice, HOME).await;
    make_primary(&alice, &made).await.done();
    let now = shown(&alice).await;
    assert_eq!(now.primary, HOME);
    let extra = now.extra.iter().map(|one| one.address.as_str());
    assert_eq!(extra.collect::<Vec<_>>(), [ALPHA]);
    assert!(now.extra[0].is_confirmed);
    assert_eq!(
        got(world, "You sign in with another e-mail address").await,
        [ALPHA, HOME]
    );
    let old = Browser::new(world).sign_in(ALPHA, PASSWORD).await;
    old.refused(401, Code::WrongCredentials);
    assert_eq!(
        Browser::new(world).sign_in(HOME, PASSWORD).await.status,
        200
    );
    // And back, with the address that is an extra one now.
    make_primary(&alice, &now.extra[0]).await.done();
    assert_eq!(shown(&alice).await.primary, ALPHA);
}

async fn links_that_were_mailed_to_the_old_primary_address_end(world: &World) {
    let alice = world.sign_in("alice").await;
    let made = confirmed(world, &alice, HOME).await;
    let forgotten = json!({ "identifier": ALPHA });
    let visitor = world.visitor();
    visitor.post("/v1/passwordResets", &forgotten).await.done();
    let mails = post::post(world).await;
    let reset = mails
        .iter()
        .find(|mail| mail.text.contains("/reset/"))
        .unwrap();
    let reset = format!("/v1/passwordResets/{}", reset.token("reset"));
    assert_eq!(visitor.get(&reset).await.status, 200);
    make_primary(&alice, &made).await.done();
    visitor.get(&reset).await.refused(410, Code::LinkReplaced);
}

async fn an_address_with_which_somebody_else_signs_in_is_refused(world: &World) {
    let alice = world.sign_in("alice").await;
    let made = confirmed(world, &alice, "eve@beta.test").await;
    let body = make_primary(&alice, &made).await.refused(409, Code::Taken);
    assert_eq!(body.code_of("address"), Some(Code::Taken));
    assert_eq!(shown(&alice).await.primary, ALPHA);
}

async fn notices_go_to_confirmed_addresses_and_links_to_the_primary_one(world: &World) {
    let alice = world.sign_in("alice").await;
    confirmed(world, &alice, HOME).await;
    add(&alice, "alice@work.test").await;
    let change = json!({ "current": PASSWORD, "password": NEW });
    alice.put("/v1/account/password", &change).await.done();
    assert_eq!(got(world, "Your password was changed").await, [ALPHA, HOME]);
    let forgotten = json!({ "identifier": "alice" });
    let visitor = world.visitor();
    visitor.post("/v1/passwordResets", &forgotten).await.done();
    assert_eq!(got(world, "Choose a new password").await, [ALPHA]);
}

async fn the_daily_mail_goes_to_confirmed_addresses_too(world: &World) {
    let (dana, alice) = (world.script("dana").await, world.sign_in("alice").await);
    confirmed(world, &alice, HOME).await;
    add(&alice, "alice@work.test").await;
    let path = format!("/v1/company/users/{}", world.user("alice").id);
    let name = json!({ "lastName": "Meijer" });
    dana.put(&path, &name).await.done();
    world.set_clock(MORNING);
    changes::mail_changes(&world.state).await.unwrap();
    changes::mail_changes(&world.state).await.unwrap();
    assert_eq!(
        got(world, "Others changed your settings").await,
        [ALPHA, HOME]
    );
}

async fn what_an_administrator_makes_primary_is_no_extra_address_any_more(world: &World) {
    let (dana, alice) = (world.sign_in("dana").await, world.sign_in("alice").await);
    confirmed(world, &alice, HOME).await;
    let path = format!("/v1/company/users/{}", world.user("alice").id);
    let email = json!({ "email": HOME });
    dana.put(&path, &email).await.done();
    let now = shown(&alice).await;
    assert_eq!((now.primary.as_str(), now.extra), (HOME, Vec::new()));
}
