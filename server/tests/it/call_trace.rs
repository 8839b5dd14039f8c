//! Why a call went where it went: what it met at each user, with his settings as they were then.

use belroute_server::entity::{call, call_fact, call_trace};
use belroute_shared::{
    calls::{CallDetails, CallPath, ColleagueThen, SentOn},
    error::Code,
    routing::trace::{End, Reason, StopName, Verdict, When},
};
use sea_orm::{EntityTrait as _, ModelTrait as _, PaginatorTrait as _};
use serde_json::{Value, json};

use crate::{
    call_events::{DESK, calls, only, to_alice},
    call_events_sent_on::{BOBS, DANAS, forwards, people, phones},
    world::{Client, Story, World, calling::setting, from_user, seed::OUTSIDE},
};

on_both! {
    a_call_that_rang_tells_what_rang,
    a_forward_is_named_with_its_end_long_after_it_was_switched_off,
    a_rule_goes_by_the_name_that_it_had,
    everybody_is_told_his_own_part_and_of_the_next_the_name,
    whoever_hides_is_not_named,
    who_hides_is_not_named_where_nothing_rings_either,
    a_colleagues_mailbox_goes_by_his_name,
    calls_that_nobody_asked_about_have_none,
    what_a_call_met_is_for_whose_call_it_is_alone,
    the_same_question_again_changes_nothing,
    what_a_call_met_goes_with_the_call,
    many_calls_of_one_batch_keep_theirs,
}

const MOBILE: &str = "+31612345678";

async fn text(client: &Client) -> Value {
    let id = only(client).await.id;
    client.get(&format!("/v1/calls/{id}")).await.json()
}

async fn path(client: &Client) -> Option<CallPath> {
    let details: CallDetails = serde_json::from_value(text(client).await).unwrap();
    details.path
}

/// The stop that decided, and why.
fn decided(path: &CallPath) -> (StopName, &Reason) {
    path.trace.decided().unwrap()
}

fn colleague(name: &str, extension: &str) -> SentOn {
    let extension = extension.to_owned().try_into().unwrap();
    let name = name.to_owned();
    SentOn {
        by: Some(ColleagueThen { name, extension }),
    }
}

/// Somebody calls Alice, and nobody answers where it rings.
async fn in_vain(world: &World, target: &str) {
    let engine = world.engine();
    let story = Story::asked(&engine, to_alice()).await.on(target, "Desk");
    engine.tell_all(story.unanswered(1.0, "no_answer")).await;
}

async fn a_call_that_rang_tells_what_rang(world: &World) {
    phones(world).await;
    let [alice, ..] = people(world).await;
    world.grant("alice", "mailbox").await;
    let patch = json!({"enabled": true, "phoneNumbers": [{"phoneNumber": MOBILE}]});
    alice.put(&setting("simultaneousRing"), &patch).await.done();
    let rule = json!({"callsFrom": "ANY_PHONE_NUMBER", "ringEnabled": true});
    let rules = setting("simultaneousRing/criteria");
    assert_eq!(alice.post(&rules, &rule).await.status, 201);
    in_vain(world, DESK).await;
    let off = json!({"enabled": false});
    alice.put(&setting("simultaneousRing"), &off).await.done();
    let id = only(&alice).await.id;
    let path = &text(&alice).await["path"];
    let pass = |name: &str, code: &str| json!({"name": name, "verdict": "passed", "reason": {"code": code}});
    let rings = json!({"code": "rings", "seconds": 18, "base": true, "isPriority": false,
        "numbers": [MOBILE], "search": []});
    let then = |when: &str, is_busy_greeting: bool| {
        json!({"when": when,
        "goesTo": {"kind": "mailbox", "isBusyGreeting": is_busy_greeting}})
    };
    let expected = json!({"trace": {
        "user": world.user("alice").id,
        "name": "Alice M\u{fc}ller",
        "extension": "1001",
        "stops": [
            pass("redirections", "firstTime"),
            pass("companyBlockList", "notListed"),
            pass("callBlock", "notListed"),
            pass("anonymousCallReject", "off"),
            pass("selectiveReject", "off"),
            pass("selectiveAccept", "off"),
            pass("selectiveForward", "off"),
            pass("forwardAlways", "off"),
            pass("sendAllCalls", "off"),
            pass("doNotDisturb", "off"),
            {"name": "reachable", "verdict": "passed",
                "reason": {"code": "devicesRegistered", "count": 1}},
            pass("busy", "free"),
            {"name": "ring", "verdict": "decided", "reason": rings},
        ],
        "then": [then("noAnswer", false), then("busy", true), then("unreachable", true)],
    }});
    assert_eq!(*path, expected);
    // Every byte is written twice for every call.
    let row = call_trace::Entity::find_by_id(id.0)
        .one(&world.db().read)
        .await;
    let kept = row.unwrap().unwrap().trace;
    assert!(kept.len() < 260, "{} bytes: {kept}", kept.len());
    assert!(path.to_string().len() > 4 * kept.len());
}

