//! What happens to calls, by example: settings are made as users make them, and the engine asks.
//!
//! Alice, 1001, is called; Bob, 1002, and Dana, 1003, are her colleagues. Carol and Erik call from
//! outside. Everybody has a mailbox and a phone. It is a Tuesday, ten in the morning in Amsterdam.

use belroute_server::entity::{executive_assistant, mail, setting};
use belroute_shared::routing::plan::{Plan, Ring, Target};
use sea_orm::{
    ActiveModelTrait as _, EntityTrait as _, PaginatorTrait as _, QueryFilter as _, Set,
};
use serde_json::{Value, json};

use crate::world::{Client, Story, World, calling::setting as path, from_trunk, from_user};

on_both! {
    ex01_the_desk_rings_and_then_the_mailbox_answers,
    ex02_do_not_disturb_leads_to_the_mailbox_with_the_busy_greeting,
    ex03_a_reminder_tone_and_the_busy_tone,
    ex04_forwarding_always_comes_before_do_not_disturb,
    ex05_do_not_disturb_counts_as_busy,
    ex06_who_withholds_his_number_hears_that_he_is_not_put_through,
    ex07_a_colleague_who_hides_his_number_rings,
    ex08_a_call_without_any_number_rings,
    ex09_rejecting_comes_before_accepting,
    ex10_an_exception_from_rejecting_rings,
    ex11_only_accepted_callers_get_through,
    ex12_outside_the_schedule_of_the_only_rule_nobody_is_accepted,
    ex13_private_and_unavailable_callers_are_told_apart,
    ex14_chosen_callers_are_forwarded_before_all_are,
    ex15_chosen_callers_are_forwarded_before_do_not_disturb_is_asked,
    ex16_an_exception_from_forwarding_rings,
    ex17_forwarding_always_comes_before_simultaneous_ring,
    ex18_a_number_that_must_press_a_key_is_called_through_the_media_server,
    ex19_on_a_call_the_other_numbers_stay_silent_if_so_chosen,
    ex20_without_call_waiting_a_user_on_a_call_is_busy,
    ex21_a_busy_user_is_looked_for_at_his_other_numbers,
    ex22_a_search_begins_at_the_desk_and_goes_on_number_by_number,
    ex23_a_busy_desk_ends_a_search_or_begins_it,
    ex24_without_a_device_the_call_goes_where_unreachable_calls_go,
    ex25_forwarding_when_not_answered_comes_before_the_mailbox,
    ex26_a_loop_ends_the_call,
    ex27_assistants_take_the_calls_that_the_filter_names,
    ex28_a_call_that_a_queue_offers_rings_at_the_desk_and_goes_back,
    ex29_important_callers_ring_otherwise_at_the_desk_alone,
    ex30_the_companys_block_list_comes_before_everything,
    ex31_forwarding_always_comes_before_sending_all_to_the_mailbox,
    ex32_a_mail_is_sent_for_the_calls_that_the_rules_name,
    ex33_a_search_without_a_rule_does_nothing,
    ex34_the_end_of_office_hours_is_not_among_them,
}

const CAROL: &str = "+12025550150";
const ERIK: &str = "+12025550160";
const MOBILE: &str = "+12025550190";
const HOME: &str = "+12025550191";
const CAR: &str = "+12025550192";

const DESK_RINGS: &str = "1001 18s";
const BOB_RINGS: &str = "1002 18s";
const MOBILE_RINGS: &str = "+12025550190 180s";
const MAILBOX_BUSY: &str = "vm-1001/486 3s";
const MAILBOX_NO_ANSWER: &str = "vm-1001/408 3s";
const REJECTED: &str = "say-rejected/603 30s";

/// Seconds after the noon of the world, a Sunday in winter, of a time on the Tuesday after it.
fn tuesday(hour: i64, minute: i64) -> i64 {
    45 * 3600 + (hour - 10) * 3600 + minute * 60
}

/// Alice at her panel.
struct House<'a> {
    world: &'a World,
    alice: Client,
}

