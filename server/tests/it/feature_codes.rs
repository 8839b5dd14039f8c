//! Codes that users dial: what they change, what is said back, and that a repeated question changes
//! nothing twice.

use belroute_server::entity::{audit, dialled_code};
use belroute_shared::{
    calls::Calls,
    error::Code,
    live::LiveEvent,
    settings::{
        call_forwarding::CallForwarding,
        feature_codes::{CodeName, FeatureCodes},
        voicemail::Voicemail,
    },
};
use sea_orm::{EntityTrait as _, PaginatorTrait as _, QueryFilter as _};
use serde_json::{Value, json};

use crate::{
    call_control::unknown,
    company_feature_codes::path,
    company_users,
    world::{
        Client, Story, World, from_trunk, from_user,
        seed::{ALICE, BOB, OUTSIDE},
    },
};

const SETTINGS: &str = "/v1/telephony/config/people/me/settings";
const CODES: &str = "/v1/telephony/config/people/me/settings/featureAccessCode";

on_both! {
    do_not_disturb_is_switched_and_told,
    a_repeated_question_changes_nothing_twice,
    the_same_question_at_once_changes_nothing_twice,
    without_a_media_server_the_phone_shows_words,
    forwards_take_a_number_or_the_one_that_is_kept,
    a_number_that_calls_may_not_go_to_is_refused,
    the_mailbox_is_switched_by_who_has_one,
    rings_are_counted_for_forwards_and_mailbox,
    every_status_is_told,
    hiding_the_number_lasts_or_is_for_one_call,
    other_phones_are_switched_one_by_one,
    filtering_is_switched_by_executives,
    what_is_hidden_is_refused_and_stays_as_it_is,
    what_does_not_exist_yet_is_refused_and_on_no_list,
    an_organisation_dials_its_own_codes,
    joining_a_call_has_to_be_allowed,
    nobody_else_dials_codes,
    what_is_no_code_is_unknown,
    a_code_is_in_no_history,
    the_list_holds_what_the_user_may_dial,
}

fn dial(code: &str) -> Value {
    from_user(
        "1001@alpha.test",
        &format!("{}@alpha.test", code.replace('#', "%23")),
    )
}

/// Dials as Alice, and gives the target at the media server without its host.
async fn target(world: &World, code: &str) -> String {
    let plan = world.engine().plan(dial(code)).await;
    assert_eq!(plan["action"], "ring", "{code}: {plan}");
    let target = plan["steps"][0]["targets"][0].as_str().unwrap();
    let target = target.strip_prefix("sip:").unwrap();
    target.strip_suffix("@127.0.0.51:5060").unwrap().to_owned()
}

/// What is shown on a phone of Alice's where there is no media server.
async fn words(bare: &World, code: &str) -> (u64, String) {
    let plan = bare.engine().plan(dial(code)).await;
    assert_eq!(plan["action"], "reject", "{code}: {plan}");
    let reason = plan["reason"].as_str().unwrap().to_owned();
    (plan["code"].as_u64().unwrap(), reason)
}

fn bare(world: &World) -> World {
    world.restarted(|config| config.media_server = None)
}

async fn setting(client: &Client, name: &str) -> Value {
    client.get(&format!("{SETTINGS}/{name}")).await.json()
}

/// Lines of the log that a change of a setting has written.
async fn changes(world: &World) -> Vec<audit::Model> {
    audit::Entity::find()
        .filter(audit::COLUMN.action.eq("settingChanged"))
        .all(&world.db().read)
        .await
        .unwrap()
}

async fn give_mailbox(world: &World, name: &str) {
    let dana = world.sign_in("dana").await;
    let grants = json!({ "grants": ["mailbox"] });
    dana.put(&company_users::path(world, name), &grants)
        .await
        .done();
}

