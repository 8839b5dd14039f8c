//! Links that are mailed: invitations, and for forgotten passwords.

use belroute_server::{audit::Actor, company::users, mail};
use belroute_shared::{
    error::Code,
    security::{Administrators, OpenLink},
    session::SessionState,
};
use serde_json::json;

use crate::{
    sign_in::{code, enrol},
    world::{Browser, PASSWORD, World, post},
};

const NEW: &str = "Wb7!kqztx";
const HOUR: i64 = 3600;
const DAY: i64 = 24 * HOUR;

on_both! {
    an_invitation_leads_to_a_password_and_works_once,
    a_newer_invitation_cancels_the_older,
    an_invitation_is_too_old_after_seven_days_and_names_who_can_help,
    a_forgotten_password_is_replaced_by_mail_and_all_sessions_end,
    the_answer_is_the_same_whether_or_not_there_is_an_account,
    only_the_newest_reset_link_works_and_an_hour_long,
    a_second_factor_is_not_bypassed_by_a_reset,
    three_mails_an_hour_are_the_most,
    a_link_of_one_kind_is_nothing_at_the_other,
    a_reset_opens_an_account_that_guessing_has_shut,
    a_bad_password_uses_no_link_up,
    two_who_use_a_link_at_once_are_one_and_one_refused,
    a_mail_that_cannot_go_out_waits_and_goes_out_once,
    what_a_mail_says_is_sealed_while_it_waits,
}

async fn invite(world: &World, name: &str) {
    let row = world.user(name);
    let change = world.db().begin().await.unwrap();
    let (user, organisation) = users::find_by_email(&change, &row.email)
        .await
        .unwrap()
        .unwrap();
    let actor = Actor::command_line();
    users::invite(&change, &world.state, &actor, &organisation, &user)
        .await
        .unwrap();
    change.commit().await.unwrap();
}

/// The token of the newest mail that leads to a page.
async fn newest(world: &World, page: &str) -> String {
    post::post(world)
        .await
        .into_iter()
        .rfind(|mail| mail.text.contains(&format!("/{page}/")))
        .expect("no such mail")
        .token(page)
}

async fn forget(world: &World, identifier: &str) {
    let form = json!({ "identifier": identifier });
    world
        .visitor()
        .post("/v1/passwordResets", &form)
        .await
        .done();
}

fn invitation(token: &str) -> String {
    format!("/v1/invitations/{token}")
}

fn reset(token: &str) -> String {
    format!("/v1/passwordResets/{token}")
}

async fn an_invitation_leads_to_a_password_and_works_once(world: &World) {
    invite(world, "alice").await;
    let token = newest(world, "invite").await;
    let visitor = world.visitor();
    let open: OpenLink = visitor.get(&invitation(&token)).await.json();
    assert_eq!(
        (open.email.as_str(), open.name.as_str()),
        ("alice@alpha.test", "Alice Müller")
    );
    assert_eq!(open.organisation, "Alpha");
    assert_eq!(open.rules.person.expected, ["Alpha"]);
    let new = json!({ "password": NEW });
    visitor.post(&invitation(&token), &new).await.done();
    visitor
        .get(&invitation(&token))
        .await
        .refused(410, Code::LinkUsed);
    visitor
        .post(&invitation(&token), &new)
        .await
        .refused(410, Code::LinkUsed);
    assert_eq!(Browser::new(world).sign_in("alice", NEW).await.status, 200);
    let mails = post::post(world).await;
    assert_eq!(mails.len(), 2, "{mails:?}");
    assert_eq!(mails[0].subject, "Your telephone at Alpha");
    assert_eq!(mails[1].subject, "Your password was changed");
    assert!(mails.iter().all(|mail| mail.to == "alice@alpha.test"));
}

async fn a_newer_invitation_cancels_the_older(world: &World) {
    invite(world, "alice").await;
    let older = newest(world, "invite").await;
    invite(world, "alice").await;
    let newer = newest(world, "invite").await;
    assert_ne!(older, newer);
    world
        .visitor()
        .get(&invitation(&older))
        .await
        .refused(410, Code::LinkReplaced);
    let new = json!({ "password": NEW });
    world
        .visitor()
        .post(&invitation(&older), &new)
        .await
        .refused(410, Code::LinkReplaced);
    world.visitor().post(&invitation(&newer), &new).await.done();
}

