//! Worked examples, each with what the caller and the called notice.

use super::fixture::*;
use crate::{
    routing::{call::Caller, plan::Plan, profile::Executive},
    settings::executive::{CallFiltering, FilterType},
};

const MAILBOX_BUSY: &str = "vm-1001/486 3s";
const MAILBOX_NO_ANSWER: &str = "vm-1001/408 3s";
const BOB_RINGS: &str = "1002 18s";
const REJECTED: &str = "say-rejected/603 30s";

#[test]
fn ex01_the_desk_rings_and_then_the_mailbox_answers() {
    let decision = House::new().call(CAROL);
    assert_eq!(first(&decision), "1001 18s");
    assert_eq!(no_answer(&decision), MAILBOX_NO_ANSWER);
}

#[test]
fn ex02_do_not_disturb_leads_to_the_mailbox_with_the_busy_greeting() {
    let decision = House::new().do_not_disturb().call(CAROL);
    assert_eq!(first(&decision), MAILBOX_BUSY);
}

#[test]
fn ex03_a_reminder_tone_and_the_busy_tone() {
    let house = House::new().do_not_disturb().set(|alice| {
        alice.settings.do_not_disturb.ring_splash_enabled = true;
        alice.settings.voicemail.enabled = false;
    });
    let Plan::Reject { code, splash, .. } = house.call(CAROL).plan else {
        panic!("it rings")
    };
    assert_eq!(code, 486);
    assert_eq!(splash, ["sip:1001@pbx.test"]);
}

#[test]
fn ex04_forwarding_always_comes_before_do_not_disturb() {
    let house = House::new().do_not_disturb().forward_always("1002");
    let house = house.set(|alice| alice.settings.do_not_disturb.ring_splash_enabled = true);
    let decision = house.call(CAROL);
    assert_eq!(first(&decision), BOB_RINGS);
    let Plan::Ring(ring) = decision.plan else {
        panic!("rejected")
    };
    assert_eq!(ring.splash, [] as [&str; 0]);
}

#[test]
fn ex05_do_not_disturb_counts_as_busy() {
    let decision = House::new()
        .do_not_disturb()
        .forward_busy("1002")
        .call(CAROL);
    assert_eq!(first(&decision), BOB_RINGS);
}

#[test]
fn ex06_who_withholds_his_number_hears_that_he_is_not_put_through() {
    let house = House::new().set(|alice| {
        alice.settings.anonymous_call_reject.enabled = true;
        alice.settings.call_notify.enabled = true;
        alice.rules.call_notify = vec![rule(true, &[])];
    });
    let decision = house.decide(&anonymous(), today(10, 0));
    assert_eq!(first(&decision), "say-anonymous/433 30s");
    assert_eq!(decision.notify, []);
    let silent = house.without_media().decide(&anonymous(), today(10, 0));
    assert_eq!(silent.plan, Plan::reject(433, "Anonymity Disallowed"));
}

#[test]
fn ex07_a_colleague_who_hides_his_number_rings() {
    let house = House::new().set(|alice| alice.settings.anonymous_call_reject.enabled = true);
    let bob = Caller {
        is_anonymous: true,
        ..Caller::colleague("1002")
    };
    let decision = house.decide(&from(bob), today(10, 0));
    assert_eq!(first(&decision), "1001 18s");
}

#[test]
fn ex08_a_call_without_any_number_rings() {
    let house = House::new().set(|alice| alice.settings.anonymous_call_reject.enabled = true);
    let decision = house.decide(&unavailable(), today(10, 0));
    assert_eq!(first(&decision), "1001 18s");
}

#[test]
fn ex09_rejecting_comes_before_accepting() {
    let house = House::new().set(|alice| {
        alice.settings.selective_reject.enabled = true;
        alice.rules.selective_reject = vec![rule(true, &[CAROL])];
        alice.settings.selective_accept.enabled = true;
        alice.rules.selective_accept = vec![rule(true, &[])];
    });
    assert_eq!(first(&house.call(CAROL)), REJECTED);
    assert_eq!(first(&house.call(ERIK)), "1001 18s");
}