async fn do_not_disturb_is_switched_and_told(world: &World) {
    let alice = world.sign_in("alice").await;
    let mut stream = alice.listen().await;
    assert_eq!(target(world, "*78").await, "code-do-not-disturb-on");
    let is_it = |event: &LiveEvent| matches!(event, LiveEvent::Setting { setting } if setting == "doNotDisturb");
    stream.until(is_it).await;
    assert_eq!(setting(&alice, "doNotDisturb").await["enabled"], true);
    let lines = changes(world).await;
    assert_eq!(lines.len(), 1);
    assert_eq!(lines[0].object, "doNotDisturb");
    assert_eq!(lines[0].actor_id, Some(world.user("alice").id));
    assert_eq!(lines[0].user_id, Some(world.user("alice").id));
    // Switching on what is on says the same and changes nothing.
    assert_eq!(target(world, "*78").await, "code-do-not-disturb-on");
    assert_eq!(changes(world).await.len(), 1);
    assert_eq!(target(world, "*79").await, "code-do-not-disturb-off");
    assert_eq!(setting(&alice, "doNotDisturb").await["enabled"], false);
    // What cannot be spoken is shown.
    let plan = world.engine().plan(dial("*78")).await;
    let shown = json!({ "action": "reject", "code": 480, "reason": "Do not disturb is on" });
    assert_eq!(plan["on_busy"], shown);
    assert_eq!(plan["on_no_answer"], shown);
}

async fn a_repeated_question_changes_nothing_twice(world: &World) {
    let alice = world.sign_in("alice").await;
    let engine = world.engine();
    let question = dial("*78");
    let first = engine.plan(question.clone()).await;
    let off = json!({ "enabled": false });
    alice
        .put(&format!("{SETTINGS}/doNotDisturb"), &off)
        .await
        .done();
    assert_eq!(engine.plan(question.clone()).await, first);
    assert_eq!(setting(&alice, "doNotDisturb").await["enabled"], false);
    // Somebody else's call, and another code in the same call, are other questions.
    let mut bobs = question.clone();
    bobs["from"]["uri"] = json!("sip:1002@alpha.test");
    engine.plan(bobs).await;
    let bob = world.sign_in("bob").await;
    assert_eq!(setting(&bob, "doNotDisturb").await["enabled"], true);
    let mut other = question;
    other["to"]["uri"] = json!("sip:*77@alpha.test");
    engine.plan(other).await;
    assert_eq!(
        setting(&alice, "anonymousCallReject").await["enabled"],
        true
    );
}

async fn the_same_question_at_once_changes_nothing_twice(world: &World) {
    let engine = world.engine();
    for _ in 0..6 {
        let question = dial("*78");
        let (one, other) =
            tokio::join!(engine.plan(question.clone()), engine.plan(question.clone()));
        assert_eq!(one, other);
        engine.plan(dial("*79")).await;
    }
    let kept = dialled_code::Entity::find();
    assert_eq!(kept.count(&world.db().read).await.unwrap(), 12);
    assert_eq!(changes(world).await.len(), 12);
}

async fn without_a_media_server_the_phone_shows_words(world: &World) {
    let bare = bare(world);
    assert_eq!(
        words(&bare, "*78").await,
        (480, "Do not disturb is on".into())
    );
    let account = json!({ "language": "nl" });
    let alice = world.sign_in("alice").await;
    alice.put("/v1/account", &account).await.done();
    assert_eq!(
        words(&bare, "*79").await,
        (480, "Niet storen staat uit".into())
    );
    assert_eq!(
        words(&bare, "*720612345678#").await,
        (480, "Altijd doorschakelen staat aan: 06 12345678".into())
    );
    assert_eq!(
        words(&bare, "*98").await,
        (403, "Oproep overnemen: bestaat hier nog niet".into())
    );
}

