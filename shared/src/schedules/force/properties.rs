use jiff::civil::date;
use proptest::prelude::*;

use super::*;
use crate::schedules::{strategies, week};

/// Minutes that the properties look at one by one: five days.
const MINUTES: i64 = 5 * DAY;

proptest! {
    #[test]
    fn no_event_and_no_moment_make_it_panic(
        events in prop::collection::vec(strategies::any_event(), 0..4),
        moment in strategies::any_moment(),
    ) {
        let is_now = is_in_force(&events, moment);
        if let Some(next) = next_change(&events, moment) {
            prop_assert!(next > moment);
            prop_assert_ne!(is_in_force(&events, next), is_now);
        }
        for span in week(&events, moment.date()) {
            prop_assert!(span.start < span.end);
        }
    }

    #[test]
    fn the_next_change_is_the_one_that_looking_at_every_minute_finds(
        events in prop::collection::vec(strategies::near_event(), 0..4),
        from in 0i64..60 * DAY,
    ) {
        let start = day_number(date(2026, 2, 1)) * DAY + from;
        let moment = |minute| date_time(start + minute).unwrap();
        let is_now = is_in_force(&events, moment(0));
        let seen = (1..MINUTES).map(moment).find(|it| is_in_force(&events, *it) != is_now);
        let told = next_change(&events, moment(0));
        let told = told.filter(|it| *it < moment(MINUTES));
        prop_assert_eq!(told, seen);
    }

    #[test]
    fn a_moment_is_in_force_when_it_lies_in_an_occurrence_counted_one_by_one(
        event in strategies::near_event(),
        from in 0i64..60 * DAY,
    ) {
        let moment = day_number(date(2026, 2, 1)) * DAY + from;
        let all = strategies::one_by_one(&event);
        let expected = all.into_iter().any(|(start, end)| start <= moment && moment < end);
        prop_assert_eq!(is_in_force(&[event], date_time(moment).unwrap()), expected);
    }

    #[test]
    fn a_week_shows_what_is_in_force(
        events in prop::collection::vec(strategies::near_event(), 0..4),
        day in 0i64..60,
    ) {
        let monday = day_of(day_number(date(2026, 2, 1)) + day).unwrap();
        let spans = week(&events, monday);
        for (one, next) in spans.iter().zip(spans.iter().skip(1)) {
            prop_assert!(one.end < next.start);
        }
        let from = day_number(monday) * DAY;
        for minute in (0..7 * DAY).step_by(5) {
            let moment = date_time(from + minute).unwrap();
            let is_shown = spans.iter().any(|span| span.start <= moment && moment < span.end);
            prop_assert_eq!(is_shown, is_in_force(&events, moment), "{}", moment);
        }
    }
}