impl<'a> House<'a> {
    async fn of(world: &'a World) -> Self {
        world.set_clock(tuesday(10, 0));
        for name in ["alice", "dana"] {
            world.grant(name, "mailbox").await;
        }
        #[expect(clippy::cast_precision_loss, reason = "far below 2^52")]
        let now = tuesday(10, 0) as f64;
        for extension in ["1001", "1002", "1003"] {
            world
                .registers(&format!("{extension}@alpha.test"), "Desk", now)
                .await;
        }
        Self {
            world,
            alice: world.script("alice").await,
        }
    }

    async fn set(&self, name: &str, patch: Value) {
        self.alice.put(&path(name), &patch).await.done();
    }

    async fn switch_on(&self, name: &str) {
        self.set(name, json!({"enabled": true})).await;
    }

    /// Adds a rule about everybody, or about some numbers, whose flag has the name that it has in
    /// this setting.
    async fn rule(&self, name: &str, flag: &str, acts: bool, numbers: &[&str]) {
        self.rule_of(name, rule(flag, acts, numbers)).await;
    }

    /// The same, in office hours only.
    async fn rule_in_office(&self, name: &str, flag: &str, acts: bool, numbers: &[&str]) {
        let mut rule = rule(flag, acts, numbers);
        rule["scheduleName"] = json!("Office");
        rule["scheduleType"] = json!("businessHours");
        self.rule_of(name, rule).await;
    }

    async fn rule_of(&self, name: &str, rule: Value) {
        let made = self
            .alice
            .post(&path(&format!("{name}/criteria")), &rule)
            .await;
        assert_eq!(made.status, 201, "{made:?}");
    }

    /// Monday to Friday from nine to five, for ever.
    async fn has_office_hours(&self) {
        let days = json!({"monday": true, "tuesday": true, "wednesday": true, "thursday": true,
            "friday": true});
        let hours = json!({"name": "Hours", "startDate": "2026-01-05", "endDate": "2026-01-05",
            "startTime": "09:00", "endTime": "17:00", "allDayEnabled": false,
            "recurrence": {"recurForEver": true, "recurWeekly": days}});
        let office = json!({"name": "Office", "type": "businessHours", "events": [hours]});
        let schedules = "/v1/telephony/config/people/me/schedules";
        let made = self.alice.post(schedules, &office).await;
        assert_eq!(made.status, 201, "{made:?}");
    }

    async fn forwards(&self, leg: &str, to: &str) {
        let leg = json!({leg: {"enabled": true, "destination": to}});
        self.set("callForwarding", json!({"callForwarding": leg}))
            .await;
    }

    async fn rings_too(&self, numbers: &[&str]) {
        let numbers: Vec<_> = numbers
            .iter()
            .map(|it| json!({"phoneNumber": it}))
            .collect();
        let patch = json!({"enabled": true, "phoneNumbers": numbers});
        self.set("simultaneousRing", patch).await;
    }

    async fn searches(&self) {
        let numbers = json!([{"phoneNumber": MOBILE, "numberOfRings": 3},
            {"phoneNumber": HOME, "numberOfRings": 4}]);
        let patch = json!({"enabled": true, "phoneNumbers": numbers});
        self.set("sequentialRing", patch).await;
        self.rule("sequentialRing", "ringEnabled", true, &[]).await;
        let car = json!({"phoneNumber": CAR, "name": "Car"});
        let made = self
            .alice
            .post(&path("singleNumberReach/numbers"), &car)
            .await;
        assert_eq!(made.status, 201, "{made:?}");
        self.switch_on("singleNumberReach").await;
    }

    /// Has Carol and Erik call, at ten in the morning.
    async fn calls(&self) -> [String; 2] {
        [
            short(&self.call(CAROL).await),
            short(&self.call(ERIK).await),
        ]
    }

    async fn call(&self, caller: &str) -> Plan {
        self.ask(question(caller)).await
    }

    async fn ask(&self, question: Value) -> Plan {
        let plan = self.world.engine().plan(question).await;
        serde_json::from_value(plan).unwrap()
    }