async fn a_forward_is_named_with_its_end_long_after_it_was_switched_off(world: &World) {
    phones(world).await;
    let [alice, ..] = people(world).await;
    let always = json!({"enabled": true, "destination": MOBILE,
        "enabledUntil": "2026-11-22T17:00:00Z"});
    let patch = json!({"callForwarding": {"always": always}});
    alice.put(&setting("callForwarding"), &patch).await.done();
    in_vain(world, &format!("{MOBILE}@127.0.0.50:5060")).await;
    let other = json!({"callForwarding": {"always": {"enabled": false, "destination": "1003"}}});
    alice.put(&setting("callForwarding"), &other).await.done();
    world.set_clock(40 * 24 * 3600);
    let path = path(&alice).await.unwrap();
    let forwards = Reason::Forwards {
        to: MOBILE.to_owned(),
        rule: None,
        until: Some("2026-11-22T17:00:00Z".parse().unwrap()),
        is_to_mailbox: false,
    };
    assert_eq!(decided(&path), (StopName::ForwardAlways, &forwards));
    assert_eq!(
        (path.sent_on, path.names, path.rules),
        (None, vec![], vec![])
    );
}

async fn a_rule_goes_by_the_name_that_it_had(world: &World) {
    phones(world).await;
    let [alice, ..] = people(world).await;
    let office = json!({"name": "Office", "type": "businessHours", "events": [{"name": "Hours",
        "startDate": "2026-11-22", "endDate": "2026-11-22", "startTime": "09:00",
        "endTime": "17:00", "allDayEnabled": false}]});
    let schedules = "/v1/telephony/config/people/me/schedules";
    assert_eq!(alice.post(schedules, &office).await.status, 201);
    let rules = setting("selectiveForward/criteria");
    let rule = json!({"name": "Family", "callsFrom": "SELECT_PHONE_NUMBERS",
        "phoneNumbers": [OUTSIDE], "forwardEnabled": true, "forwardToPhoneNumber": "1003",
        "scheduleName": "Office", "scheduleType": "businessHours"});
    let made = alice.post(&rules, &rule).await;
    assert_eq!(made.status, 201, "{made:?}");
    let id = made.json::<Value>()["id"].clone();
    let on = json!({"enabled": true, "defaultPhoneNumberToForward": "1002"});
    alice.put(&setting("selectiveForward"), &on).await.done();
    in_vain(world, DANAS).await;
    let before = path(&alice).await.unwrap();
    let one = format!("{rules}/{}", id.as_str().unwrap());
    let renamed = json!({"name": "Nobody", "callsFrom": "ANY_PHONE_NUMBER"});
    alice.put(&one, &renamed).await.done();
    alice.delete(&one).await.done();
    let path = path(&alice).await.unwrap();
    assert_eq!(path, before);
    let (stop, reason) = decided(&path);
    assert_eq!(stop, StopName::SelectiveForward);
    let Reason::Forwards {
        rule: Some(rule), ..
    } = reason
    else {
        panic!("{reason:?}");
    };
    let rule = serde_json::to_value(path.rule(*rule).unwrap()).unwrap();
    let expected = json!({"id": id, "name": "Family", "schedule": "Office",
        "callsFrom": "SELECT_PHONE_NUMBERS", "phoneNumbers": [OUTSIDE]});
    assert_eq!(rule, expected);
    assert_eq!(path.name("1003"), Some("Dana"));
}

