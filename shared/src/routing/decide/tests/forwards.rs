//! Forwards to colleagues, what is told to whom, and what was tried before.

use super::fixture::*;
use crate::{
    routing::{
        call::Caller,
        plan::{Plan, Ring, Target},
        trace::{End, When},
    },
    settings::call_policies::RedirectedPrivacy,
};

fn ring(plan: &Plan) -> &Ring {
    match plan {
        Plan::Ring(ring) => ring,
        Plan::Reject { .. } => panic!("rejected"),
    }
}

fn only_target(plan: &Plan) -> &Target {
    &ring(plan).steps[0].targets[0]
}

#[test]
fn a_colleague_rings_under_his_own_settings() {
    let mut house = House::new().forward_always("1002");
    house.bob.settings.do_not_disturb.enabled = true;
    assert_eq!(first(&house.call(CAROL)), "vm-1002/486 3s");
}

#[test]
fn straight_to_the_mailbox_of_a_colleague() {
    let mut house = House::new().forward_always("1002");
    let always = &mut house.alice.settings.call_forwarding.call_forwarding.always;
    always.destination_voicemail_enabled = true;
    assert_eq!(first(&house.call(CAROL)), "vm-1002/302 3s");
    house.bob.mailbox = None;
    assert_eq!(first(&house.call(CAROL)), "1002 120s");
}

#[test]
fn a_call_goes_on_until_the_end_of_the_forward_and_not_longer() {
    let mut house = House::new().forward_always("1002");
    let always = &mut house.alice.settings.call_forwarding.call_forwarding.always;
    always.enabled_until = Some(today(17, 0));
    let carol = from(Caller::outside(CAROL));
    assert_eq!(first(&house.decide(&carol, today(16, 59))), "1002 18s");
    assert_eq!(first(&house.decide(&carol, today(17, 0))), "1001 18s");
}

#[test]
fn a_number_that_was_busy_is_not_tried_again_for_a_colleague() {
    // Alice's other phone rings along; busy calls go to Dana, who sends all of hers to that phone.
    let mut house = House::new().reach(&[HOME]);
    let alice = &mut house.alice.settings;
    alice.call_forwarding.call_forwarding.busy.enabled = true;
    alice.call_forwarding.call_forwarding.busy.destination = Some(number("1003"));
    forward_always(&mut house.dana, HOME);
    let decision = house.call(CAROL);
    let on_busy = ring(&decision.plan).on_busy.as_deref().unwrap();
    assert!(
        matches!(on_busy, Plan::Reject { code: 480, .. }),
        "{on_busy:?}"
    );
    // Where that phone has not had the call, it gets it.
    house.alice.settings.single_number_reach.enabled = false;
    let decision = house.call(CAROL);
    let on_busy = ring(&decision.plan).on_busy.as_deref().unwrap();
    assert!(only_target(on_busy).uri.contains(HOME));
}

#[test]
fn whom_a_call_has_rung_is_not_tried_again() {
    // Nobody answers at Alice, then at Bob, who would send it back to her.
    let mut house = House::new();
    for (profile, to) in [(&mut house.alice, "1002"), (&mut house.bob, "1001")] {
        let forward = &mut profile.settings.call_forwarding.call_forwarding.no_answer;
        forward.enabled = true;
        forward.destination = Some(number(to));
    }
    let decision = house.call(CAROL);
    let bob = ring(&decision.plan).on_no_answer.as_deref().unwrap();
    assert_eq!(short(bob), "1002 18s");
    let after_bob = ring(bob).on_no_answer.as_deref().unwrap();
    assert_eq!(short(after_bob), "vm-1002/408 3s");
}

#[test]
fn a_forward_to_a_number_that_rang_already_is_passed() {
    let house = House::new().simultaneous(&[MOBILE]).set(|alice| {
        let forward = &mut alice.settings.call_forwarding.call_forwarding.no_answer;
        forward.enabled = true;
        forward.destination = Some(number(MOBILE));
    });
    let decision = house.call(CAROL);
    assert_eq!(no_answer(&decision), "vm-1001/408 3s");
}

#[test]
fn a_colleague_among_the_numbers_rings_at_his_own_phones_alone() {
    let mut house = House::new().simultaneous(&["+12025550102"]);
    forward_always(&mut house.bob, MOBILE);
    assert_eq!(first(&house.call(CAROL)), "1001+1002 18s");
    house.bob.settings.do_not_disturb.enabled = true;
    assert_eq!(first(&house.call(CAROL)), "1001 18s");
}

#[test]
fn a_colleague_who_is_left_out_as_busy_makes_the_whole_busy() {
    let mut house = House::new().simultaneous(&["+12025550102"]);
    house.alice.devices.clear();
    house.bob.settings.do_not_disturb.enabled = true;
    let house = house.forward_busy("1003");
    assert_eq!(first(&house.call(CAROL)), "1003 18s");
}