    async fn mails(&self) -> u64 {
        // Events go in behind what is known of the calls before them, and are confirmed.
        let event = Story::unasked("1003@alpha.test", "1999@alpha.test").ringing(1.0);
        self.world.engine().tell(event).await;
        let about_calls = mail::COLUMN.idempotency_key.starts_with("call ");
        let mails = mail::Entity::find().filter(about_calls);
        mails.count(&self.world.db().read).await.unwrap()
    }
}

fn rule(flag: &str, acts: bool, numbers: &[&str]) -> Value {
    let mut rule = json!({"callsFrom": "ANY_PHONE_NUMBER", flag: acts});
    if !numbers.is_empty() {
        rule["callsFrom"] = json!("SELECT_PHONE_NUMBERS");
        rule["phoneNumbers"] = json!(numbers);
    }
    rule
}

/// Somebody outside calls Alice, who is at her desk.
fn question(caller: &str) -> Value {
    from_trunk(caller, "1001@alpha.test")
}

fn on_a_call(caller: &str) -> Value {
    let mut question = question(caller);
    question["to"]["active_calls"] = json!(1);
    question
}

fn anonymous() -> Value {
    let mut question = question("anonymous");
    question["from"]["anonymous"] = json!(true);
    question
}

fn unavailable() -> Value {
    let mut question = question("unavailable");
    question["from"]["unavailable"] = json!(true);
    question
}

/// A plan in short: `1001 18s`, or the status of a refusal. Of a target only user and cause are left.
fn short(plan: &Plan) -> String {
    let Plan::Ring(ring) = plan else {
        return status(plan).to_string();
    };
    let steps = ring.steps.iter().map(|step| {
        let targets: Vec<_> = step.targets.iter().map(short_target).collect();
        format!("{} {}s", targets.join("+"), step.ring_seconds)
    });
    steps.collect::<Vec<_>>().join(", ")
}

fn short_target(target: &Target) -> String {
    let uri = target.uri.trim_start_matches("sip:");
    let (user, rest) = uri.split_once('@').unwrap();
    match rest
        .split_once(";cause=")
        .or_else(|| rest.split_once(";code="))
    {
        Some((_, code)) => format!("{user}/{code}"),
        None => user.to_owned(),
    }
}

fn status(plan: &Plan) -> u16 {
    match plan {
        Plan::Reject { code, .. } => *code,
        Plan::Ring(_) => 0,
    }
}

fn ring(plan: &Plan) -> &Ring {
    match plan {
        Plan::Ring(ring) => ring,
        Plan::Reject { .. } => panic!("{plan:?}"),
    }
}

fn no_answer(plan: &Plan) -> String {
    short(ring(plan).on_no_answer.as_deref().unwrap())
}

async fn ex01_the_desk_rings_and_then_the_mailbox_answers(world: &World) {
    let plan = House::of(world).await.call(CAROL).await;
    assert_eq!(short(&plan), DESK_RINGS);
    assert_eq!(no_answer(&plan), MAILBOX_NO_ANSWER);
}

async fn ex02_do_not_disturb_leads_to_the_mailbox_with_the_busy_greeting(world: &World) {
    let house = House::of(world).await;
    house.switch_on("doNotDisturb").await;
    assert_eq!(short(&house.call(CAROL).await), MAILBOX_BUSY);
}

async fn ex03_a_reminder_tone_and_the_busy_tone(world: &World) {
    let house = House::of(world).await;
    let splash = json!({"enabled": true, "ringSplashEnabled": true});
    house.set("doNotDisturb", splash).await;
    house.set("voicemail", json!({"enabled": false})).await;
    let plan = house.call(CAROL).await;
    assert_eq!(status(&plan), 486);
    let json = serde_json::to_value(plan).unwrap();
    assert_eq!(json["splash"], json!(["sip:1001@alpha.test"]));
}

async fn ex04_forwarding_always_comes_before_do_not_disturb(world: &World) {
    let house = House::of(world).await;
    let splash = json!({"enabled": true, "ringSplashEnabled": true});
    house.set("doNotDisturb", splash).await;
    house.forwards("always", "1002").await;
    let plan = house.call(CAROL).await;
    assert_eq!(short(&plan), BOB_RINGS);
    assert_eq!(ring(&plan).splash, [] as [&str; 0]);
}