async fn everybody_is_told_his_own_part_and_of_the_next_the_name(world: &World) {
    phones(world).await;
    let [alice, bob, dana] = people(world).await;
    let rule = json!({"name": "Secret of Alice", "callsFrom": "ANY_PHONE_NUMBER",
        "forwardEnabled": true, "forwardToPhoneNumber": "1002"});
    let rules = setting("selectiveForward/criteria");
    assert_eq!(alice.post(&rules, &rule).await.status, 201);
    let on = json!({"enabled": true, "defaultPhoneNumberToForward": MOBILE});
    alice.put(&setting("selectiveForward"), &on).await.done();
    let quiet = json!({"enabled": true, "enabledUntil": "2026-11-22T18:00:00Z"});
    bob.put(&setting("doNotDisturb"), &quiet).await.done();
    forwards(&bob, "busy", "1003").await;
    in_vain(world, DANAS).await;

    let of_alice = path(&alice).await.unwrap();
    assert_eq!(decided(&of_alice).0, StopName::SelectiveForward);
    assert_eq!(of_alice.sent_on, None);
    assert_eq!(of_alice.name("1002"), Some("Bob de Vries"));
    assert_eq!(of_alice.names.len(), 1);
    assert!(of_alice.trace.next.is_none());
    let of_alice = text(&alice).await["path"].to_string();
    for secret in [
        "doNotDisturb\",\"verdict\":\"decided",
        "silenced",
        "18:00",
        "1003",
        "Dana",
    ] {
        assert!(!of_alice.contains(secret), "{secret} in {of_alice}");
    }

    let of_bob = path(&bob).await.unwrap();
    assert_eq!(of_bob.sent_on, Some(colleague("Alice M\u{fc}ller", "1001")));
    let until = Some("2026-11-22T18:00:00Z".parse().unwrap());
    let silenced = (StopName::DoNotDisturb, &Reason::Silenced { until });
    assert_eq!(decided(&of_bob), silenced);
    let [fallback] = of_bob.trace.then.as_slice() else {
        panic!("{of_bob:?}");
    };
    let on = End::Forward {
        to: "1003".to_owned(),
        is_to_mailbox: false,
    };
    assert_eq!((fallback.when, &fallback.goes_to), (When::Busy, &on));
    assert!(fallback.next.is_none());
    assert_eq!(of_bob.name("1003"), Some("Dana"));
    let of_bob = text(&bob).await["path"].to_string();
    for secret in ["Secret", "selectiveForward\",\"verdict\":\"decided", MOBILE] {
        assert!(!of_bob.contains(secret), "{secret} in {of_bob}");
    }

    let of_dana = path(&dana).await.unwrap();
    assert_eq!(of_dana.sent_on, Some(colleague("Bob de Vries", "1002")));
    assert_eq!(decided(&of_dana).0, StopName::Ring);
    let is_plain = |verdict: &Verdict| !matches!(verdict, Verdict::Passed(Reason::RuleActs { .. }));
    assert!(
        of_dana
            .trace
            .stops
            .iter()
            .all(|stop| is_plain(&stop.verdict))
    );
    let of_dana = text(&dana).await["path"].to_string();
    for secret in ["Secret", "Alice", "1001", "silenced", "18:00", MOBILE] {
        assert!(!of_dana.contains(secret), "{secret} in {of_dana}");
    }
}

async fn hides(client: &Client) {
    let policy = json!({"connectedLineIdPrivacyOnRedirectedCalls": "PRIVACY_FOR_ALL_CALLS"});
    client.put(&setting("callPolicies"), &policy).await.done();
}

async fn whoever_hides_is_not_named(world: &World) {
    phones(world).await;
    let [alice, bob, _] = people(world).await;
    forwards(&alice, "always", "1002").await;
    hides(&alice).await;
    in_vain(world, BOBS).await;
    assert_eq!(path(&bob).await.unwrap().sent_on, Some(SentOn::default()));
    let path = text(&bob).await["path"].to_string();
    assert!(!path.contains("Alice") && !path.contains("1001"), "{path}");
}

async fn who_hides_is_not_named_where_nothing_rings_either(world: &World) {
    phones(world).await;
    let [alice, bob, _] = people(world).await;
    forwards(&alice, "always", "1002").await;
    hides(&alice).await;
    let quiet = json!({"enabled": true});
    bob.put(&setting("doNotDisturb"), &quiet).await.done();
    in_vain(world, "vm-1002@127.0.0.51:5060;cause=486").await;
    assert_eq!(path(&bob).await.unwrap().sent_on, Some(SentOn::default()));
    // The line would tell as well.
    let via = json!({"kind": "internal"});
    assert_eq!(serde_json::to_value(&only(&bob).await.via).unwrap(), via);
}

