//! In which order events are shown.

use belroute_shared::schedules::{ScheduleEvent, ScheduleType, Standing, standing};
use jiff::civil::DateTime;

/// Whether an event is over for good.
pub(super) fn is_over(event: &ScheduleEvent, now: DateTime) -> bool {
    standing(std::slice::from_ref(event), now) == Standing::Over
}

/// The events of a schedule: working hours as they were written down, days off as they come. What
/// is over for good stands at the end.
pub(super) fn in_order(
    kind: ScheduleType,
    events: &[ScheduleEvent],
    now: DateTime,
) -> Vec<&ScheduleEvent> {
    let mut all: Vec<&ScheduleEvent> = events.iter().collect();
    match kind {
        ScheduleType::BusinessHours => all.sort_by_key(|event| is_over(event, now)),
        ScheduleType::Holidays => {
            all.sort_by_cached_key(|event| (place(event, now), event.name.clone()));
        }
    }
    all
}

/// Before which others it stands.
fn place(event: &ScheduleEvent, now: DateTime) -> (u8, Option<DateTime>) {
    match standing(std::slice::from_ref(event), now) {
        Standing::InForce { until } => (0, until),
        Standing::Ahead { from } => (1, Some(from)),
        Standing::Over => (2, None),
    }
}

#[cfg(test)]
mod tests {
    use belroute_shared::schedules::ScheduleEvent;
    use jiff::civil::{Date, date};

    use super::*;

    fn day(name: &str, day: Date) -> ScheduleEvent {
        ScheduleEvent {
            id: None,
            name: name.to_owned(),
            start_date: day,
            end_date: day,
            start_time: None,
            end_time: None,
            all_day_enabled: true,
            recurrence: None,
        }
    }

    #[test]
    fn what_comes_first_stands_first_and_what_is_over_last() {
        let events = [
            day("Over", date(2026, 1, 1)),
            day("Later", date(2027, 1, 1)),
            day("B", date(2026, 12, 25)),
            day("A", date(2026, 12, 25)),
            day("Now", date(2026, 11, 24)),
        ];
        let now = date(2026, 11, 24).at(12, 0, 0, 0);
        let names = |kind| -> Vec<&str> {
            let all = in_order(kind, &events, now);
            all.into_iter().map(|it| it.name.as_str()).collect()
        };
        assert_eq!(
            names(ScheduleType::Holidays),
            ["Now", "A", "B", "Later", "Over"]
        );
        assert_eq!(
            names(ScheduleType::BusinessHours),
            ["Later", "B", "A", "Now", "Over"]
        );
        assert!(is_over(&events[0], now));
        assert!(!is_over(&events[4], now));
    }
}
