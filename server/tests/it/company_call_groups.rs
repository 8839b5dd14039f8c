//! Groups of people who take one another's calls, as administrators make them.

use belroute_server::entity::{audit, call_group_member};
use belroute_shared::{
    company::call_groups::{
        CallGroupKind, CallGroupSettings, CompanyCallGroup, CompanyCallGroups, MadeCallGroup,
    },
    error::Code,
    ids::UserId,
    live::LiveEvent,
};
use sea_orm::{EntityTrait as _, PaginatorTrait as _, QueryOrder as _};
use serde_json::{Value, json};

use crate::world::{Client, World};

pub(crate) const GROUPS: &str = "/v1/company/callGroups";

on_both! {
    only_administrators_make_groups,
    a_group_is_made_found_changed_and_taken_away,
    what_is_wrong_with_a_group_is_named_beside_its_field,
    nobody_is_in_two_groups_of_one_kind,
    a_name_is_taken_once_in_each_kind,
    the_same_member_goes_into_one_of_two_groups_that_are_made_at_once,
}

pub(crate) fn new(kind: &str, name: &str, members: &[UserId]) -> Value {
    json!({ "kind": kind, "name": name, "memberIds": members })
}

pub(crate) fn id(world: &World, name: &str) -> UserId {
    UserId(world.user(name).id)
}

pub(crate) async fn make(client: &Client, group: &Value) -> String {
    let answer = client.post(GROUPS, group).await;
    assert_eq!(answer.status, 201, "{answer:?}");
    format!("{GROUPS}/{}", answer.json::<MadeCallGroup>().id)
}

async fn last_line(world: &World) -> audit::Model {
    let line = audit::Entity::find().order_by_desc(audit::Column::Id);
    line.one(&world.db().read).await.unwrap().unwrap()
}

async fn only_administrators_make_groups(world: &World) {
    let (alice, dana) = (world.sign_in("alice").await, world.sign_in("dana").await);
    let made = make(&dana, &new("callPickup", "Reception", &[])).await;
    for answer in [
        alice.get(GROUPS).await,
        alice.post(GROUPS, &new("callPark", "Ours", &[])).await,
        alice.get(&made).await,
        alice.put(&made, &json!({ "name": "x" })).await,
        alice.delete(&made).await,
    ] {
        answer.refused(403, Code::FeatureNotGranted);
    }
}

async fn a_group_is_made_found_changed_and_taken_away(world: &World) {
    let (dana, bob) = (world.sign_in("dana").await, world.sign_in("bob").await);
    let (alices, bobs) = (id(world, "alice"), id(world, "bob"));
    let mut stream = bob.listen().await;
    let made = make(&dana, &new("callPickup", " Réception ", &[bobs, alices])).await;
    stream.until(|event| *event == LiveEvent::Access).await;
    let group: CompanyCallGroup = dana.get(&made).await.json();
    assert_eq!(group.settings.name, "Réception");
    let names: Vec<&str> = group.members.iter().map(|it| it.name.as_str()).collect();
    assert_eq!(names, ["Bob de Vries", "Alice Müller"]);
    make(&dana, &new("callPark", "Archive", &[])).await;
    let list = async |query: &str| {
        let answer = dana.get(&format!("{GROUPS}{query}")).await;
        let groups = answer.json::<CompanyCallGroups>().call_groups;
        let names: Vec<String> = groups.into_iter().map(|it| it.settings.name).collect();
        (names, answer.next())
    };
    assert_eq!(list("").await.0, ["Archive", "Réception"]);
    assert_eq!(list("?query=RECEP").await.0, ["Réception"]);
    let (first, next) = list("?max=1").await;
    assert_eq!(first, ["Archive"]);
    let second: CompanyCallGroups = dana.get(&next.unwrap()).await.json();
    assert_eq!(second.call_groups, [group]);

    dana.put(&made, &json!({ "memberIds": [alices] }))
        .await
        .done();
    let group: CompanyCallGroup = dana.get(&made).await.json();
    let expected = CallGroupSettings {
        name: "Réception".into(),
        kind: CallGroupKind::CallPickup,
        member_ids: vec![alices],
    };
    assert_eq!(group.settings, expected);
    let line = last_line(world).await;
    assert_eq!(line.action, "callGroupChanged");
    assert_eq!(line.object, "Réception");
    // People are told by their names.
    let before: Value = serde_json::from_str(&line.before.unwrap()).unwrap();
    assert_eq!(before["members"], json!(["Bob de Vries", "Alice Müller"]));
    dana.delete(&made).await.done();
    dana.get(&made).await.refused(404, Code::NotFound);
    assert_eq!(last_line(world).await.action, "callGroupRemoved");
    let members = call_group_member::Entity::find();
    assert_eq!(members.count(&world.db().read).await.unwrap(), 0);
}