async fn forwards_take_a_number_or_the_one_that_is_kept(world: &World) {
    let alice = world.sign_in("alice").await;
    world.registers("1002@alpha.test", "Desk", 0.0).await;
    let forwards = async || -> CallForwarding {
        alice
            .get(&format!("{SETTINGS}/callForwarding"))
            .await
            .json()
    };
    // Nothing is kept yet.
    assert_eq!(target(world, "*72").await, "code-forward-always-refused");
    assert!(!forwards().await.call_forwarding.always.enabled);
    assert_eq!(target(world, "*721002#").await, "code-forward-always-on");
    let always = forwards().await.call_forwarding.always;
    assert!(always.enabled);
    assert_eq!(always.destination.unwrap().as_str(), "1002");
    let plan = world
        .engine()
        .plan(from_trunk(OUTSIDE, &format!("{ALICE}@127.0.0.10")))
        .await;
    assert!(plan.to_string().contains("sip:1002@alpha.test"), "{plan}");
    assert_eq!(target(world, "*73").await, "code-forward-always-off");
    let always = forwards().await.call_forwarding.always;
    assert_eq!(
        (always.enabled, always.destination.is_some()),
        (false, true)
    );
    assert_eq!(target(world, "*72#").await, "code-forward-always-on");
    assert!(forwards().await.call_forwarding.always.enabled);
    for (on, off, feature) in [
        ("*90", "*91", "forward-busy"),
        ("*92", "*93", "forward-no-answer"),
        ("*94", "*95", "forward-not-reachable"),
    ] {
        let with_number = format!("{on}0612345678");
        assert_eq!(
            target(world, &with_number).await,
            format!("code-{feature}-on")
        );
        assert_eq!(target(world, off).await, format!("code-{feature}-off"));
    }
    let forwards = forwards().await;
    for destination in [
        forwards.call_forwarding.busy.destination,
        forwards.call_forwarding.no_answer.destination,
        forwards.business_continuity.destination,
    ] {
        assert_eq!(destination.unwrap().as_str(), "+31612345678");
    }
    // Selectively forward has no code for its number.
    assert_eq!(target(world, "#76").await, "code-selective-forward-refused");
    let default = json!({ "defaultPhoneNumberToForward": "1002" });
    let path = format!("{SETTINGS}/selectiveForward");
    alice.put(&path, &default).await.done();
    assert_eq!(target(world, "#76").await, "code-selective-forward-on");
    assert_eq!(target(world, "#77").await, "code-selective-forward-off");
}

async fn a_number_that_calls_may_not_go_to_is_refused(world: &World) {
    let bare = bare(world);
    for (dialled, reason) in [
        ("*721001", "this is your own number"),
        ("*721999", "this number is not known"),
        ("*72112", "this number is not allowed"),
    ] {
        let expected = format!("Forwarding all calls: {reason}");
        assert_eq!(words(&bare, dialled).await, (403, expected), "{dialled}");
    }
    assert_eq!(changes(world).await.len(), 0);
    assert_eq!(
        target(world, "*721001").await,
        "code-forward-always-refused"
    );
    let plan = world.engine().plan(dial("*721001")).await;
    assert_eq!(plan["on_busy"]["code"], 403);
}

async fn the_mailbox_is_switched_by_who_has_one(world: &World) {
    assert_eq!(
        target(world, "*21").await,
        "code-always-to-voicemail-refused"
    );
    assert_eq!(target(world, "*40").await, "code-busy-to-voicemail-refused");
    give_mailbox(world, "alice").await;
    let alice = world.sign_in("alice").await;
    let mailbox = async || -> Voicemail {
        let value = setting_row(world, "voicemail").await;
        value.map_or_else(Voicemail::default, |it| serde_json::from_str(&it).unwrap())
    };
    assert_eq!(target(world, "*21").await, "code-always-to-voicemail-on");
    assert!(mailbox().await.send_all_calls.enabled);
    assert_eq!(target(world, "#21").await, "code-always-to-voicemail-off");
    assert_eq!(target(world, "#40").await, "code-busy-to-voicemail-off");
    assert_eq!(
        target(world, "#41").await,
        "code-no-answer-to-voicemail-off"
    );
    let off = mailbox().await;
    assert!(!off.send_all_calls.enabled);
    assert!(!off.send_busy_calls.enabled && !off.send_unanswered_calls.enabled);
    target(world, "*40").await;
    target(world, "*41").await;
    let on = mailbox().await;
    assert!(on.send_busy_calls.enabled && on.send_unanswered_calls.enabled);
    drop(alice);
}

