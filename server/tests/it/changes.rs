//! What was done to a user's account and settings, as he himself is told.

use axum::http::Method;
use belroute_server::{changes, entity::user};
use belroute_shared::{
    audit::Action,
    company::{
        audit_log::{AuditLine, AuditLog},
        users::{CompanyUser, OpenPanel, UserStatus},
    },
    error::Code,
};
use sea_orm::{ActiveModelTrait as _, IntoActiveModel as _, Set};
use serde_json::json;

use crate::{
    single_sign_on::{given, signs_in, somebody},
    world::{Client, World, post, seed::ALICE},
};

const CHANGES: &str = "/v1/changes";
const HOUR: i64 = 3600;
const DAY: i64 = 24 * HOUR;
/// Seven in the morning at Alpha, the day after.
const MORNING: i64 = 18 * HOUR;

on_both! {
    a_user_sees_what_others_did_to_his_account_and_nothing_else,
    his_own_changes_are_listed_too_but_not_among_those_of_others,
    what_an_administrator_changes_at_an_opened_panel_is_told,
    changes_are_paged,
    a_mail_tells_once_a_day_what_others_changed,
    the_mail_is_in_the_language_of_its_reader_and_says_how_often,
    nobody_is_mailed_about_himself_or_before_he_has_come_in,
    who_comes_in_through_a_provider_alone_is_active_and_gets_the_mail,
}

async fn lines(client: &Client, query: &str) -> Vec<AuditLine> {
    let answer = client.get(&format!("{CHANGES}{query}")).await;
    answer.json::<AuditLog>().lines
}

async fn others(client: &Client) -> Vec<Action> {
    let lines = lines(client, "?by=others").await;
    lines.into_iter().map(|line| line.action).collect()
}

async fn rename(world: &World, client: &Client, name: &str, to: &str) {
    let path = format!("/v1/company/users/{}", world.user(name).id);
    client.put(&path, &json!({ "lastName": to })).await.done();
}

async fn a_user_sees_what_others_did_to_his_account_and_nothing_else(world: &World) {
    let (dana, alice) = (world.sign_in("dana").await, world.sign_in("alice").await);
    rename(world, &dana, "alice", "Meijer").await;
    rename(world, &dana, "bob", "Meijer").await;
    let number = format!("/v1/company/numbers/{}", ALICE.replace('+', "%2B"));
    dana.put(&number, &json!({ "label": "Mine" })).await.done();
    let found = lines(&alice, "?by=others").await;
    assert_eq!(
        others(&alice).await,
        [Action::NumberChanged, Action::UserChanged]
    );
    assert!(found.iter().all(|line| line.actor_name == "Dana"));
    let about: Vec<_> = found
        .iter()
        .map(|line| line.about.clone().unwrap().id.0)
        .collect();
    assert_eq!(about, [world.user("alice").id; 2]);
    assert_eq!(found[0].object, ALICE);
    let bob = world.sign_in("bob").await;
    assert_eq!(others(&bob).await, [Action::UserChanged]);
    let eve = world.sign_in("eve").await;
    assert_eq!(others(&eve).await, []);
    let bad = alice.get(&format!("{CHANGES}?by=nobody")).await;
    bad.refused(400, Code::Malformed);
}

async fn his_own_changes_are_listed_too_but_not_among_those_of_others(world: &World) {
    let alice = world.sign_in("alice").await;
    let theme = json!({ "theme": "dark" });
    alice.put("/v1/account", &theme).await.done();
    let all: Vec<_> = lines(&alice, "").await;
    let all: Vec<_> = all.into_iter().map(|line| line.action).collect();
    assert_eq!(all, [Action::SettingChanged, Action::SignedIn]);
    assert_eq!(others(&alice).await, []);
    // A mail for a forgotten password, asked for by who knows whom, is in the log and no change.
    let forgotten = json!({ "identifier": "alice" });
    world.visitor().post("/v1/passwordResets", &forgotten).await;
    post::post(world).await;
    assert_eq!(lines(&alice, "").await.len(), 3);
    assert_eq!(others(&alice).await, []);
}

async fn what_an_administrator_changes_at_an_opened_panel_is_told(world: &World) {
    let (dana, alice) = (world.sign_in("dana").await, world.sign_in("alice").await);
    let open = format!("/v1/company/users/{}/panel", world.user("alice").id);
    let panel: OpenPanel = dana.press(Method::POST, &open).await.json();
    let hide = json!({ "callingLineIdDeliveryBlockingEnabled": true });
    let path = "/v1/telephony/config/people/me/settings/callerId";
    let change = dana.request(Method::PUT, path).json(&hide);
    change
        .header("x-belroute-panel", &panel.id.to_string())
        .send()
        .await
        .done();
    assert_eq!(
        others(&alice).await,
        [Action::SettingChanged, Action::PanelOpened]
    );
    let told = lines(&alice, "?by=others").await.remove(0);
    assert_eq!(
        (told.actor_name.as_str(), told.object.as_str()),
        ("Dana", "callerId")
    );
}