#[test]
fn ex10_an_exception_from_rejecting_rings() {
    let house = House::new().set(|alice| {
        alice.settings.selective_reject.enabled = true;
        alice.rules.selective_reject = vec![rule(true, &[]), rule(false, &[CAROL])];
    });
    assert_eq!(first(&house.call(CAROL)), "1001 18s");
    assert_eq!(first(&house.call(ERIK)), REJECTED);
}

fn accepts_carol_in_the_office() -> House {
    House::new().set(|alice| {
        alice.settings.selective_accept.enabled = true;
        alice.rules.selective_accept = vec![rule_in_office(true, &[CAROL])];
    })
}

#[test]
fn ex11_only_accepted_callers_get_through() {
    let house = accepts_carol_in_the_office();
    assert_eq!(first(&house.call(CAROL)), "1001 18s");
    assert_eq!(first(&house.call(ERIK)), REJECTED);
}

#[test]
fn ex12_outside_the_schedule_of_the_only_rule_nobody_is_accepted() {
    let carol = from(Caller::outside(CAROL));
    let decision = accepts_carol_in_the_office().decide(&carol, today(18, 0));
    assert_eq!(first(&decision), REJECTED);
}

#[test]
fn ex13_private_and_unavailable_callers_are_told_apart() {
    let house = House::new().set(|alice| {
        alice.settings.selective_accept.enabled = true;
        let mut accept = rule(true, &[CAROL]);
        accept.anonymous_callers = true;
        alice.rules.selective_accept = vec![accept];
    });
    let at_ten = today(10, 0);
    assert_eq!(first(&house.decide(&anonymous(), at_ten)), "1001 18s");
    assert_eq!(first(&house.decide(&unavailable(), at_ten)), REJECTED);
}

fn forwards_carol_to_the_mobile(house: House) -> House {
    house.set(|alice| {
        let setting = &mut alice.settings.selective_forward;
        setting.enabled = true;
        setting.default_phone_number_to_forward = Some(number(MOBILE));
        alice.rules.selective_forward = vec![rule(true, &[CAROL])];
    })
}

#[test]
fn ex14_chosen_callers_are_forwarded_before_all_are() {
    let house = forwards_carol_to_the_mobile(House::new().forward_always("1002"));
    assert_eq!(first(&house.call(CAROL)), format!("{MOBILE} 180s"));
    assert_eq!(first(&house.call(ERIK)), BOB_RINGS);
}

#[test]
fn ex15_chosen_callers_are_forwarded_before_do_not_disturb_is_asked() {
    let house = forwards_carol_to_the_mobile(House::new().do_not_disturb());
    assert_eq!(first(&house.call(CAROL)), format!("{MOBILE} 180s"));
    assert_eq!(first(&house.call(ERIK)), MAILBOX_BUSY);
}

#[test]
fn ex16_an_exception_from_forwarding_rings() {
    let house = House::new().set(|alice| {
        let setting = &mut alice.settings.selective_forward;
        setting.enabled = true;
        setting.default_phone_number_to_forward = Some(number(MOBILE));
        alice.rules.selective_forward = vec![rule_in_office(true, &[]), rule(false, &[CAROL])];
    });
    let decision = house.call(CAROL);
    assert_eq!(first(&decision), "1001 18s");
    assert_eq!(no_answer(&decision), MAILBOX_NO_ANSWER);
}

#[test]
fn ex17_forwarding_always_comes_before_simultaneous_ring() {
    let house = House::new().forward_always("1002").simultaneous(&[MOBILE]);
    assert_eq!(first(&house.call(CAROL)), BOB_RINGS);
}

#[test]
fn ex18_a_number_that_must_press_a_key_is_called_through_the_media_server() {
    let house = House::new().simultaneous(&[MOBILE]).set(|alice| {
        alice.settings.simultaneous_ring.phone_numbers[0].answer_confirmation_enabled = true;
    });
    let decision = house.call(CAROL);
    assert_eq!(first(&decision), "1001+confirm-12025550190 18s");
    assert_eq!(no_answer(&decision), MAILBOX_NO_ANSWER);
    let bare = house.without_media().call(CAROL);
    assert_eq!(first(&bare), format!("1001+{MOBILE} 120s"));
}