async fn an_invitation_is_too_old_after_seven_days_and_names_who_can_help(world: &World) {
    invite(world, "alice").await;
    let token = newest(world, "invite").await;
    world.set_clock(7 * DAY - 1);
    assert_eq!(world.visitor().get(&invitation(&token)).await.status, 200);
    world.set_clock(7 * DAY);
    world
        .visitor()
        .get(&invitation(&token))
        .await
        .refused(410, Code::LinkExpired);
    let who = format!("{}/administrators", invitation(&token));
    let who: Administrators = world.visitor().get(&who).await.json();
    assert_eq!(who.names, ["Dana"]);
    let nobody = world
        .visitor()
        .get("/v1/invitations/made-up/administrators")
        .await;
    nobody.refused(404, Code::NotFound);
    world
        .visitor()
        .get("/v1/invitations/made-up")
        .await
        .refused(404, Code::NotFound);
}

async fn a_forgotten_password_is_replaced_by_mail_and_all_sessions_end(world: &World) {
    let alice = world.sign_in("alice").await;
    forget(world, " ALICE ").await;
    let token = newest(world, "reset").await;
    world
        .visitor()
        .post(&reset(&token), &json!({ "password": NEW }))
        .await
        .done();
    alice.get("/v1/account").await.refused(401, Code::SignedOut);
    let old = Browser::new(world).sign_in("alice", PASSWORD).await;
    old.refused(401, Code::WrongCredentials);
    assert_eq!(Browser::new(world).sign_in("alice", NEW).await.status, 200);
}

async fn the_answer_is_the_same_whether_or_not_there_is_an_account(world: &World) {
    for identifier in ["alice", "nobody", "nobody@alpha.test", "ali\0ce"] {
        forget(world, identifier).await;
    }
    let mails = post::post(world).await;
    assert_eq!(mails.len(), 1, "{mails:?}");
    let empty = json!({ "identifier": "  " });
    let answer = world.visitor().post("/v1/passwordResets", &empty).await;
    answer.refused_field("identifier", Code::Required);
}

async fn only_the_newest_reset_link_works_and_an_hour_long(world: &World) {
    forget(world, "alice").await;
    let older = newest(world, "reset").await;
    forget(world, "alice@alpha.test").await;
    let newer = newest(world, "reset").await;
    world
        .visitor()
        .get(&reset(&older))
        .await
        .refused(410, Code::LinkReplaced);
    world.set_clock(HOUR - 1);
    assert_eq!(world.visitor().get(&reset(&newer)).await.status, 200);
    world.set_clock(HOUR);
    let late = world
        .visitor()
        .post(&reset(&newer), &json!({ "password": NEW }))
        .await;
    late.refused(410, Code::LinkExpired);
}

async fn a_second_factor_is_not_bypassed_by_a_reset(world: &World) {
    let (mut signed_in, key, _) = enrol(world).await;
    forget(world, "alice").await;
    let token = newest(world, "reset").await;
    world
        .visitor()
        .post(&reset(&token), &json!({ "password": NEW }))
        .await
        .done();
    signed_in
        .get("/v1/account")
        .await
        .refused(401, Code::SignedOut);
    world.set_clock(60);
    let mut browser = Browser::new(world);
    let state: SessionState = browser.sign_in("alice", NEW).await.json();
    assert!(matches!(state, SessionState::SecondFactor(_)), "{state:?}");
    assert_eq!(browser.give(&code(&key, 60)).await.status, 200);
}

async fn three_mails_an_hour_are_the_most(world: &World) {
    for _ in 0..5 {
        forget(world, "alice").await;
    }
    assert_eq!(post::post(world).await.len(), 3);
    world.set_clock(HOUR + 1);
    forget(world, "alice").await;
    assert_eq!(post::post(world).await.len(), 4);
}