async fn ex05_do_not_disturb_counts_as_busy(world: &World) {
    let house = House::of(world).await;
    house.switch_on("doNotDisturb").await;
    house.forwards("busy", "1002").await;
    assert_eq!(short(&house.call(CAROL).await), BOB_RINGS);
}

async fn ex06_who_withholds_his_number_hears_that_he_is_not_put_through(world: &World) {
    let house = House::of(world).await;
    house.switch_on("anonymousCallReject").await;
    let notify = json!({"enabled": true, "emailAddress": "alice@alpha.test"});
    house.set("callNotify", notify).await;
    house
        .rule("callNotify", "notificationEnabled", true, &[])
        .await;
    assert_eq!(
        short(&house.ask(anonymous()).await),
        "say-anonymous/433 30s"
    );
    assert_eq!(house.mails().await, 0);
}

async fn ex07_a_colleague_who_hides_his_number_rings(world: &World) {
    let house = House::of(world).await;
    house.switch_on("anonymousCallReject").await;
    let hide = json!({"callingLineIdDeliveryBlockingEnabled": true});
    let bob = world.script("bob").await;
    bob.put(&path("callerId"), &hide).await.done();
    let plan = house
        .ask(from_user("1002@alpha.test", "1001@alpha.test"))
        .await;
    assert_eq!(short(&plan), DESK_RINGS);
}

async fn ex08_a_call_without_any_number_rings(world: &World) {
    let house = House::of(world).await;
    house.switch_on("anonymousCallReject").await;
    assert_eq!(short(&house.ask(unavailable()).await), DESK_RINGS);
}

async fn ex09_rejecting_comes_before_accepting(world: &World) {
    let house = House::of(world).await;
    house
        .rule("selectiveReject", "rejectEnabled", true, &[CAROL])
        .await;
    house.switch_on("selectiveReject").await;
    house
        .rule("selectiveAccept", "acceptEnabled", true, &[])
        .await;
    house.switch_on("selectiveAccept").await;
    assert_eq!(house.calls().await, [REJECTED, DESK_RINGS]);
}

async fn ex10_an_exception_from_rejecting_rings(world: &World) {
    let house = House::of(world).await;
    house
        .rule("selectiveReject", "rejectEnabled", true, &[])
        .await;
    house
        .rule("selectiveReject", "rejectEnabled", false, &[CAROL])
        .await;
    house.switch_on("selectiveReject").await;
    assert_eq!(house.calls().await, [DESK_RINGS, REJECTED]);
}

async fn accepts_carol_in_the_office(world: &World) -> House<'_> {
    let house = House::of(world).await;
    house.has_office_hours().await;
    house
        .rule_in_office("selectiveAccept", "acceptEnabled", true, &[CAROL])
        .await;
    house.switch_on("selectiveAccept").await;
    house
}

async fn ex11_only_accepted_callers_get_through(world: &World) {
    let house = accepts_carol_in_the_office(world).await;
    assert_eq!(house.calls().await, [DESK_RINGS, REJECTED]);
}

async fn ex12_outside_the_schedule_of_the_only_rule_nobody_is_accepted(world: &World) {
    let house = accepts_carol_in_the_office(world).await;
    world.set_clock(tuesday(18, 0));
    assert_eq!(house.calls().await, [REJECTED, REJECTED]);
}

async fn ex13_private_and_unavailable_callers_are_told_apart(world: &World) {
    let house = House::of(world).await;
    let mut accept = rule("acceptEnabled", true, &[CAROL]);
    accept["anonymousCallersEnabled"] = json!(true);
    house.rule_of("selectiveAccept", accept).await;
    house.switch_on("selectiveAccept").await;
    assert_eq!(short(&house.ask(anonymous()).await), DESK_RINGS);
    assert_eq!(short(&house.ask(unavailable()).await), REJECTED);
}

async fn forwards_carol_to_the_mobile(house: &House<'_>) {
    house
        .rule("selectiveForward", "forwardEnabled", true, &[CAROL])
        .await;
    let on = json!({"enabled": true, "defaultPhoneNumberToForward": MOBILE});
    house.set("selectiveForward", on).await;
}

