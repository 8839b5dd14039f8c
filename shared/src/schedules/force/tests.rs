use jiff::civil::{Date, date, datetime};

use super::*;
use crate::schedules::{
    Ends, Month, Pattern, Recurrence, WeekOfMonth, Weekday, Weekdays, strategies::event, week,
};

const WORKDAYS: [Weekday; 5] = [
    Weekday::Monday,
    Weekday::Tuesday,
    Weekday::Wednesday,
    Weekday::Thursday,
    Weekday::Friday,
];

fn timed(start: DateTime, end: DateTime) -> ScheduleEvent {
    ScheduleEvent {
        start_date: start.date(),
        end_date: end.date(),
        start_time: Some(start.time()),
        end_time: Some(end.time()),
        all_day_enabled: false,
        ..event()
    }
}

fn whole_days(first: Date, last: Date) -> ScheduleEvent {
    ScheduleEvent {
        start_date: first,
        end_date: last,
        all_day_enabled: true,
        ..event()
    }
}

fn recurring(event: ScheduleEvent, pattern: Pattern, ends: Ends) -> ScheduleEvent {
    ScheduleEvent {
        recurrence: Some(Recurrence { pattern, ends }),
        ..event
    }
}

fn weekly(interval: u16, days: impl IntoIterator<Item = Weekday>) -> Pattern {
    let days: Weekdays = days.into_iter().collect();
    Pattern::Weekly { interval, days }
}

/// 2026-03-02 was a Monday.
fn office() -> ScheduleEvent {
    let event = timed(
        datetime(2026, 3, 2, 9, 0, 0, 0),
        datetime(2026, 3, 2, 17, 0, 0, 0),
    );
    recurring(event, weekly(1, WORKDAYS), Ends::Never)
}

#[track_caller]
fn assert_starts(event: ScheduleEvent, from: DateTime, expected: &[Date]) {
    let events = [event];
    let mut moment = from;
    let mut starts = Vec::new();
    // One more than expected shows where it ends.
    while starts.len() <= expected.len() {
        let Some(next) = next_change(&events, moment) else {
            break;
        };
        if is_in_force(&events, next) {
            starts.push(next.date());
        }
        moment = next;
    }
    starts.truncate(expected.len() + 1);
    let shown = starts.get(..expected.len()).unwrap_or(&starts);
    assert_eq!(shown, expected);
}

#[test]
fn the_start_is_in_force_and_the_end_is_not() {
    let events = [office()];
    for (moment, expected) in [
        (datetime(2026, 3, 10, 8, 59, 59, 999_999_999), false),
        (datetime(2026, 3, 10, 9, 0, 0, 0), true),
        (datetime(2026, 3, 10, 16, 59, 59, 999_999_999), true),
        (datetime(2026, 3, 10, 17, 0, 0, 0), false),
        (datetime(2026, 3, 14, 12, 0, 0, 0), false),
        (datetime(2026, 2, 27, 12, 0, 0, 0), false),
        (datetime(2999, 3, 4, 12, 0, 0, 0), true),
    ] {
        assert_eq!(is_in_force(&events, moment), expected, "{moment}");
    }
    assert!(!is_in_force(&[], datetime(2026, 3, 10, 12, 0, 0, 0)));
}

#[test]
fn whole_days_last_from_midnight_to_midnight() {
    let events = [whole_days(date(2026, 12, 25), date(2026, 12, 26))];
    for (moment, expected) in [
        (datetime(2026, 12, 24, 23, 59, 59, 0), false),
        (datetime(2026, 12, 25, 0, 0, 0, 0), true),
        (datetime(2026, 12, 26, 23, 59, 59, 0), true),
        (datetime(2026, 12, 27, 0, 0, 0, 0), false),
    ] {
        assert_eq!(is_in_force(&events, moment), expected, "{moment}");
    }
    // Times that an unsaved draft still has mean nothing.
    let mut draft = events[0].clone();
    (draft.start_time, draft.end_time) = (Some(Time::constant(9, 0, 0, 0)), Some(Time::midnight()));
    assert!(is_in_force(&[draft], datetime(2026, 12, 25, 0, 0, 0, 0)));
}

#[test]
fn an_event_lasts_over_midnight_and_over_days() {
    let night = timed(
        datetime(2026, 3, 6, 22, 0, 0, 0),
        datetime(2026, 3, 7, 6, 0, 0, 0),
    );
    let events = [recurring(night, weekly(1, [Weekday::Friday]), Ends::Never)];
    assert!(is_in_force(&events, datetime(2026, 3, 14, 5, 59, 0, 0)));
    assert!(!is_in_force(&events, datetime(2026, 3, 14, 6, 0, 0, 0)));
    assert!(!is_in_force(&events, datetime(2026, 3, 6, 5, 0, 0, 0)));
    let weekend = timed(
        datetime(2026, 3, 6, 17, 0, 0, 0),
        datetime(2026, 3, 9, 9, 0, 0, 0),
    );
    let events = [recurring(
        weekend,
        weekly(2, [Weekday::Friday]),
        Ends::Never,
    )];
    assert!(is_in_force(&events, datetime(2026, 3, 9, 8, 59, 0, 0)));
    assert!(!is_in_force(&events, datetime(2026, 3, 15, 12, 0, 0, 0)));
    assert!(is_in_force(&events, datetime(2026, 3, 22, 12, 0, 0, 0)));
}