async fn a_link_of_one_kind_is_nothing_at_the_other(world: &World) {
    invite(world, "alice").await;
    let token = newest(world, "invite").await;
    world
        .visitor()
        .get(&reset(&token))
        .await
        .refused(404, Code::NotFound);
    // A link alone opens nothing else.
    let holder = world.visitor().with_cookie(format!("session={token}"));
    holder
        .get("/v1/account")
        .await
        .refused(401, Code::SignedOut);
}

async fn a_reset_opens_an_account_that_guessing_has_shut(world: &World) {
    for _ in 0..6 {
        Browser::new(world).sign_in("alice", "wrong").await;
    }
    forget(world, "alice").await;
    let token = newest(world, "reset").await;
    world
        .visitor()
        .post(&reset(&token), &json!({ "password": NEW }))
        .await
        .done();
    assert_eq!(Browser::new(world).sign_in("alice", NEW).await.status, 200);
}

async fn a_bad_password_uses_no_link_up(world: &World) {
    invite(world, "alice").await;
    let token = newest(world, "invite").await;
    for (bad, expected) in [
        ("short", Code::TooShort),
        ("Password1!", Code::TooCommon),
        ("Alpha-2026!x", Code::ContextWord),
        ("xAlice-7!kq", Code::ContainsName),
    ] {
        let answer = world
            .visitor()
            .post(&invitation(&token), &json!({ "password": bad }))
            .await;
        let codes: Vec<Code> = answer
            .refused(400, answer_code(&answer))
            .errors
            .iter()
            .map(|error| error.code)
            .collect();
        assert!(codes.contains(&expected), "{bad}: {codes:?}");
    }
    let new = json!({ "password": NEW });
    world.visitor().post(&invitation(&token), &new).await.done();
}

fn answer_code(answer: &crate::world::Answer) -> Code {
    let body: belroute_shared::error::ErrorBody = serde_json::from_slice(&answer.body).unwrap();
    body.code()
}

async fn two_who_use_a_link_at_once_are_one_and_one_refused(world: &World) {
    invite(world, "alice").await;
    let path = invitation(&newest(world, "invite").await);
    let visitor = world.visitor();
    let (one, other) = (
        json!({ "password": NEW }),
        json!({ "password": "Xc8?lrauy" }),
    );
    let (first, second) = tokio::join!(visitor.post(&path, &one), visitor.post(&path, &other));
    let mut statuses = [first.status.as_u16(), second.status.as_u16()];
    statuses.sort_unstable();
    assert_eq!(statuses, [204, 410]);
}

async fn a_mail_that_cannot_go_out_waits_and_goes_out_once(world: &World) {
    // Nobody listens there.
    let refusing = world.restarted(|config| {
        let mail = config.mail.as_mut().unwrap();
        mail.transport = mail::Transport::of("smtp://127.0.0.1:1").unwrap();
    });
    invite(&refusing, "alice").await;
    mail::send_due(&refusing.state).await.unwrap();
    mail::send_due(&refusing.state).await.unwrap();
    // The server is stopped and started with a mail server that works; the wait is kept.
    assert_eq!(post::post(world).await.len(), 0);
    world.set_clock(10);
    assert_eq!(post::post(world).await.len(), 1);
    world.set_clock(DAY);
    assert_eq!(post::post(world).await.len(), 1);
}

async fn what_a_mail_says_is_sealed_while_it_waits(world: &World) {
    use sea_orm::EntityTrait as _;
    invite(world, "alice").await;
    let waiting = belroute_server::entity::mail::Entity::find();
    let row = waiting
        .clone()
        .one(&world.db().read)
        .await
        .unwrap()
        .unwrap();
    let sealed = row.sealed_message.unwrap();
    assert!(
        !sealed.contains("invite") && !sealed.contains("Alice"),
        "{sealed}"
    );
    post::post(world).await;
    let row = waiting.one(&world.db().read).await.unwrap().unwrap();
    assert_eq!(row.sealed_message, None);
    assert!(row.sent_at_ms.is_some());
}