async fn ex14_chosen_callers_are_forwarded_before_all_are(world: &World) {
    let house = House::of(world).await;
    forwards_carol_to_the_mobile(&house).await;
    house.forwards("always", "1002").await;
    assert_eq!(house.calls().await, [MOBILE_RINGS, BOB_RINGS]);
}

async fn ex15_chosen_callers_are_forwarded_before_do_not_disturb_is_asked(world: &World) {
    let house = House::of(world).await;
    forwards_carol_to_the_mobile(&house).await;
    house.switch_on("doNotDisturb").await;
    assert_eq!(house.calls().await, [MOBILE_RINGS, MAILBOX_BUSY]);
}

async fn ex16_an_exception_from_forwarding_rings(world: &World) {
    let house = House::of(world).await;
    house.has_office_hours().await;
    house
        .rule_in_office("selectiveForward", "forwardEnabled", true, &[])
        .await;
    house
        .rule("selectiveForward", "forwardEnabled", false, &[CAROL])
        .await;
    let on = json!({"enabled": true, "defaultPhoneNumberToForward": MOBILE});
    house.set("selectiveForward", on).await;
    let plan = house.call(CAROL).await;
    assert_eq!(short(&plan), DESK_RINGS);
    assert_eq!(no_answer(&plan), MAILBOX_NO_ANSWER);
    assert_eq!(short(&house.call(ERIK).await), MOBILE_RINGS);
}

async fn ex17_forwarding_always_comes_before_simultaneous_ring(world: &World) {
    let house = House::of(world).await;
    house.forwards("always", "1002").await;
    house.rings_too(&[MOBILE]).await;
    assert_eq!(short(&house.call(CAROL).await), BOB_RINGS);
}

async fn ex18_a_number_that_must_press_a_key_is_called_through_the_media_server(world: &World) {
    let house = House::of(world).await;
    let mobile = json!({"phoneNumber": MOBILE, "answerConfirmationEnabled": true});
    let patch = json!({"enabled": true, "phoneNumbers": [mobile]});
    house.set("simultaneousRing", patch).await;
    let plan = house.call(CAROL).await;
    assert_eq!(short(&plan), "1001+confirm-12025550190 18s");
    assert_eq!(no_answer(&plan), MAILBOX_NO_ANSWER);
}

async fn ex19_on_a_call_the_other_numbers_stay_silent_if_so_chosen(world: &World) {
    let house = House::of(world).await;
    house.rings_too(&[MOBILE]).await;
    house
        .set(
            "simultaneousRing",
            json!({"doNotRingIfOnCallEnabled": true}),
        )
        .await;
    let plan = house.ask(on_a_call(CAROL)).await;
    assert_eq!(short(&plan), DESK_RINGS);
    assert_eq!(no_answer(&plan), MAILBOX_NO_ANSWER);
    assert_eq!(
        short(&house.call(CAROL).await),
        format!("1001+{MOBILE} 18s")
    );
}

async fn ex20_without_call_waiting_a_user_on_a_call_is_busy(world: &World) {
    let house = House::of(world).await;
    house.set("callWaiting", json!({"enabled": false})).await;
    house.forwards("busy", "1002").await;
    assert_eq!(short(&house.ask(on_a_call(CAROL)).await), BOB_RINGS);
    assert_eq!(short(&house.call(CAROL).await), DESK_RINGS);
}

async fn ex21_a_busy_user_is_looked_for_at_his_other_numbers(world: &World) {
    let house = House::of(world).await;
    house.set("callWaiting", json!({"enabled": false})).await;
    house.forwards("busy", "1002").await;
    house.rings_too(&[MOBILE]).await;
    let plan = house.ask(on_a_call(CAROL)).await;
    assert_eq!(short(&plan), format!("{MOBILE} 18s"));
    assert_eq!(no_answer(&plan), MAILBOX_NO_ANSWER);
}

