//! What people see and may change, as administrators decide it.

use belroute_server::entity::{audit, organisation_feature, user_feature};
use belroute_shared::{
    audit::Action,
    company::{
        audit_log::{AuditLine, AuditLog},
        feature_access::{FeatureAccess, UserFeatureAccess, UsersWhoDiffer},
    },
    error::Code,
    features::{Access, Feature, MyFeatures, OutgoingPermission},
    live::LiveEvent,
};
use sea_orm::EntityTrait as _;
use serde_json::{Map, Value, json};

use crate::{
    company_users::path,
    world::{Client, World},
};

const OF_ALL: &str = "/v1/company/featureAccess";
const WHO_DIFFERS: &str = "/v1/company/featureAccess/users";

on_both! {
    only_administrators_decide_what_is_shown,
    everything_is_shown_until_somebody_decides,
    a_change_merges_and_only_what_is_hidden_is_kept,
    what_is_none_of_ours_is_refused_and_nothing_is_changed,
    more_names_than_there_could_be_are_refused_as_a_whole,
    what_is_hidden_is_hidden_from_everybody_who_has_no_other_word,
    the_users_word_stays_when_the_organisation_changes_its_own,
    where_calls_may_be_sent_is_decided_for_each_user,
    who_is_of_another_organisation_is_not_there,
    another_organisation_keeps_what_it_has_decided,
    changes_are_written_down_with_what_was_before,
    a_user_sees_what_was_decided_about_him,
    what_changes_nothing_is_neither_written_down_nor_told,
    open_pages_are_told_at_once,
    pages_are_told_when_other_grants_change,
    who_differs_is_listed_with_what_was_decided,
}

fn of(world: &World, name: &str) -> String {
    format!("{}/featureAccess", path(world, name))
}

async fn hidden(client: &Client) -> Vec<Feature> {
    let mine: MyFeatures = client.get("/v1/features").await.json();
    mine.hidden
}

/// What of a user is hidden by words alone: she has a mailbox and is an executive.
async fn give_alice_everything(world: &World, dana: &Client) {
    let grants = json!({ "grants": ["mailbox", "executive"] });
    dana.put(&path(world, "alice"), &grants).await.done();
}

async fn hide(client: &Client, path: &str, feature: &str) {
    let change = json!({ "features": { feature: "NO_ACCESS" } });
    client.put(path, &change).await.done();
}

async fn decide(client: &Client, path: &str, feature: &str, own: Option<&str>) {
    let change = json!({ "features": { feature: { "own": own } } });
    client.put(path, &change).await.done();
}

async fn lines(client: &Client, action: &str) -> Vec<AuditLine> {
    let path = format!("/v1/company/auditLog?action={action}");
    client.get(&path).await.json::<AuditLog>().lines
}

fn value(json: Option<&String>) -> Value {
    serde_json::from_str(json.unwrap()).unwrap()
}

async fn only_administrators_decide_what_is_shown(world: &World) {
    let alice = world.sign_in("alice").await;
    alice
        .get(WHO_DIFFERS)
        .await
        .refused(403, Code::FeatureNotGranted);
    for path in [OF_ALL.to_owned(), of(world, "alice"), of(world, "eve")] {
        let answer = alice.get(&path).await;
        answer.refused(403, Code::FeatureNotGranted);
        let answer = alice.put(&path, &json!({ "features": {} })).await;
        answer.refused(403, Code::FeatureNotGranted);
    }
}

async fn everything_is_shown_until_somebody_decides(world: &World) {
    let dana = world.sign_in("dana").await;
    let access: FeatureAccess = dana.get(OF_ALL).await.json();
    assert_eq!(access, FeatureAccess::of(|_| None));
    let hers: UserFeatureAccess = dana.get(&of(world, "alice")).await.json();
    let shown = UserFeatureAccess::of(&access, |_| None, OutgoingPermission::All);
    assert_eq!(hers, shown);
    let answer: Value = dana.get(&of(world, "alice")).await.json();
    let expected = json!({ "own": null, "organisation": "FULL_ACCESS", "access": "FULL_ACCESS" });
    assert_eq!(answer["features"]["callForwarding"], expected);
    assert_eq!(answer["outgoingPermission"], "ALL");
}