/// What is kept of a setting of Alice's.
async fn setting_row(world: &World, name: &str) -> Option<String> {
    let key = (world.user("alice").id, name.to_owned());
    let row = belroute_server::entity::setting::Entity::find_by_id(key);
    let row = row.one(&world.db().read).await.unwrap();
    row.map(|row| row.value)
}

async fn rings_are_counted_for_forwards_and_mailbox(world: &World) {
    give_mailbox(world, "alice").await;
    assert_eq!(target(world, "*6105").await, "code-no-answer-rings-on");
    let forwards = setting_row(world, "callForwarding").await.unwrap();
    let forwards: CallForwarding = serde_json::from_str(&forwards).unwrap();
    assert_eq!(forwards.call_forwarding.no_answer.number_of_rings, 5);
    let mailbox = setting_row(world, "voicemail").await.unwrap();
    let mailbox: Voicemail = serde_json::from_str(&mailbox).unwrap();
    assert_eq!(mailbox.send_unanswered_calls.number_of_rings, 5);
    assert_eq!(changes(world).await.len(), 2);
    let bare = bare(world);
    for dialled in ["*6101", "*61021"] {
        let expected = "Rings before no answer: choose 2 to 20 rings".to_owned();
        assert_eq!(words(&bare, dialled).await, (403, expected), "{dialled}");
    }
    assert_eq!(target(world, "*610").await, "code-no-answer-rings-refused");
    assert_eq!(
        words(&bare, "*6102").await,
        (480, "Rings before no answer: 2".into())
    );
    // Who may not forward changes the mailbox alone.
    world.hide("alice", "callForwarding").await;
    target(world, "*6109").await;
    let forwards = setting_row(world, "callForwarding").await.unwrap();
    let forwards: CallForwarding = serde_json::from_str(&forwards).unwrap();
    assert_eq!(forwards.call_forwarding.no_answer.number_of_rings, 2);
}

async fn every_status_is_told(world: &World) {
    for (code, feature) in [
        ("*52*", "anonymous-call-reject"),
        ("*21*", "forward-always"),
        ("*67*", "forward-busy"),
        ("*18", "forward-busy"),
        ("*61*", "forward-no-answer"),
        ("*63*", "forward-not-reachable"),
        ("*51*", "selective-reject"),
        ("*53*", "call-waiting"),
        ("*38", "call-waiting"),
        ("*54*", "hide-number"),
        ("*56*", "connected-line"),
    ] {
        // What it is is what is said.
        let is = if feature == "call-waiting" {
            "on"
        } else {
            "off"
        };
        assert_eq!(target(world, code).await, format!("code-{feature}-{is}"));
    }
    assert_eq!(changes(world).await.len(), 0);
    let bare = bare(world);
    assert_eq!(words(&bare, "*53*").await.1, "Call waiting is on");
    assert_eq!(words(&bare, "#43").await.1, "Call waiting is off");
    assert_eq!(words(&bare, "*53*").await.1, "Call waiting is off");
    words(&bare, "*900612345678").await;
    let busy = "Forwarding when busy is on: 06 12345678";
    assert_eq!(words(&bare, "*67*").await.1, busy);
    words(&bare, "*91").await;
    assert_eq!(words(&bare, "*67*").await.1, "Forwarding when busy is off");
}