async fn ex22_a_search_begins_at_the_desk_and_goes_on_number_by_number(world: &World) {
    let house = House::of(world).await;
    house.searches().await;
    let plan = house.call(CAROL).await;
    let expected = format!("1001+{CAR} 12s, {MOBILE} 18s, {HOME} 24s");
    assert_eq!(short(&plan), expected);
    assert_eq!(no_answer(&plan), MAILBOX_NO_ANSWER);
}

async fn ex23_a_busy_desk_ends_a_search_or_begins_it(world: &World) {
    let house = House::of(world).await;
    house.searches().await;
    house.set("callWaiting", json!({"enabled": false})).await;
    house.forwards("busy", "1002").await;
    assert_eq!(short(&house.ask(on_a_call(CAROL)).await), BOB_RINGS);
    let go_on = json!({"continueIfBaseLocationIsBusyEnabled": true});
    house.set("sequentialRing", go_on).await;
    let plan = house.ask(on_a_call(CAROL)).await;
    assert_eq!(short(&plan), format!("{MOBILE} 18s, {HOME} 24s"));
    assert_eq!(no_answer(&plan), MAILBOX_NO_ANSWER);
}

async fn ex24_without_a_device_the_call_goes_where_unreachable_calls_go(world: &World) {
    let house = House::of(world).await;
    let unregistered = || {
        let mut question = question(CAROL);
        question["to"]["registered"] = json!(false);
        question
    };
    assert_eq!(short(&house.ask(unregistered()).await), MAILBOX_BUSY);
    let forward = json!({"enabled": true, "destination": MOBILE});
    house
        .set("callForwarding", json!({"businessContinuity": forward}))
        .await;
    assert_eq!(short(&house.ask(unregistered()).await), MOBILE_RINGS);
}

async fn ex25_forwarding_when_not_answered_comes_before_the_mailbox(world: &World) {
    let house = House::of(world).await;
    house.forwards("noAnswer", "1002").await;
    let rings = json!({"callForwarding": {"noAnswer": {"numberOfRings": 4}}});
    house.set("callForwarding", rings).await;
    let rings = json!({"sendUnansweredCalls": {"numberOfRings": 2}});
    house.set("voicemail", rings).await;
    let plan = house.call(CAROL).await;
    assert_eq!(short(&plan), "1001 24s");
    assert_eq!(no_answer(&plan), BOB_RINGS);
}

async fn ex26_a_loop_ends_the_call(world: &World) {
    let house = House::of(world).await;
    house.forwards("always", "1002").await;
    let always = json!({"callForwarding": {"always": {"enabled": true, "destination": "1001"}}});
    let bob = world.script("bob").await;
    bob.put(&path("callForwarding"), &always).await.done();
    assert_eq!(short(&house.call(CAROL).await), "say-loop/482 30s");
}

async fn ex27_assistants_take_the_calls_that_the_filter_names(world: &World) {
    let house = House::of(world).await;
    house.switch_on("doNotDisturb").await;
    world.grant("alice", "executive").await;
    world.grant("dana", "executiveAssistant").await;
    let assistant = executive_assistant::ActiveModel {
        executive_id: Set(world.user("alice").id),
        assistant_id: Set(world.user("dana").id),
        organisation_id: Set(world.seed.alpha),
        position: Set(0),
        is_opted_in: Set(true),
    };
    let filtering = setting::ActiveModel {
        user_id: Set(world.user("alice").id),
        organisation_id: Set(world.seed.alpha),
        name: Set("executiveCallFiltering".to_owned()),
        value: Set(json!({"enabled": true, "filterType": "ALL_EXTERNAL_CALLS"}).to_string()),
        rules: Set("[]".to_owned()),
        version: Set(1),
        changed_at_ms: Set(World::NOON.as_millisecond()),
        ends_at_ms: Set(None),
    };
    world
        .write(async |db| {
            assistant.insert(db).await.unwrap();
            filtering.insert(db).await.unwrap();
        })
        .await;
    assert_eq!(short(&house.call(CAROL).await), "1003 18s");
    let bobs = house
        .ask(from_user("1002@alpha.test", "1001@alpha.test"))
        .await;
    assert_eq!(short(&bobs), MAILBOX_BUSY);
}