#[test]
fn the_start_of_a_weekly_event_moves_to_its_first_day_and_the_length_stays() {
    // Starts on a Wednesday, comes on Mondays; lasts one night.
    let night = timed(
        datetime(2026, 3, 4, 20, 0, 0, 0),
        datetime(2026, 3, 5, 8, 0, 0, 0),
    );
    let events = [recurring(night, weekly(1, [Weekday::Monday]), Ends::Never)];
    assert!(!is_in_force(&events, datetime(2026, 3, 4, 21, 0, 0, 0)));
    assert!(!is_in_force(&events, datetime(2026, 3, 2, 21, 0, 0, 0)));
    assert!(is_in_force(&events, datetime(2026, 3, 9, 21, 0, 0, 0)));
    assert!(is_in_force(&events, datetime(2026, 3, 10, 7, 59, 0, 0)));
    assert!(!is_in_force(&events, datetime(2026, 3, 10, 8, 0, 0, 0)));
}

#[test]
fn weeks_are_counted_from_that_of_the_first_time() {
    let day = whole_days(date(2026, 3, 5), date(2026, 3, 5));
    let days = [Weekday::Tuesday, Weekday::Thursday];
    let start = datetime(2026, 1, 1, 0, 0, 0, 0);
    let expected = [
        date(2026, 3, 5),
        date(2026, 3, 24),
        date(2026, 3, 26),
        date(2026, 4, 14),
    ];
    let event = recurring(day.clone(), weekly(3, days), Ends::Never);
    assert_starts(event, start, &expected);
    for times in 1..=4 {
        let event = recurring(day.clone(), weekly(3, days), Ends::After(times));
        let all = &expected[..times.into()];
        assert_starts(event.clone(), start, all);
        let last = *all.last().unwrap();
        assert_eq!(next_change(&[event], last.at(23, 0, 0, 0)), {
            Some(last.tomorrow().unwrap().at(0, 0, 0, 0))
        });
    }
}

#[test]
fn it_ends_on_its_last_day_or_after_so_many_times() {
    let day = whole_days(date(2026, 3, 2), date(2026, 3, 2));
    let start = datetime(2026, 1, 1, 0, 0, 0, 0);
    let every = |interval| Pattern::Daily { interval };
    let expected = [date(2026, 3, 2), date(2026, 3, 12), date(2026, 3, 22)];
    for ends in [
        Ends::On(date(2026, 3, 22)),
        Ends::On(date(2026, 3, 31)),
        Ends::After(3),
    ] {
        let event = recurring(day.clone(), every(10), ends);
        assert_starts(event.clone(), start, &expected);
        assert_eq!(event.last_day(), expected.last().copied());
        let over = datetime(2026, 3, 23, 0, 0, 0, 0);
        assert_eq!(next_change(std::slice::from_ref(&event), over), None);
        assert!(!is_in_force(&[event], datetime(2026, 4, 1, 0, 0, 0, 0)));
    }
    for ends in [Ends::On(date(2026, 3, 1)), Ends::After(0)] {
        let event = recurring(day.clone(), every(10), ends);
        assert_eq!(event.last_day(), None);
        assert!(!is_in_force(
            std::slice::from_ref(&event),
            datetime(2026, 3, 2, 12, 0, 0, 0)
        ));
        assert_eq!(next_change(&[event], start), None);
    }
}

#[test]
fn years_have_their_dates_and_their_first_mondays() {
    let day = whole_days(date(2026, 1, 1), date(2026, 1, 1));
    let start = datetime(2025, 1, 1, 0, 0, 0, 0);
    let (month, week) = (Month::May, WeekOfMonth::First);
    let first_monday = Pattern::YearlyByDay {
        day: Weekday::Monday,
        week,
        month,
    };
    let expected = [date(2026, 5, 4), date(2027, 5, 3), date(2028, 5, 1)];
    assert_starts(
        recurring(day.clone(), first_monday, Ends::Never),
        start,
        &expected,
    );
    let fourth_thursday = Pattern::YearlyByDay {
        day: Weekday::Thursday,
        week: WeekOfMonth::Fourth,
        month: Month::November,
    };
    let expected = [date(2026, 11, 26), date(2027, 11, 25)];
    assert_starts(
        recurring(day.clone(), fourth_thursday, Ends::After(2)),
        start,
        &expected,
    );
    let (leap, month) = (29, Month::February);
    let leap_day = Pattern::YearlyByDate { day: leap, month };
    let expected = [date(2028, 2, 29), date(2032, 2, 29)];
    assert_starts(
        recurring(day.clone(), leap_day, Ends::Never),
        start,
        &expected,
    );
    let around_1900 = [recurring(
        whole_days(date(1890, 1, 1), date(1890, 1, 1)),
        leap_day,
        Ends::Never,
    )];
    let after_1896 = datetime(1896, 3, 1, 0, 0, 0, 0);
    assert_eq!(
        next_change(&around_1900, after_1896),
        Some(datetime(1904, 2, 29, 0, 0, 0, 0))
    );
    let never = Pattern::YearlyByDate {
        day: 31,
        month: Month::April,
    };
    assert_eq!(
        next_change(&[recurring(day, never, Ends::Never)], start),
        None
    );
}