async fn hiding_the_number_lasts_or_is_for_one_call(world: &World) {
    let engine = world.engine();
    world.registers("1002@alpha.test", "Desk", 0.0).await;
    let is_hidden = async |dialled: &str| {
        let plan = engine.plan(dial(dialled)).await;
        plan["caller_id"]["anonymous"].as_bool().unwrap()
    };
    assert!(is_hidden("*671002").await);
    assert!(is_hidden("*670612345678").await);
    assert!(!is_hidden("1002").await);
    assert_eq!(target(world, "*31").await, "code-hide-number-on");
    let alice = world.sign_in("alice").await;
    let caller_id = setting(&alice, "callerId").await;
    assert_eq!(caller_id["callingLineIdDeliveryBlockingEnabled"], true);
    assert_eq!(changes(world).await[0].object, "callerId");
    assert!(is_hidden("1002").await);
    assert!(!is_hidden("*651002").await);
    assert!(!is_hidden("*650612345678").await);
    // Who calls for help is never hidden.
    assert!(!is_hidden("*67112").await);
    let plan = engine.plan(dial("*671002")).await;
    let rung = plan["steps"][0]["targets"][0].clone();
    assert_eq!(rung["uri"], "sip:1002@alpha.test");
    assert_eq!(engine.plan(dial("*671999")).await, unknown());
    assert_eq!(target(world, "#31").await, "code-hide-number-off");
    assert!(!is_hidden("1002").await);
    // The number that was called stands in the history, without the code.
    let story = Story::asked(&engine, dial(&format!("*67{BOB}"))).await;
    engine.tell_all(story.unanswered(1.0, "no_answer")).await;
    let calls: Calls = alice.get("/v1/calls").await.json();
    assert_eq!(calls.calls.len(), 1);
}

async fn other_phones_are_switched_one_by_one(world: &World) {
    let alice = world.sign_in("alice").await;
    assert_eq!(target(world, "*12").await, "code-reach-number-on");
    assert_eq!(target(world, "*13").await, "code-reach-number-off");
    let row = json!({
        "enabled": false,
        "numbers": [{
            "id": uuid::Uuid::now_v7(), "phoneNumber": "+31612345678", "name": "Mobile",
            "enabled": false,
        }],
    });
    keep(world, "singleNumberReach", &row).await;
    assert_eq!(target(world, "*120612345678").await, "code-reach-number-on");
    let row = setting_row(world, "singleNumberReach").await.unwrap();
    let row: Value = serde_json::from_str(&row).unwrap();
    assert_eq!(row["enabled"], true);
    assert_eq!(row["numbers"][0]["enabled"], true);
    assert_eq!(
        target(world, "*130612345678").await,
        "code-reach-number-off"
    );
    let row = setting_row(world, "singleNumberReach").await.unwrap();
    let row: Value = serde_json::from_str(&row).unwrap();
    assert_eq!(row["enabled"], true);
    assert_eq!(row["numbers"][0]["enabled"], false);
    let bare = bare(world);
    let unknown = "Ringing your other phones: this number is not known".to_owned();
    assert_eq!(words(&bare, "*120612345679").await, (403, unknown));
    drop(alice);
}

/// Puts a setting of Alice's behind the server's back.
async fn keep(world: &World, name: &str, value: &Value) {
    use sea_orm::{ActiveModelTrait as _, Set};
    let key = (world.user("alice").id, name.to_owned());
    let value = value.to_string();
    world
        .write(async |db| {
            let rows = belroute_server::entity::setting::Entity::delete_by_id(key);
            rows.exec(db).await.unwrap();
            let row = belroute_server::entity::setting::ActiveModel {
                user_id: Set(world.user("alice").id),
                organisation_id: Set(world.seed.alpha),
                name: Set(name.to_owned()),
                value: Set(value),
                rules: Set("[]".to_owned()),
                version: Set(1),
                changed_at_ms: Set(0),
                ends_at_ms: Set(None),
            };
            row.insert(db).await.unwrap();
        })
        .await;
}

async fn filtering_is_switched_by_executives(world: &World) {
    assert_eq!(target(world, "#61").await, "code-filtering-refused");
    let dana = world.sign_in("dana").await;
    let alices = company_users::path(world, "alice");
    let assistant = json!({ "grants": ["executiveAssistant"] });
    dana.put(&alices, &assistant).await.done();
    assert_eq!(target(world, "#61").await, "code-filtering-refused");
    let executive = json!({ "grants": ["executive"] });
    dana.put(&alices, &executive).await.done();
    assert_eq!(target(world, "#61").await, "code-filtering-on");
    let alice = world.sign_in("alice").await;
    let filtering = setting(&alice, "executive/callFiltering").await;
    assert_eq!(filtering["enabled"], true);
    assert_eq!(target(world, "#62").await, "code-filtering-off");
}

