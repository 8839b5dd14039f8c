//! By example, and by what `decide` does.

use proptest::prelude::*;

use super::*;
use crate::{
    routing::decide::tests::{fixture::*, strategies::*},
    settings::voicemail::Voicemail,
};

fn by(house: &House, what: Acting) -> Option<Acting> {
    overruled(&house.alice, what, today(10, 0)).map(|it| it.by)
}

fn reject(rules: Vec<Rule>) -> House {
    House::new().set(|alice| {
        alice.settings.selective_reject.enabled = true;
        alice.rules.selective_reject = rules;
    })
}

fn accept(rules: Vec<Rule>) -> House {
    House::new().set(|alice| {
        alice.settings.selective_accept.enabled = true;
        alice.rules.selective_accept = rules;
    })
}

#[test]
fn nothing_overrules_anything_in_a_new_panel() {
    for what in Acting::ALL {
        assert_eq!(by(&House::new(), what), None, "{what:?}");
    }
}

#[test]
fn whoever_forwards_everyone_is_neither_silent_nor_rung_nor_busy() {
    let house = House::new().forward_always("1002");
    for what in [
        Acting::SendAllCalls,
        Acting::DoNotDisturb,
        Acting::SimultaneousRing,
        Acting::ForwardBusy,
        Acting::ForwardNoAnswer,
        Acting::ForwardNotReachable,
        Acting::VoicemailUnanswered,
    ] {
        assert_eq!(by(&house, what), Some(Acting::ForwardAlways), "{what:?}");
    }
    for what in [
        Acting::SelectiveForward,
        Acting::CallNotify,
        Acting::CallBlock,
    ] {
        assert_eq!(by(&house, what), None, "{what:?}");
    }
}

#[test]
fn what_overrules_says_until_when_and_no_longer() {
    let until = today(17, 0);
    let mut house = House::new().forward_always("1002");
    let always = &mut house.alice.settings.call_forwarding.call_forwarding.always;
    always.enabled_until = Some(until);
    let found = |now| overruled(&house.alice, Acting::DoNotDisturb, now);
    assert_eq!(found(today(10, 0)).and_then(|it| it.until), Some(until));
    assert_eq!(found(until), None);
}

#[test]
fn do_not_disturb_leaves_what_happens_to_a_busy_user() {
    let house = House::new().do_not_disturb();
    for what in [
        Acting::CallWaiting,
        Acting::PriorityAlert,
        Acting::SingleNumberReach,
        Acting::SequentialRing,
        Acting::ForwardNoAnswer,
        Acting::ForwardNotReachable,
    ] {
        assert_eq!(by(&house, what), Some(Acting::DoNotDisturb), "{what:?}");
    }
    assert_eq!(by(&house, Acting::ForwardBusy), None);
    assert_eq!(by(&house, Acting::VoicemailBusy), None);
    assert_eq!(by(&house, Acting::ForwardAlways), None);
}

#[test]
fn the_first_that_decides_is_named() {
    let house = House::new().forward_always("1002").do_not_disturb();
    assert_eq!(
        by(&house, Acting::SequentialRing),
        Some(Acting::ForwardAlways)
    );
}

#[test]
fn accepting_with_exceptions_alone_refuses_everybody() {
    assert_eq!(
        by(&accept(vec![rule(false, &[CAROL])]), Acting::ForwardAlways),
        Some(Acting::SelectiveAccept)
    );
    let some = accept(vec![rule(true, &[CAROL]), rule(false, &[ERIK])]);
    assert_eq!(by(&some, Acting::ForwardAlways), None);
    let none = accept(vec![rule(true, &[CAROL]), rule(false, &[])]);
    assert_eq!(by(&none, Acting::CallNotify), Some(Acting::SelectiveAccept));
    assert_eq!(by(&accept(Vec::new()), Acting::ForwardAlways), None);
}

#[test]
fn a_rule_about_everybody_at_any_time_leaves_nothing() {
    let all = reject(vec![rule(true, &[])]);
    assert_eq!(
        by(&all, Acting::SelectiveAccept),
        Some(Acting::SelectiveReject)
    );
    for rules in [
        vec![rule_in_office(true, &[])],
        vec![rule(true, &[CAROL])],
        vec![rule(true, &[]), rule(false, &[CAROL])],
    ] {
        assert_eq!(by(&reject(rules), Acting::SelectiveAccept), None);
    }
}