async fn a_change_merges_and_only_what_is_hidden_is_kept(world: &World) {
    let dana = world.sign_in("dana").await;
    hide(&dana, OF_ALL, "callForwarding").await;
    hide(&dana, OF_ALL, "bargeIn").await;
    let access: FeatureAccess = dana.get(OF_ALL).await.json();
    let hidden = |feature| matches!(feature, Feature::CallForwarding | Feature::BargeIn);
    let expected = FeatureAccess::of(|feature| hidden(feature).then_some(Access::NoAccess));
    assert_eq!(access, expected);
    let show = json!({ "features": { "callForwarding": "FULL_ACCESS" } });
    dana.put(OF_ALL, &show).await.done();
    // What a client read it may send back whole.
    let whole: Value = dana.get(OF_ALL).await.json();
    assert_eq!(whole["features"]["callForwarding"], "FULL_ACCESS");
    dana.put(OF_ALL, &whole).await.done();
    let rows = organisation_feature::Entity::find();
    let rows = rows.all(&world.db().read).await.unwrap();
    let kept: Vec<_> = rows.iter().map(|row| row.feature.as_str()).collect();
    assert_eq!(kept, ["bargeIn"]);
    let alice = of(world, "alice");
    let whole: Value = dana.get(&alice).await.json();
    dana.put(&alice, &whole).await.done();
    let again: Value = dana.get(&alice).await.json();
    assert_eq!(again, whole);
}

async fn what_is_none_of_ours_is_refused_and_nothing_is_changed(world: &World) {
    let dana = world.sign_in("dana").await;
    let alice = of(world, "alice");
    let change = json!({ "features": { "bargeIn": "NO_ACCESS", "weather": "NO_ACCESS" } });
    let answer = dana.put(OF_ALL, &change).await;
    answer.refused_field("features.weather", Code::NotOffered);
    let change = json!({ "features": { "bargeIn": "SOME_ACCESS" } });
    let answer = dana.put(OF_ALL, &change).await;
    answer.refused_field("features.bargeIn", Code::NotOffered);
    let change = json!({ "features": { "bargeIn": null } });
    let answer = dana.put(OF_ALL, &change).await;
    answer.refused_field("features.bargeIn", Code::Required);
    let change = json!({ "features": { "weather": { "own": null } } });
    let answer = dana.put(&alice, &change).await;
    answer.refused_field("features.weather", Code::NotOffered);
    let change = json!({
        "features": { "hoteling": { "own": "NO_ACCESS" }, "bargeIn": { "own": "hidden" } },
        "outgoingPermission": "everywhere",
    });
    let answer = dana.put(&alice, &change).await;
    answer.refused_field("features.bargeIn.own", Code::NotOffered);
    let body = answer.refused(400, Code::NotOffered);
    assert_eq!(body.code_of("outgoingPermission"), Some(Code::NotOffered));
    for bad in [
        json!([]),
        json!({ "features": [] }),
        json!({ "features": null }),
        json!({ "features": { "bargeIn": 1 } }),
    ] {
        let answer = dana.put(OF_ALL, &bad).await;
        answer.refused(400, Code::Malformed);
        let answer = dana.put(&alice, &bad).await;
        answer.refused(400, Code::Malformed);
    }
    let access: FeatureAccess = dana.get(OF_ALL).await.json();
    assert_eq!(access, FeatureAccess::of(|_| None));
    let hers: UserFeatureAccess = dana.get(&alice).await.json();
    assert!(hers.features.values().all(|it| it.own.is_none()));
    assert!(lines(&dana, "featureAccessChanged").await.is_empty());
}

async fn more_names_than_there_could_be_are_refused_as_a_whole(world: &World) {
    let dana = world.sign_in("dana").await;
    let flood = |count: usize, word: Value| {
        let names = (0..count).map(|name| (format!("f{name}"), word.clone()));
        json!({ "features": names.collect::<Map<_, _>>() })
    };
    let most = Feature::ALL.len();
    let answer = dana.put(OF_ALL, &flood(most, json!("NO_ACCESS"))).await;
    assert_eq!(answer.refused(400, Code::NotOffered).errors.len(), most);
    let answer = dana.put(OF_ALL, &flood(most + 1, json!("NO_ACCESS"))).await;
    answer.refused_field("features", Code::TooMany);
    let own = json!({ "own": "NO_ACCESS" });
    let answer = dana.put(&of(world, "bob"), &flood(most + 1, own)).await;
    answer.refused_field("features", Code::TooMany);
}

