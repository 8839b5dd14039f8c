//! People, as the administrators of their organisation manage them.

use axum::http::Method;
use belroute_server::entity::{audit, caller_id_grant};
use belroute_shared::{
    company::users::{CompanyUser, CompanyUsers, Made, UserSettings, UserStatus},
    error::Code,
    live::LiveEvent,
    session::SessionState,
};
use sea_orm::{
    ActiveModelTrait as _, EntityTrait as _, IntoActiveModel as _, QueryFilter as _,
    QueryOrder as _, Set,
};
use serde_json::{Value, json};

use crate::world::{Browser, PASSWORD, World, post, seed};

pub(crate) const USERS: &str = "/v1/company/users";

on_both! {
    only_administrators_come_in,
    users_are_listed_searched_and_paged,
    a_user_is_made_invited_and_comes_in,
    what_is_taken_or_wrong_is_named_beside_its_field,
    a_change_merges_and_is_written_down,
    grants_and_numbers_reach_the_user_at_once,
    numbers_that_stay_keep_what_they_are,
    another_organisation_is_not_there_and_looking_is_written_down,
}

pub(crate) fn path(world: &World, name: &str) -> String {
    format!("{USERS}/{}", world.user(name).id)
}

fn new(email: &str, extension: &str) -> Value {
    json!({ "firstName": " Nina ", "lastName": "Zand", "email": email, "extension": extension,
        "language": "nl", "grants": ["mailbox"] })
}

pub(crate) async fn actions(world: &World) -> Vec<(String, String)> {
    let lines = audit::Entity::find().order_by_asc(audit::Column::Id);
    let lines = lines.all(&world.db().read).await.unwrap();
    lines
        .into_iter()
        .map(|line| (line.action, line.actor_name))
        .collect()
}

async fn only_administrators_come_in(world: &World) {
    let alice = world.sign_in("alice").await;
    let own = path(world, "alice");
    alice.get(USERS).await.refused(403, Code::FeatureNotGranted);
    alice.get(&own).await.refused(403, Code::FeatureNotGranted);
    let promote = json!({ "role": "administrator" });
    alice
        .put(&own, &promote)
        .await
        .refused(403, Code::FeatureNotGranted);
    let made = alice.post(USERS, &new("n@alpha.test", "1500")).await;
    made.refused(403, Code::FeatureNotGranted);
    for verb in [
        "invitation",
        "disable",
        "enable",
        "temporaryPassword",
        "resetSecondFactor",
    ] {
        let answer = alice.press(Method::POST, &format!("{own}/{verb}")).await;
        answer.refused(403, Code::FeatureNotGranted);
    }
}

async fn users_are_listed_searched_and_paged(world: &World) {
    let dana = world.sign_in("dana").await;
    let all: CompanyUsers = dana.get(USERS).await.json();
    let names: Vec<_> = all
        .users
        .iter()
        .map(|it| it.settings.first_name.as_str())
        .collect();
    assert_eq!(names, ["Alice", "Bob", "Dana"]);
    assert_eq!(
        all.users[0].direct_number.as_ref().unwrap().as_str(),
        seed::ALICE
    );
    assert_eq!(all.users[0].settings.caller_numbers.len(), 3);
    assert_eq!(all.users[1].settings.grants.len(), 1);
    assert!(all.users[2].last_signed_in_at.is_some());
    assert!(all.users.iter().all(|it| it.status == UserStatus::Active));
    let found: CompanyUsers = dana.get(&format!("{USERS}?query=muller")).await.json();
    assert_eq!(found.users.len(), 1);
    let mut next = Some(format!("{USERS}?max=1"));
    let mut paged = Vec::new();
    while let Some(path) = next {
        let answer = dana.get(&path).await;
        let page: CompanyUsers = answer.json();
        paged.extend(page.users.into_iter().map(|it| it.settings.first_name));
        next = answer.next();
    }
    assert_eq!(paged, names);
    dana.get(&format!("{USERS}?cursor=x"))
        .await
        .refused_field("cursor", Code::BadCursor);
}

async fn a_user_is_made_invited_and_comes_in(world: &World) {
    let dana = world.sign_in("dana").await;
    let answer = dana.post(USERS, &new(" Nina@Alpha.TEST ", "1500")).await;
    assert_eq!(answer.status, 201);
    let made: Made = answer.json();
    let nina = format!("{USERS}/{}", made.id);
    let shown: CompanyUser = dana.get(&nina).await.json();
    assert_eq!(shown.status, UserStatus::Invited);
    assert_eq!(shown.settings.first_name, "Nina");
    assert_eq!(shown.settings.email, "nina@alpha.test");
    dana.press(Method::POST, &format!("{nina}/invitation"))
        .await
        .done();
    let mails = post::post(world).await;
    assert_eq!(mails.len(), 2, "{mails:?}");
    let older = format!("/v1/invitations/{}", mails[0].token("invite"));
    let newer = format!("/v1/invitations/{}", mails[1].token("invite"));
    world
        .visitor()
        .get(&older)
        .await
        .refused(410, Code::LinkReplaced);
    let password = json!({ "password": "Wb7!kqztx" });
    world.visitor().post(&newer, &password).await.done();
    let state: SessionState = Browser::new(world)
        .sign_in("nina@alpha.test", "Wb7!kqztx")
        .await
        .json();
    assert!(matches!(state, SessionState::SignedIn(_)), "{state:?}");
    let shown: CompanyUser = dana.get(&nina).await.json();
    assert_eq!(shown.status, UserStatus::Active);
}