async fn what_is_hidden_is_refused_and_stays_as_it_is(world: &World) {
    let alice = world.sign_in("alice").await;
    target(world, "*77").await;
    for feature in [
        "anonymousCallRejection",
        "callForwarding",
        "callWaiting",
        "blockCallerId",
    ] {
        world.hide("alice", feature).await;
    }
    for (code, feature) in [
        ("*87", "anonymous-call-reject"),
        ("*52*", "anonymous-call-reject"),
        ("*721002", "forward-always"),
        ("*43", "call-waiting"),
        ("*31", "hide-number"),
        ("*671002", "hide-number"),
    ] {
        assert_eq!(target(world, code).await, format!("code-{feature}-refused"));
    }
    let plan = world.engine().plan(dial("*87")).await;
    let reason = "Refusing hidden callers: not available to you";
    let expected = json!({ "action": "reject", "code": 403, "reason": reason });
    assert_eq!(plan["on_busy"], expected);
    let row = setting_row(world, "anonymousCallReject").await.unwrap();
    assert!(row.contains("true"));
    assert_eq!(changes(world).await.len(), 1);
    drop(alice);
}

async fn what_does_not_exist_yet_is_refused_and_on_no_list(world: &World) {
    for (code, feature) in [
        ("*70", "call-waiting"),
        ("*11", "move-call"),
        ("*15", "move-call"),
        ("*26", "move-call"),
        ("*98", "pick-up"),
        ("*68", "park"),
        ("*88", "park"),
        ("#58", "park"),
        ("*44", "recording"),
        ("*49", "recording"),
    ] {
        assert_eq!(target(world, code).await, format!("code-{feature}-refused"));
    }
    let bare = bare(world);
    let no_entry = "Speed dial: no number under this code".to_owned();
    assert_eq!(words(&bare, "*742").await, (404, no_entry.clone()));
    assert_eq!(words(&bare, "*7512").await, (404, no_entry));
    let alice = world.sign_in("alice").await;
    let codes: FeatureCodes = alice.get(CODES).await.json();
    let listed = |name: CodeName| {
        let mut codes = codes.feature_access_code_list.iter();
        codes.any(|it| it.name == name.word())
    };
    assert!(listed(CodeName::DoNotDisturbOn));
    assert!(!listed(CodeName::PickUp) && listed(CodeName::SpeedDial8));
}

async fn an_organisation_dials_its_own_codes(world: &World) {
    let dana = world.sign_in("dana").await;
    let on = path(CodeName::DoNotDisturbOn);
    let codes = json!({ "code": "*25", "alternateCode": "*98" });
    dana.put(&on, &codes).await.done();
    assert_eq!(target(world, "*25").await, "code-do-not-disturb-on");
    assert_eq!(target(world, "*98").await, "code-do-not-disturb-on");
    let gone = world.engine().plan(dial("*78")).await;
    assert_eq!(gone["code"], 404, "{gone}");
    // The other organisation dials as ever.
    let question = from_user("1001@beta.test", "*78@beta.test");
    assert_eq!(world.engine().plan(question).await["action"], "ring");
    let alice = world.sign_in("alice").await;
    let list: FeatureCodes = alice.get(CODES).await.json();
    let first = &list.feature_access_code_list[0];
    assert_eq!(
        (first.code.as_str(), first.alternate_code.as_deref()),
        ("*25", Some("*98"))
    );
}