async fn what_is_hidden_is_hidden_from_everybody_who_has_no_other_word(world: &World) {
    let (dana, alice) = (world.sign_in("dana").await, world.sign_in("alice").await);
    give_alice_everything(world, &dana).await;
    assert_eq!(hidden(&alice).await, []);
    hide(&dana, OF_ALL, "callForwarding").await;
    assert_eq!(hidden(&alice).await, [Feature::CallForwarding]);
    let bob = world.sign_in("bob").await;
    assert!(hidden(&bob).await.contains(&Feature::CallForwarding));
    // Her own word, one way and the other.
    let hers = of(world, "alice");
    decide(&dana, &hers, "callForwarding", Some("FULL_ACCESS")).await;
    decide(&dana, &hers, "hoteling", Some("NO_ACCESS")).await;
    assert_eq!(hidden(&alice).await, [Feature::Hoteling]);
    assert!(hidden(&bob).await.contains(&Feature::CallForwarding));
    assert!(!hidden(&bob).await.contains(&Feature::Hoteling));
    let shown: Value = dana.get(&hers).await.json();
    assert_eq!(
        shown["features"]["callForwarding"],
        json!({ "own": "FULL_ACCESS", "organisation": "NO_ACCESS", "access": "FULL_ACCESS" })
    );
    decide(&dana, &hers, "callForwarding", None).await;
    decide(&dana, &hers, "hoteling", None).await;
    assert_eq!(hidden(&alice).await, [Feature::CallForwarding]);
    let rows = user_feature::Entity::find().all(&world.db().read).await;
    assert!(rows.unwrap().is_empty());
}

async fn the_users_word_stays_when_the_organisation_changes_its_own(world: &World) {
    let (dana, alice) = (world.sign_in("dana").await, world.sign_in("alice").await);
    give_alice_everything(world, &dana).await;
    let hers = of(world, "alice");
    decide(&dana, &hers, "voicemail", Some("FULL_ACCESS")).await;
    hide(&dana, OF_ALL, "voicemail").await;
    assert_eq!(hidden(&alice).await, []);
    let access: UserFeatureAccess = dana.get(&hers).await.json();
    let voicemail = access.features[&Feature::Voicemail];
    assert_eq!(voicemail.own, Some(Access::FullAccess));
    assert_eq!(voicemail.organisation, Access::NoAccess);
}

async fn where_calls_may_be_sent_is_decided_for_each_user(world: &World) {
    let dana = world.sign_in("dana").await;
    let hers = of(world, "alice");
    let change = json!({ "outgoingPermission": "INTERNAL" });
    dana.put(&hers, &change).await.done();
    // What is only about features leaves it alone.
    decide(&dana, &hers, "bargeIn", Some("NO_ACCESS")).await;
    let access: UserFeatureAccess = dana.get(&hers).await.json();
    assert_eq!(access.outgoing_permission, OutgoingPermission::Internal);
    for (name, expected) in [
        ("alice", OutgoingPermission::Internal),
        ("bob", OutgoingPermission::All),
    ] {
        let client = world.sign_in(name).await;
        let mine: MyFeatures = client.get("/v1/features").await.json();
        assert_eq!(mine.outgoing_permission, expected, "{name}");
    }
}

async fn who_is_of_another_organisation_is_not_there(world: &World) {
    let dana = world.sign_in("dana").await;
    let eve = of(world, "eve");
    dana.get(&eve).await.refused(404, Code::NotFound);
    let change = json!({ "features": { "bargeIn": { "own": "NO_ACCESS" } } });
    let answer = dana.put(&eve, &change).await;
    answer.refused(404, Code::NotFound);
    let looked = lines(&dana, "strangerNamed").await;
    assert_eq!(looked.len(), 2);
    let id = world.user("eve").id.to_string();
    assert!(looked.iter().all(|line| line.object == id));
    let nobody = format!("/v1/company/users/{}/featureAccess", uuid::Uuid::nil());
    dana.get(&nobody).await.refused(404, Code::NotFound);
    assert_eq!(lines(&dana, "strangerNamed").await.len(), 2);
    let rows = user_feature::Entity::find().all(&world.db().read).await;
    assert!(rows.unwrap().is_empty());
}