#[test]
fn events_that_touch_or_overlap_are_one_time_in_force() {
    let events = [
        timed(
            datetime(2026, 3, 10, 9, 0, 0, 0),
            datetime(2026, 3, 10, 12, 0, 0, 0),
        ),
        timed(
            datetime(2026, 3, 10, 12, 0, 0, 0),
            datetime(2026, 3, 10, 17, 0, 0, 0),
        ),
        timed(
            datetime(2026, 3, 10, 16, 0, 0, 0),
            datetime(2026, 3, 10, 18, 0, 0, 0),
        ),
    ];
    let ten = datetime(2026, 3, 10, 10, 0, 0, 0);
    let six = datetime(2026, 3, 10, 18, 0, 0, 0);
    assert_eq!(next_change(&events, ten), Some(six));
    let spans = week(&events, date(2026, 3, 9));
    assert_eq!(spans.len(), 1);
    assert_eq!(
        (spans[0].start, spans[0].end),
        (ten.date().at(9, 0, 0, 0), six)
    );
}

#[test]
fn what_never_stops_says_so_and_what_stops_in_a_century_says_when() {
    let day = whole_days(date(2026, 3, 2), date(2026, 3, 2));
    let every_day = Pattern::Daily { interval: 1 };
    let all_week = weekly(1, Weekday::ALL);
    let noon = datetime(2026, 3, 10, 12, 0, 0, 0);
    for pattern in [every_day, all_week] {
        let always = [recurring(day.clone(), pattern, Ends::Never)];
        assert_eq!(next_change(&always, noon), None);
        let long = [recurring(day.clone(), pattern, Ends::On(date(2126, 1, 1)))];
        let expected = datetime(2126, 1, 2, 0, 0, 0, 0);
        assert_eq!(next_change(&long, noon), Some(expected));
    }
    // Two events that take turns for ever: nobody goes on counting for ever.
    let turns = [
        recurring(day.clone(), weekly(1, WORKDAYS), Ends::Never),
        recurring(
            day,
            weekly(1, [Weekday::Saturday, Weekday::Sunday]),
            Ends::Never,
        ),
    ];
    assert_eq!(next_change(&turns, noon), None);
}

#[test]
fn the_ends_of_the_calendar_are_no_trouble() {
    let (first, last) = (DateTime::MIN, DateTime::MAX);
    let always = ScheduleEvent {
        start_date: Date::MIN,
        end_date: Date::MAX,
        all_day_enabled: true,
        ..event()
    };
    let daily = recurring(
        whole_days(Date::MIN, Date::MIN),
        Pattern::Daily { interval: 1 },
        Ends::Never,
    );
    for events in [[always], [daily]] {
        for moment in [first, last] {
            assert!(is_in_force(&events, moment));
            assert_eq!(next_change(&events, moment), None);
        }
        let spans = week(&events, date(9999, 12, 27));
        assert_eq!(spans.len(), 1);
        assert_eq!(spans[0].end, last);
        assert_eq!(week(&events, Date::MAX).len(), 1);
        assert_eq!(week(&events, Date::MIN).len(), 1);
    }
    let mut too_late = office();
    (too_late.start_date, too_late.end_date) = (Date::MAX, Date::MAX);
    too_late.recurrence = Some(Recurrence {
        pattern: weekly(1, [Weekday::Monday]),
        ends: Ends::Never,
    });
    assert_eq!(next_change(&[too_late], first), None);
}

#[test]
fn a_week_is_cut_at_its_edges() {
    let night = timed(
        datetime(2026, 3, 8, 22, 0, 0, 0),
        datetime(2026, 3, 9, 6, 0, 0, 0),
    );
    let events = [recurring(night, weekly(1, [Weekday::Sunday]), Ends::Never)];
    let spans = week(&events, date(2026, 3, 9));
    let told: Vec<_> = spans.iter().map(|span| (span.start, span.end)).collect();
    let expected = [
        (
            datetime(2026, 3, 9, 0, 0, 0, 0),
            datetime(2026, 3, 9, 6, 0, 0, 0),
        ),
        (
            datetime(2026, 3, 15, 22, 0, 0, 0),
            datetime(2026, 3, 16, 0, 0, 0, 0),
        ),
    ];
    assert_eq!(told, expected);
    let spans = week(&[office()], date(2026, 3, 9));
    assert_eq!(spans.len(), 5);
    assert_eq!(week(&[office()], date(2026, 2, 23)), []);
}