async fn joining_a_call_has_to_be_allowed(world: &World) {
    assert_eq!(target(world, "*331002").await, "code-barge-in-refused");
    let bob = world.sign_in("bob").await;
    let allow = json!({ "enabled": true });
    bob.put(&format!("{SETTINGS}/bargeIn"), &allow).await.done();
    assert_eq!(target(world, "*331002").await, "barge-1002");
    let bare = bare(world);
    assert_eq!(words(&bare, "*331002").await.0, 403);
    // Nobody joins his own call, a queue, or who does not exist.
    let alice = world.sign_in("alice").await;
    alice
        .put(&format!("{SETTINGS}/bargeIn"), &allow)
        .await
        .done();
    for dialled in ["*331001", "*332000", "*331999", "*335001"] {
        assert_eq!(target(world, dialled).await, "code-barge-in-refused");
    }
}

async fn nobody_else_dials_codes(world: &World) {
    let engine = world.engine();
    let outside = from_trunk(OUTSIDE, "*78@alpha.test");
    assert_eq!(engine.plan(outside).await, unknown());
    let stranger = from_user("1999@alpha.test", "*78@alpha.test");
    assert_eq!(engine.plan(stranger).await["code"], 403);
    let pretends = from_trunk("1001", "*78@alpha.test");
    assert_eq!(engine.plan(pretends).await, unknown());
    assert_eq!(changes(world).await.len(), 0);
}

async fn what_is_no_code_is_unknown(world: &World) {
    let long = format!("*72{}", "1".repeat(100));
    for dialled in ["*", "#", "**", "*1", "*00", "*a", long.as_str()] {
        let plan = world.engine().plan(dial(dialled)).await;
        let expected = json!({
            "action": "reject", "code": 404, "reason": "There is no such code",
        });
        assert_eq!(plan, expected, "{dialled}");
    }
    for (dialled, feature) in [("*781", "do-not-disturb"), ("*67", "hide-number")] {
        assert_eq!(
            target(world, dialled).await,
            format!("code-{feature}-refused")
        );
    }
}

async fn a_code_is_in_no_history(world: &World) {
    let engine = world.engine();
    let story = Story::asked(&engine, dial("*78")).await;
    engine.tell_all(story.unanswered(1.0, "rejected")).await;
    let unasked = Story::unasked("1001@alpha.test", "*79@alpha.test");
    engine.tell_all(unasked.unanswered(1.0, "rejected")).await;
    let alice = world.sign_in("alice").await;
    let calls: Calls = alice.get("/v1/calls").await.json();
    assert_eq!(calls.calls, []);
}

async fn the_list_holds_what_the_user_may_dial(world: &World) {
    let alice = world.sign_in("alice").await;
    let names = async || {
        let codes: FeatureCodes = alice.get(CODES).await.json();
        let codes = codes.feature_access_code_list.into_iter();
        codes.map(|it| it.name).collect::<Vec<_>>()
    };
    let has = |names: &[String], name: CodeName| names.iter().any(|it| it == name.word());
    let before = names().await;
    assert!(has(&before, CodeName::CallWaitingOn));
    assert!(has(&before, CodeName::PickUpOrBargeIn));
    assert!(!has(&before, CodeName::AlwaysToVoicemailOn));
    assert!(!has(&before, CodeName::FilteringOn));
    give_mailbox(world, "alice").await;
    world.hide("alice", "callWaiting").await;
    let after = names().await;
    assert!(!has(&after, CodeName::CallWaitingOn));
    assert!(has(&after, CodeName::AlwaysToVoicemailOn));
    world.hide("alice", "sendCallsToVoicemail").await;
    let after = names().await;
    assert!(!has(&after, CodeName::AlwaysToVoicemailOn));
    assert!(has(&after, CodeName::BusyToVoicemailOn));
    let bare = bare(world);
    let codes: FeatureCodes = bare.sign_in("alice").await.get(CODES).await.json();
    let barge = CodeName::PickUpOrBargeIn.word();
    assert!(
        codes
            .feature_access_code_list
            .iter()
            .all(|it| it.name != barge)
    );
    world
        .visitor()
        .get(CODES)
        .await
        .refused(401, Code::SignedOut);
}