async fn another_organisation_keeps_what_it_has_decided(world: &World) {
    let (dana, eve) = (world.sign_in("dana").await, world.sign_in("eve").await);
    let before = hidden(&eve).await;
    hide(&dana, OF_ALL, "hoteling").await;
    assert_eq!(hidden(&eve).await, before);
    assert!(!before.contains(&Feature::Hoteling));
}

async fn changes_are_written_down_with_what_was_before(world: &World) {
    let dana = world.sign_in("dana").await;
    hide(&dana, OF_ALL, "bargeIn").await;
    let found = lines(&dana, "featureAccessChanged").await;
    assert_eq!(found.len(), 1);
    let line = &found[0];
    assert_eq!(line.action, Action::FeatureAccessChanged);
    assert_eq!((line.actor_name.as_str(), &line.about), ("Dana", &None));
    let (before, after) = (value(line.before.as_ref()), value(line.after.as_ref()));
    assert_eq!(before["bargeIn"], "FULL_ACCESS");
    assert_eq!(after["bargeIn"], "NO_ACCESS");
    assert_eq!(before["hoteling"], after["hoteling"]);

    let change = json!({
        "features": { "bargeIn": { "own": "FULL_ACCESS" }, "hoteling": { "own": "NO_ACCESS" } },
        "outgoingPermission": "NATIONAL",
    });
    dana.put(&of(world, "alice"), &change).await.done();
    decide(&dana, &of(world, "alice"), "hoteling", None).await;
    let found = lines(&dana, "userChanged").await;
    assert_eq!(found.len(), 2);
    assert!(found.iter().all(|line| line.object == "featureAccess"));
    let both = json!({
        "bargeIn": "FULL_ACCESS", "hoteling": "NO_ACCESS", "outgoingPermission": "NATIONAL",
    });
    let one = json!({ "bargeIn": "FULL_ACCESS", "outgoingPermission": "NATIONAL" });
    let sides = |line: &AuditLine| (value(line.before.as_ref()), value(line.after.as_ref()));
    assert_eq!(sides(&found[0]), (both.clone(), one));
    assert_eq!(
        sides(&found[1]),
        (json!({ "outgoingPermission": "ALL" }), both)
    );
}

async fn a_user_sees_what_was_decided_about_him(world: &World) {
    let (dana, alice) = (world.sign_in("dana").await, world.sign_in("alice").await);
    decide(&dana, &of(world, "alice"), "bargeIn", Some("NO_ACCESS")).await;
    decide(&dana, &of(world, "bob"), "bargeIn", Some("NO_ACCESS")).await;
    hide(&dana, OF_ALL, "hoteling").await;
    let changes: AuditLog = alice.get("/v1/changes?by=others").await.json();
    let told: Vec<_> = changes.lines.iter().map(|it| it.action).collect();
    assert_eq!(told, [Action::UserChanged]);
    assert_eq!(changes.lines[0].object, "featureAccess");
    assert_eq!(changes.lines[0].actor_name, "Dana");
}

async fn what_changes_nothing_is_neither_written_down_nor_told(world: &World) {
    let (dana, alice) = (world.sign_in("dana").await, world.sign_in("alice").await);
    let mut stream = alice.listen().await;
    let hers = of(world, "alice");
    dana.put(OF_ALL, &json!({})).await.done();
    let same = json!({ "features": { "bargeIn": "FULL_ACCESS" } });
    dana.put(OF_ALL, &same).await.done();
    dana.put(&hers, &json!({})).await.done();
    decide(&dana, &hers, "bargeIn", None).await;
    // What can only be read says nothing.
    let read = json!({ "features": { "bargeIn": { "access": "NO_ACCESS" } } });
    dana.put(&hers, &read).await.done();
    let lines = audit::Entity::find().all(&world.db().read).await.unwrap();
    let changed = |line: &&audit::Model| line.action.ends_with("Changed");
    assert_eq!(lines.iter().filter(changed).count(), 0);
    let theme = json!({ "theme": "dark" });
    alice.put("/v1/account", &theme).await.done();
    assert_eq!(stream.next().await.unwrap().1, LiveEvent::Account);
}