async fn a_colleagues_mailbox_goes_by_his_name(world: &World) {
    phones(world).await;
    let [alice, bob, _] = people(world).await;
    let always =
        json!({"enabled": true, "destination": "1002", "destinationVoicemailEnabled": true});
    let patch = json!({"callForwarding": {"always": always}});
    alice.put(&setting("callForwarding"), &patch).await.done();
    let engine = world.engine();
    let story = Story::asked(&engine, to_alice()).await;
    let mailbox = story.on("vm-1002@127.0.0.51:5060;cause=302", "mailbox");
    engine.tell(mailbox.answered(1.0)).await;
    let path = path(&alice).await.unwrap();
    let (_, reason) = decided(&path);
    assert!(matches!(
        reason,
        Reason::Forwards {
            is_to_mailbox: true,
            ..
        }
    ));
    assert_eq!(path.name("1002"), Some("Bob de Vries"));
    assert_eq!(calls(&bob).await, []);
}

async fn calls_that_nobody_asked_about_have_none(world: &World) {
    phones(world).await;
    let [alice, bob, dana] = people(world).await;
    let engine = world.engine();
    let unasked = Story::unasked(&format!("{OUTSIDE}@trunk.test"), DESK).on(DESK, "Desk");
    engine.tell_all(unasked.unanswered(1.0, "no_answer")).await;
    // Bob calls Dana, whose call it is that has been decided about.
    let story = Story::asked(&engine, from_user(BOBS, DANAS))
        .await
        .on(DANAS, "Desk");
    engine.tell_all(story.unanswered(1.0, "no_answer")).await;
    for client in [&alice, &bob] {
        let details = text(client).await;
        assert!(details.get("path").is_none(), "{details}");
    }
    let path = path(&dana).await.unwrap();
    let stops: Vec<StopName> = path.trace.stops.iter().map(|stop| stop.name).collect();
    // Colleagues are on no list.
    assert!(!stops.contains(&StopName::CompanyBlockList), "{stops:?}");
    assert!(!stops.contains(&StopName::CallBlock), "{stops:?}");
}

async fn what_a_call_met_is_for_whose_call_it_is_alone(world: &World) {
    phones(world).await;
    let [alice, bob, _] = people(world).await;
    forwards(&alice, "always", "1002").await;
    in_vain(world, BOBS).await;
    let eve = world.script("eve").await;
    for (whose, stranger) in [(&alice, &bob), (&bob, &alice), (&alice, &eve)] {
        let id = only(whose).await.id;
        let answer = stranger.get(&format!("/v1/calls/{id}")).await;
        answer.refused(404, Code::NotFound);
    }
}

async fn the_same_question_again_changes_nothing(world: &World) {
    phones(world).await;
    let [alice, ..] = people(world).await;
    let engine = world.engine();
    let question = to_alice();
    let story = Story::asked(&engine, question.clone())
        .await
        .on(DESK, "Desk");
    engine.tell(story.ringing(1.0)).await;
    let before = path(&alice).await.unwrap();
    let quiet = json!({"enabled": true});
    alice.put(&setting("doNotDisturb"), &quiet).await.done();
    let again = Story::asked(&engine, question).await.on(DESK, "Desk");
    engine
        .tell_all([again.ringing(1.0), again.answered(2.0)])
        .await;
    assert_eq!(path(&alice).await, Some(before));
}

async fn what_a_call_met_goes_with_the_call(world: &World) {
    phones(world).await;
    let [alice, ..] = people(world).await;
    in_vain(world, DESK).await;
    let id = only(&alice).await.id;
    let db = world.db();
    let count = async || call_trace::Entity::find().count(&db.read).await.unwrap();
    assert_eq!(count().await, 1);
    let row = call::Entity::find_by_id(id.0).one(&db.read).await.unwrap();
    world
        .write(async |db| row.unwrap().delete(db).await.unwrap())
        .await;
    assert_eq!(count().await, 0);
}

async fn many_calls_of_one_batch_keep_theirs(world: &World) {
    phones(world).await;
    let [alice, ..] = people(world).await;
    let engine = world.engine();
    let mut events = Vec::new();
    for _ in 0..50 {
        let story = Story::asked(&engine, to_alice()).await.on(DESK, "Desk");
        events.extend([story.ringing(1.0), story.ended(2.0, "cancelled")]);
    }
    engine.tell_all(events).await;
    let db = &world.db().read;
    assert_eq!(calls(&alice).await.len(), 50);
    let traces = call_trace::Entity::find().all(db).await.unwrap();
    assert_eq!(traces.len(), 50);
    assert!(
        traces
            .iter()
            .all(|it| it.organisation_id == world.seed.alpha)
    );
    // What waits for the events is no longer than what is kept, and whose it is.
    for fact in call_fact::Entity::find().all(db).await.unwrap() {
        assert_eq!(fact.trace.unwrap().len(), traces[0].trace.len() + 33);
    }
}
