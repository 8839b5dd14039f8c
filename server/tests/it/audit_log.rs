//! Who did what in an organisation, as its administrators read it.

use belroute_shared::{
    audit::Action,
    company::audit_log::{AuditLine, AuditLog},
    error::Code,
};
use serde_json::json;

use crate::world::{Client, World, after_noon, seed::SALES};

const LOG: &str = "/v1/company/auditLog";
const HALF_HOUR: i64 = 1800;

on_both! {
    only_administrators_read_the_log,
    lines_say_who_did_what_to_whom_the_newest_first,
    the_log_is_paged_with_its_filters_also_within_a_millisecond,
    the_log_is_filtered_by_time_action_and_person,
    a_filter_that_is_none_is_named,
    nothing_of_another_organisation_is_in_the_log_and_asking_is_written_down,
}

async fn lines(client: &Client, query: &str) -> Vec<AuditLine> {
    client
        .get(&format!("{LOG}{query}"))
        .await
        .json::<AuditLog>()
        .lines
}

async fn actions(client: &Client, query: &str) -> Vec<Action> {
    let lines = lines(client, query).await;
    lines.into_iter().map(|line| line.action).collect()
}

fn path(world: &World, name: &str) -> String {
    format!("/v1/company/users/{}", world.user(name).id)
}

async fn rename(world: &World, client: &Client, name: &str, to: &str) {
    let change = json!({ "lastName": to });
    client.put(&path(world, name), &change).await.done();
}

async fn only_administrators_read_the_log(world: &World) {
    let alice = world.sign_in("alice").await;
    let own = format!("{LOG}?person={}", world.user("alice").id);
    for path in [LOG, &own] {
        let answer = alice.get(path).await;
        answer.refused(403, Code::FeatureNotGranted);
    }
}

async fn lines_say_who_did_what_to_whom_the_newest_first(world: &World) {
    let dana = world.sign_in("dana").await;
    world.set_clock(60);
    rename(world, &dana, "alice", "Meijer").await;
    let lines = lines(&dana, "").await;
    let [changed, signed_in] = lines.as_slice() else {
        panic!("{lines:?}")
    };
    assert_eq!(changed.action, Action::UserChanged);
    assert_eq!(changed.at, after_noon(60));
    assert_eq!(changed.actor_name, "Dana");
    assert_eq!(changed.actor_id.unwrap().0, world.user("dana").id);
    let about = changed.about.as_ref().unwrap();
    assert_eq!(
        (about.id.0, about.name.as_str()),
        (world.user("alice").id, "Alice Meijer")
    );
    assert!(changed.before.as_ref().unwrap().contains("Müller"));
    assert!(changed.after.as_ref().unwrap().contains("Meijer"));
    assert!(changed.address.is_some());
    assert_eq!(signed_in.action, Action::SignedIn);
}

async fn the_log_is_paged_with_its_filters_also_within_a_millisecond(world: &World) {
    let dana = world.sign_in("dana").await;
    for name in ["One", "Two", "Three", "Four", "Five"] {
        rename(world, &dana, "bob", name).await;
    }
    let person = world.user("bob").id;
    let mut next = Some(format!("{LOG}?max=2&action=userChanged&person={person}"));
    let (mut names, mut pages) = (Vec::new(), 0);
    while let Some(path) = next {
        let answer = dana.get(&path).await;
        let page: AuditLog = answer.json();
        assert!(page.lines.len() <= 2);
        names.extend(page.lines.into_iter().filter_map(|line| line.after));
        next = answer.next();
        pages += 1;
    }
    let expected = ["Five", "Four", "Three", "Two", "One"];
    assert_eq!((names.len(), pages), (5, 3));
    for (after, name) in names.iter().zip(expected) {
        assert!(after.contains(name), "{names:?}");
    }
}

async fn the_log_is_filtered_by_time_action_and_person(world: &World) {
    let dana = world.sign_in("dana").await;
    world.sign_in("bob").await;
    world.set_clock(HALF_HOUR);
    rename(world, &dana, "alice", "Meijer").await;
    world.set_clock(HALF_HOUR + 60);
    let sales = format!("/v1/company/numbers/{}", SALES.replace('+', "%2B"));
    dana.put(&sales, &json!({ "label": "Verkoop" }))
        .await
        .done();
    let all = actions(&dana, "").await;
    let newest = [Action::NumberChanged, Action::UserChanged];
    assert_eq!(all[..2], newest);
    assert_eq!(all.len(), 4);
    assert_eq!(actions(&dana, "?from=2026-11-22T12:30:00Z").await, newest);
    // The end is not within.
    let before = actions(&dana, "?until=2026-11-22T12:31:00Z").await;
    assert_eq!(before[0], Action::UserChanged);
    let between = "?from=2026-11-22T12:30:00Z&until=2026-11-22T12:30:30Z";
    assert_eq!(actions(&dana, between).await, [Action::UserChanged]);
    // Days are those of the organisation, and the last one is within.
    let today = "?from=2026-11-22&until=2026-11-22";
    assert_eq!(actions(&dana, today).await.len(), 4);
    for other in ["?until=2026-11-21", "?from=2026-11-23"] {
        assert_eq!(actions(&dana, other).await, [], "{other}");
    }
    for query in [
        "?action=userChanged,numberChanged",
        "?action=userChanged&action=numberChanged",
    ] {
        assert_eq!(actions(&dana, query).await, newest, "{query}");
    }
    let about_alice = format!("?person={}", world.user("alice").id);
    assert_eq!(actions(&dana, &about_alice).await, [Action::UserChanged]);
    let by_dana = format!("?person={}", world.user("dana").id);
    let by_dana = actions(&dana, &by_dana).await;
    assert_eq!(
        by_dana,
        [Action::NumberChanged, Action::UserChanged, Action::SignedIn]
    );
}

async fn a_filter_that_is_none_is_named(world: &World) {
    let dana = world.sign_in("dana").await;
    for (query, field) in [
        ("from=yesterday", "from"),
        ("until=2026", "until"),
        ("action=dreamt", "action"),
        ("action=userChanged,", "action"),
        ("action=unknown", "action"),
        ("person=alice", "person"),
        ("max=many", "max"),
    ] {
        let answer = dana.get(&format!("{LOG}?{query}")).await;
        answer.refused_field(field, Code::NotOffered);
    }
    let answer = dana.get(&format!("{LOG}?cursor=x")).await;
    answer.refused_field("cursor", Code::BadCursor);
    // Filters that are left empty are none.
    assert_eq!(lines(&dana, "?from=&until=&action=&person=").await.len(), 1);
}

async fn nothing_of_another_organisation_is_in_the_log_and_asking_is_written_down(world: &World) {
    let dana = world.sign_in("dana").await;
    world.sign_in("eve").await;
    assert!(
        lines(&dana, "")
            .await
            .iter()
            .all(|line| line.actor_name == "Dana")
    );
    let eve = format!("{LOG}?person={}", world.user("eve").id);
    dana.get(&eve).await.refused(404, Code::NotFound);
    assert_eq!(actions(&dana, "").await[0], Action::StrangerNamed);
}