#[test]
fn a_search_without_ones_own_phones_leaves_them_silent() {
    let mut house = House::new().sequential(&[(MOBILE, 3)]).reach(&[CAR]);
    assert_eq!(by(&house, Acting::SingleNumberReach), None);
    house
        .alice
        .settings
        .sequential_ring
        .ring_base_location_first_enabled = false;
    for what in [
        Acting::SingleNumberReach,
        Acting::PriorityAlert,
        Acting::CallWaiting,
    ] {
        assert_eq!(by(&house, what), Some(Acting::SequentialRing), "{what:?}");
    }
}

#[test]
fn numbers_that_ring_along_anyway_are_not_rung_twice() {
    let house = House::new().simultaneous(&[MOBILE, HOME]).reach(&[MOBILE]);
    assert_eq!(
        by(&house, Acting::SingleNumberReach),
        Some(Acting::SimultaneousRing)
    );
    let house = House::new().simultaneous(&[MOBILE]).reach(&[MOBILE, CAR]);
    assert_eq!(by(&house, Acting::SingleNumberReach), None);
}

#[test]
fn a_forward_comes_before_the_mailbox_unless_it_was_tried() {
    let house = House::new().forward_busy(MOBILE);
    assert_eq!(by(&house, Acting::VoicemailBusy), Some(Acting::ForwardBusy));
    assert_eq!(by(&house, Acting::VoicemailUnanswered), None);
    let house = house.simultaneous(&[MOBILE]);
    assert_eq!(by(&house, Acting::VoicemailBusy), None);
}

/// The setting switched over: off, or call waiting the other way round.
fn without(profile: &Profile, what: Acting) -> Profile {
    let mut it = profile.clone();
    let settings = &mut it.settings;
    let forwards = &mut settings.call_forwarding.call_forwarding;
    let voicemail: &mut Voicemail = &mut settings.voicemail;
    match what {
        Acting::CallBlock => settings.call_block.numbers.clear(),
        Acting::AnonymousCallReject => settings.anonymous_call_reject.enabled = false,
        Acting::SelectiveReject => settings.selective_reject.enabled = false,
        Acting::SelectiveAccept => settings.selective_accept.enabled = false,
        Acting::CallNotify => settings.call_notify.enabled = false,
        Acting::SelectiveForward => settings.selective_forward.enabled = false,
        Acting::Executive => it.executive = None,
        Acting::ForwardAlways => forwards.always.enabled = false,
        Acting::SendAllCalls => voicemail.send_all_calls.enabled = false,
        Acting::DoNotDisturb => settings.do_not_disturb.enabled = false,
        Acting::CallWaiting => settings.call_waiting.enabled ^= true,
        Acting::PriorityAlert => settings.priority_alert.enabled = false,
        Acting::SequentialRing => settings.sequential_ring.enabled = false,
        Acting::SimultaneousRing => settings.simultaneous_ring.enabled = false,
        Acting::SingleNumberReach => settings.single_number_reach.enabled = false,
        Acting::ForwardBusy => forwards.busy.enabled = false,
        Acting::VoicemailBusy => voicemail.send_busy_calls.enabled = false,
        Acting::ForwardNoAnswer => forwards.no_answer.enabled = false,
        Acting::VoicemailUnanswered => voicemail.send_unanswered_calls.enabled = false,
        Acting::ForwardNotReachable => settings.call_forwarding.business_continuity.enabled = false,
    }
    it
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 1000, ..ProptestConfig::default() })]

    #[test]
    fn what_is_overruled_changes_no_call(house in houses(), call in calls()) {
        let now = today(10, 0);
        prop_assume!(!call.is_offered_by_group);
        for what in Acting::ALL {
            if overruled(&house.alice, what, now).is_none() {
                continue;
            }
            let with = house.decide(&call, now);
            let off = without(&house.alice, what);
            let without = crate::routing::decide::decide(&off, &house, &call, now);
            prop_assert_eq!(&with.plan, &without.plan, "{:?}", what);
            prop_assert_eq!(with.notify, without.notify, "{:?}", what);
        }
    }
}