#[test]
fn ex19_on_a_call_the_other_numbers_stay_silent_if_so_chosen() {
    let house = House::new().simultaneous(&[MOBILE]).set(|alice| {
        alice
            .settings
            .simultaneous_ring
            .do_not_ring_if_on_call_enabled = true;
        alice.active_calls = 1;
    });
    let decision = house.call(CAROL);
    assert_eq!(first(&decision), "1001 18s");
    assert_eq!(no_answer(&decision), MAILBOX_NO_ANSWER);
}

#[test]
fn ex20_without_call_waiting_a_user_on_a_call_is_busy() {
    let house = House::new().on_a_call_without_call_waiting();
    assert_eq!(first(&house.forward_busy("1002").call(CAROL)), BOB_RINGS);
}

#[test]
fn ex21_a_busy_user_is_looked_for_at_his_other_numbers() {
    let house = House::new().on_a_call_without_call_waiting();
    let house = house.forward_busy("1002").simultaneous(&[MOBILE]);
    let decision = house.call(CAROL);
    assert_eq!(first(&decision), format!("{MOBILE} 18s"));
    assert_eq!(no_answer(&decision), MAILBOX_NO_ANSWER);
}

fn searches() -> House {
    House::new()
        .sequential(&[(MOBILE, 3), (HOME, 4)])
        .reach(&[CAR])
}

#[test]
fn ex22_a_search_begins_at_the_desk_and_goes_on_number_by_number() {
    let decision = searches().call(CAROL);
    assert_eq!(
        first(&decision),
        format!("1001+{CAR} 12s, {MOBILE} 18s, {HOME} 24s")
    );
    assert_eq!(no_answer(&decision), MAILBOX_NO_ANSWER);
}

#[test]
fn ex23_a_busy_desk_ends_a_search_or_begins_it() {
    let house = searches()
        .on_a_call_without_call_waiting()
        .forward_busy("1002");
    assert_eq!(first(&house.call(CAROL)), BOB_RINGS);
    let house = house.set(|alice| {
        let search = &mut alice.settings.sequential_ring;
        search.continue_if_base_location_is_busy_enabled = true;
    });
    let decision = house.call(CAROL);
    assert_eq!(first(&decision), format!("{MOBILE} 18s, {HOME} 24s"));
    assert_eq!(no_answer(&decision), MAILBOX_NO_ANSWER);
}

#[test]
fn ex24_without_a_device_the_call_goes_where_unreachable_calls_go() {
    let house = House::new().set(|alice| alice.devices.clear());
    assert_eq!(first(&house.call(CAROL)), MAILBOX_BUSY);
    let house = house.set(|alice| {
        let forward = &mut alice.settings.call_forwarding.business_continuity;
        forward.enabled = true;
        forward.destination = Some(number(MOBILE));
    });
    assert_eq!(first(&house.call(CAROL)), format!("{MOBILE} 180s"));
}

#[test]
fn ex25_forwarding_when_not_answered_comes_before_the_mailbox() {
    let house = House::new().set(|alice| {
        let forward = &mut alice.settings.call_forwarding.call_forwarding.no_answer;
        forward.enabled = true;
        forward.destination = Some(number("1002"));
        forward.number_of_rings = 4;
        let unanswered = &mut alice.settings.voicemail.send_unanswered_calls;
        unanswered.number_of_rings = 2;
    });
    let decision = house.call(CAROL);
    assert_eq!(first(&decision), "1001 24s");
    assert_eq!(no_answer(&decision), BOB_RINGS);
}

#[test]
fn ex26_a_loop_ends_the_call() {
    let mut house = House::new().forward_always("1002");
    forward_always(&mut house.bob, "1001");
    assert_eq!(first(&house.call(CAROL)), "say-loop/482 30s");
}

