//! Looking for calls.

use axum::http::Method;
use belroute_server::entity::{call, voice_message};
use belroute_shared::{
    calls::{CallLines, Calls, Via},
    error::Code,
};
use sea_orm::{EntityTrait as _, sea_query::Expr};
use uuid::Uuid;

use crate::{
    calls::{answered, placed, row, store},
    opened_panels::{ask, panel_of},
    world::{
        Client, World,
        seed::{ALICE, BOB, OUTSIDE, SALES, add_contact},
    },
};

on_both! {
    words_find_the_name_that_is_shown_and_any_part_of_the_number,
    words_never_find_what_is_shown_to_somebody_else,
    each_filter_leaves_out_what_it_says,
    filters_hold_together,
    days_are_those_of_the_organisation,
    the_oldest_come_first_when_they_are_wanted_so,
    days_with_a_name_stay_the_same_behind_midnight,
    calls_that_arrive_disturb_no_filtered_part,
    what_nobody_offers_is_refused_by_its_name,
    only_calls_with_a_message_and_not_for_who_opened_the_panel,
    the_lines_that_calls_used_are_offered,
}

/// Minutes between noon and the calls of [`fill`], which name them.
async fn fill(world: &World) {
    let mut rows = Vec::new();
    let mut add = |change: &dyn Fn(&mut call::Model)| {
        let minute = i64::try_from(rows.len()).unwrap() + 1;
        let mut new = row(world, "alice", minute);
        change(&mut new);
        rows.push(new);
    };
    // 1: missed from outside. 2: answered, and talked for two minutes.
    add(&|_| {});
    add(&|it| {
        *it = answered(it.clone());
        it.ended_at_ms = it.answered_at_ms.map(|at| at + 120_000);
    });
    // 3: to Bob, inside the house. 4: as Sales, and talked for sixty seconds and a half.
    add(&|it| {
        *it = placed(it.clone());
        it.other_number = Some("1002".to_owned());
        "internal".clone_into(&mut it.via_kind);
        it.via_number = None;
    });
    add(&|it| {
        *it = placed(it.clone());
        it.other_number = Some("+31612345678".to_owned());
        "line".clone_into(&mut it.via_kind);
        it.via_number = Some(SALES.to_owned());
        it.ended_at_ms = it.answered_at_ms.map(|at| at + 60_500);
    });
    // 5: anonymous, to the mailbox. 6: with a hidden number, to a busy one.
    add(&|it| {
        it.other_number = None;
        it.is_anonymous = true;
        it.outcome = Some("voicemail".to_owned());
    });
    add(&|it| {
        *it = placed(it.clone());
        it.outcome = Some("busy".to_owned());
        "anonymous".clone_into(&mut it.via_kind);
        it.via_number = None;
        it.answered_at_ms = None;
    });
    store(world, rows).await;
}

/// Which calls of [`fill`] are found.
async fn minutes(client: &Client, query: &str) -> Vec<i64> {
    let list: Calls = client.get(&format!("/v1/calls?{query}")).await.json();
    let started = list.calls.iter().map(|it| it.started_at.as_second());
    started
        .map(|at| (World::NOON.as_second() - at) / 60)
        .collect()
}

async fn words_find_the_name_that_is_shown_and_any_part_of_the_number(world: &World) {
    fill(world).await;
    let (alpha, owner) = (world.seed.alpha, world.user("alice").id);
    world
        .write(async |db| {
            add_contact(db, alpha, None, "The Firm", OUTSIDE).await;
            add_contact(db, alpha, Some(owner), "Zo\u{eb} Gr\u{f6}\u{df}e", OUTSIDE).await;
        })
        .await;
    let alice = world.sign_in("alice").await;
    for (words, found) in [
        ("bob", vec![3]),
        ("VRIES+bob", vec![3]),
        ("zoe", vec![1, 2, 6]),
        ("grosse+7700", vec![1, 2, 6]),
        // Her own contact names the number, so the company's is not what she sees.
        ("firm", vec![]),
        ("7700+900", vec![1, 2, 6]),
        ("%2B44+7700", vec![1, 2, 6]),
        ("0044+7700", vec![1, 2, 6]),
        ("06+1234", vec![4]),
        ("1002", vec![3]),
        ("%25", vec![]),
        ("_", vec![]),
        ("%00", vec![]),
        ("+", vec![1, 2, 3, 4, 5, 6]),
        ("", vec![1, 2, 3, 4, 5, 6]),
    ] {
        let query = format!("query={words}");
        assert_eq!(minutes(&alice, &query).await, found, "{words}");
    }
}