#[test]
fn a_number_in_two_settings_rings_once() {
    let house = House::new()
        .sequential(&[(MOBILE, 3)])
        .simultaneous(&[MOBILE, HOME])
        .reach(&[HOME, MOBILE, CAR]);
    assert_eq!(
        first(&house.call(CAROL)),
        format!("1001+{HOME}+{CAR} 12s, {MOBILE} 18s")
    );
}

#[test]
fn a_search_that_does_not_begin_at_the_desk_leaves_it_alone() {
    let house = House::new()
        .sequential(&[(MOBILE, 3)])
        .reach(&[CAR])
        .set(|alice| {
            let search = &mut alice.settings.sequential_ring;
            search.ring_base_location_first_enabled = false;
            alice.devices.clear();
        });
    assert_eq!(first(&house.call(CAROL)), format!("{MOBILE} 18s"));
}

#[test]
fn five_redirections_are_the_most() {
    let house = House::new().forward_always(MOBILE);
    let after = |redirections| {
        let mut call = from(Caller::outside(CAROL));
        call.redirections = redirections;
        first(&house.decide(&call, today(10, 0)))
    };
    assert_eq!(after(4), format!("{MOBILE} 180s"));
    assert_eq!(after(5), "say-loop/483 30s");
}

#[test]
fn the_destination_is_told_who_sent_the_call_on() {
    let house = House::new().forward_always(MOBILE);
    let decision = house.call(CAROL);
    let diversion = only_target(&decision.plan).diversion.clone().unwrap();
    assert_eq!(diversion.uri, "sip:+12025550101@pbx.test");
    assert_eq!(diversion.reason, "unconditional");
    assert_eq!(diversion.privacy, None);
}

#[test]
fn privacy_hides_from_those_outside_or_from_all() {
    use RedirectedPrivacy::{NoPrivacy, PrivacyForAllCalls, PrivacyForExternalCalls};
    let told = |privacy, to: &str, caller: Caller| {
        let house = House::new().forward_always(to).set(|alice| {
            let policies = &mut alice.settings.call_policies;
            policies.connected_line_id_privacy_on_redirected_calls = privacy;
        });
        let decision = house.decide(&from(caller), today(10, 0));
        let target = only_target(&decision.plan).clone();
        let is_private = target.diversion.unwrap().privacy.is_some();
        (target.hide_answerer, is_private)
    };
    let carol = || Caller::outside(CAROL);
    let dana = || Caller::colleague("1003");
    assert_eq!(told(NoPrivacy, MOBILE, carol()), (false, false));
    assert_eq!(told(PrivacyForExternalCalls, MOBILE, carol()), (true, true));
    assert_eq!(told(PrivacyForExternalCalls, MOBILE, dana()), (false, true));
    assert_eq!(
        told(PrivacyForExternalCalls, "1002", carol()),
        (true, false)
    );
    assert_eq!(told(PrivacyForAllCalls, "1002", dana()), (true, true));
}

#[test]
fn own_phones_are_never_dressed() {
    let house = House::new().set(|alice| {
        let policies = &mut alice.settings.call_policies;
        policies.connected_line_id_privacy_on_redirected_calls =
            RedirectedPrivacy::PrivacyForAllCalls;
        alice
            .settings
            .block_caller_id
            .block_in_forward_calls_enabled = true;
    });
    let decision = house.call(CAROL);
    let target = only_target(&decision.plan);
    assert_eq!(target.diversion, None);
    assert!(!target.hide_answerer);
}

#[test]
fn who_receives_a_forwarded_call_can_hide_too() {
    let mut house = House::new().forward_always("1002");
    house
        .bob
        .settings
        .block_caller_id
        .block_in_forward_calls_enabled = true;
    let decision = house.call(CAROL);
    assert!(only_target(&decision.plan).hide_answerer);
}

#[test]
fn a_guest_is_called_at_the_phone_of_his_host_as_well() {
    let mut house = House::new().set(|alice| {
        alice.guest_at = Some(crate::routing::profile::HostPhone {
            address: "sip:1002@pbx.test".into(),
            name: "Bob".into(),
            is_registered: true,
        });
    });
    assert_eq!(first(&house.call(CAROL)), "1001+1002 18s");
    house.bob.has_guest = true;
    let bobs = house.set(|alice| forward_always(alice, "1002")).call(CAROL);
    assert_eq!(first(&bobs), "vm-1002/486 3s");
}

#[test]
fn a_number_nobody_has_is_unknown() {
    let house = House::new().forward_always("1099");
    assert_eq!(first(&house.call(CAROL)), "404");
}

#[test]
fn the_trace_tells_what_follows() {
    let decision = House::new().forward_busy("1002").call(CAROL);
    let follows = |when: When| {
        let found = decision.trace.then.iter().find(|it| it.when == when);
        found.map(|it| (it.goes_to.clone(), it.next.is_some()))
    };
    let mailbox = End::Mailbox {
        is_busy_greeting: false,
    };
    assert_eq!(follows(When::NoAnswer), Some((mailbox, false)));
    let bob = End::Forward {
        to: "1002".into(),
        is_to_mailbox: false,
    };
    assert_eq!(follows(When::Busy), Some((bob, true)));
}