async fn changes_are_paged(world: &World) {
    let (dana, alice) = (world.sign_in("dana").await, world.sign_in("alice").await);
    for name in ["One", "Two", "Three"] {
        rename(world, &dana, "alice", name).await;
    }
    let answer = alice.get(&format!("{CHANGES}?by=others&max=2")).await;
    assert_eq!(answer.json::<AuditLog>().lines.len(), 2);
    let answer = alice.get(&answer.next().unwrap()).await;
    assert_eq!(answer.json::<AuditLog>().lines.len(), 1);
    assert_eq!(answer.next(), None);
    let bad = alice.get(&format!("{CHANGES}?cursor=x")).await;
    bad.refused_field("cursor", Code::BadCursor);
}

/// The mails about changes, as `recipient: text`.
async fn told(world: &World) -> Vec<String> {
    changes::mail_changes(&world.state).await.unwrap();
    let mails = post::post(world).await.into_iter();
    let told = mails.filter(|mail| mail.text.contains("http://panel.test/me"));
    told.map(|mail| format!("{}: {}", mail.to, mail.text))
        .collect()
}

async fn a_mail_tells_once_a_day_what_others_changed(world: &World) {
    let dana = world.script("dana").await;
    rename(world, &dana, "alice", "Meijer").await;
    world.set_clock(MORNING - 1);
    assert_eq!(told(world).await, Vec::<String>::new());
    world.set_clock(MORNING);
    let mails = told(world).await;
    assert_eq!(mails.len(), 1, "{mails:?}");
    assert!(mails[0].starts_with("alice@alpha.test: "), "{mails:?}");
    assert!(
        mails[0].contains("Dana changed your details and rights."),
        "{mails:?}"
    );
    // What is changed after midnight waits for the next day.
    rename(world, &dana, "alice", "Müller").await;
    assert_eq!(told(world).await.len(), 1);
    world.set_clock(MORNING + DAY);
    assert_eq!(told(world).await.len(), 2);
    world.set_clock(MORNING + 2 * DAY);
    assert_eq!(told(world).await.len(), 2);
}

async fn the_mail_is_in_the_language_of_its_reader_and_says_how_often(world: &World) {
    let dana = world.script("dana").await;
    let path = format!("/v1/company/users/{}", world.user("alice").id);
    dana.put(&path, &json!({ "language": "nl" })).await.done();
    rename(world, &dana, "alice", "Meijer").await;
    let number = json!({ "number": "010 234 5678", "userId": world.user("alice").id });
    assert_eq!(dana.post("/v1/company/numbers", &number).await.status, 201);
    // A server that stood still for a day tells the day after.
    world.set_clock(MORNING + DAY);
    let mails = told(world).await;
    assert_eq!(mails.len(), 1);
    for sentence in [
        "Dana heeft je gegevens en rechten gewijzigd (2 keer).",
        "Dana heeft je het nummer 010 234 5678 gegeven.",
    ] {
        assert!(mails[0].contains(sentence), "{mails:?}");
    }
}

async fn nobody_is_mailed_about_himself_or_before_he_has_come_in(world: &World) {
    let dana = world.script("dana").await;
    rename(world, &dana, "dana", "Dekker").await;
    let mut bob = world.user("bob").clone().into_active_model();
    bob.password_hash = Set(None);
    let _: user::Model = world.write(async |db| bob.update(db).await.unwrap()).await;
    rename(world, &dana, "bob", "Bos").await;
    world.set_clock(MORNING);
    assert_eq!(told(world).await, Vec::<String>::new());
}

async fn who_comes_in_through_a_provider_alone_is_active_and_gets_the_mail(world: &World) {
    let dana = world.script("dana").await;
    let mut bob = world.user("bob").clone().into_active_model();
    bob.password_hash = Set(None);
    let _: user::Model = world.write(async |db| bob.update(db).await.unwrap()).await;
    let path = format!("/v1/company/users/{}", world.user("bob").id);
    let shown: CompanyUser = dana.get(&path).await.json();
    assert_eq!(shown.status, UserStatus::Invited);
    let provider = given(world).await;
    signs_in(world, &provider, somebody("1", "bob@alpha.test")).await;
    let shown: CompanyUser = dana.get(&path).await.json();
    assert_eq!(shown.status, UserStatus::Active);
    rename(world, &dana, "bob", "Bos").await;
    world.set_clock(MORNING);
    let mails = told(world).await;
    assert_eq!(mails.len(), 1, "{mails:?}");
    assert!(mails[0].starts_with("bob@alpha.test: "), "{mails:?}");
}
