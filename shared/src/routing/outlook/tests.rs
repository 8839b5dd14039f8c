use jiff::civil::date;
use proptest::prelude::*;

use super::*;
use crate::{
    routing::{
        call::Caller,
        decide::tests::{fixture::*, strategies::*},
        directory::Blank,
        explain::Summary,
        trace::{Reason, StopName},
    },
    settings::call_forwarding::ForwardAlways,
};

fn forwarded_until(until: Option<Timestamp>) -> House {
    House::new().set(|alice| {
        alice.settings.call_forwarding.call_forwarding.always = ForwardAlways {
            enabled: true,
            destination: Some(number(MOBILE)),
            enabled_until: until,
            ..ForwardAlways::default()
        };
    })
}

fn of(house: &House, now: Timestamp) -> Outlook {
    outlook(
        &house.alice,
        &Blank::default(),
        &from(Caller::outside(CAROL)),
        now,
    )
}

#[test]
fn an_end_is_told_with_what_comes_after_it() {
    let house = forwarded_until(Some(today(17, 0)));
    let found = of(&house, today(10, 0));
    assert!(matches!(found.now, Summary::Forwards { .. }));
    let next = found.next.unwrap();
    assert_eq!(next.at, today(17, 0));
    assert!(matches!(next.then, Summary::Rings { .. }));
    assert_eq!(of(&house, today(17, 0)).next, None);
    assert_eq!(of(&forwarded_until(None), today(10, 0)).next, None);
}

#[test]
fn a_schedule_that_changes_nothing_is_passed_over() {
    let house = House::new().set(|alice| {
        alice.settings.selective_accept.enabled = true;
        alice.rules.selective_accept = vec![rule_in_office(true, &[])];
    });
    let next = of(&house, today(10, 0)).next.unwrap();
    assert_eq!(next.at, today(17, 0));
    let stop = StopName::SelectiveAccept;
    assert!(matches!(next.then, Summary::Refused { stop: it, .. } if it == stop));
    // The schedule is there, but no rule asks for it.
    assert_eq!(of(&House::new(), today(10, 0)).next, None);
}

#[test]
fn a_day_is_told_from_midnight_to_midnight_also_when_clocks_change() {
    let house = House::new().set(|alice| {
        alice.settings.selective_accept.enabled = true;
        alice.rules.selective_accept = vec![rule_in_office(true, &[])];
    });
    let call = from(Caller::outside(CAROL));
    let hours = |date| {
        let stretches = day(&house.alice, &Blank::default(), &call, date);
        let hours = stretches
            .iter()
            .map(|it| it.until.duration_since(it.from).as_hours());
        hours.collect::<Vec<_>>()
    };
    assert_eq!(hours(date(2026, 3, 10)), [9, 8, 7]);
    assert_eq!(hours(date(2026, 3, 29)), [23]);
    assert_eq!(hours(date(2026, 10, 25)), [25]);
}

#[test]
fn what_was_set_for_a_while_cuts_the_day() {
    let house = forwarded_until(Some(today(17, 30)));
    let call = from(Caller::outside(CAROL));
    let stretches = day(&house.alice, &Blank::default(), &call, date(2026, 3, 10));
    let reasons: Vec<_> = stretches
        .iter()
        .map(|it| (it.until, it.decision.trace.decided().unwrap().1.clone()))
        .collect();
    assert_eq!(reasons.len(), 2);
    assert_eq!(reasons[0].0, today(17, 30));
    assert!(matches!(reasons[0].1, Reason::Forwards { .. }));
    assert!(matches!(reasons[1].1, Reason::Rings(_)));
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 200, ..ProptestConfig::default() })]

    #[test]
    fn every_minute_of_a_day_is_decided_as_its_stretch_says(
        house in houses(),
        call in calls(),
        minute in 0i64..1440,
    ) {
        let blank = Blank::default();
        let stretches = day(&house.alice, &blank, &call, date(2026, 3, 10));
        let start = today(1, 0) - SignedDuration::from_hours(1);
        let moment = start + SignedDuration::from_mins(minute);
        let mut here = stretches.iter().filter(|it| it.from <= moment && moment < it.until);
        let stretch = here.next().unwrap();
        prop_assert!(here.next().is_none());
        prop_assert_eq!(&stretch.decision, &decide(&house.alice, &blank, &call, moment));
    }

    #[test]
    fn nothing_changes_before_the_moment_that_is_told(
        house in houses(),
        call in calls(),
        part in 0.0f64..1.0,
    ) {
        let now = today(10, 0);
        let blank = Blank::default();
        let at = |moment| summarise(&decide(&house.alice, &blank, &call, moment).trace);
        let found = outlook(&house.alice, &blank, &call, now);
        prop_assert_eq!(&found.now, &at(now));
        if let Some(next) = found.next {
            prop_assert!(next.then != found.now);
            #[expect(clippy::cast_possible_truncation, clippy::cast_precision_loss, reason = "a day")]
            let before = ((next.at.as_second() - now.as_second()) as f64 * part) as i64;
            let between = now + SignedDuration::from_secs(before);
            prop_assert_eq!(at(between), found.now);
        }
    }
}
