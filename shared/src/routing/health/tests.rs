use proptest::prelude::*;

use super::*;
use crate::{
    routing::decide::tests::{fixture::*, strategies::houses},
    schedules::Schedule,
};

fn found(house: &House) -> Vec<Finding> {
    findings(&house.alice, today(10, 0))
}

#[test]
fn nothing_is_found_in_a_new_panel() {
    assert_eq!(found(&House::new()), []);
}

#[test]
fn what_never_acts_is_named_with_what_comes_first() {
    let house = House::new()
        .sequential(&[(MOBILE, 3)])
        .forward_always("1002");
    let found = found(&house);
    let overruled = found.iter().find_map(|it| match it {
        Finding::Overruled { what, by } => Some((*what, by.by)),
        _ => None,
    });
    assert_eq!(
        overruled,
        Some((Acting::SequentialRing, Acting::ForwardAlways))
    );
}

#[test]
fn numbers_outside_without_a_key_to_press_are_found_one_by_one() {
    let house = House::new().simultaneous(&[MOBILE]).set(|alice| {
        for it in &mut alice.settings.simultaneous_ring.phone_numbers {
            it.answer_confirmation_enabled = false;
        }
    });
    let expected = Finding::WithoutConfirmation {
        what: Acting::SimultaneousRing,
        number: number(MOBILE),
    };
    assert_eq!(found(&house), [expected]);
    let confirmed = House::new().simultaneous(&[MOBILE]).set(|alice| {
        for it in &mut alice.settings.simultaneous_ring.phone_numbers {
            it.answer_confirmation_enabled = true;
        }
    });
    assert_eq!(found(&confirmed), []);
}

#[test]
fn forwarding_is_long_after_three_days_and_only_without_an_end() {
    let day = SignedDuration::from_hours(24);
    let since = |days: i32| {
        let house = House::new().forward_always("1002").set(|alice| {
            alice.forwarding_changed_at = Some(today(9, 0) - day * days);
        });
        found(&house)
    };
    assert_eq!(since(2), []);
    let expected = Finding::LongForwarding {
        since: today(9, 0) - day * 3,
    };
    assert_eq!(since(3), [expected]);
}

#[test]
fn who_lets_callers_in_at_some_times_alone_is_told_so() {
    let with = |rules: Vec<Rule>| {
        let house = House::new().set(|alice| {
            alice.settings.selective_accept.enabled = true;
            alice.rules.selective_accept = rules;
        });
        found(&house)
    };
    let outside = |schedules| vec![Finding::NobodyOutside { schedules }];
    assert_eq!(
        with(vec![rule_in_office(true, &[])]),
        outside(vec![office().id])
    );
    assert_eq!(
        with(vec![rule_in_office(true, &[]), rule(true, &[CAROL])]),
        []
    );
    assert!(with(vec![rule(false, &[])]).contains(&outside(Vec::new())[0]));
}

#[test]
fn a_schedule_that_is_empty_or_over_is_found_where_a_rule_names_it() {
    let with = |change: fn(&mut Schedule)| {
        let house = House::new().set(|alice| {
            alice.settings.selective_reject.enabled = true;
            alice.rules.selective_reject = vec![rule_in_office(true, &[CAROL])];
            change(&mut alice.schedules[0]);
        });
        found(&house)
    };
    let (what, schedule) = (RuleFeature::SelectiveReject, office().id);
    assert_eq!(with(|_| {}), []);
    let empty = with(|it| it.events.clear());
    assert_eq!(empty, [Finding::EmptySchedule { what, schedule }]);
    let over = with(|it| it.events[0].recurrence = None);
    assert_eq!(over, [Finding::OverSchedule { what, schedule }]);
}

#[test]
fn without_a_phone_that_is_told() {
    let house = House::new().set(|alice| alice.devices.clear());
    assert_eq!(found(&house), [Finding::NoDevice]);
}

proptest! {
    #[test]
    fn whatever_is_found_names_a_stop_and_comes_in_their_order(house in houses()) {
        let found = found(&house);
        prop_assert!(found.is_sorted_by_key(Finding::place));
        for it in found {
            let is_mail = matches!(
                it,
                Finding::Overruled { what: Acting::CallNotify, .. }
                    | Finding::EmptySchedule { what: RuleFeature::CallNotify, .. }
                    | Finding::OverSchedule { what: RuleFeature::CallNotify, .. }
            );
            prop_assert_eq!(it.place().is_none(), is_mail);
        }
    }
}