async fn words_never_find_what_is_shown_to_somebody_else(world: &World) {
    fill(world).await;
    let (alpha, beta) = (world.seed.alpha, world.seed.beta);
    let bob = world.user("bob").id;
    world
        .write(async |db| {
            add_contact(db, alpha, Some(bob), "Secretly", OUTSIDE).await;
            add_contact(db, beta, None, "Theirs", OUTSIDE).await;
        })
        .await;
    let alice = world.sign_in("alice").await;
    assert_eq!(minutes(&alice, "query=secretly").await, [0; 0]);
    assert_eq!(minutes(&alice, "query=theirs").await, [0; 0]);
    // And nobody finds her calls among his.
    let bob = world.sign_in("bob").await;
    for query in [
        "query=7700",
        "via=internal",
        "outcome=missed",
        "longerThan=0",
    ] {
        assert_eq!(minutes(&bob, query).await, [0; 0], "{query}");
    }
}

async fn each_filter_leaves_out_what_it_says(world: &World) {
    fill(world).await;
    let alice = world.sign_in("alice").await;
    for (query, found) in [
        ("filter=all", vec![1, 2, 3, 4, 5, 6]),
        ("filter=missed", vec![1, 5]),
        ("filter=incoming", vec![1, 2, 5]),
        ("filter=outgoing", vec![3, 4, 6]),
        ("outcome=missed", vec![1]),
        ("outcome=answered", vec![2, 3, 4]),
        ("outcome=voicemail", vec![5]),
        ("outcome=busy", vec![6]),
        ("outcome=blocked", vec![]),
        ("via=internal", vec![3]),
        ("via=anonymous", vec![6]),
        ("via=%2B442079460041", vec![1, 2, 5]),
        ("via=%2B442079460000", vec![4]),
        ("via=%2B442079460042", vec![]),
        ("longerThan=0", vec![2, 3, 4]),
        ("longerThan=9", vec![2, 4]),
        ("longerThan=60", vec![2, 4]),
        ("longerThan=61", vec![2]),
        ("longerThan=120", vec![]),
        ("voicemail=true", vec![]),
        ("voicemail=false", vec![1, 2, 3, 4, 5, 6]),
    ] {
        assert_eq!(minutes(&alice, query).await, found, "{query}");
    }
}

async fn filters_hold_together(world: &World) {
    fill(world).await;
    let alice = world.sign_in("alice").await;
    for (query, found) in [
        ("filter=outgoing&outcome=answered&longerThan=10", vec![4]),
        ("query=7700&outcome=answered&period=today", vec![2]),
        ("query=7700&filter=outgoing&outcome=busy", vec![6]),
        ("via=internal&filter=incoming", vec![]),
        ("filter=incoming&order=oldest&query=7700", vec![2, 1]),
    ] {
        assert_eq!(minutes(&alice, query).await, found, "{query}");
    }
}