async fn ex28_a_call_that_a_queue_offers_rings_at_the_desk_and_goes_back(world: &World) {
    let house = House::of(world).await;
    house.forwards("always", "1002").await;
    house.rings_too(&[MOBILE]).await;
    let mut question = question(CAROL);
    question["offered_by"] = json!({"kind": "call_queue"});
    let plan = house.ask(question).await;
    assert_eq!(short(&plan), "1001 120s");
    assert_eq!(no_answer(&plan), "480");
    assert_eq!(short(ring(&plan).on_busy.as_deref().unwrap()), "486");
}

async fn ex29_important_callers_ring_otherwise_at_the_desk_alone(world: &World) {
    let house = House::of(world).await;
    house.rings_too(&[MOBILE]).await;
    house
        .rule("priorityAlert", "notificationEnabled", true, &[CAROL])
        .await;
    house.switch_on("priorityAlert").await;
    for (caller, expected) in [(CAROL, [true, false]), (ERIK, [false, false])] {
        let plan = house.call(caller).await;
        let targets = &ring(&plan).steps[0].targets;
        let alerts: Vec<_> = targets.iter().map(|it| it.alert_info.is_some()).collect();
        assert_eq!(alerts, expected);
    }
}

async fn ex30_the_companys_block_list_comes_before_everything(world: &World) {
    let house = House::of(world).await;
    house
        .rule("selectiveAccept", "acceptEnabled", true, &[CAROL])
        .await;
    house.switch_on("selectiveAccept").await;
    assert_eq!(house.calls().await, [DESK_RINGS, REJECTED]);
    let dana = world.sign_in("dana").await;
    let blocked = json!({"phoneNumber": CAROL});
    let made = dana.post("/v1/company/blockedNumbers", &blocked).await;
    assert!(made.status.is_success(), "{made:?}");
    assert_eq!(house.call(CAROL).await, Plan::reject(603, "Decline"));
}

async fn ex31_forwarding_always_comes_before_sending_all_to_the_mailbox(world: &World) {
    let house = House::of(world).await;
    house
        .set("voicemail", json!({"sendAllCalls": {"enabled": true}}))
        .await;
    assert_eq!(short(&house.call(CAROL).await), "vm-1001/302 3s");
    house.forwards("always", "1002").await;
    assert_eq!(short(&house.call(CAROL).await), BOB_RINGS);
}

async fn ex32_a_mail_is_sent_for_the_calls_that_the_rules_name(world: &World) {
    let house = House::of(world).await;
    house.switch_on("doNotDisturb").await;
    house.has_office_hours().await;
    let notify = json!({"enabled": true, "emailAddress": "alice@alpha.test"});
    house.set("callNotify", notify).await;
    house
        .rule_in_office("callNotify", "notificationEnabled", true, &[])
        .await;
    house
        .rule("callNotify", "notificationEnabled", false, &[ERIK])
        .await;
    for (caller, hour, mails) in [(CAROL, 10, 1), (ERIK, 10, 1), (CAROL, 18, 1)] {
        world.set_clock(tuesday(hour, 0));
        assert_eq!(short(&house.call(caller).await), MAILBOX_BUSY);
        assert_eq!(house.mails().await, mails, "{caller} {hour}");
    }
}

async fn ex33_a_search_without_a_rule_does_nothing(world: &World) {
    let house = House::of(world).await;
    let before = house.call(CAROL).await;
    let numbers = json!([{"phoneNumber": MOBILE, "numberOfRings": 3}]);
    let patch = json!({"enabled": true, "phoneNumbers": numbers});
    house.set("sequentialRing", patch).await;
    assert_eq!(house.call(CAROL).await, before);
}

async fn ex34_the_end_of_office_hours_is_not_among_them(world: &World) {
    let house = House::of(world).await;
    house.has_office_hours().await;
    house
        .rule_in_office("selectiveAccept", "acceptEnabled", true, &[])
        .await;
    house.switch_on("selectiveAccept").await;
    world.set_clock(tuesday(17, 0));
    assert_eq!(short(&house.call(CAROL).await), REJECTED);
    world.set_clock(tuesday(17, 0) - 1);
    assert_eq!(short(&house.call(CAROL).await), DESK_RINGS);
}
