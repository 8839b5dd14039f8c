//! Schedules made up for properties.

use jiff::civil::{Date, DateTime, Time, date};
use proptest::prelude::*;

use super::{
    Ends, Month, Pattern, Recurrence, ScheduleEvent, WeekOfMonth, Weekday, Weekdays, event::DAY,
    occurrences::since_monday,
};
use crate::civil::{day_number, day_of};

/// Something to say what is different from it: a whole day.
pub(super) fn event() -> ScheduleEvent {
    ScheduleEvent {
        id: None,
        name: "Event".to_owned(),
        start_date: date(2026, 3, 2),
        end_date: date(2026, 3, 2),
        start_time: None,
        end_time: None,
        all_day_enabled: true,
        recurrence: None,
    }
}

fn days() -> impl Strategy<Value = Weekdays> {
    prop::collection::vec(prop::sample::select(Weekday::ALL.to_vec()), 0..8)
        .prop_map(|days| days.into_iter().collect())
}

fn pattern(
    interval: impl Strategy<Value = u16> + Clone,
    day: impl Strategy<Value = u8>,
) -> impl Strategy<Value = Pattern> {
    let month = || prop::sample::select(Month::ALL.to_vec());
    prop_oneof![
        interval
            .clone()
            .prop_map(|interval| Pattern::Daily { interval }),
        (interval, days()).prop_map(|(interval, days)| Pattern::Weekly { interval, days }),
        (day, month()).prop_map(|(day, month)| Pattern::YearlyByDate { day, month }),
        (
            prop::sample::select(Weekday::ALL.to_vec()),
            prop::sample::select(WeekOfMonth::ALL.to_vec()),
            month(),
        )
            .prop_map(|(day, week, month)| Pattern::YearlyByDay { day, week, month }),
    ]
}

fn time() -> impl Strategy<Value = Option<Time>> {
    prop::option::of(
        (0i8..24, 0i8..60).prop_map(|(hour, minute)| Time::constant(hour, minute, 0, 0)),
    )
}

/// Days of the whole calendar, often at its ends.
fn any_date() -> impl Strategy<Value = Date> {
    let (first, last) = (day_number(Date::MIN), day_number(Date::MAX));
    prop_oneof![
        first..first + 40,
        last - 40..last + 1,
        first..last,
        20_000i64..21_000,
    ]
    .prop_map(|day| day_of(day).unwrap())
}

pub(super) fn any_moment() -> impl Strategy<Value = DateTime> {
    (any_date(), 0i8..24, 0i8..60, 0i8..60)
        .prop_map(|(day, hour, minute, second)| day.at(hour, minute, second, 999_999_999))
}

fn assembled(
    dates: impl Strategy<Value = (Date, Date)>,
    recurrence: impl Strategy<Value = Option<Recurrence>>,
) -> impl Strategy<Value = ScheduleEvent> {
    (dates, time(), time(), any::<bool>(), recurrence).prop_map(
        |((start_date, end_date), start_time, end_time, all_day_enabled, recurrence)| {
            ScheduleEvent {
                start_date,
                end_date,
                start_time,
                end_time,
                all_day_enabled,
                recurrence,
                ..event()
            }
        },
    )
}

/// Anything that the types can hold, sense or nonsense.
pub(super) fn any_event() -> impl Strategy<Value = ScheduleEvent> {
    let ends = prop_oneof![
        Just(Ends::Never),
        any_date().prop_map(Ends::On),
        any::<u16>().prop_map(Ends::After),
        (0u16..4).prop_map(Ends::After),
    ];
    let interval = prop_oneof![any::<u16>(), 0u16..4];
    let recurrence = (pattern(interval.boxed(), any::<u8>()), ends)
        .prop_map(|(pattern, ends)| Recurrence { pattern, ends });
    assembled(
        (any_date(), any_date()),
        prop::option::weighted(0.8, recurrence),
    )
}

/// Something that comes in the spring of 2026 and lasts a few days at most; it may overlap itself.
pub(super) fn near_event() -> impl Strategy<Value = ScheduleEvent> {
    let base = day_number(date(2026, 2, 1));
    let dates = (0i64..50, 0i64..4).prop_map(move |(day, length)| {
        (
            day_of(base + day).unwrap(),
            day_of(base + day + length).unwrap(),
        )
    });
    let ends = prop_oneof![
        Just(Ends::Never),
        (0i64..80).prop_map(move |day| Ends::On(day_of(base + day).unwrap())),
        (0u16..12).prop_map(Ends::After),
    ];
    let recurrence = (pattern((1u16..4).boxed(), 1u8..32), ends)
        .prop_map(|(pattern, ends)| Recurrence { pattern, ends });
    assembled(dates, prop::option::weighted(0.7, recurrence))
}

/// Every occurrence until the middle of 2027 of an event that starts after 2025, found by looking
/// at every single day.
pub(super) fn one_by_one(event: &ScheduleEvent) -> Vec<(i64, i64)> {
    let ((start, minute), minutes) = (event.begin(), event.minutes());
    if minutes <= 0 {
        return Vec::new();
    }
    let mut found: Vec<i64> = Vec::new();
    let mut first_monday = None;
    for day in start..day_number(date(2027, 7, 1)) {
        let of_week = Weekday::ALL[usize::try_from(since_monday(day)).unwrap()];
        let on_wall = day_of(day).unwrap();
        let number = |month: Month| i8::try_from(month.number()).unwrap();
        let is_day = match event.recurrence.map(|it| it.pattern) {
            None => day == start,
            Some(Pattern::Daily { interval }) => (day - start) % i64::from(interval) == 0,
            Some(Pattern::Weekly { interval, days }) => {
                days.has(of_week) && {
                    let monday = day - since_monday(day);
                    let first = *first_monday.get_or_insert(monday);
                    (monday - first) / 7 % i64::from(interval) == 0
                }
            }
            Some(Pattern::YearlyByDate { day, month }) => {
                on_wall.month() == number(month) && on_wall.day() == i8::try_from(day).unwrap()
            }
            Some(Pattern::YearlyByDay { day, week, month }) => {
                on_wall.month() == number(month)
                    && of_week == day
                    && (on_wall.day() - 1) / 7 == i8::try_from(week.number()).unwrap()
            }
        };
        if is_day {
            found.push(day);
        }
    }
    match event.recurrence.map(|it| it.ends) {
        None | Some(Ends::Never) => {}
        Some(Ends::On(last)) => found.retain(|day| *day <= day_number(last)),
        Some(Ends::After(times)) => found.truncate(times.into()),
    }
    let begins = found.into_iter().map(|day| day * DAY + minute);
    begins.map(|begin| (begin, begin + minutes)).collect()
}
