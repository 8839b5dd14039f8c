//! What holds for every profile and every call.

use jiff::{Span, Timestamp};
use proptest::{prelude::*, sample::select};

use super::{fixture::*, scarce::Scarce, strategies::*};
use crate::{
    routing::{
        call::Caller,
        decide::decide,
        plan::{Plan, Ring},
        trace::{Trace, Verdict},
    },
    settings::{call_forwarding::ForwardAlways, do_not_disturb::DoNotDisturb},
    zone::Zone,
};

/// Every way through a plan, as the addresses that ring on it.
fn ways(plan: &Plan) -> Vec<Vec<String>> {
    let Plan::Ring(ring) = plan else {
        return vec![Vec::new()];
    };
    let here: Vec<String> = ring
        .steps
        .iter()
        .flat_map(|step| step.targets.iter().map(|it| it.uri.clone()))
        .collect();
    let next = [&ring.on_busy, &ring.on_no_answer, &ring.on_unreachable];
    let mut found = vec![here.clone()];
    for plan in next.into_iter().flatten() {
        found.extend(
            ways(plan)
                .into_iter()
                .map(|way| [here.clone(), way].concat()),
        );
    }
    found
}

fn rings(plan: &Plan, visit: &mut dyn FnMut(&Ring)) {
    if let Plan::Ring(ring) = plan {
        visit(ring);
        let next = [&ring.on_busy, &ring.on_no_answer, &ring.on_unreachable];
        for plan in next.into_iter().flatten() {
            rings(plan, visit);
        }
    }
}

fn depth(plan: &Plan) -> usize {
    let Plan::Ring(ring) = plan else { return 1 };
    let next = [&ring.on_busy, &ring.on_no_answer, &ring.on_unreachable];
    1 + next
        .into_iter()
        .flatten()
        .map(|it| depth(it))
        .max()
        .unwrap_or(0)
}

fn visits<'a>(trace: &'a Trace, found: &mut Vec<&'a Trace>) {
    found.push(trace);
    let after = trace.then.iter().filter_map(|it| it.next.as_deref());
    for next in trace.next.as_deref().into_iter().chain(after) {
        visits(next, found);
    }
}

/// What a phone or a number is, without how it is dressed: a number is one whether a key is asked.
fn who(uri: &str) -> String {
    let user = uri.trim_start_matches("sip:");
    let user = user.split('@').next().unwrap_or_default();
    match user.strip_prefix("confirm-") {
        Some(digits) => format!("+{digits}"),
        None => user.to_owned(),
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 600, ..ProptestConfig::default() })]

    #[test]
    fn exactly_one_stop_of_each_visit_decides_and_it_is_the_last(house in houses(), call in calls()) {
        let decision = house.decide(&call, today(10, 0));
        let mut found = Vec::new();
        visits(&decision.trace, &mut found);
        for visit in found {
            let deciding = |it: &&crate::routing::trace::Stop| matches!(it.verdict, Verdict::Decided(_));
            prop_assert_eq!(visit.stops.iter().filter(deciding).count(), 1);
            prop_assert!(visit.stops.last().as_ref().is_some_and(deciding));
            let names: Vec<_> = visit.stops.iter().map(|it| it.name).collect();
            prop_assert!(names.is_sorted(), "{names:?}");
        }
    }

    #[test]
    fn the_same_question_has_the_same_answer(house in houses(), call in calls()) {
        let decide = || house.decide(&call, today(10, 0));
        prop_assert_eq!(decide(), decide());
    }

    #[test]
    fn of_who_is_not_visited_nothing_counts_but_his_phones(house in houses(), call in calls()) {
        let scarce = Scarce::of(&house);
        let now = today(10, 0);
        prop_assert_eq!(decide(&house.alice, &scarce, &call, now), house.decide(&call, now));
    }

    #[test]
    fn no_way_through_a_plan_rings_anything_twice(house in houses(), call in calls()) {
        let decision = house.decide(&call, today(10, 0));
        for way in ways(&decision.plan) {
            let mut people: Vec<String> = way.iter().map(|uri| who(uri)).collect();
            people.retain(|it| !it.starts_with("say-"));
            people.sort();
            let count = people.len();
            people.dedup();
            prop_assert_eq!(people.len(), count, "{:?}", way);
        }
    }

    #[test]
    fn a_plan_is_one_that_the_engine_takes(house in houses(), call in calls()) {
        let decision = house.decide(&call, today(10, 0));
        prop_assert!(depth(&decision.plan) <= 7, "{}", depth(&decision.plan));
        let mut is_good = true;
        rings(&decision.plan, &mut |ring| {
            is_good &= !ring.steps.is_empty() && ring.steps.len() <= 6;
            is_good &= ring.limit_seconds.is_none_or(|it| (1..=7200).contains(&it));
            for step in &ring.steps {
                is_good &= (1..=180).contains(&step.ring_seconds);
                is_good &= (1..=22).contains(&step.targets.len());
            }
        });
        prop_assert!(is_good, "{:?}", decision.plan);
        let json = serde_json::to_string(&decision.plan).unwrap();
        prop_assert_eq!(serde_json::from_str::<Plan>(&json).unwrap(), decision.plan);
    }

    #[test]
    fn what_has_ended_decides_as_what_is_off(house in houses(), call in calls()) {
        let now = today(10, 0);
        let mut ended = house;
        let mut off = House::new();
        for (on, off) in [
            (&mut ended.alice, &mut off.alice),
            (&mut ended.bob, &mut off.bob),
            (&mut ended.dana, &mut off.dana),
        ] {
            let settings = &mut on.settings;
            settings.do_not_disturb.enabled_until = Some(now);
            let always = &mut settings.call_forwarding.call_forwarding.always;
            always.enabled_until = Some(now);
            *off = on.clone();
            off.settings.do_not_disturb = DoNotDisturb::default();
            off.settings.call_forwarding.call_forwarding.always = ForwardAlways::default();
        }
        prop_assert_eq!(ended.decide(&call, now).plan, off.decide(&call, now).plan);
    }

    #[test]
    fn a_profile_survives_json(house in houses()) {
        let json = serde_json::to_string(&house.alice).unwrap();
        let read: crate::routing::profile::Profile = serde_json::from_str(&json).unwrap();
        prop_assert_eq!(&read, &house.alice);
    }

    #[test]
    fn rules_hold_by_the_clock_on_the_wall_all_over_the_year(
        hours in 0i64..(366 * 24),
        rule in select(vec![
            "CET-1CEST,M3.5.0,M10.5.0/3",
            "EST5EDT,M3.2.0,M11.1.0",
            "<+0545>-5:45",
            "UTC0",
        ]),
    ) {
        let start: Timestamp = "2026-01-01T00:00:00Z".parse().unwrap();
        let now = start + Span::new().hours(hours);
        let zone = Zone::new(rule).unwrap();
        let local = zone.local(now);
        let house = House::new().set(|alice| {
            alice.zone = zone;
            alice.settings.selective_accept.enabled = true;
            alice.rules.selective_accept = vec![rule_in_office(true, &[])];
        });
        let is_working = local.date() >= jiff::civil::date(2026, 1, 5)
            && local.weekday().to_monday_one_offset() <= 5
            && (9..17).contains(&local.hour());
        let decision = house.decide(&from(Caller::outside(CAROL)), now);
        prop_assert_eq!(first(&decision) == "1001 18s", is_working, "{}", local);
    }
}