async fn what_is_taken_or_wrong_is_named_beside_its_field(world: &World) {
    let dana = world.sign_in("dana").await;
    let mut form = new("ALICE@alpha.test", "1001");
    form["login"] = "BOB".into();
    form["callerNumbers"] = json!([seed::EVE]);
    let answer = dana.post(USERS, &form).await;
    for field in ["email", "login", "extension"] {
        answer.refused_field(field, Code::Taken);
    }
    let body = answer.refused(400, Code::Taken);
    assert_eq!(body.code_of("callerNumbers"), Some(Code::NumberNotAllowed));
    // A queue has an internal number too.
    let queue = dana.post(USERS, &new("n@alpha.test", "2000")).await;
    queue.refused_field("extension", Code::Taken);
    let mut form = new("nobody", "1500");
    form["firstName"] = " ".into();
    let answer = dana.post(USERS, &form).await;
    answer.refused(400, Code::Required);
    assert_eq!(
        answer.refused(400, Code::Required).code_of("email"),
        Some(Code::NotAnEmail)
    );
    // The internal number of another organisation's user is free here.
    assert_eq!(
        dana.post(USERS, &new("n@alpha.test", "5001")).await.status,
        201
    );
}

async fn a_change_merges_and_is_written_down(world: &World) {
    let dana = world.sign_in("dana").await;
    let alice = path(world, "alice");
    dana.put(&alice, &json!({ "lastName": "Meijer" }))
        .await
        .done();
    let shown: CompanyUser = dana.get(&alice).await.json();
    assert_eq!(shown.settings.last_name, "Meijer");
    assert_eq!(shown.settings.first_name, "Alice");
    assert_eq!(shown.settings.caller_numbers.len(), 3);
    let found: Value = dana.get("/v1/phonebook?query=meijer").await.json();
    assert_eq!(found["sections"][0]["entries"][0]["name"], "Alice Meijer");
    dana.put(&alice, &json!({ "email": "x" }))
        .await
        .refused_field("email", Code::NotAnEmail);
    let line = audit::Entity::find().order_by_desc(audit::Column::Id);
    let line = line.one(&world.db().read).await.unwrap().unwrap();
    assert_eq!(
        (line.action.as_str(), line.actor_name.as_str()),
        ("userChanged", "Dana")
    );
    assert!(line.before.unwrap().contains("Müller") && line.after.unwrap().contains("Meijer"));
}

async fn grants_and_numbers_reach_the_user_at_once(world: &World) {
    let (dana, alice) = (world.sign_in("dana").await, world.sign_in("alice").await);
    let mut stream = alice.listen().await;
    let change = json!({ "callerNumbers": [seed::COMPANY], "grants": ["mailbox", "mailbox"] });
    dana.put(&path(world, "alice"), &change).await.done();
    stream.until(|event| *event == LiveEvent::Account).await;
    let available = "/v1/telephony/config/people/me/settings/availableCallerIds";
    let available: Value = alice.get(available).await.json();
    // Her own number and the company's.
    assert_eq!(
        available["availableCallerIds"].as_array().unwrap().len(),
        2,
        "{available}"
    );
    let shown: CompanyUser = dana.get(&path(world, "alice")).await.json();
    assert_eq!(shown.settings.grants.len(), 1);
}

async fn numbers_that_stay_keep_what_they_are(world: &World) {
    let dana = world.sign_in("dana").await;
    let alice = world.user("alice").id;
    let rows = async || {
        caller_id_grant::Entity::find()
            .filter(caller_id_grant::COLUMN.user_id.eq(alice))
            .order_by_asc(caller_id_grant::Column::Position)
            .all(&world.db().read)
            .await
            .unwrap()
    };
    world
        .write(async |db| {
            let mut first = rows().await.remove(1).into_active_model();
            first.is_default = Set(true);
            first.update(db).await.unwrap();
        })
        .await;
    let before = rows().await;
    assert!(before[1].is_default);
    // Something else is saved, as the page does: with all that it was shown.
    let shown: CompanyUser = dana.get(&path(world, "alice")).await.json();
    let saved = UserSettings {
        first_name: "Alicia".into(),
        ..shown.settings
    };
    dana.put(&path(world, "alice"), &saved).await.done();
    assert_eq!(rows().await, before);
    let fewer: Vec<&str> = before[1..].iter().map(|row| row.number.as_str()).collect();
    let change = json!({ "callerNumbers": fewer });
    dana.put(&path(world, "alice"), &change).await.done();
    assert_eq!(rows().await, before[1..]);
    let again: Vec<&str> = before.iter().map(|row| row.number.as_str()).collect();
    let change = json!({ "callerNumbers": again });
    dana.put(&path(world, "alice"), &change).await.done();
    let after = rows().await;
    assert_eq!(after[..before.len() - 1], before[1..]);
    assert_eq!(after.last().unwrap().number, before[0].number);
}

async fn another_organisation_is_not_there_and_looking_is_written_down(world: &World) {
    let dana = world.sign_in("dana").await;
    let eve = path(world, "eve");
    dana.get(&eve).await.refused(404, Code::NotFound);
    dana.put(&eve, &json!({ "lastName": "x" }))
        .await
        .refused(404, Code::NotFound);
    for verb in [
        "invitation",
        "disable",
        "enable",
        "temporaryPassword",
        "resetSecondFactor",
    ] {
        let answer = dana.press(Method::POST, &format!("{eve}/{verb}")).await;
        answer.refused(404, Code::NotFound);
    }
    let looked = actions(world).await;
    let looked = looked
        .iter()
        .filter(|(action, _)| action == "strangerNamed")
        .count();
    assert_eq!(looked, 7);
    assert_eq!(
        Browser::new(world).sign_in("eve", PASSWORD).await.status,
        200
    );
}