async fn open_pages_are_told_at_once(world: &World) {
    let (dana, alice) = (world.sign_in("dana").await, world.sign_in("alice").await);
    let mut hers = alice.listen().await;
    let mut bobs = world.sign_in("bob").await.listen().await;
    let mut eves = world.sign_in("eve").await.listen().await;
    decide(&dana, &of(world, "alice"), "bargeIn", Some("NO_ACCESS")).await;
    assert_eq!(hers.next().await.unwrap().1, LiveEvent::Access);
    hide(&dana, OF_ALL, "hoteling").await;
    assert_eq!(hers.next().await.unwrap().1, LiveEvent::Access);
    // His first: what was decided about her was not for him.
    decide(&dana, &of(world, "bob"), "bargeIn", Some("NO_ACCESS")).await;
    for _ in 0..2 {
        assert_eq!(bobs.next().await.unwrap().1, LiveEvent::Access);
    }
    let eve = world.sign_in("eve").await;
    eve.put("/v1/account", &json!({ "theme": "dark" }))
        .await
        .done();
    assert_eq!(eves.next().await.unwrap().1, LiveEvent::Account);
    let alice = hidden(&alice).await;
    assert!(alice.contains(&Feature::BargeIn) && alice.contains(&Feature::Hoteling));
}

async fn pages_are_told_when_other_grants_change(world: &World) {
    let (dana, bob) = (world.sign_in("dana").await, world.sign_in("bob").await);
    let mut stream = bob.listen().await;
    let named = json!({ "lastName": "Bos" });
    dana.put(&path(world, "bob"), &named).await.done();
    let grants = json!({ "grants": [] });
    dana.put(&path(world, "bob"), &grants).await.done();
    let mut told = Vec::new();
    while told.last() != Some(&LiveEvent::Access) {
        told.push(stream.next().await.unwrap().1);
    }
    // The new name was told of without it.
    assert!(
        told.iter().filter(|it| **it == LiveEvent::Account).count() >= 2,
        "{told:?}"
    );
    assert!(hidden(&bob).await.contains(&Feature::Voicemail));
}

async fn who_differs_is_listed_with_what_was_decided(world: &World) {
    let dana = world.sign_in("dana").await;
    hide(&dana, OF_ALL, "hoteling").await;
    let none: UsersWhoDiffer = dana.get(WHO_DIFFERS).await.json();
    assert_eq!(none, UsersWhoDiffer::default());
    decide(&dana, &of(world, "bob"), "hoteling", Some("FULL_ACCESS")).await;
    let national = json!({ "outgoingPermission": "NATIONAL" });
    dana.put(&of(world, "alice"), &national).await.done();
    let all: UsersWhoDiffer = dana.get(WHO_DIFFERS).await.json();
    let names: Vec<&str> = all.users.iter().map(|it| it.user.name.as_str()).collect();
    assert_eq!(names, ["Alice Müller", "Bob de Vries"]);
    assert!(all.users[0].features.is_empty());
    assert_eq!(
        all.users[0].outgoing_permission,
        OutgoingPermission::National
    );
    let bobs = [(Feature::Hoteling, Access::FullAccess)];
    assert_eq!(all.users[1].features, bobs.into());
    let answer = dana.get(&format!("{WHO_DIFFERS}?max=1")).await;
    let next: UsersWhoDiffer = dana.get(&answer.next().unwrap()).await.json();
    assert_eq!(next.users, all.users[1..]);
    // Who is as everybody again is no exception.
    decide(&dana, &of(world, "bob"), "hoteling", None).await;
    let found: UsersWhoDiffer = dana.get(&format!("{WHO_DIFFERS}?query=bob")).await.json();
    assert_eq!(found, UsersWhoDiffer::default());
}