#[test]
fn ex27_assistants_take_the_calls_that_the_filter_names() {
    let mut house = House::new().do_not_disturb();
    let json = serde_json::json!([{
        "user": house.dana.user, "name": "Dana", "extension": "1003", "isOptedIn": true,
    }]);
    house.alice.executive = Some(Executive {
        filtering: CallFiltering {
            enabled: true,
            filter_type: FilterType::AllExternalCalls,
        },
        assistants: serde_json::from_value(json).unwrap(),
        ..Executive::default()
    });
    assert_eq!(first(&house.call(CAROL)), "1003 18s");
    let bob = from(Caller::colleague("1002"));
    assert_eq!(first(&house.decide(&bob, today(10, 0))), MAILBOX_BUSY);
}

#[test]
fn ex28_a_call_that_a_queue_offers_rings_at_the_desk_and_goes_back() {
    let house = House::new().forward_always("1002").simultaneous(&[MOBILE]);
    let mut call = from(Caller::outside(CAROL));
    call.is_offered_by_group = true;
    let decision = house.decide(&call, today(10, 0));
    assert_eq!(first(&decision), "1001 120s");
    assert_eq!(no_answer(&decision), "480");
    assert_eq!(busy(&decision), "486");
}

#[test]
fn ex29_important_callers_ring_otherwise_at_the_desk_alone() {
    let house = House::new().simultaneous(&[MOBILE]).set(|alice| {
        alice.settings.priority_alert.enabled = true;
        alice.rules.priority_alert = vec![rule(true, &[CAROL])];
    });
    let alerts = |caller| {
        let Plan::Ring(ring) = house.call(caller).plan else {
            panic!("rejected")
        };
        let targets = &ring.steps[0].targets;
        targets
            .iter()
            .map(|it| it.alert_info.is_some())
            .collect::<Vec<_>>()
    };
    assert_eq!(alerts(CAROL), [true, false]);
    assert_eq!(alerts(ERIK), [false, false]);
}

#[test]
fn ex30_the_companys_block_list_comes_before_everything() {
    let house = House::new().set(|alice| {
        alice.settings.selective_accept.enabled = true;
        alice.rules.selective_accept = vec![rule(true, &[CAROL])];
    });
    let mut call = from(Caller::outside(CAROL));
    call.is_blocked = Some(true);
    let decision = house.decide(&call, today(10, 0));
    assert_eq!(decision.plan, Plan::reject(603, "Decline"));
}

#[test]
fn ex31_forwarding_always_comes_before_sending_all_to_the_mailbox() {
    let house = House::new().set(|alice| {
        alice.settings.voicemail.send_all_calls.enabled = true;
    });
    assert_eq!(first(&house.call(CAROL)), "vm-1001/302 3s");
    assert_eq!(first(&house.forward_always("1002").call(CAROL)), BOB_RINGS);
}

#[test]
fn ex32_a_mail_is_sent_for_the_calls_that_the_rules_name() {
    let house = House::new().do_not_disturb().set(|alice| {
        alice.settings.call_notify.enabled = true;
        alice.rules.call_notify = vec![rule_in_office(true, &[]), rule(false, &[ERIK])];
    });
    let decide = |caller, hour| house.decide(&from(Caller::outside(caller)), today(hour, 0));
    let decisions = [decide(CAROL, 10), decide(ERIK, 10), decide(CAROL, 18)];
    let mails = decisions.iter().map(|it| it.notify.len());
    assert_eq!(mails.collect::<Vec<_>>(), [1, 0, 0]);
    for decision in &decisions {
        assert_eq!(first(decision), MAILBOX_BUSY);
    }
}

#[test]
fn ex33_a_search_without_a_rule_does_nothing() {
    let house = House::new().sequential(&[(MOBILE, 3)]);
    let house = house.set(|alice| alice.rules.sequential_ring.clear());
    assert_eq!(house.call(CAROL).plan, House::new().call(CAROL).plan);
}

#[test]
fn ex34_the_end_of_office_hours_is_not_among_them() {
    let house = House::new().set(|alice| {
        alice.settings.selective_accept.enabled = true;
        alice.rules.selective_accept = vec![rule_in_office(true, &[])];
    });
    let carol = from(Caller::outside(CAROL));
    assert_eq!(first(&house.decide(&carol, today(17, 0))), REJECTED);
    assert_eq!(first(&house.decide(&carol, today(16, 59))), "1001 18s");
}