/// Calls at midnight in Amsterdam, where the organisation is, and on both sides of it. It is the
/// 22nd, a Sunday, at 13:00 there.
async fn days_are_those_of_the_organisation(world: &World) {
    const MIDNIGHT: i64 = 13 * 60;
    const DAY: i64 = 24 * 60;
    let minutes_back = [
        MIDNIGHT,
        MIDNIGHT + 1,
        MIDNIGHT + DAY,
        MIDNIGHT + 6 * DAY,
        MIDNIGHT + 6 * DAY + 1,
        MIDNIGHT + 21 * DAY,
        MIDNIGHT + 21 * DAY + 1,
        // The clocks went back on the 25th of October.
        MIDNIGHT + 52 * DAY + 60,
        MIDNIGHT + 52 * DAY + 61,
    ];
    let rows = minutes_back.map(|minute| row(world, "alice", minute));
    store(world, rows.to_vec()).await;
    let alice = world.sign_in("alice").await;
    for (query, places) in [
        ("period=today", 0..1),
        ("period=yesterday", 1..3),
        ("period=thisWeek", 0..4),
        ("period=last7Days", 0..4),
        ("period=last30Days", 0..7),
        ("period=thisMonth", 0..6),
        ("period=lastMonth", 6..8),
        ("from=2026-11-22", 0..1),
        ("from=2026-11-21&until=2026-11-21", 1..3),
        ("until=2026-09-30", 8..9),
        ("from=2026-10-01&until=2026-10-31", 6..8),
        ("from=2027-01-01", 0..0),
        ("until=9999-12-01", 0..9),
    ] {
        let found = minutes(&alice, &format!("max=100&{query}")).await;
        assert_eq!(found, minutes_back[places], "{query}");
    }
}

async fn the_oldest_come_first_when_they_are_wanted_so(world: &World) {
    let rows: Vec<call::Model> = (0..60).map(|it| row(world, "alice", it / 7)).collect();
    let mut expected: Vec<(i64, Uuid)> = rows.iter().map(|it| (it.started_at_ms, it.id)).collect();
    expected.sort_unstable();
    store(world, rows).await;
    let alice = world.sign_in("alice").await;
    let (mut found, mut next) = (Vec::new(), Some("/v1/calls?order=oldest&max=9".to_owned()));
    while let Some(path) = next {
        let answer = alice.get(&path).await;
        let calls = answer.json::<Calls>().calls;
        found.extend(
            calls
                .iter()
                .map(|it| (it.started_at.as_millisecond(), it.id.0)),
        );
        next = answer.next();
        assert!(found.len() <= expected.len());
    }
    assert_eq!(found, expected);
}

async fn days_with_a_name_stay_the_same_behind_midnight(world: &World) {
    let rows = (0..3).map(|it| row(world, "alice", it)).collect();
    store(world, rows).await;
    let alice = world.script("alice").await;
    let first = alice.get("/v1/calls?period=today&max=2").await;
    world.set_clock(12 * 3600);
    let rest: Calls = alice.get(&first.next().unwrap()).await.json();
    assert_eq!(rest.calls.len(), 1);
    assert_eq!(minutes(&alice, "period=today").await, [0; 0]);
}

async fn calls_that_arrive_disturb_no_filtered_part(world: &World) {
    let rows: Vec<call::Model> = (1..=40).map(|it| row(world, "alice", it)).collect();
    store(world, rows).await;
    let alice = world.sign_in("alice").await;
    let first = alice
        .get("/v1/calls?max=20&outcome=missed&query=7700")
        .await;
    let arrived = [row(world, "alice", 0), answered(row(world, "alice", 30))];
    store(world, arrived.to_vec()).await;
    let second = alice.get(&first.next().unwrap()).await;
    assert_eq!(second.next(), None);
    let calls = [first, second].map(|it| it.json::<Calls>().calls).concat();
    let found: Vec<i64> = calls
        .iter()
        .map(|it| (World::NOON.as_second() - it.started_at.as_second()) / 60)
        .collect();
    assert_eq!(found, (1..=40).collect::<Vec<_>>());
}

