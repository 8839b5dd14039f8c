//! The demo organisation.

use belroute_server::{demo, organisations};
use belroute_shared::{
    caller_number::AvailableCallerIds,
    calls::Calls,
    devices::Devices,
    error::Code,
    live::LiveEvent,
    phonebook::{EntryKind, Phonebook},
    voicemail::Mailboxes,
};
use serde_json::{Value, json};

use crate::world::{Client, World, media::messages, sign_in_form};

on_both! {
    an_empty_database_is_filled_with_people_who_can_sign_in,
    a_database_with_somebody_in_it_is_left_alone,
    phones_of_the_demo_are_there_and_prove_nothing,
    a_token_speaks_for_its_user,
    the_mailboxes_of_the_demo_hold_messages_of_its_calls,
}

async fn sign_in(world: &World, login: &str) -> Client {
    let form = sign_in_form(login, demo::PASSWORD);
    let answer = world.visitor().post("/v1/session", &form).await;
    assert_eq!(answer.status, 200, "{answer:?}");
    world.visitor().with_cookie(answer.cookie())
}

async fn an_empty_database_is_filled_with_people_who_can_sign_in(world: &World) {
    let db = world.scratch.empty().await;
    db.migrate().await.unwrap();
    demo::fill(&db, &world.state.key, &world.state.clock)
        .await
        .unwrap();
    let world = world.over_database(db);
    let anna = sign_in(&world, "a.jansen").await;
    let me: Value = anna.get("/v1/session").await.json();
    assert_eq!(
        (&me["extension"], &me["isDemo"]),
        (&"2041".into(), &true.into())
    );
    let calls: Calls = anna.get("/v1/calls?max=100").await.json();
    assert_eq!(calls.calls.len(), 100);
    let numbers = "/v1/telephony/config/people/me/settings/availableCallerIds";
    let anna_may: AvailableCallerIds = anna.get(numbers).await.json();
    assert_eq!(anna_may.available_caller_ids.len(), 4);
    let phonebook: Phonebook = anna.get("/v1/phonebook?max=100").await.json();
    let count = |kind| {
        let section = phonebook
            .sections
            .iter()
            .find(|section| section.kind == kind);
        section.map(|section| section.entries.len())
    };
    assert_eq!(count(EntryKind::Colleague), Some(24));
    assert_eq!(count(EntryKind::DialPlan), Some(8));
    assert_eq!(count(EntryKind::Company), Some(100));
    // The keys that the program itself makes are found too.
    let found: Phonebook = anna.get("/v1/phonebook?query=zoe%20grosse").await.json();
    assert_eq!(found.sections[0].entries[0].name, "Zoë Größe");
    let bas = sign_in(&world, "b.devries").await;
    let bas_may: AvailableCallerIds = bas.get(numbers).await.json();
    assert_eq!(bas_may.available_caller_ids.len(), 1);
    let olaf = sign_in(&world, "o.berg").await;
    let found: Phonebook = olaf.get("/v1/phonebook?query=anna").await.json();
    assert!(found.sections.is_empty(), "{found:?}");
}

async fn a_database_with_somebody_in_it_is_left_alone(world: &World) {
    let clock = &world.state.clock;
    let refusal = demo::fill(world.db(), &world.state.key, clock)
        .await
        .unwrap_err()
        .to_string();
    assert!(refusal.contains("not empty"), "{refusal}");
    demo::fill_if_empty(world.db(), &world.state.key, clock)
        .await
        .unwrap();
    let form = sign_in_form("a.jansen", demo::PASSWORD);
    let answer = world.visitor().post("/v1/session", &form).await;
    assert_eq!(answer.status, 401);
}

async fn phones_of_the_demo_are_there_and_prove_nothing(world: &World) {
    let db = world.scratch.empty().await;
    db.migrate().await.unwrap();
    demo::fill(&db, &world.state.key, &world.state.clock)
        .await
        .unwrap();
    let world = world.over_database(db);
    let anna = sign_in(&world, "a.jansen").await;
    let mut hers = anna.listen().await;
    demo::keep_calling(&world.state);
    hers.until(|event| *event == LiveEvent::Devices).await;
    let devices: Devices = anna.get("/v1/account/devices").await.json();
    assert_eq!(devices.devices.len(), 2);
    assert!(devices.devices[0].is_registered);
    for device in ["desk", "app"] {
        let question = json!({"username": format!("demo-2041-{device}"), "realm": "pbx.test"});
        let path = "/v1/call-control/credentials";
        let answer = world.engine().post(path, question.to_string()).await;
        answer.refused(404, Code::NotFound);
    }
}

async fn a_token_speaks_for_its_user(world: &World) {
    let clock = &world.state.clock;
    let token = organisations::create_token(world.db(), clock, " Alice@ALPHA.test ").await;
    let script = world.visitor().with_token(&token.unwrap());
    let me: Value = script.get("/v1/people/me").await.json();
    assert_eq!(me["displayName"], "Alice Müller");
    let nobody = organisations::create_token(world.db(), clock, "nobody@alpha.test").await;
    assert!(
        nobody
            .unwrap_err()
            .to_string()
            .contains("nobody@alpha.test")
    );
}

async fn the_mailboxes_of_the_demo_hold_messages_of_its_calls(world: &World) {
    let db = world.scratch.empty().await;
    db.migrate().await.unwrap();
    demo::fill(&db, &world.state.key, &world.state.clock)
        .await
        .unwrap();
    let world = world.over_database(db);
    for _ in 0..2 {
        demo::leave_messages(&world.state).await.unwrap();
    }
    let anna = sign_in(&world, "a.jansen").await;
    // She hears the mailbox of a colleague as well.
    let all = messages(&anna).await;
    let heard: Mailboxes = anna.get("/v1/mailboxes").await.json();
    let own = heard.mailboxes[0].id;
    let (left, of_others): (Vec<_>, Vec<_>) = all.into_iter().partition(|it| it.mailbox == own);
    assert_eq!((left.len(), of_others.len()), (5, 5));
    let calls: Calls = anna.get("/v1/calls?max=100&filter=missed").await.json();
    let linked: Vec<_> = calls
        .calls
        .iter()
        .filter_map(|it| it.voice_message)
        .collect();
    for message in left {
        assert!((3000..40_000).contains(&message.duration_ms));
        // Somebody who speaks is loud and soft by turns.
        assert!(message.peaks.contains(&100) && message.peaks.iter().any(|it| *it < 10));
        assert!(linked.contains(&message.id));
    }
}