async fn what_is_wrong_with_a_group_is_named_beside_its_field(world: &World) {
    let dana = world.sign_in("dana").await;
    let (alice, eve) = (id(world, "alice"), id(world, "eve"));
    let made = make(&dana, &new("callPark", "Archive", &[])).await;
    for (form, field, code) in [
        (new("callPark", "  ", &[]), "name", Code::Required),
        (new("callPark", &"é".repeat(81), &[]), "name", Code::TooLong),
        (
            new("callPark", "New", &[alice, alice]),
            "memberIds.1",
            Code::Twice,
        ),
        // Somebody of another organisation is nobody here.
        (
            new("callPark", "New", &[alice, eve]),
            "memberIds.1",
            Code::NotOffered,
        ),
    ] {
        dana.post(GROUPS, &form).await.refused_field(field, code);
        dana.put(&made, &form).await.refused_field(field, code);
    }
    let other_kind = dana.put(&made, &json!({ "kind": "callPickup" })).await;
    other_kind.refused_field("kind", Code::NotOffered);
    let group: CompanyCallGroup = dana.get(&made).await.json();
    assert_eq!(group.settings.name, "Archive");
    let list: CompanyCallGroups = dana.get(GROUPS).await.json();
    assert_eq!(list.call_groups.len(), 1);
}

async fn nobody_is_in_two_groups_of_one_kind(world: &World) {
    let dana = world.sign_in("dana").await;
    let alice = id(world, "alice");
    let first = make(&dana, &new("callPickup", "First", &[alice])).await;
    make(&dana, &new("callPark", "First", &[alice])).await;
    let second = dana
        .post(GROUPS, &new("callPickup", "Second", &[alice]))
        .await;
    second.refused_field("memberIds.0", Code::InAnotherGroup);
    // Saying again what is does no harm.
    dana.put(&first, &json!({ "memberIds": [alice] }))
        .await
        .done();
}

async fn a_name_is_taken_once_in_each_kind(world: &World) {
    let dana = world.sign_in("dana").await;
    make(&dana, &new("callPickup", "Balie", &[])).await;
    let again = dana.post(GROUPS, &new("callPickup", "BALIE", &[])).await;
    again.refused(409, Code::NameTaken);
    let other = make(&dana, &new("callPickup", "Other", &[])).await;
    let renamed = dana.put(&other, &json!({ "name": "Balié" })).await;
    renamed.refused(409, Code::NameTaken);
    make(&dana, &new("callPark", "Balie", &[])).await;
}

async fn the_same_member_goes_into_one_of_two_groups_that_are_made_at_once(world: &World) {
    let dana = world.sign_in("dana").await;
    let alice = id(world, "alice");
    for time in 0..6 {
        let one = new("callPickup", &format!("One {time}"), &[alice]);
        let other = new("callPickup", &format!("Other {time}"), &[alice]);
        let (one, other) = tokio::join!(dana.post(GROUPS, &one), dana.post(GROUPS, &other));
        let (made, refused) = if one.status.is_success() {
            (one, other)
        } else {
            (other, one)
        };
        refused.refused_field("memberIds.0", Code::InAnotherGroup);
        let made: MadeCallGroup = made.json();
        dana.delete(&format!("{GROUPS}/{}", made.id)).await.done();
    }
}