async fn what_nobody_offers_is_refused_by_its_name(world: &World) {
    let alice = world.sign_in("alice").await;
    let long = "x".repeat(81);
    for (name, value, code) in [
        ("filter", "nice", Code::NotOffered),
        ("query", long.as_str(), Code::TooLong),
        ("outcome", "ringing", Code::NotOffered),
        ("outcome", "", Code::NotOffered),
        ("period", "someday", Code::NotOffered),
        ("from", "2026-02-30", Code::NotOffered),
        ("until", "tomorrow", Code::NotOffered),
        ("until", "9999-12-31", Code::NotOffered),
        ("via", "sip:alice@alpha.test", Code::NotOffered),
        ("voicemail", "perhaps", Code::NotOffered),
        ("longerThan", "-1", Code::NotOffered),
        ("longerThan", "86401", Code::TooHigh),
        ("order", "best", Code::NotOffered),
        ("colour", "red", Code::NotOffered),
    ] {
        for path in ["/v1/calls", "/v1/calls/export"] {
            let answer = alice.get(&format!("{path}?{name}={value}")).await;
            answer.refused_field(name, code);
        }
    }
    let answer = alice
        .get("/v1/calls?from=2026-11-02&until=2026-11-01")
        .await;
    answer.refused_field("until", Code::EndBeforeStart);
    let answer = alice.get("/v1/calls?outcome=busy&outcome=failed").await;
    answer.refused_field("outcome", Code::Twice);
    let answer = alice.get("/v1/calls?colour=red&max=x").await;
    let body = answer.refused(400, Code::Malformed);
    assert_eq!(body.code_of("max"), Some(Code::Malformed));
    assert_eq!(body.code_of("colour"), Some(Code::NotOffered));
    // A file has no parts.
    let answer = alice.get("/v1/calls/export?max=10").await;
    answer.refused_field("max", Code::NotOffered);
}

async fn only_calls_with_a_message_and_not_for_who_opened_the_panel(world: &World) {
    let calls = [1, 2, 3].map(|minute| {
        let mut new = row(world, "bob", minute);
        new.outcome = Some("voicemail".to_owned());
        new
    });
    let with_message = calls[1].sip_call_id.clone();
    store(world, calls.to_vec()).await;
    world.engine().leave_message("1002", -120).await;
    let (bob, dana) = (world.sign_in("bob").await, world.sign_in("dana").await);
    world
        .write(async |db| {
            let of_call = Expr::value(with_message.as_str());
            let update = voice_message::Entity::update_many()
                .col_expr(voice_message::Column::SipCallId, of_call);
            update.exec(db).await.unwrap();
        })
        .await;
    assert_eq!(minutes(&bob, "voicemail=true").await, [2]);
    assert_eq!(
        minutes(&bob, "voicemail=true&filter=outgoing").await,
        [0; 0]
    );
    let panel = panel_of(world, &dana, "bob").await;
    for path in ["/v1/calls", "/v1/calls/export"] {
        let path = format!("{path}?voicemail=true");
        let answer = ask(&dana, &panel, Method::GET, &path).await;
        answer.refused(403, Code::OpenedPanel);
    }
    world
        .write(async |db| {
            let update = voice_message::Entity::update_many()
                .col_expr(voice_message::Column::DeletedAtMs, Expr::value(1_i64));
            update.exec(db).await.unwrap();
        })
        .await;
    assert_eq!(minutes(&bob, "voicemail=true").await, [0; 0]);
}

async fn the_lines_that_calls_used_are_offered(world: &World) {
    let alice = world.sign_in("alice").await;
    let lines = async || alice.get("/v1/calls/lines").await.json::<CallLines>().lines;
    assert_eq!(lines().await, []);
    fill(world).await;
    let mut others = row(world, "bob", 1);
    others.via_number = Some(BOB.to_owned());
    store(world, vec![others]).await;
    let found = lines().await;
    let words: Vec<&str> = found.iter().map(|it| it.word.as_str()).collect();
    assert_eq!(words, [ALICE, SALES, "internal", "anonymous"]);
    assert!(matches!(found[0].via, Via::Direct { .. }), "{found:?}");
    assert!(
        matches!(&found[1].via, Via::Line { label, .. } if label == "Sales"),
        "{found:?}"
    );
    // Each of them is a filter.
    for line in found {
        let word = line.word.replace('+', "%2B");
        assert_ne!(
            minutes(&alice, &format!("via={word}")).await,
            [0; 0],
            "{word}"
        );
    }
}
